"""Budgets: operations."""
