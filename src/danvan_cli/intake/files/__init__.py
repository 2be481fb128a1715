"""Files from strangers: bytes to grids. What a file is, its reader, its limits, and what a reading library hides. (hostile.md)"""
