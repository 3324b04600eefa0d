"""What a bound table of a plan shows."""

from __future__ import annotations

from pollwright.formats.plan_kinds import Rows
from pollwright.service_plan.live import SOURCES, Bound
from pollwright.service_plan.models import Plan, PlanBlock, PlanRow


def bound_of(plan: Plan, typed: Rows = (), of: str = "") -> Bound:
    """Return a table of a plan as sources are asked for it; the plan has its service with it."""
    return Bound(
        plan.authority_id, plan.service_id, plan.service.name, plan.reference, plan.first_year, plan.years, typed, of
    )


def live_rows(source: str, bound: Bound) -> tuple[tuple[str, ...], ...]:
    """Return what a source shows, head included; what was typed where the source, or its part, is gone."""
    held = SOURCES.get(source)
    rows = held.rows(bound) if held else ()
    return tuple(tuple(row) for row in (rows or bound.typed))


def rows_shown(block: PlanBlock, typed: Rows) -> tuple[tuple[str, ...], ...]:
    """Return what a bound table shows: its register as it stands, or as it stood when the plan was sent for approval."""
    if block.frozen is not None:
        return tuple(tuple(row) for row in block.frozen)
    return live_rows(block.live, bound_of(block.plan, typed, block.live_of))


def live_blocks(plan: Plan) -> list[PlanBlock]:
    """Return the tables of a plan that are bound."""
    held = PlanBlock.objects.filter(authority=plan.authority_id, plan=plan).exclude(live="")
    return list(held.select_related("plan__service").order_by("section__position", "position"))


def now_shown(block: PlanBlock) -> tuple[tuple[str, ...], ...]:
    """Return what the register of a bound table says now, whatever is frozen of it."""
    held = PlanRow.objects.filter(authority=block.authority_id, block=block).order_by("position")
    typed = [tuple(cells) for cells in held.values_list("cells", flat=True)]
    return live_rows(block.live, bound_of(block.plan, typed, block.live_of))


def moved_on(plan: Plan) -> list[PlanBlock]:
    """Return the tables whose registers say something else now than when the plan was sent for approval."""
    frozen = [block for block in live_blocks(plan) if block.frozen is not None]
    return [block for block in frozen if now_shown(block) != rows_shown(block, ())]
