"""Working on a draft: confirming what was understood, and changing rows and paragraphs one by one.

Each row has a version of its own, so that two people can work on one table; only whoever comes second to the same row is
told. Places of rows are never given anew, so that a row keeps its address.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime

from django.db.models import Max, QuerySet

from pollwright.acting import Actor, Permission
from pollwright.audit.operations import operation
from pollwright.audit.trail import record
from pollwright.formats.plan_kinds import Shape, TableKind, shape_as, shape_of
from pollwright.formats.plan_oddities import facts_of
from pollwright.formats.plan_tree import says_hint, shown
from pollwright.refusals import NotFound, Refused
from pollwright.service_plan.events import plans as events
from pollwright.service_plan.models import Plan, PlanBlock, PlanRow
from pollwright.service_plan.operations.contracts import keep_contracts
from pollwright.service_plan.operations.importing import row_of
from pollwright.service_plan.states import BlockKind, PlanState

CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
MOST_ROWS, MOST_CELLS, LONGEST_CELL = 5_000, 40, 20_000
LOCKED = frozenset({TableKind.BUDGETS})


class NotADraft(Refused):
    """The plan is with whoever approves it."""

    code = "plan.R008"
    problem = "Plan {reference} is waiting for approval or for publication, so it can't be changed."
    remedy = "Have it sent back to you first."


class RowChanged(Refused):
    """Another officer changed the row."""

    code = "plan.R009"
    problem = "This row was changed by somebody else since you opened it."
    remedy = "Open it again to see how it stands, then repeat what you did."


class TableChanged(Refused):
    """Another officer changed the table or the paragraph."""

    code = "plan.R010"
    problem = "This part of the plan was changed by somebody else since you opened it."
    remedy = "Open it again to see how it stands, then repeat what you did."


class BudgetLocked(Refused):
    """Budgets are entered by finance."""

    code = "plan.R011"
    problem = "The amounts of a budget are entered by finance, once Council has agreed them."
    remedy = "Ask whoever may enter budgets. The words beside the amounts can be changed."


class StaysLocked(Refused):
    """A table of budgets stays one."""

    code = "plan.R066"
    problem = "This is a table of budgets, whose amounts are entered by finance."
    remedy = "Ask finance to say on the page of the table that it is none of budgets; then confirm what it is."


class BadCells(Refused):
    """A row can't be kept as it is."""

    code = "plan.R012"
    problem = "This row can't be kept: {why}"
    remedy = "Check the row and send it again."
    words = frozenset({"why"})


class LastRow(Refused):
    """A table keeps one row."""

    code = "plan.R013"
    problem = "This is the only row of the table."
    remedy = "Empty its cells in place of taking it out."


class LiveTable(Refused):
    """What a live register shows is changed there."""

    code = "plan.R029"
    problem = "This table shows a live register, so it can't be changed here."
    remedy = "Change it in its register, or go back to what was typed."


@operation(Permission.PLAN_EDIT)
def confirm_table(*, actor: Actor, table: str, version: int, at: datetime, kind: TableKind | None = None) -> PlanBlock:
    """Confirm what was understood of a table, perhaps that it is about something else than was thought.

    :raises TableChanged: where it was changed since `version`. :raises NotADraft: where the plan is being approved.
    :raises StaysLocked: where a table of budgets would be unlocked by somebody who may not enter them.
    """
    block = table_in_hand(actor, table, version)
    _refuse_unlocking(actor, block, kind or TableKind(block.table_kind))
    rows = list(_rows(block).order_by("position"))
    shape = shape_as(kind or TableKind(block.table_kind), [row.cells for row in rows])
    block.table_kind, block.heads = shape.kind, shape.heads
    _understand_anew(rows, shape)
    block.confirmed_at, block.confirmed_by = at, actor.name
    block.version += 1
    block.save()
    keep_contracts(block, rows)
    record(
        events.TableConfirmed(block.plan.reference, table, block.table_kind, len(rows)),
        actor=actor,
        subjects=[block.plan, block],
    )
    return block


@operation(Permission.PLAN_EDIT)
def change_row(*, actor: Actor, table: str, position: int, version: int, cells: Sequence[str]) -> PlanRow:
    """Change the cells of a row. The amounts of a budget stay as they are unless whoever acts may enter budgets.

    :raises RowChanged: where it was changed since `version`. :raises BudgetLocked: where an amount would be changed.
    """
    row = row_in_hand(actor, table, position, version)
    before = list(row.cells)
    if len(cells) != len(before):
        raise BadCells(why="It has another number of cells.")
    locked = row.block.table_kind in LOCKED and position >= row.block.heads and not actor.may(Permission.FINANCE_ENTER)
    if locked and list(cells[1:]) != before[1:]:
        raise BudgetLocked
    _write(row, cells)
    _keep(row.block, row)
    record(
        events.RowChanged(row.block.plan.reference, table, position + 1),
        actor=actor,
        subjects=[row.block.plan, row.block],
        changes=_changes(before, row.cells),
    )
    return row


@operation(Permission.FINANCE_ENTER)
def enter_budget(*, actor: Actor, table: str, position: int, version: int, amounts: Sequence[str]) -> PlanRow:
    """Enter the amounts of a row of a budget, one for each year; the words beside them stay.

    :raises RowChanged: where it was changed since `version`. :raises BadCells: where one is no amount of money.
    """
    row = row_in_hand(actor, table, position, version)
    if row.block.table_kind not in LOCKED or position < row.block.heads:
        raise NotFound(kind="budget", reference=table)
    before = list(row.cells)
    if len(amounts) != len(before) - 1:
        raise BadCells(why="It has another number of cells.")
    _write(row, [before[0], *amounts])
    if any(fact["kind"] not in ("money", "blank") for fact in row.facts[1:]):
        raise BadCells(why="An amount is no amount of money.")
    record(
        events.BudgetEntered(row.block.plan.reference, table, position + 1),
        actor=actor,
        subjects=[row.block.plan, row.block],
        changes=_changes(before, row.cells),
    )
    return row


@operation(Permission.PLAN_EDIT)
def add_row(*, actor: Actor, table: str, version: int, cells: Sequence[str]) -> PlanRow:
    """Add a row at the end of a table.

    :raises TableChanged: where the table was changed since `version`. :raises BadCells: where it can't be kept.
    """
    block = table_in_hand(actor, table, version)
    _refuse_amounts(actor, block, [cells])
    last = _rows(block).aggregate(last=Max("position"))["last"]
    shape = _shape(block)
    row = row_of(block, (last if last is not None else -1) + 1, _clean(cells), shape, head=False)
    row.save()
    _keep(block, row)
    block.version += 1
    block.save()
    record(events.RowAdded(block.plan.reference, table, row.position + 1), actor=actor, subjects=[block.plan, block])
    return row


@operation(Permission.PLAN_EDIT)
def remove_row(*, actor: Actor, table: str, position: int, version: int, reason: str) -> None:
    """Take a row out of a table; what it held stays in the trail.

    :raises RowChanged: where it was changed since `version`. :raises LastRow: where it is the only one.
    """
    row = row_in_hand(actor, table, position, version)
    block = row.block
    if _rows(block).count() == 1:
        raise LastRow
    if block.table_kind in LOCKED and not actor.may(Permission.FINANCE_ENTER):
        raise BudgetLocked
    cells = list(row.cells)
    row.delete()
    block.version += 1
    block.save()
    record(
        events.RowRemoved(block.plan.reference, table, position + 1),
        actor=actor,
        subjects=[block.plan, block],
        reason=reason,
        changes=_changes(cells, [""] * len(cells)),
    )


@operation(Permission.PLAN_EDIT)
def replace_rows(*, actor: Actor, table: str, version: int, rows: Sequence[Sequence[str]]) -> PlanBlock:
    """Replace all rows of a table by those of a spreadsheet, head included; it is to be confirmed anew.

    :raises TableChanged: where the table was changed since `version`. :raises BadCells: where a row can't be kept.
    """
    block = table_in_hand(actor, table, version)
    if not rows or len(rows) > MOST_ROWS:
        raise BadCells(why="There are no rows, or more than 5,000.")
    _refuse_amounts(actor, block, rows)
    kept = [_clean(cells) for cells in rows]
    newest = _rows(block).aggregate(newest=Max("version"))["newest"] or 0
    _rows(block).delete()
    shape = shape_of(kept)
    if block.table_kind in LOCKED and not actor.may(Permission.FINANCE_ENTER):
        shape = shape_as(TableKind(block.table_kind), kept)
    block.table_kind, block.heads = shape.kind, shape.heads
    made = [row_of(block, place, cells, shape, head=place < shape.heads) for place, cells in enumerate(kept)]
    for row in made:
        row.version = newest + 1
    PlanRow.objects.bulk_create(made, batch_size=2000)
    block.confirmed_at, block.confirmed_by = None, ""
    block.version += 1
    block.save()
    record(events.TableReplaced(block.plan.reference, table, len(made)), actor=actor, subjects=[block.plan, block])
    return block


@operation(Permission.PLAN_EDIT)
def change_text(*, actor: Actor, block: str, version: int, text: str, hint: bool = False) -> PlanBlock:
    """Change a paragraph, and whether it only speaks to the author.

    :raises TableChanged: where it was changed since `version`. :raises BadCells: where the text can't be kept.
    """
    found = _block_in_hand(actor, block, version, (BlockKind.PARAGRAPH, BlockKind.BULLET))
    before = found.text
    found.text, found.hint = _clean([text])[0], hint or says_hint(text)
    found.version += 1
    found.save()
    record(
        events.TextChanged(found.plan.reference, found.section.number or found.section.title, "changed"),
        actor=actor,
        subjects=[found.plan, found],
        changes={"text": (before, found.text)},
    )
    return found


def table_in_hand(actor: Actor, reference: str, version: int, *, live: bool = False) -> PlanBlock:
    """Return a table of a draft, locked.

    :param live: whether it may be one that shows a live register.
    :raises NotFound: where the authority has none of that reference. :raises NotADraft: where its plan is no draft.
    :raises TableChanged: where it was changed since `version`. :raises LiveTable: where it shows a live register.
    """
    block = _block_in_hand(actor, reference, version, (BlockKind.TABLE,))
    if block.live and not live:
        raise LiveTable
    return block


def row_in_hand(actor: Actor, table: str, position: int, version: int) -> PlanRow:
    """Return a row of a draft, locked.

    :raises NotFound: where there is none. :raises NotADraft: where its plan is no draft.
    :raises RowChanged: where it was changed since `version`.
    """
    held = PlanRow.objects.select_for_update(of=("self",)).select_related("block__plan", "block__section")
    row = held.filter(authority=actor.authority_id, block__reference=table, position=position).first()
    if row is None:
        raise NotFound(kind="row of table", reference=f"{table} {position + 1}")
    _refuse_unless_draft(row.block.plan)
    if row.version != version:
        raise RowChanged
    if row.block.live:
        raise LiveTable
    return row


def _block_in_hand(actor: Actor, reference: str, version: int, kinds: Sequence[BlockKind]) -> PlanBlock:
    held = PlanBlock.objects.select_for_update(of=("self",)).select_related("plan", "section")
    block = held.filter(authority=actor.authority_id, reference=reference, kind__in=kinds).first()
    if block is None:
        raise NotFound(kind="part of a plan", reference=reference)
    _refuse_unless_draft(block.plan)
    if block.version != version:
        raise TableChanged
    return block


def _refuse_unless_draft(plan: Plan) -> None:
    if plan.state != PlanState.DRAFT:
        raise NotADraft(reference=plan.reference)


def _refuse_unlocking(actor: Actor, block: PlanBlock, kind: TableKind) -> None:
    """Refuse whoever may not enter budgets to say that a table of budgets is about something else, and so is not locked."""
    if block.table_kind in LOCKED and kind not in LOCKED and not actor.may(Permission.FINANCE_ENTER):
        raise StaysLocked


def _refuse_amounts(actor: Actor, block: PlanBlock, rows: Sequence[Sequence[str]]) -> None:
    """Refuse new amounts in a budget from whoever may not enter them; rows without amounts are let through."""
    if block.table_kind not in LOCKED or actor.may(Permission.FINANCE_ENTER):
        return
    if any(re.search(r"\d{3}", cell) and "/" not in cell for cells in rows for cell in cells[1:]):
        raise BudgetLocked


def _write(row: PlanRow, cells: Sequence[str]) -> None:
    row.cells = _clean(cells)
    head = row.position < row.block.heads
    facts = facts_of([row.cells], Shape(TableKind.OTHER, 1 if head else 0, _shape(row.block).columns))[0]
    row.facts = [asdict(fact) for fact in facts]
    row.words = " ".join(shown(cell) for cell in row.cells).casefold()
    row.version += 1
    row.save()


def _keep(block: PlanBlock, row: PlanRow) -> None:
    """Bring what lives on a row of a confirmed table up to date."""
    if block.confirmed_at is not None:
        keep_contracts(block, [row])


def _shape(block: PlanBlock) -> Shape:
    first = list(_rows(block).order_by("position").values_list("cells", flat=True)[: max(block.heads, 3)])
    return shape_as(TableKind(block.table_kind), first)


def _understand_anew(rows: Sequence[PlanRow], shape: Shape) -> None:
    """Work out what is understood of each row again, since heads may have changed; their versions stay."""
    facts = facts_of([row.cells for row in rows], shape)
    changed = []
    for row, understood in zip(rows, facts, strict=True):
        fresh = [asdict(fact) for fact in understood]
        if fresh != row.facts:
            row.facts = fresh
            changed.append(row)
    PlanRow.objects.bulk_update(changed, ["facts"], batch_size=1000)


def _rows(block: PlanBlock) -> QuerySet[PlanRow]:
    return PlanRow.objects.filter(authority=block.authority_id, block=block)


def _clean(cells: Sequence[str]) -> list[str]:
    if not 0 < len(cells) <= MOST_CELLS:
        raise BadCells(why="It has no cells, or more than 40.")
    plain = [cell.replace("\r\n", "\n").replace("\r", "\n") for cell in cells]
    if any(CONTROL.search(cell) for cell in plain):
        raise BadCells(why="A cell holds characters that cannot be read.")
    if any(len(cell) > LONGEST_CELL for cell in plain):
        raise BadCells(why="A cell is longer than 20,000 characters.")
    return plain


def _changes(before: Sequence[str], after: Sequence[str]) -> dict[str, tuple[str, str]]:
    pairs = enumerate(zip(before, after, strict=True), start=1)
    return {f"cell {place}": (one, other) for place, (one, other) in pairs if one != other}
