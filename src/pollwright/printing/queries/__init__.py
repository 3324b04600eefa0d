"""What is read about the documents of polls."""
