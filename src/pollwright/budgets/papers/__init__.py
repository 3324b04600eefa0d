"""Budgets: papers."""
