"""The processes in which files are read, one at a time, within limits."""
