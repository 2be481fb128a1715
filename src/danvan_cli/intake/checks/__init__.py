"""What is asked or refused of one return once it is known whose it is. (counting.md 1 and 8)"""
