"""Indicators: what they are, what was to be reached, what was reached, and the records behind each figure."""
