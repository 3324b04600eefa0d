"""What officers do with the documents of polls."""
