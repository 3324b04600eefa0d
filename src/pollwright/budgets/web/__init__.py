"""Budgets: pages."""
