"""The Django app of this room."""

from importlib import import_module

from django.apps import AppConfig

from pollwright.acting import Permission
from pollwright.files.kinds import declare


class BudgetsConfig(AppConfig):
    """Budgets."""

    name = "pollwright.budgets"
    label = "budgets"

    def ready(self) -> None:
        """Declare the kinds of files that this room keeps, and what reports may show of it."""
        declare("ledger-extract", "Extract of the ledger as it was received", Permission.FINANCE_ENTER)
        declare("budget-report", "Budget report", Permission.BUDGETS_VIEW)
        import_module("pollwright.budgets.report_section")
