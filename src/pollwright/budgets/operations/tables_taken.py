"""Taking orders and virements of a budget over from tables: all rows of a table or none."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from datetime import date

from pollwright.acting import Actor, Permission
from pollwright.audit.operations import operation
from pollwright.audit.trail import record
from pollwright.budgets import events
from pollwright.budgets.models import Budget, BudgetHeading, Commitment, Virement
from pollwright.budgets.operations.holding import budget_in_hand
from pollwright.budgets.operations.moving import ask_virement
from pollwright.budgets.operations.orders import OrderFacts, raise_order, receipt_order
from pollwright.budgets.states import BudgetState
from pollwright.formats.small_tables import RowFault, TableIn, amount_in, day_in, take_rows
from pollwright.refusals import NotFound, Refused

Cells = Mapping[str, str]
Take = Callable[[Actor, Budget, Cells, date], bool]


class BudgetTableUnreadable(Refused):
    """The file is no such table, or a row of it has a fault."""

    code = "budgets.R071"
    problem = "Nothing was taken over. Row {row}: {fault}."
    remedy = "Put the row right and hand the file in again; the file of the list shows the columns."
    words = frozenset({"fault"})


@operation(Permission.BUDGETS_EDIT)
def import_table(*, actor: Actor, reference: str, table: str, content: bytes, on: date) -> int:
    """Note the orders of a table under the headings of a budget, or ask for its virements; return how many are new.

    A row with a reference of ours stays as it is.

    :raises BudgetTableUnreadable: where the file or a row can't be read or is refused; nothing is taken over then.
    """
    held = TABLES.get(table)
    if held is None:
        raise NotFound(kind="table", reference=table)
    return taken_over(actor, reference, table, held, content, on)


def taken_over(actor: Actor, reference: str, name: str, table: TableIn[Take], content: bytes, on: date) -> int:
    """Take all rows of a table over into an agreed budget, and record it; called inside an operation."""
    budget = budget_in_hand(actor, reference, states=(BudgetState.AGREED,))
    many = take_rows(content, table.needed, lambda cells: table.take(actor, budget, cells, on), BudgetTableUnreadable)
    happening = events.BudgetTableTakenOver(reference, name, many, hashlib.sha256(content).hexdigest())
    record(happening, actor=actor, subjects=[budget])
    return many


def _order(actor: Actor, budget: Budget, cells: Cells, on: date) -> bool:
    held = Commitment.objects.filter(authority=actor.authority_id, heading__budget=budget)
    ours, number = cells.get("order", ""), cells.get("number", "")
    if ours:
        if not held.filter(reference=ours).exists():
            raise RowFault("the budget has no order of that reference")
        return False
    if number and held.filter(number=number).exists():
        raise RowFault("an order of that number is noted already")
    facts = _order_facts(cells, number, on)
    made = raise_order(actor=actor, reference=heading_named(budget, cells["heading"]), facts=facts)
    received = amount_in(cells.get("receipted", ""), "what was receipted")
    if received is not None:
        receipt_order(actor=actor, reference=made.reference, version=made.version, pence=received, on=on)
    return True


def _order_facts(cells: Cells, number: str, on: date) -> OrderFacts:
    raised, pence = day_in(cells["raised"], "the day"), amount_in(cells["ordered"], "the amount")
    if raised is None or not pence or not cells["what"]:
        raise RowFault("what was ordered, its amount or the day is missing")
    if raised > on:
        raise RowFault("the day on which it was raised is still to come")
    for name, longest in (("what", 200), ("supplier", 200), ("number", 40)):
        if len(cells.get(name, "")) > longest:
            raise RowFault(f"{name} is longer than {longest} characters")
    return OrderFacts(cells["what"], pence, raised, number, cells.get("supplier", ""))


def _virement(actor: Actor, budget: Budget, cells: Cells, on: date) -> bool:
    ours = cells.get("virement", "")
    if ours:
        held = Virement.objects.filter(authority=actor.authority_id, budget=budget, reference=ours)
        if not held.exists():
            raise RowFault("the budget has no virement of that reference")
        return False
    pence, reason = amount_in(cells["amount"], "the amount"), cells["reason"]
    if not pence or not reason or len(reason) > 500:
        raise RowFault("the amount or the reason is missing, or the reason is longer than 500 characters")
    source, target = heading_named(budget, cells["from"]), heading_named(budget, cells["to"])
    ask_virement(actor=actor, source=source, target=target, pence=pence, reason=reason, on=on)
    return True


def heading_named(budget: Budget, typed: str) -> str:
    """Return the reference of the heading that a cell names by its reference, its title or its code."""
    held = BudgetHeading.objects.filter(authority=budget.authority_id, budget=budget)
    for name in ("reference", "title__iexact", "codes__code"):
        found = list(held.filter(**{name: typed}).values_list("reference", flat=True)[:2]) if typed else []
        if len(found) == 1:
            return found[0]
    raise RowFault("no heading of the budget, or more than one, has that reference, title or code")


TABLES: dict[str, TableIn[Take]] = {
    "orders": TableIn(
        ("order", "number", "what", "supplier", "heading", "raised", "ordered", "receipted"),
        ("what", "heading", "raised", "ordered"),
        _order,
    ),
    "virements": TableIn(("virement", "from", "to", "amount", "reason"), ("from", "to", "amount", "reason"), _virement),
}
"""The tables that can be handed in. A virement is asked for; a second person decides it on its page."""
