"""Binding tables of a plan to live registers: an officer takes the live table over, or goes back to what was typed.

What was typed stays beneath a bound table; nothing is turned into a record, nor a record into typed cells, silently.
"""

from __future__ import annotations

from datetime import datetime

from django.db.models import Max

from pollwright.acting import Actor, Permission
from pollwright.audit.operations import operation
from pollwright.audit.trail import record
from pollwright.authorities.references import next_reference
from pollwright.formats.plan_kinds import TableKind, shape_as
from pollwright.refusals import NotFound, NotPermitted, Refused
from pollwright.service_plan.events import plans as events
from pollwright.service_plan.live import SOURCES
from pollwright.service_plan.models import Plan, PlanBlock, PlanRow, PlanSection
from pollwright.service_plan.operations.editing import NotADraft, table_in_hand
from pollwright.service_plan.operations.importing import BLOCKS, row_of
from pollwright.service_plan.operations.publishing import PlanChanged
from pollwright.service_plan.queries.live_shown import bound_of, live_rows
from pollwright.service_plan.queries.live_tables import Choosable, choices, every_choice, typed_rows
from pollwright.service_plan.states import BlockKind, PlanState


class NotOffered(Refused):
    """The table can't be bound to that."""

    code = "plan.R030"
    problem = "This table can't show that register."
    remedy = "Open the table again to see which registers it can show."


class NotBound(Refused):
    """The table shows what was typed already."""

    code = "plan.R031"
    problem = "Table {table} shows what was typed in it."
    remedy = "There is nothing to go back to."


@operation(Permission.PLAN_EDIT)
def take_live(*, actor: Actor, table: str, version: int, source: str, of: str, at: datetime) -> PlanBlock:
    """Bind a table to a live register: it shows that from now on, and counts as confirmed.

    :raises NotOffered: where the source has nothing for it. :raises TableChanged: where somebody was first.
    """
    block = table_in_hand(actor, table, version)
    _, typed = typed_rows(actor.authority_id, table)
    _refuse_unless_offered(actor, choices(block.plan, block.table_kind, typed), source, of)
    block.live, block.live_of = source, of
    block.confirmed_at, block.confirmed_by = at, actor.name
    block.version += 1
    block.save()
    record(
        events.TableBound(block.plan.reference, table, source),
        actor=actor,
        subjects=[block.plan, block],
    )
    return block


@operation(Permission.PLAN_EDIT)
def keep_typed(*, actor: Actor, table: str, version: int, reason: str) -> PlanBlock:
    """Go back to what was typed in a table; it is to be confirmed anew.

    :raises NotBound: where it shows that already.
    """
    block = table_in_hand(actor, table, version, live=True)
    if not block.live:
        raise NotBound(table=table)
    before, block.live, block.live_of = block.live, "", ""
    block.confirmed_at, block.confirmed_by = None, ""
    block.version += 1
    block.save()
    record(
        events.TableUnbound(block.plan.reference, table),
        actor=actor,
        subjects=[block.plan, block],
        reason=reason,
        changes={"live": (before, "")},
    )
    return block


@operation(Permission.PLAN_EDIT)
def add_live_table(
    *, actor: Actor, plan: str, version: int, section: int, kind: TableKind, source: str, of: str, at: datetime
) -> PlanBlock:
    """Put a live table into a section of a draft, behind what stands there.

    :param section: its place among the sections of the plan.
    :raises NotOffered: where the source has nothing for the plan. :raises PlanChanged: where somebody moved the plan on.
    """
    held = Plan.objects.select_for_update(of=("self",)).select_related("service")
    found = held.filter(authority=actor.authority_id, reference=plan).first()
    if found is None:
        raise NotFound(kind="plan", reference=plan)
    if found.version != version:
        raise PlanChanged(reference=plan)
    if found.state != PlanState.DRAFT:
        raise NotADraft(reference=plan)
    _refuse_unless_offered(actor, [one for each, one in every_choice(found) if each == kind], source, of)
    into = PlanSection.objects.filter(authority=actor.authority_id, plan=found, position=section).first()
    if into is None:
        raise NotFound(kind="section", reference=str(section))
    last = PlanBlock.objects.filter(authority=actor.authority_id, section=into).aggregate(last=Max("position"))["last"]
    rows = live_rows(source, bound_of(found, (), of))
    shape = shape_as(kind, rows)
    block = PlanBlock.objects.create(
        authority_id=actor.authority_id,
        reference=next_reference(actor.authority_id, BLOCKS),
        plan=found,
        section=into,
        position=0 if last is None else last + 1,
        kind=BlockKind.TABLE,
        table_kind=kind,
        heads=shape.heads,
        live=source,
        live_of=of,
        confirmed_at=at,
        confirmed_by=actor.name,
    )
    kept = max(shape.heads, 1) if kind != TableKind.PROJECT else len(rows)
    PlanRow.objects.bulk_create(
        row_of(block, place, cells, shape, head=place < shape.heads) for place, cells in enumerate(rows[:kept])
    )
    record(events.TableBound(plan, block.reference, source), actor=actor, subjects=[found, block])
    return block


def _refuse_unless_offered(actor: Actor, offered: list[Choosable], source: str, of: str) -> None:
    if (source, of) not in {(one.source, one.of) for one in offered}:
        raise NotOffered
    permission = SOURCES[source].permission
    if not actor.may(permission):
        raise NotPermitted(permission=permission.value)
