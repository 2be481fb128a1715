"""A grid to its tables: where they stand, what their columns mean, whose line is over which."""
