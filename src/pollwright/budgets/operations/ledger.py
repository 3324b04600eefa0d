"""Actuals: extracts of the ledger read on trial, taken over once, taken back where wrong; codes assigned to headings."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from pollwright.acting import Actor, Permission
from pollwright.audit.operations import operation
from pollwright.audit.trail import record
from pollwright.authorities.references import next_reference
from pollwright.budgets import events
from pollwright.budgets.models import Budget, LedgerCode, LedgerExtract, LedgerRow
from pollwright.budgets.operations.holding import EXTRACTS, BudgetChanged, budget_in_hand, heading_in_hand, seen
from pollwright.budgets.operations.reading import FIELDS, Line, lines_of
from pollwright.budgets.states import BudgetState, ExtractState
from pollwright.files.store import keep as keep_file
from pollwright.pages.wording import money
from pollwright.refusals import NotFound, Refused

_AGREED = (BudgetState.AGREED,)
BATCH = 2_000
MEDIA = {
    True: ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    False: ("csv", "text/csv"),
}


class TotalsDiffer(Refused):
    """The rows don't come to the control total."""

    code = "budgets.R061"
    problem = "The {rows} rows come to {found}, and the control total says {control}."
    remedy = "Check the total, that the extract is whole, and which column holds the amount."


class ReadBefore(Refused):
    """The same file was read."""

    code = "budgets.R062"
    problem = "This file was read before, as extract {reference}."
    remedy = "Open that extract. Take it back first where it is to be read in another way."


class RowCounted(Refused):
    """A row was taken over with another extract."""

    code = "budgets.R063"
    problem = "Row {row} is counted already, with extract {reference}; {many} rows in all."
    remedy = "Ask for an extract of what was posted since."


class NothingReversed(Refused):
    """A reversal takes nothing back."""

    code = "budgets.R064"
    problem = "Row {row} is to take back {reversed}, which the ledger does not have here with the same code and the opposite amount."
    remedy = "Check the reference, or leave that column out: the row then counts as it stands."


class NotThenOpen(Refused):
    """The extract is in another state."""

    code = "budgets.R065"
    problem = "Extract {reference} was taken over or taken back already."
    remedy = "Open it to see how it stands."


class AssignedElsewhere(Refused):
    """Another officer assigned the code."""

    code = "budgets.R066"
    problem = "Code {ledger_code} was assigned by somebody else since you opened it."
    remedy = "Open it again to see under which heading it stands."


@dataclass(frozen=True, slots=True)
class GivenExtract:
    """A file with its reading: which column holds what, and the ledger's own total, in pence."""

    content: bytes
    columns: Mapping[str, str]
    control: int


@operation(Permission.FINANCE_ENTER)
def read_extract(*, actor: Actor, reference: str, version: int, given: GivenExtract, on: date) -> LedgerExtract:
    """Read an extract on trial for the budget of that reference: nothing counts until it is taken over.

    :raises LedgerUnreadable: where it can't be read. :raises ReadBefore: where the same file was.
    :raises TotalsDiffer: where its rows don't come to the control total. :raises RowCounted: where one is counted.
    :raises NothingReversed: where a row takes back what is not there.
    """
    budget = seen(budget_in_hand(actor, reference, states=_AGREED), version)
    digest = hashlib.sha256(given.content).hexdigest()
    there = LedgerExtract.objects.filter(budget=budget, sha256=digest).exclude(state=ExtractState.WITHDRAWN).first()
    if there is not None:
        raise ReadBefore(reference=there.reference)
    lines = lines_of(given.content, given.columns, budget.year)
    whole = sum(line.pence for line in lines)
    if whole != given.control:
        raise TotalsDiffer(rows=len(lines), found=money(whole), control=money(given.control))
    _refuse_counted(budget, [(line.number, line.key) for line in lines])
    name = next_reference(actor.authority_id, EXTRACTS)
    ending, media = MEDIA[given.content.startswith(b"PK")]
    file = keep_file(
        actor=actor, source=given.content, name=f"{name}.{ending}", media_type=media, kind="ledger-extract"
    )
    held = LedgerExtract.objects.create(
        authority_id=actor.authority_id, budget=budget, reference=name, file=file, sha256=digest, rows=len(lines),
        columns={field: given.columns.get(field, "") for field in FIELDS}, control=given.control, read_on=on,
        read_by=actor.name,
    )  # fmt: skip
    _keep_rows(budget, held, lines)
    happening = events.LedgerRead(name, len(lines), money(whole), digest)
    record(happening, actor=actor, subjects=[budget, held, file])
    return held


@operation(Permission.FINANCE_ENTER)
def take_extract(*, actor: Actor, reference: str, version: int) -> LedgerExtract:
    """Take over an extract that was read: its rows are actuals from now on, those of unknown codes wait for a heading.

    :raises RowCounted: where a row came in with another extract since. :raises NotThenOpen: where it is not on trial.
    """
    held = _in_hand(actor, reference, version, ExtractState.READ)
    rows = LedgerRow.objects.filter(extract=held)
    _refuse_counted(held.budget, list(rows.order_by("number").values_list("number", "key")))
    known = dict(LedgerCode.objects.filter(budget=held.budget).values_list("code", "heading_id"))
    codes = rows.order_by().values_list("code", flat=True).distinct()
    for code in codes:
        rows.filter(code=code).update(counted=True, heading_id=known.get(code))
    _save(held, ExtractState.TAKEN)
    unmatched = rows.filter(heading=None).count()
    happening = events.LedgerTaken(reference, held.rows, unmatched)
    record(happening, actor=actor, subjects=[held.budget, held])
    return held


@operation(Permission.FINANCE_ENTER)
def withdraw_extract(*, actor: Actor, reference: str, version: int, reason: str) -> LedgerExtract:
    """Take an extract back, with the reason: its rows no longer count, and the file can be read anew.

    :raises NotThenOpen: where it was taken back already.
    """
    held = _in_hand(actor, reference, version, ExtractState.READ, ExtractState.TAKEN)
    LedgerRow.objects.filter(extract=held).update(counted=False, heading=None)
    _save(held, ExtractState.WITHDRAWN, reason)
    record(events.LedgerWithdrawn(reference), actor=actor, subjects=[held.budget, held], reason=reason)
    return held


@operation(Permission.FINANCE_ENTER)
def assign_code(*, actor: Actor, reference: str, ledger_code: str, was: str, reason: str = "") -> int:
    """Assign a code of the ledger, with all its rows, to the heading of that reference; later rows follow.

    :param was: reference of the heading that it stood under, empty for none. :return: how many rows.
    :raises AssignedElsewhere: where it stands under another one.
    """
    heading = heading_in_hand(actor, reference, None, states=_AGREED)
    held = LedgerCode.objects.filter(budget=heading.budget, code=ledger_code).select_related("heading").first()
    if (held.heading.reference if held else "") != was:
        raise AssignedElsewhere(ledger_code=ledger_code)
    rows = LedgerRow.objects.filter(budget=heading.budget, code=ledger_code, counted=True)
    if held is None and not rows.exists():
        raise NotFound(kind="code of the ledger", reference=ledger_code)
    if held is None:
        LedgerCode.objects.create(
            authority_id=actor.authority_id, budget=heading.budget, code=ledger_code, heading=heading
        )
    else:
        held.heading = heading
        held.save()
    many = rows.update(heading=heading)
    happening = events.CodeAssigned(ledger_code, reference, many)
    record(happening, actor=actor, subjects=[heading.budget, heading], reason=reason)
    return many


def _keep_rows(budget: Budget, extract: LedgerExtract, lines: Sequence[Line]) -> None:
    made = LedgerRow.objects.bulk_create(
        [
            LedgerRow(
                authority_id=budget.authority_id, budget=budget, extract=extract, number=line.number, key=line.key,
                reference=line.reference, posted_on=line.posted_on, code=line.code, order=line.order,
                supplier=line.supplier, title=line.title, pence=line.pence,
            )
            for line in lines
        ],
        batch_size=BATCH,
    )  # fmt: skip
    reversing = [(row, line) for row, line in zip(made, lines, strict=True) if line.reverses]
    if not reversing:
        return
    named = {line.reverses for _row, line in reversing}
    inside = LedgerRow.objects.filter(Q(counted=True) | Q(extract=extract), budget=budget, reference__in=named)
    known = {(row.reference, row.code, row.pence): row for row in inside.order_by("-pk")}
    used: Counter[int] = Counter()
    for row, line in reversing:
        taken_back = known.get((line.reverses, line.code, -line.pence))
        if taken_back is None or taken_back.pk == row.pk or used[taken_back.pk] or _reversed(taken_back):
            raise NothingReversed(row=line.number, reversed=line.reverses)
        used[taken_back.pk] += 1
        row.reverses = taken_back
    LedgerRow.objects.bulk_update([row for row, _line in reversing], ["reverses"], batch_size=BATCH)


def _reversed(row: LedgerRow) -> bool:
    return row.reversed_by.exclude(extract__state=ExtractState.WITHDRAWN).exists()


def _refuse_counted(budget: Budget, keys: Sequence[tuple[int, str]]) -> None:
    number_of = {key: number for number, key in keys}
    there = LedgerRow.objects.filter(budget=budget, counted=True, key__in=list(number_of))
    found = sorted((number_of[key], extract) for key, extract in there.values_list("key", "extract__reference"))
    if found:
        raise RowCounted(row=found[0][0], reference=found[0][1], many=len(found))


def _in_hand(actor: Actor, reference: str, version: int, *states: ExtractState) -> LedgerExtract:
    found = LedgerExtract.objects.filter(authority=actor.authority_id, reference=reference)
    budget = found.values_list("budget__reference", flat=True).first()
    if budget is None:
        raise NotFound(kind="extract of the ledger", reference=reference)
    budget_in_hand(actor, budget, states=_AGREED)
    held = found.select_related("budget").select_for_update(of=("self",)).get()
    if held.state not in states:
        raise NotThenOpen(reference=reference)
    if held.version != version:
        raise BudgetChanged(reference=reference)
    return held


def _save(held: LedgerExtract, state: ExtractState, reason: str = "") -> None:
    held.state, held.reason = state, reason
    held.version += 1
    held.save()
