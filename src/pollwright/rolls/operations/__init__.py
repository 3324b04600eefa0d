"""What is done to rolls."""
