"""Letters, badges and lists of staff."""
