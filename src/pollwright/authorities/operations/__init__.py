"""What is done to an authority's settings, days and clock."""
