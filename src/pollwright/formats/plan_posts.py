"""Role descriptions of posts: what their tables say, and what is odd about them.

They are read as plans are (`plan_text`, `plan_word`): every table stays cell for cell. Layouts differ in words; a pair whose
label is not known is kept as it stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from pollwright.formats.plan_kinds import Rows, TableKind, shape_of
from pollwright.formats.plan_tree import Grid, Paragraph, PlanDocument, shown

TITLES = ("role title", "job title")
UNITS = ("service unit", "service", "corporate directorate")
ABOVE = ("reports to", "responsible to")
LETTERS = frozenset("ABCDEFGH")
OF_THE_JOB = frozenset("ACEG")
"""Where the mark of a job may stand (handbook MM-J07); that of a person may stand anywhere."""

HEADING_AT_MOST = 80
CAPTION_AT_MOST = 50
"""Characters of the longest line that is a heading; of the longest that is the heading of a table, `CAPTION_AT_MOST`."""

SHORTLISTED = 2
"""The code of the application form: criteria with it are used for shortlisting (handbook MM-J06)."""


@dataclass(frozen=True, slots=True)
class PostRead:
    """A post as its description has it; `pairs` are label and value of its head, as typed."""

    title: str
    unit: str
    grade: str
    reports_to: str
    pairs: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Criterion:
    """A line of a person specification. `codes` are how it is identified; None where that was not understood."""

    category: str
    essential: bool
    number: str
    text: str
    codes: tuple[int, ...]

    @property
    def shortlisted(self) -> bool:
        """Whether it is used for shortlisting."""
        return SHORTLISTED in self.codes


@dataclass(frozen=True, slots=True)
class Competency:
    """A line of a competency profile: the letter that is marked, and whether for the job (X) or the person (O)."""

    name: str
    mark: str
    letter: str
    odd: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a role description under its heading: what is said in it, or a table; the heading is empty where it has none."""

    title: str
    paragraphs: tuple[Paragraph, ...] = ()
    grid: Grid | None = None


def parts(document: PlanDocument) -> list[Part]:
    """Return all that a role description says, in its order: its purpose, dimensions and duties are often no table."""
    found: list[Part] = []
    for section in document.sections:
        if section.heading:
            found.append(Part(section.heading))
        for block in section.blocks:
            last = found[-1] if found else Part("")
            if isinstance(block, Paragraph) and _is_heading(block):
                found.append(Part(shown(block.text)))
            elif isinstance(block, Paragraph):
                if not found or last.grid is not None:
                    found.append(last := Part(""))
                found[-1] = replace(last, paragraphs=(*last.paragraphs, block))
            elif 0 < len(last.title) <= CAPTION_AT_MOST and not last.paragraphs and last.grid is None:
                found[-1] = replace(last, grid=block)
            else:
                found.append(Part("", grid=block))
    return found


def post_of(document: PlanDocument) -> PostRead:
    """Return what the head of a role description says."""
    pairs = tuple(
        (shown(row[0]), shown(row[1]))
        for rows in _tables(document, TableKind.POST)
        for row in rows
        if len(row) == 2 and shown(row[0])
    )
    return PostRead(
        title=_said(pairs, TITLES),
        unit=_said(pairs, UNITS),
        grade=_said(pairs, ("grade",)),
        reports_to=_said(pairs, ABOVE),
        pairs=pairs,
    )


def criteria(document: PlanDocument) -> list[Criterion]:
    """Return the lines of the person specification, each with the category that it stands under."""
    return [one for rows in _tables(document, TableKind.PERSON) for one in _criteria(rows)]


def competencies(document: PlanDocument) -> list[Competency]:
    """Return the marked lines of the competency profile; a mark where none may stand is said to be odd."""
    return [one for rows in _tables(document, TableKind.COMPETENCIES) for one in _competencies(rows)]


def _is_heading(paragraph: Paragraph) -> bool:
    """Return whether a paragraph is a heading: a few words from a capital letter on, which end no sentence."""
    words = shown(paragraph.text)
    return not paragraph.bullet and words[:1].isupper() and len(words) <= HEADING_AT_MOST and words[-1] not in ".:;,"


def _tables(document: PlanDocument, kind: TableKind) -> Iterator[Rows]:
    for grid in document.grids:
        if shape_of(grid.rows).kind is kind:
            yield grid.rows


def _said(pairs: tuple[tuple[str, str], ...], labels: tuple[str, ...]) -> str:
    for label in labels:
        for name, value in pairs:
            if name.casefold().startswith(label) and value:
                return value
    return ""


def _criteria(rows: Rows) -> Iterator[Criterion]:
    category = ""
    for row in rows:
        cells = [shown(cell) for cell in row]
        if len(cells) < 5 or cells[1] not in ("E", "D"):
            continue
        category = cells[0] or category
        codes = tuple(int(code) for code in re.findall(r"[1-5]", cells[4]))
        yield Criterion(category, cells[1] == "E", cells[2].rstrip("."), cells[3], codes)


def _competencies(rows: Rows) -> Iterator[Competency]:
    letters: dict[int, str] = {}
    for row in rows:
        cells = [shown(cell) for cell in row]
        if sum(1 for cell in cells if cell in LETTERS) >= len(LETTERS) - 1:
            letters = {at: cell for at, cell in enumerate(cells) if cell in LETTERS or cell == "N/A"}
            continue
        for at, letter in letters.items():
            mark = cells[at].upper() if at < len(cells) else ""
            if mark and len(mark) <= 2:
                yield Competency(cells[0], mark, letter, _odd(mark, letter))


def _odd(mark: str, letter: str) -> str:
    if mark not in ("X", "O"):
        return "A mark is X for the job or O for the person."
    if mark == "X" and letter not in OF_THE_JOB:
        return "X may stand only in A, C, E or G."
    return ""
