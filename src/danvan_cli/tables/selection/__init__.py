"""From what stands to the statements that answer a question."""
