"""What is read of staff."""
