"""The papers of a review."""
