"""What happens to the people who work for polls."""
