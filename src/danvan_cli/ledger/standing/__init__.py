"""What stands: who counts for whom, decided in plain Python from returns alone. No SQL, no files. (counting.md)"""
