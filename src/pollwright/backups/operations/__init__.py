"""Making a backup and bringing it back."""
