"""What this room knows, as plain rows."""
