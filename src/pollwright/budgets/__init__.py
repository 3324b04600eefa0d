"""Budgets: what a service may spend in a financial year, what it ordered and spent, and what is expected."""
