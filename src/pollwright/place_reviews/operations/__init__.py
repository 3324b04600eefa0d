"""What officers do about a review."""
