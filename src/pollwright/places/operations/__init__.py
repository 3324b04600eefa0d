"""The officers' acts on places, one module a subject."""
