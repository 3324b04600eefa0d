"""Taking the headings of a draft with their amounts over from a table: all of them or none."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any

from pollwright.acting import Actor, Permission
from pollwright.audit.operations import operation
from pollwright.audit.trail import record
from pollwright.authorities.references import next_references
from pollwright.budgets import events
from pollwright.budgets.models import BudgetHeading, LedgerCode
from pollwright.budgets.operations.holding import HEADINGS, budget_in_hand, keep, seen
from pollwright.budgets.states import BudgetState, Payer, Pot, Sort, Spread
from pollwright.budgets.sums import pence_in
from pollwright.formats.small_tables import records
from pollwright.formats.unreadable import UnreadableFile
from pollwright.refusals import Refused

COLUMNS = ("heading", "pot", "kind", "paid_by", "spent", "code", "original_budget")
"""Pot, kind, who pays and how it is spent by their names on the page; an amount at or above nought, also of income."""
_CHOICES = {"pot": Pot, "kind": Sort, "paid_by": Payer, "spent": Spread}
_DEFAULTS = {"pot": Pot.CORE, "kind": Sort.COST, "paid_by": Payer.COUNCIL, "spent": Spread.EVEN}


class HeadingsUnreadable(Refused):
    """The file is no table of headings, or a row of it has a fault."""

    code = "budgets.R070"
    problem = "Nothing was taken over. Row {row}: {fault}."
    remedy = "Put the row right and hand the file in again. Columns: heading, pot, kind, paid by, spent, code, original budget."
    words = frozenset({"fault"})


@operation(Permission.FINANCE_ENTER)
def import_headings(*, actor: Actor, reference: str, version: int, content: bytes) -> int:
    """Add the headings of a table to a draft, and return how many. Headings may be blank or stand twice.

    :raises HeadingsUnreadable: where the file or a row can't be read; nothing is taken over then.
    """
    budget = seen(budget_in_hand(actor, reference, states=(BudgetState.DRAFT,)), version)
    try:
        rows = records(content)
    except UnreadableFile:
        raise HeadingsUnreadable(row=1, fault="the file is neither CSV in UTF-8 nor an Excel workbook") from None
    if not rows or "heading" not in rows[0][1]:
        raise HeadingsUnreadable(row=1, fault="there is no row, or no column of headings")
    codes = set(LedgerCode.objects.filter(budget=budget).values_list("code", flat=True))
    read = [(number, _values(number, cells), cells.get("code", "")[:100]) for number, cells in rows]
    for number, _given, code in read:
        if code and code in codes:
            raise HeadingsUnreadable(row=number, fault="the code belongs to another heading")
        codes.add(code)
    first = BudgetHeading.objects.filter(budget=budget).count() + 1
    references = next_references(actor.authority_id, HEADINGS, len(read))
    made = BudgetHeading.objects.bulk_create(
        BudgetHeading(
            authority_id=actor.authority_id,
            budget=budget,
            reference=one,
            position=first + place,
            entered_by="" if given["original"] is None else actor.name,
            **given,
        )
        for place, (one, (_number, given, _code)) in enumerate(zip(references, read, strict=True))
    )
    LedgerCode.objects.bulk_create(
        LedgerCode(authority_id=actor.authority_id, budget=budget, code=code, heading=heading)
        for heading, (_number, _given, code) in zip(made, read, strict=True)
        if code
    )
    keep(budget)
    happening = events.HeadingsImported(reference, len(made), hashlib.sha256(content).hexdigest())
    record(happening, actor=actor, subjects=[budget])
    return len(made)


def _values(number: int, cells: Mapping[str, str]) -> dict[str, Any]:
    chosen = {name: _chosen(number, name, cells.get(name, "")) for name in _CHOICES}
    typed = cells.get("original_budget", "")
    pence = pence_in(typed) if typed else None
    if typed and (pence is None or pence < 0):
        raise HeadingsUnreadable(row=number, fault="the amount is below nought, or is none in pounds and pence")
    if pence is not None and chosen["kind"] == Sort.INCOME:
        pence = -pence
    return {
        "title": cells.get("heading", "")[:200],
        "pot": chosen["pot"],
        "sort": chosen["kind"],
        "payer": chosen["paid_by"],
        "spread": chosen["spent"],
        "original": pence,
    }


def _chosen(number: int, name: str, typed: str) -> Any:
    if not typed:
        return _DEFAULTS[name]
    choices: Any = _CHOICES[name]
    for one in choices:
        if typed.casefold() in (one.value, str(one.label).casefold()):
            return one
    raise HeadingsUnreadable(row=number, fault=f"the {name.replace('_', ' ')} is none that the page names")
