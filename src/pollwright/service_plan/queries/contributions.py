"""What the services of an authority contribute to its themes, from the newest plan of each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pollwright.formats.plan_kinds import TableKind, names_of, shape_of
from pollwright.formats.plan_tree import Grid, shown
from pollwright.service_plan.models import Plan
from pollwright.service_plan.queries.trees import tree


@dataclass(frozen=True, slots=True)
class Contribution:
    """A line of a plan's table: what a service does for an objective of a theme; empty where the plan says nothing.

    :param says: the other cells that say something, each after the name of its column where there is more than one.
    """

    theme: str
    objective: str
    service: str
    plan: str
    says: str


def contributions(authority_id: int) -> list[Contribution]:
    """Return the contributions of every service, by theme and objective; a theme is one however it is spaced."""
    newest: dict[int, Plan] = {}
    held = Plan.objects.filter(authority=authority_id).select_related("service")
    for plan in held.order_by("first_year", "pk"):
        newest[plan.service_id] = plan
    found = [line for plan in newest.values() for line in _lines(plan)]
    return sorted(found, key=lambda one: (one.theme.casefold(), one.objective.casefold(), one.service, one.plan))


def _lines(plan: Plan) -> Iterator[Contribution]:
    for grid in tree(plan).grids:
        if shape_of(grid.rows).kind is TableKind.CONTRIBUTIONS:
            yield from _of_table(plan, grid)


def _of_table(plan: Plan, grid: Grid) -> Iterator[Contribution]:
    """Yield the lines of a table; a theme that stands once is that of the lines after it too."""
    heads = shape_of(grid.rows).heads
    names = names_of(grid.rows, heads, grid.width)
    theme = ""
    for row in grid.rows[heads:]:
        cells = [" ".join(shown(cell).split()) for cell in row]
        theme = cells[0] or theme
        if any(cells):
            objective = cells[1] if len(cells) > 1 else ""
            yield Contribution(theme, objective, plan.service.name, plan.reference, _said(names[2:], cells[2:]))


def _said(names: Sequence[str], cells: Sequence[str]) -> str:
    said = [(name, cell) for name, cell in zip(names, cells, strict=False) if cell]
    if len(names) == 1:
        return "".join(cell for _name, cell in said)
    return "; ".join(f"{name}: {cell}" if name else cell for name, cell in said)
