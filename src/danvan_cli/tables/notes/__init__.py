"""What a reader must know beside the figures of a table."""
