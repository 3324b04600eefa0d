"""The records of the office as plain rows."""
