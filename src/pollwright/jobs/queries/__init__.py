"""Reading about long work."""
