"""Budgets: queries."""
