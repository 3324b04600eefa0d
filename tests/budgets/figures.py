"""What the headings of a budget come to, and extracts of the ledger for it."""

from datetime import date
from typing import Any

from pollwright.acting import Actor
from pollwright.budgets.models import Budget, BudgetHeading
from pollwright.budgets.operations.ledger import (
    GivenExtract,
    read_extract,
    take_extract,
)
from pollwright.budgets.queries.figures import figures_of
from pollwright.budgets.sums import Sums, total
from tests.fixtures.people import TODAY

COLUMNS = {"reference": "Journal", "date": "Date", "subjective": "Code", "amount": "Amount", "order": "PO", "reverses": "Reverses"}  # fmt: skip
HEAD = "Journal,Date,Code,Amount,PO,Reverses\n"


def named(title: str) -> BudgetHeading:
    return BudgetHeading.objects.get(title=title)


def shown(budget: Budget, *, on: date = TODAY) -> dict[str, Sums]:
    return {one.title: one.sums for one in figures_of(budget.authority_id, [budget.pk], on=on)}


def whole(budget: Budget) -> Sums:
    return total(shown(budget).values())


def reading(finance: Actor, budget: Budget, rows: str, control: int, columns: dict[str, str] = COLUMNS) -> Any:
    budget.refresh_from_db()
    given = GivenExtract((HEAD + rows).encode(), columns, control)
    return read_extract(actor=finance, reference=budget.reference, version=budget.version, given=given, on=TODAY)


def taken(finance: Actor, budget: Budget, rows: str, control: int) -> Any:
    held = reading(finance, budget, rows, control)
    return take_extract(actor=finance, reference=held.reference, version=held.version)
