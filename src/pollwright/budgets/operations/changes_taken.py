"""Changes of the latest estimates of a budget from a table: all rows of it or none. Finance alone takes them over."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from pollwright.acting import Actor, Permission
from pollwright.audit.operations import operation
from pollwright.budgets.models import Budget, BudgetHeading, EstimateChange
from pollwright.budgets.operations.finance import change_estimate
from pollwright.budgets.operations.tables_taken import Take, heading_named, taken_over
from pollwright.budgets.states import ChangeKind, Sort
from pollwright.formats.small_tables import RowFault, TableIn, amount_in, chosen, day_in


@operation(Permission.FINANCE_ENTER)
def import_changes(*, actor: Actor, reference: str, content: bytes, on: date) -> int:
    """Change the estimates that a table names, and return how many changes are new; one that is there stays as it is.

    An amount below nought lowers what a heading costs the council, as the list of changes writes it.

    :raises BudgetTableUnreadable: where the file or a row can't be read or is refused; nothing is taken over then.
    """
    return taken_over(actor, reference, "changes", CHANGES, content, on)


def _change(actor: Actor, budget: Budget, cells: Mapping[str, str], on: date) -> bool:
    heading = BudgetHeading.objects.get(authority=actor.authority_id, reference=heading_named(budget, cells["heading"]))
    kind, pence = chosen(ChangeKind, cells["kind"], "the kind"), _pence(cells["amount"])
    decided, reason, minute = day_in(cells["decided"], "the day"), cells["reason"], cells.get("minute", "")
    if decided is None or not pence or not reason:
        raise RowFault("the day, the amount or the reason is missing")
    if decided > on:
        raise RowFault("the day on which it was decided is still to come")
    if len(reason) > 500 or len(minute) > 200:
        raise RowFault("the reason is longer than 500 characters, or the minute than 200")
    there = EstimateChange.objects.filter(authority=actor.authority_id, heading=heading, kind=kind, pence=pence)
    if there.filter(decided_on=decided, reason=reason, minute=minute).exists():
        return False
    change_estimate(
        actor=actor, reference=heading.reference, version=heading.version, kind=kind,
        pence=-pence if heading.sort == Sort.INCOME else pence, reason=reason, minute=minute, on=decided,
    )  # fmt: skip
    return True


def _pence(typed: str) -> int:
    below = typed.startswith("-")
    pence = amount_in(typed.removeprefix("-"), "the amount") or 0
    return -pence if below else pence


CHANGES: TableIn[Take] = TableIn(
    ("decided", "heading", "kind", "amount", "reason", "minute"),
    ("decided", "heading", "kind", "amount", "reason"),
    _change,
)
"""The table that can be handed in."""
