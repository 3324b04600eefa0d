"""Making documents of polls from their data."""
