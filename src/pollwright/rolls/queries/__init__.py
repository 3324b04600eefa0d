"""What is read of rolls."""
