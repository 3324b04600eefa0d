"""Milestones of plans' projects that name days, for the calendar of the year."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from pollwright.formats import plan_contents
from pollwright.formats.plan_kinds import TableKind
from pollwright.formats.plan_tree import Grid, PlanDocument, Section
from pollwright.service_plan.live import kept_elsewhere
from pollwright.service_plan.models import PlanRow

KINDS = (TableKind.PROJECT, TableKind.PROJECTS_BY_YEAR)


@dataclass(frozen=True, slots=True)
class Milestone:
    """A milestone: its plan, where it stands among that plan's, and its days."""

    plan: str
    place: int
    project: str
    manager: str
    words: str
    on: date
    begins: date | None


def milestones(authority_id: int) -> list[Milestone]:
    """Return the milestones that name days of the working copies of all plans, in one statement for all of them.

    Projects that a room above keeps as records of their own are left out: that room tells their dates.
    """
    tables_kept, rows_kept = kept_elsewhere(authority_id)
    held = (
        PlanRow.objects.filter(authority=authority_id, block__table_kind__in=KINDS, block__live="")
        .exclude(block__in=tables_kept)
        .exclude(pk__in=rows_kept)
        .order_by("block__plan__reference", "block_id", "position")
        .values_list("block__plan__reference", "block_id", "cells")
    )
    tables: dict[str, dict[int, list[tuple[str, ...]]]] = {}
    for plan, block, cells in held:
        tables.setdefault(plan, {}).setdefault(block, []).append(tuple(cells))
    return [one for plan, blocks in tables.items() for one in _of_plan(plan, blocks)]


def _of_plan(plan: str, blocks: dict[int, list[tuple[str, ...]]]) -> list[Milestone]:
    section = Section(2, "", "", tuple(Grid(tuple(rows)) for rows in blocks.values()))
    projects = plan_contents.projects(PlanDocument((), (section,)))
    named = [(project, one, one.days) for project in projects for one in project.milestones if one.days is not None]
    return [
        Milestone(
            plan,
            place,
            project.title,
            project.manager,
            one.words,
            days.last,
            days.first if days.first != days.last else None,
        )
        for place, (project, one, days) in enumerate(named, 1)
    ]
