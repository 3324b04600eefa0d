"""Giving people to places at the least cost: the problem, its answer, and the solver in a process of its own."""
