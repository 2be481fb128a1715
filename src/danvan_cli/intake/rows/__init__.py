"""The rows of one table: registers, matrices, groups and totals, every row accounted for."""
