"""The officers' acts on nominations, one module a subject."""
