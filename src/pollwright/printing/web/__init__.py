"""Pages of the documents of polls."""
