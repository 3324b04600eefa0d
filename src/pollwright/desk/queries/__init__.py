"""What the pages that join rooms ask for."""
