"""The papers of nominations."""
