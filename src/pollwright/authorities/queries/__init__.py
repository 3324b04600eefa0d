"""What is read about authorities, their settings and their days."""
