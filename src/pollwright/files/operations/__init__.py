"""What people do with stored files."""
