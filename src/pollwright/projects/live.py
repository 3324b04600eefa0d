"""What plans may show of projects: one as a table by quarters, all of a service as a table by years."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from django.utils.translation import gettext_lazy

from pollwright.acting import Permission
from pollwright.formats.plan_dates import financial_year, year_name
from pollwright.formats.plan_kinds import TableKind
from pollwright.projects.queries.planned import columns_by_year, kept
from pollwright.projects.queries.rows import MilestoneRow, ProjectRow, milestones, projects_of
from pollwright.projects.states import Quarter
from pollwright.service_plan.live import KEEPERS, Bound, LiveSource, offer, whole

LABELS, QUARTERS, SAID = 3, 4, 5
"""In a table by quarters: the row of the years, that of the quarters, and that of the milestones."""
_QUARTER = re.compile(r"quarter\s*([1-4])", re.IGNORECASE)
_WIDTH = 6
Cells = list[tuple[str, ...]]


def by_quarters(bound: Bound) -> Cells:
    """Return one project in the rows that its table in the plan has; nothing where there is no such project now."""
    one = next((each for each in projects_of(bound.authority_id, bound.service_id) if each.reference == bound.of), None)
    if one is None:
        return []
    typed = [list(row) for row in bound.typed] if len(bound.typed) > SAID else _blank(bound)
    held = milestones(bound.authority_id, [one.id])
    typed[0] = [_people(one) if cell.casefold().startswith("project manager") else cell for cell in typed[0]]
    outcome = next((at for at, cell in enumerate(typed[1]) if cell.casefold().startswith("proposed outcome")), 1)
    typed[2] = [one.title if at == 0 else one.outcome if at == outcome else "" for at in range(len(typed[2]))]
    typed[SAID] = list(_milestones(typed[LABELS], typed[QUARTERS], held, len(typed[SAID])))
    return [tuple(row) for row in typed]


def by_years(bound: Bound) -> Cells:
    """Return the projects of the service that are not closed, a row each, with their milestones under the years."""
    years = [bound.first_year + at for at in range(bound.years)]
    heads: Sequence[Sequence[str]] = (
        ("Project details", "Project timescales"),
        ("Project title", "Proposed outcome", *(year_name(year) for year in years)),
    )
    if bound.typed:
        heads = bound.typed[: columns_by_year(bound.typed)]
    names = [financial_year(cell) for cell in heads[-1]]
    held = projects_of(bound.authority_id, bound.service_id)
    by_project: dict[str, list[MilestoneRow]] = {}
    for each in milestones(bound.authority_id, [one.id for one in held]):
        by_project.setdefault(each.project, []).append(each)
    body = [
        (
            one.title,
            one.outcome,
            *(_joined(each for each in by_project.get(one.reference, ()) if each.year == year) for year in names[2:]),
        )
        for one in held
    ]
    return [*(tuple(row) for row in heads), *body]


def _milestones(
    years: Sequence[str], quarters: Sequence[str], held: Sequence[MilestoneRow], width: int
) -> Iterable[str]:
    """Yield what stands under each year and quarter; what is for a whole year stands in its first quarter."""
    year: int | None = None
    for at in range(width):
        found = financial_year(years[at]) if at < len(years) else None
        year = found if found is not None else year
        label = _QUARTER.search(quarters[at]) if at < len(quarters) else None
        if label is None:
            yield _joined(one for one in held if one.year == year)
        else:
            quarter = int(label[1])
            wanted = {quarter, Quarter.WHOLE_YEAR} if quarter == 1 else {quarter}
            yield "; ".join(one.words for one in held if one.year == year and one.quarter in wanted)


def _joined(held: Iterable[MilestoneRow]) -> str:
    """Return milestones of a whole year in one cell, those of a quarter with its number."""
    found = list(held)
    if len(found) == 1:
        return found[0].words
    return "; ".join(f"Q{one.quarter}: {one.words}" if one.quarter else one.words for one in found)


def _people(one: ProjectRow) -> str:
    sponsor = ", ".join(part for part in (one.sponsored_by, one.capacity) if part)
    # A name that was taken over from a plan already ends in its capacity.
    if one.capacity and one.sponsored_by.endswith(f" {one.capacity}"):
        sponsor = one.sponsored_by
    return " ".join(f"Project Manager: {one.managed_by} Project Sponsor: {sponsor}".split())


def _blank(bound: Bound) -> list[list[str]]:
    years = [f"{year_name(bound.first_year + at)} Milestones" for at in range(3)]
    return [
        ["Project details", "", "", "", "Project Manager:", ""],
        ["Project title", "", "", "", "Proposed outcome", ""],
        [""] * _WIDTH,
        [years[0], "", "", "", years[1], years[2]],
        ["Quarter 1", "Quarter 2", "Quarter 3", "Quarter 4", "", ""],
        [""] * _WIDTH,
    ]


def _each(bound: Bound) -> Sequence[tuple[str, str]]:
    held = projects_of(bound.authority_id, bound.service_id)
    return [(one.reference, f"{one.title} ({one.reference})") for one in held]


offer(
    LiveSource(
        "project",
        gettext_lazy("Project"),
        (TableKind.PROJECT,),
        Permission.PLAN_VIEW,
        by_quarters,
        _each,
    )
)
offer(
    LiveSource(
        "projects-by-year",
        gettext_lazy("Projects of the service"),
        (TableKind.PROJECTS_BY_YEAR,),
        Permission.PLAN_VIEW,
        by_years,
        whole,
    )
)
KEEPERS.append(kept)
