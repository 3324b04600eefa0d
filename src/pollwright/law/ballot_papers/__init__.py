"""The law of ballot papers: numbers and marks, quantities, wording, and the checks of a proof (handbook 6)."""
