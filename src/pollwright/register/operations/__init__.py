"""The officers' acts on the register, one module a subject."""
