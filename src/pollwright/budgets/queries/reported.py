"""Budgets as a report tells them, and their totals from the other side: the estimates and the ledger themselves."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Sum

from pollwright.budgets.models import Budget, BudgetHeading, EstimateChange, LedgerRow
from pollwright.budgets.states import BudgetState


@dataclass(frozen=True, slots=True)
class ReportedBudget:
    """A budget that was agreed, with the sums that its headings must come to.

    :param estimated: the original amounts and every change of them. :param posted: what the ledger has of it in all.
    :param unmatched: what of that stands under codes that belong to no heading yet.
    """

    id: int
    reference: str
    service: str
    estimated: int
    posted: int
    unmatched: int


def reported_budgets(authority_id: int, service: str, year: int) -> list[ReportedBudget]:
    """Return the budgets of a financial year that were agreed, of a service or of all."""
    held = Budget.objects.filter(authority=authority_id, year=year).exclude(state=BudgetState.DRAFT)
    held = held.filter(service__name__iexact=service) if service else held
    rows = list(held.order_by("service__name", "pk").values_list("pk", "reference", "service__name"))
    return [ReportedBudget(*row, *_sums(authority_id, row[0])) for row in rows]


def _sums(authority_id: int, budget: int) -> tuple[int, int, int]:
    headings = BudgetHeading.objects.filter(authority=authority_id, budget=budget).aggregate(sum=Sum("original"))
    changes = EstimateChange.objects.filter(authority=authority_id, heading__budget=budget).aggregate(sum=Sum("pence"))
    ledger = LedgerRow.objects.filter(authority=authority_id, budget=budget, counted=True)
    posted = ledger.aggregate(sum=Sum("pence"))["sum"]
    unmatched = ledger.filter(heading__isnull=True).aggregate(sum=Sum("pence"))["sum"]
    return int(headings["sum"] or 0) + int(changes["sum"] or 0), int(posted or 0), int(unmatched or 0)
