"""What a table of a plan is about, told by its first rows, and what each of its columns holds.

The three layouts that plans of councils have differ in columns and words; a table of none of these kinds is kept all the
same, as `other`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from pollwright.formats.plan_dates import financial_year

Rows = Sequence[Sequence[str]]


class TableKind(StrEnum):
    """What a table is about."""

    CONTENTS = "contents"
    BUDGETS = "budgets"
    SINGLE_POINTS = "single-points"
    SKILLS = "skills"
    CONTRIBUTIONS = "contributions"
    INDICATORS = "indicators"
    PROJECT = "project"
    PROJECTS_BY_YEAR = "projects-by-year"
    CONTRACTS = "contracts"
    RISKS_SCORED = "risks-scored"
    RISKS_LETTERED = "risks-lettered"
    RISK_PICTURE = "risk-picture"
    SCALES = "scales"
    VERSIONS = "versions"
    POST = "post"
    DUTIES = "duties"
    BEHAVIOURS = "behaviours"
    PERSON = "person-specification"
    COMPETENCIES = "competencies"
    ORGANISATION = "organisation"
    OTHER = "other"


class Holds(StrEnum):
    """What a column holds, and so how its cells are understood."""

    TEXT = "text"
    REFERENCE = "reference"
    MONEY = "money"
    TARGET = "target"
    DATE = "date"
    EXTENSION = "extension"
    SCORE = "score"
    IMPACT = "impact"
    LIKELIHOOD = "likelihood"
    YES_NO = "yes-no"
    MILESTONE = "milestone"
    NUMBER = "number"
    WHICHEVER = "whichever"


@dataclass(frozen=True, slots=True)
class Shape:
    """A kind of table with the number of its head rows and what each column holds."""

    kind: TableKind
    heads: int
    columns: tuple[Holds, ...]

    def holds(self, column: int) -> Holds:
        """Return what a column holds; text where the row is wider than the head."""
        return self.columns[column] if column < len(self.columns) else Holds.TEXT


def shape_of(rows: Rows) -> Shape:
    """Return what a table is about."""
    head = tuple(_plain(cell) for cell in rows[0])
    return shape_as(next((kind for kind, tell in TELLS if tell(head, rows)), TableKind.OTHER), rows)


def shape_as(kind: TableKind, rows: Rows) -> Shape:
    """Return the shape of a table of which a person says what it is about."""
    width = max(len(row) for row in rows)
    heads = min(HEADS[kind](rows) if kind in HEADS else 0, len(rows))
    return Shape(kind, heads, _columns(kind, rows[:heads], width))


def names_of(rows: Rows, heads: int, width: int) -> tuple[str, ...]:
    """Return what each column is called: the cells of the head rows above it, one after another.

    A row of one cell is a heading across the whole table and names no column.
    """
    above = [row for row in rows[:heads] if len(row) > 1 or width == 1]
    return tuple(
        " ".join(" ".join(row[place].split()) for row in above if place < len(row) and row[place].strip())
        for place in range(width)
    )


def _plain(cell: str) -> str:
    return " ".join(cell.casefold().split())


def _begins(*cells: str) -> Callable[[Sequence[str], Rows], bool]:
    """Return a test of whether the first cells of a table begin with these words."""
    return lambda head, rows: (
        len(head) >= len(cells) and all(have.startswith(wanted) for have, wanted in zip(head, cells, strict=False))
    )


def _is_budgets(head: Sequence[str], rows: Rows) -> bool:
    labels = any(_plain(row[0]).startswith("net cost") for row in rows)
    return labels or (not head[0] and any(financial_year(cell) for cell in head[1:]) and "£" in str(rows[:3]))


def _is_picture(head: Sequence[str], rows: Rows) -> bool:
    first = " ".join(_plain(row[0]) for row in rows)
    return first.startswith(("very likely", "likelihood")) and not head[0].endswith("score")


def _is_pairs(first: str) -> Callable[[Sequence[str], Rows], bool]:
    return lambda head, rows: head[0].startswith(first) and max(len(row) for row in rows) == 2


TELLS: tuple[tuple[TableKind, Callable[[Sequence[str], Rows], bool]], ...] = (
    (TableKind.CONTENTS, _begins("section", "item", "page")),
    (TableKind.SINGLE_POINTS, _begins("succession planning")),
    (TableKind.SKILLS, _begins("job title", "qualification")),
    (TableKind.PROJECTS_BY_YEAR, _begins("project details", "project timescales")),
    (TableKind.PROJECT, _begins("project details")),
    (TableKind.CONTRACTS, _begins("title of agreement")),
    (TableKind.RISKS_SCORED, _begins("risk description")),
    (TableKind.RISKS_LETTERED, lambda head, rows: any(_plain(row[0]) == "risk ref" for row in rows[:2])),
    (TableKind.SCALES, _begins("impact score", "likelihood score")),
    (TableKind.VERSIONS, _begins("version")),
    (TableKind.INDICATORS, _begins("ref", "description")),
    (TableKind.CONTRIBUTIONS, lambda head, rows: len(head) > 2 and "theme" in head[0] and "objective" in head[1]),
    (TableKind.PERSON, _begins("person specification")),
    (TableKind.PERSON, _begins("category", "essential")),
    (TableKind.COMPETENCIES, _begins("employment profile")),
    (TableKind.COMPETENCIES, _begins("competencies")),
    (TableKind.BEHAVIOURS, _begins("behaviours", "recruitment and selection")),
    (TableKind.PERSON, lambda head, rows: len(head) == 2 and head[1] == "recruitment and selection"),
    (TableKind.POST, _is_pairs("role title")),
    (TableKind.POST, _is_pairs("job description")),
    (TableKind.DUTIES, _is_pairs("main activities")),
    (TableKind.DUTIES, _is_pairs("job purpose")),
    (TableKind.DUTIES, lambda head, rows: len(head) == 2 and bool(re.fullmatch(r"\d{1,2}\.?", head[0]))),
    (TableKind.ORGANISATION, _begins("post", "reports to")),
    (TableKind.BUDGETS, _is_budgets),
    (TableKind.RISK_PICTURE, _is_picture),
)


def _one(rows: Rows) -> int:
    return 1


def _until_label(rows: Rows) -> int:
    """Return how many rows stand above the first that has something in its first cell."""
    return next((place for place, row in enumerate(rows) if row[0].strip()), 1)


def _lettered_heads(rows: Rows) -> int:
    return next((place for place, row in enumerate(rows) if row[0].strip().isdigit()), 1)


def _hinted(rows: Rows) -> int:
    """Return one row, or two where the second has nothing but what the template asks of its author."""
    return 2 if len(rows) > 1 and not any(cell.strip() for cell in rows[1][:2]) else 1


def _until_first_column_is_filled(rows: Rows) -> int:
    return 2 if len(rows) > 1 and _plain(rows[1][0]).startswith(("project title", "job title")) else 1


HEADS: dict[TableKind, Callable[[Rows], int]] = {
    TableKind.CONTENTS: _one,
    TableKind.BUDGETS: _until_label,
    TableKind.SINGLE_POINTS: _one,
    TableKind.SKILLS: _one,
    TableKind.CONTRIBUTIONS: _hinted,
    TableKind.INDICATORS: _one,
    TableKind.PROJECTS_BY_YEAR: _until_first_column_is_filled,
    TableKind.CONTRACTS: _one,
    TableKind.RISKS_SCORED: _one,
    TableKind.RISKS_LETTERED: _lettered_heads,
    TableKind.SCALES: _one,
    TableKind.VERSIONS: _one,
    TableKind.BEHAVIOURS: _one,
    TableKind.PERSON: _one,
    TableKind.COMPETENCIES: _one,
    TableKind.ORGANISATION: _one,
}
"""How many rows of a table are its head; those of other kinds have none."""

BY_NAME: tuple[tuple[str, Holds], ...] = (
    ("ref", Holds.REFERENCE),
    ("risk ref", Holds.REFERENCE),
    ("contract sum", Holds.MONEY),
    ("option to extend", Holds.EXTENSION),
    ("continuing professional", Holds.YES_NO),
    ("impact classification", Holds.IMPACT),
    ("likelihood classification", Holds.LIKELIHOOD),
    ("residual", Holds.SCORE),
    ("page", Holds.NUMBER),
)


def _columns(kind: TableKind, heads: Rows, width: int) -> tuple[Holds, ...]:
    if kind is TableKind.BUDGETS:
        return (Holds.TEXT, *(Holds.MONEY for _ in range(width - 1)))
    if kind is TableKind.PROJECT:
        return tuple(Holds.MILESTONE for _ in range(width))
    return tuple(_holds(kind, name.casefold()) for name in names_of(heads, len(heads), width))


def _holds(kind: TableKind, name: str) -> Holds:
    for words, holds in BY_NAME:
        if name.startswith(words):
            return holds
    if name == "date" or name.endswith(" date"):
        return Holds.DATE
    if kind is TableKind.RISKS_LETTERED and not name:
        return Holds.WHICHEVER
    if kind in (TableKind.INDICATORS, TableKind.CONTRIBUTIONS) and re.search(r"\b(actual|target)\b", name):
        return Holds.TARGET
    if kind is TableKind.PROJECTS_BY_YEAR and financial_year(name) is not None:
        return Holds.MILESTONE
    return Holds.TEXT
