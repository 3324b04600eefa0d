"""What is owed, what was settled, and who is told."""
