"""A plan as a document: its title, and sections in order with paragraphs and tables, every cell as it was typed.

Readers (`plan_text`, `plan_word`) make it, writers make documents from it. Nothing here understands what a cell means;
that is `plan_facts`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

MARKUP = re.compile(r"</?[a-zA-Z][^<>]*>|\*\*|(?<=\])\([^()\s]*\)|\[(?=[^\[\]]*\]\()|\](?=\()")
"""Marks that were typed, or left by a conversion, and are not meant to be read: tags, bold stars, the frame of a link."""

HINT = re.compile(
    r"please (provide|add|complete|enter)|for example, many|add the following|simply add"
    r"|information for this section can be taken|to complete this column only",
    re.IGNORECASE,
)
"""Words with which a template speaks to its author."""


class UnreadablePlan(ValueError):
    """A file that holds no plan that can be read; the message says why, and nothing of what the file holds."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph as typed; `bullet` where it is an item of a list, `hint` where it only speaks to the author."""

    text: str
    bullet: bool = False
    hint: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: rows of cells as typed. Rows may be shorter than others where cells were merged.

    :raises ValueError: where it has no row, or a row no cell.
    """

    rows: tuple[tuple[str, ...], ...]

    def __post_init__(self) -> None:
        if not self.rows or not all(self.rows):
            raise ValueError("A table has rows, and each has cells.")

    @property
    def width(self) -> int:
        """The number of cells of the widest row."""
        return max(len(row) for row in self.rows)


Block = Paragraph | Grid


@dataclass(frozen=True, slots=True)
class Section:
    """A section under its heading, without those below it. The matter before the first heading has level 0."""

    level: int
    number: str
    title: str
    blocks: tuple[Block, ...] = ()

    @property
    def heading(self) -> str:
        """Number and title as they are read."""
        return f"{self.number} {self.title}".strip()


@dataclass(frozen=True, slots=True)
class PlanDocument:
    """A whole plan: the lines of its title and its sections in the order that they are read."""

    title: tuple[str, ...]
    sections: tuple[Section, ...]

    @property
    def grids(self) -> tuple[Grid, ...]:
        """Every table, in order."""
        return tuple(block for section in self.sections for block in section.blocks if isinstance(block, Grid))

    def printed(self) -> PlanDocument:
        """Return the plan without the paragraphs that only speak to its author."""
        return replace(
            self,
            sections=tuple(
                replace(section, blocks=tuple(block for block in section.blocks if not _is_hint(block)))
                for section in self.sections
            ),
        )

    def empty(self, place: int) -> bool:
        """Return whether the section at a place has nothing in it, nor below it: such a section prints "None"."""
        section = self.sections[place]
        if section.level == 0 or any(not _is_hint(block) for block in section.blocks):
            return False
        after = self.sections[place + 1] if place + 1 < len(self.sections) else None
        return after is None or after.level <= section.level


def says_hint(text: str) -> bool:
    """Return whether a text is a template speaking to its author, which must never be printed."""
    return bool(HINT.search(text)) and len(text) <= 400


def pieces(text: str) -> Iterator[tuple[str, bool]]:
    """Yield a text in pieces, each with whether it is read (False: a mark that is kept but not shown)."""
    at = 0
    for mark in MARKUP.finditer(text):
        if mark.start() > at:
            yield text[at : mark.start()], True
        yield mark.group(), False
        at = mark.end()
    if at < len(text):
        yield text[at:], True


def shown(text: str) -> str:
    """Return what is read of a text as typed: without marks, and nothing of a hint."""
    return "" if says_hint(text) else "".join(piece for piece, read in pieces(text) if read).strip()


def _is_hint(block: Block) -> bool:
    return isinstance(block, Paragraph) and block.hint
