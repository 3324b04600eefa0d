"""What a bound table of a plan shows."""

from __future__ import annotations

from pollwright.formats.plan_kinds import Rows
from pollwright.service_plan.live import SOURCES, Bound
from pollwright.service_plan.models import Plan


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
