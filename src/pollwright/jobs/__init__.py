"""Long work in the background, with progress."""
