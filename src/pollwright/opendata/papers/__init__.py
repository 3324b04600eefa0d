"""The layouts in which open data is written."""
