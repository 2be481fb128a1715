"""A Table to bytes or to the screen, one file each."""
