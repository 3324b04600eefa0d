"""The blocks that notices, forms and lists are made of.

One description of a paper in blocks is set as PDF (`papers/block_paper`), shown as HTML (`web_page.py`) and written as a
Word file (`word.py`), so that the three can't say different things. A block holds plain text, never markup.
"""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from pollwright.documents.imprint import Language


class Side(StrEnum):
    """The side of its column that a cell's text stands at."""

    LEFT = "left"
    RIGHT = "right"


class Column(NamedTuple):
    """A column of a table: its heading, and how wide it is beside the others (0: as wide as its text)."""

    heading: str
    share: int = 1
    side: Side = Side.LEFT


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading within the paper, under its title."""

    text: str
    block: str = field(default="heading", init=False)


@dataclass(frozen=True, slots=True)
class Contents:
    """The list of the paper's headings; set as PDF it has their pages.

    :param items: the headings, for the forms of a paper that have no pages.
    """

    items: tuple[str, ...]
    block: str = field(default="contents", init=False)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph. `strong`: what a hurried reader must not miss."""

    text: str
    strong: bool = False
    block: str = field(default="paragraph", init=False)


@dataclass(frozen=True, slots=True)
class Facts:
    """Pairs of label and value."""

    rows: tuple[tuple[str, str], ...]
    block: str = field(default="facts", init=False)


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a head that is repeated on every page.

    :param caption: says what the table holds, for those who hear it rather than see it; shown above it.
    :param blank: empty rows to write in, after the others.
    :param row_height: the least height of a row in millimetres; 0 for that of its text.
    :param fills: the colour of each cell, row by row, such as `#cce2d8`; blank for none. A colour only repeats what the
        cell says in words, so Word files and pages go without.
    :raises ValueError: where a row has not a cell, or a colour where there are colours, for every column.
    """

    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    caption: str = ""
    blank: int = 0
    row_height: int = 0
    fills: tuple[tuple[str, ...], ...] = ()
    block: str = field(default="table", init=False)

    def __post_init__(self) -> None:
        if self.fills and len(self.fills) != len(self.rows):
            raise ValueError("Every row of a table with colours has its own.")
        if any(len(row) != len(self.columns) for row in (*self.rows, *self.fills)):
            raise ValueError("Every row of a table has a cell for every column.")


@dataclass(frozen=True, slots=True)
class Items:
    """A list, numbered where the order counts."""

    items: tuple[str, ...]
    numbered: bool = False
    block: str = field(default="items", init=False)


@dataclass(frozen=True, slots=True)
class Ticks:
    """Things to be ticked off by hand."""

    items: tuple[str, ...]
    block: str = field(default="ticks", init=False)


@dataclass(frozen=True, slots=True)
class Entry:
    """A line to be filled in.

    :param name: the name of the field in a form that is filled in on a screen; unique in its paper.
    :param value: what is filled in already.
    :param lines: the height of the field, in lines of writing.
    """

    name: str
    label: str
    value: str = ""
    lines: int = 1
    block: str = field(default="entry", init=False)


@dataclass(frozen=True, slots=True)
class Choice:
    """A box to be ticked in a form, with what ticking it says. `name`: see `Entry`."""

    name: str
    label: str
    ticked: bool = False
    block: str = field(default="choice", init=False)


@dataclass(frozen=True, slots=True)
class Signatures:
    """Lines for people to sign and date, each under what they sign as."""

    roles: tuple[str, ...]
    block: str = field(default="signatures", init=False)


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawing on a page of its own size, as SVG.

    :param says: what it shows, for those who can't see it; where no drawing is set, it stands in its place.
    """

    svg: str
    says: str
    block: str = field(default="picture", init=False)


@dataclass(frozen=True, slots=True)
class NewPage:
    """What follows starts on a new page."""

    block: str = field(default="new_page", init=False)


Block = Heading | Contents | Paragraph | Facts | Table | Items | Ticks | Entry | Choice | Signatures | Picture | NewPage


@dataclass(frozen=True, slots=True)
class Version:
    """A paper in one language.

    :param kicker: a line over the title, such as the name of the poll.
    """

    language: Language
    title: str
    kicker: str
    blocks: tuple[Block, ...]


def texts_of(version: Version) -> tuple[str, ...]:
    """Return every piece of text of a version, in the order that it is read."""
    found = [version.kicker, version.title]
    for block in version.blocks:
        found.extend(_texts(block))
    return tuple(text for text in found if text)


def _texts(block: Block) -> list[str]:
    match block:
        case Heading(text) | Paragraph(text):
            return [text]
        case Facts(rows):
            return [text for row in rows for text in row]
        case Table(columns, rows, caption):
            return [caption, *(column.heading for column in columns), *(cell for row in rows for cell in row)]
        case Contents(items) | Items(items) | Ticks(items) | Signatures(items):
            return list(items)
        case Entry(_, label, value):
            return [label, value]
        case Choice(_, label):
            return [label]
        case Picture(_, says):
            return [says]
    return []
