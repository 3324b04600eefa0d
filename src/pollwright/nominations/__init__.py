"""Nominations: parties, papers, determinations, agents and the persons nominated."""
