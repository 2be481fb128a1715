"""What is kept, and what of it stands."""
