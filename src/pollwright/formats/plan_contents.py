"""What the tables of a plan say together: budgets year by year, posts and how complete they are, and projects.

Only what was typed is read. Years and quarters of milestones stay labels, since councils do not always mean the quarters of
the financial year by them; a day is only where one was typed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pollwright.formats.plan_dates import Days, financial_year, year_name
from pollwright.formats.plan_facts import days_of_fact, milestone, money
from pollwright.formats.plan_kinds import Rows, TableKind, names_of, shape_as, shape_of
from pollwright.formats.plan_tree import Grid, Paragraph, PlanDocument, Section, shown

_PEOPLE = re.compile(
    r"project manager:\s*(?P<manager>.*?)\s*project sponsor:\s*(?P<sponsor>.*)", re.IGNORECASE | re.DOTALL
)
_POST = re.compile(r"job title of spof:\s*(?P<title>.+)", re.IGNORECASE)
CAPACITIES = ("ERO", "RO")


@dataclass(frozen=True, slots=True)
class BudgetYear:
    """The amount of one year, and by how much it differs from the year before; None where nothing was entered."""

    label: str
    year: str
    pence: int | None
    change_pence: int | None
    change_percent: float | None


@dataclass(frozen=True, slots=True)
class PostSaid:
    """A single point of failure: its title, and which of the five columns say something.

    :param functions: how many functions the post has (rows of its table).
    """

    title: str
    functions: int
    filled: int
    cells: int


@dataclass(frozen=True, slots=True)
class MilestoneSaid:
    """A milestone: the year and the quarter that it stands under, its words, and the days that they name."""

    label: str
    words: str
    days: Days | None


@dataclass(frozen=True, slots=True)
class ProjectSaid:
    """A project. `capacity` is ERO or RO where the sponsor is named in it, else empty."""

    title: str
    outcome: str
    manager: str
    sponsor: str
    capacity: str
    milestones: tuple[MilestoneSaid, ...]


def budgets(plan: PlanDocument) -> list[BudgetYear]:
    """Return the amounts of every budget line, year by year."""
    return [one for rows in _tables(plan, TableKind.BUDGETS) for one in _budget(rows)]


def posts(plan: PlanDocument) -> list[PostSaid]:
    """Return the single points of failure, each with the title that stands before its table."""
    return [post for section in plan.sections for post in _posts(section)]


def single_point_title(text: str) -> str:
    """Return the post that the line before a table of single points of failure names; blank where it names none."""
    found = _POST.fullmatch(shown(text))
    return found["title"] if found else ""


def projects(plan: PlanDocument) -> list[ProjectSaid]:
    """Return every project, in both layouts."""
    by_quarter = [_project(rows) for rows in _tables(plan, TableKind.PROJECT)]
    by_year = [one for rows in _tables(plan, TableKind.PROJECTS_BY_YEAR) for one in _by_year(rows)]
    return [one for one in (*by_quarter, *by_year) if one.title or one.milestones]


def _tables(plan: PlanDocument, kind: TableKind) -> Iterator[Rows]:
    for grid in plan.grids:
        if shape_of(grid.rows).kind is kind:
            yield grid.rows


def _budget(rows: Rows) -> Iterator[BudgetYear]:
    shape = shape_as(TableKind.BUDGETS, rows)
    names = names_of(rows, shape.heads, max(map(len, rows)))
    for row in rows[shape.heads :]:
        before: int | None = None
        for at in range(1, len(row)):
            fact = money(shown(row[at]))
            pence = int(fact.value) if fact.kind == "money" else None
            change = pence - before if pence is not None and before is not None else None
            year = financial_year(names[at])
            yield BudgetYear(
                shown(row[0]),
                names[at] if year is None else year_name(year),
                pence,
                change,
                round(100 * change / before, 2) if change is not None and before else None,
            )
            before = pence


def _posts(section: Section) -> Iterator[PostSaid]:
    title = ""
    for block in section.blocks:
        if isinstance(block, Paragraph):
            title = single_point_title(block.text) or title
        elif shape_of(block.rows).kind is TableKind.SINGLE_POINTS:
            yield _post(title, block)
            title = ""


def _post(title: str, grid: Grid) -> PostSaid:
    rows = [row for row in grid.rows[1:] if any(shown(cell) for cell in row)]
    cells = grid.width * max(1, len(rows))
    return PostSaid(title, len(rows), sum(1 for row in rows for cell in row if shown(cell)), cells)


def _project(rows: Rows) -> ProjectSaid:
    people = _PEOPLE.search(" ".join(shown(cell) for cell in rows[0]))
    manager, sponsor = (people["manager"], people["sponsor"]) if people else ("", "")
    named = rows[2] if len(rows) > 2 else ()
    said = [shown(cell) for cell in named]
    return ProjectSaid(
        title=said[0] if said else "",
        outcome=next((text for text in said[1:] if text), ""),
        manager=manager.strip(" ,"),
        sponsor=sponsor.strip(" ,"),
        capacity=_capacity(sponsor),
        milestones=tuple(_milestones(rows[3:])),
    )


def _milestones(rows: Rows) -> Iterator[MilestoneSaid]:
    """Yield what stands under the years and quarters of a project."""
    if len(rows) < 3:
        return
    years, quarters = [shown(cell) for cell in rows[0]], [shown(cell) for cell in rows[1]]
    year = ""
    for at, cell in enumerate(rows[2]):
        year = years[at] if at < len(years) and years[at] else year
        quarter = quarters[at] if at < len(quarters) else ""
        if words := shown(cell):
            yield _said(f"{year.removesuffix(' Milestones')} {quarter}".strip(), words)


def _by_year(rows: Rows) -> Iterator[ProjectSaid]:
    shape = shape_as(TableKind.PROJECTS_BY_YEAR, rows)
    names = names_of(rows[1:], shape.heads - 1, max(map(len, rows)))
    for row in rows[shape.heads :]:
        said = [shown(cell) for cell in row]
        found = tuple(_said(names[at], words) for at, words in enumerate(said) if at > 1 and words)
        yield ProjectSaid(said[0], said[1] if len(said) > 1 else "", "", "", "", found)


def _said(label: str, words: str) -> MilestoneSaid:
    fact = milestone(words)
    return MilestoneSaid(label, "✓" if fact.kind == "tick" else words, days_of_fact(fact))


def _capacity(sponsor: str) -> str:
    words = re.split(r"[\s,]+", sponsor)
    return next((capacity for capacity in CAPACITIES if capacity in words), "")
