"""A plan while it is read: lines and tables come in one after another, headings are told from paragraphs.

Councils number their sections, write some headings in capitals and leave others to be known by their words. A heading's
number may stand on a line of its own, before the line with its title.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from pollwright.formats.plan_tree import Block, Grid, Paragraph, PlanDocument, Section, says_hint

NUMBERED = re.compile(r"(?P<number>\d{1,2}(?:\.\d{1,2})+)\.?(?:\s+(?P<title>\S.*))?")
PART = re.compile(r"(?P<number>section\s+\d{1,2})\s*[:.–-]\s*(?P<title>.*)", re.IGNORECASE)
BULLET = re.compile(r"\s*[-·•*]\s+(?P<text>.*)", re.DOTALL)
CAPITALS = re.compile(r"[A-Z][A-Z &,/'’()-]{3,60}")
LONGEST_HEADING = 100

TOP_HEADINGS = frozenset({"introduction", "contents", "version control"})
INNER_HEADINGS = frozenset(
    {"business continuity and single points of failure", "service performance indicators (pis)", "risk register"}
)


@dataclass(slots=True)
class Growing:
    """The plan so far."""

    title: list[str] = field(default_factory=list)
    done: list[Section] = field(default_factory=list)
    level: int = 0
    number: str = ""
    heading: str = ""
    blocks: list[Block] = field(default_factory=list)
    awaiting: bool = False
    numbered_level: int = 0

    def take_line(self, line: str) -> None:
        """Take a line of text in: a heading, the title of a heading whose number came before it, or a paragraph."""
        text = line.strip()
        if not text:
            return
        if self.awaiting:
            self.heading, self.awaiting = text, False
        elif not self._take_heading(text):
            bullet = BULLET.fullmatch(line)
            self.paragraph(bullet["text"] if bullet else line, bullet=bullet is not None)

    def paragraph(self, text: str, *, bullet: bool = False) -> None:
        """Add a paragraph."""
        self.blocks.append(Paragraph(text, bullet, says_hint(text)))

    def rows(self, rows: Sequence[Sequence[str]]) -> None:
        """Add a table, unless it is a heading that was laid out as one (a number, and its title beside it)."""
        self.awaiting = False
        rest = list(rows)
        while rest and self._take_heading_row(rest[0]):
            rest.pop(0)
            if rest and all(re.fullmatch(r"-{3,}", cell.strip()) for cell in rest[0]):
                rest.pop(0)
        if rest:
            self.grid(rest)

    def grid(self, rows: Sequence[Sequence[str]]) -> None:
        """Add a table just as it is."""
        self.blocks.append(Grid(tuple(tuple(row) for row in rows)))

    def begin(self, level: int, number: str, title: str) -> None:
        """Begin a section."""
        self._end()
        self.level, self.number, self.heading = level, number, title
        self.awaiting = bool(number) and not title

    def document(self) -> PlanDocument:
        """Return the plan, now that all of it was read."""
        self._end()
        self.level, self.number, self.heading = 0, "", ""
        return PlanDocument(tuple(self.title), tuple(self.done))

    def _end(self) -> None:
        if self.level or self.blocks:
            self.done.append(Section(self.level, self.number, self.heading, tuple(self.blocks)))
        self.blocks = []

    def _take_heading(self, text: str) -> bool:
        if len(text) > LONGEST_HEADING:
            return False
        if found := PART.fullmatch(text):
            self.numbered_level = 1
            self.begin(1, found["number"], found["title"].strip())
            return True
        if (found := NUMBERED.fullmatch(text)) and not _is_figure(text):
            self._begin_numbered(found["number"], (found["title"] or "").strip())
            return True
        return self._take_named(text)

    def _take_named(self, text: str) -> bool:
        plain = text.casefold()
        if plain in TOP_HEADINGS:
            self.numbered_level = 0
            self.begin(1, "", text)
        elif plain in INNER_HEADINGS or (CAPITALS.fullmatch(text) and " " in text):
            self.begin(self.numbered_level + 1, "", text)
        else:
            return False
        return True

    def _take_heading_row(self, row: Sequence[str]) -> bool:
        if len(row) != 2:
            return False
        found = NUMBERED.fullmatch(row[0].strip())
        lines = [line for line in row[1].split("\n") if line.strip()]
        if not found or found["title"] or not lines or len(lines[0]) > LONGEST_HEADING:
            return False
        self._begin_numbered(found["number"], lines[0].strip())
        for line in lines[1:]:
            self.paragraph(line)
        return True

    def _begin_numbered(self, number: str, title: str) -> None:
        self.numbered_level = number.count(".") + 1
        self.begin(self.numbered_level, number, title)


def _is_figure(text: str) -> bool:
    """Return whether a line is a date or an amount that only looks like the number of a section."""
    return bool(re.fullmatch(r"\d{1,2}\.\d{1,2}\.\d{2,4}", text))
