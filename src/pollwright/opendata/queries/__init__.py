"""What open data is made from, as plain rows."""
