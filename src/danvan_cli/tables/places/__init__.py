"""What `danvan units` answers: places, where they lie, what they came from and became."""
