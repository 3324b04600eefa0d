"""Acts on posts and staff files."""
