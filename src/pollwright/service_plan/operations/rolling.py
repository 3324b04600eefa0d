"""The plan of the next years, made from this one: years shift, targets go with their years, everything else is carried.

Nothing is carried as confirmed: going through the tables of the new plan one by one is the yearly review.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from itertools import pairwise

from pollwright.acting import Actor, Permission
from pollwright.audit.operations import operation
from pollwright.audit.trail import record
from pollwright.authorities.references import next_reference
from pollwright.formats.plan_dates import financial_year, year_name
from pollwright.formats.plan_kinds import TableKind, names_of, shape_of
from pollwright.formats.plan_tree import Block, Grid, PlanDocument, shown
from pollwright.refusals import Refused
from pollwright.service_plan.events import plans as events
from pollwright.service_plan.models import Plan
from pollwright.service_plan.operations.importing import PLANS, write_tree
from pollwright.service_plan.queries.trees import blocks_shown, plan_of, tree
from pollwright.service_plan.states import BlockKind, Origin

YEARS = re.compile(r"(?P<first>20\d{2})(?P<between>\s*[/–-]\s*)(?P<last>20\d{2}|\d{2})(?!\d)")

Rows = Sequence[Sequence[str]]


class AlreadyRolled(Refused):
    """The service has a plan for those years."""

    code = "plan.R020"
    problem = "Service {service} has plan {plan} from {year} already."
    remedy = "Work on that plan."


@operation(Permission.PLAN_EDIT)
def roll_over(*, actor: Actor, reference: str, at: datetime) -> Plan:
    """Make the plan of the years that begin one year later.

    Over budgets and indicators every year goes up by one and each amount and target stays with its year; what is not
    known yet is empty. The quarters of projects are empty and what was planned for the year that is now the first
    stands in the first of them. The version log is empty. Tables that show live registers go on showing them.

    :raises AlreadyRolled: where the service has a plan for those years.
    """
    old = plan_of(actor.authority_id, reference)
    first_year = old.first_year + 1
    there = Plan.objects.filter(authority=actor.authority_id, service=old.service, first_year=first_year).first()
    if there is not None:
        raise AlreadyRolled(service=old.service.name, plan=there.reference, year=year_name(first_year))
    document = rolled(tree(old))
    made = Plan.objects.create(
        authority_id=actor.authority_id,
        reference=next_reference(actor.authority_id, PLANS),
        service=old.service,
        title=list(document.title),
        first_year=first_year,
        years=old.years,
        origin=Origin.ROLLED,
        rolled_from=old,
        made_at=at,
    )
    write_tree(actor, made, document)
    _carry_bindings(old, made)
    record(events.PlanRolled(made.reference, reference, first_year), actor=actor, subjects=[old, made])
    return made


def _carry_bindings(old: Plan, made: Plan) -> None:
    """Bind the tables that stand where bound ones stood in the old plan; what they showed lies beneath as typed."""
    before = [block for block in blocks_shown(old) if block.kind == BlockKind.TABLE]
    after = [block for block in blocks_shown(made) if block.kind == BlockKind.TABLE]
    for one, other in zip(before, after, strict=True):
        if one.live:
            other.live, other.live_of = one.live, one.live_of
            other.save(update_fields=["live", "live_of"])


def rolled(plan: PlanDocument) -> PlanDocument:
    """Return a plan as it stands at the beginning of the next year's."""
    return PlanDocument(
        tuple(_later(line) for line in plan.title),
        tuple(
            replace(section, blocks=tuple(_rolled_block(block) for block in section.blocks))
            for section in plan.sections
        ),
    )


def _rolled_block(block: Block) -> Block:
    if not isinstance(block, Grid):
        return block
    kind = shape_of(block.rows).kind
    if kind in (TableKind.BUDGETS, TableKind.INDICATORS, TableKind.PROJECTS_BY_YEAR):
        return Grid(_with_their_years(block.rows))
    if kind is TableKind.PROJECT:
        return Grid(_project(block.rows))
    if kind is TableKind.VERSIONS:
        heads = shape_of(block.rows).heads
        width = len(block.rows[0])
        return Grid((*block.rows[:heads], ("",) * width))
    return block


def _with_their_years(rows: Rows) -> tuple[tuple[str, ...], ...]:
    """Shift the years of the head by one, and each value to where its year now stands.

    A column of actual figures never takes a target: it is empty until the figure is known.
    """
    heads = shape_of(rows).heads
    names = names_of(rows, heads, max(map(len, rows)))
    years = [financial_year(name) for name in names]
    where = {(year, _is_actual(name)): at for at, (name, year) in enumerate(zip(names, years, strict=True)) if year}
    body = []
    for row in rows[heads:]:
        cells = list(row)
        for at, year in enumerate(years[: len(row)]):
            if year is not None:
                source = where.get((year + 1, _is_actual(names[at])))
                cells[at] = row[source] if source is not None and source < len(row) else ""
        body.append(tuple(cells))
    return (*(tuple(_later(cell) for cell in row) for row in rows[:heads]), *body)


def _is_actual(name: str) -> bool:
    return "actual" in name.casefold()


def _project(rows: Rows) -> tuple[tuple[str, ...], ...]:
    """Shift the years of a project: what was planned for the second year stands in the first quarter of the new first."""
    labels = next((place for place, row in enumerate(rows) if financial_year(shown(row[0])) is not None), None)
    if labels is None or labels + 2 >= len(rows):
        return tuple(tuple(row) for row in rows)
    years = [at for at, cell in enumerate(rows[labels]) if financial_year(cell) is not None]
    made = [list(row) for row in rows]
    made[labels] = [_later(cell) for cell in rows[labels]]
    planned = rows[labels + 2]
    fresh = [""] * len(planned)
    for at, onward in pairwise(years):
        fresh[at] = planned[onward] if onward < len(planned) else ""
    made[labels + 2] = fresh
    return tuple(tuple(row) for row in made)


def _later(text: str) -> str:
    """Return a text with each stretch of years in it one year later."""

    def shift(found: re.Match[str]) -> str:
        last = str(int(found["last"]) + 1) if len(found["last"]) == 4 else f"{(int(found['last']) + 1) % 100:02d}"
        return f"{int(found['first']) + 1}{found['between']}{last}"

    return YEARS.sub(shift, text)
