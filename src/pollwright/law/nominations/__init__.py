"""The law of nominations: what is delivered, by when, who must subscribe it, on what grounds it is held invalid.

Nothing here refuses. Each function returns what it found, with the rule for each finding; the officer's act decides.
"""
