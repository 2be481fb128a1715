"""Workbooks that units fill in: what `danvan template` makes. Read back by `intake/forms`."""
