"""What the store keeps, book by book: each writes and reads its own tables."""
