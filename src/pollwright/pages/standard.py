"""The three shapes that most pages have: a list, one record with what can be done about it, and a form.

Their templates are `pages/standard/list.jinja`, `record.jinja` and `form.jinja`. A room that needs another shape writes
its own page and template.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from pollwright.pages.forms import BoundForm
from pollwright.pages.shell import Crumb, NavItem
from pollwright.pages.summaries import SummaryRow
from pollwright.pages.tables import TableView
from pollwright.pages.tags import Tag
from pollwright.pages.timeline import Timeline


@dataclass(frozen=True, slots=True)
class ListPage:
    """A list: its table, links beside the heading, and perhaps a note or a short table above it."""

    title: str
    table: TableView
    links: tuple[NavItem, ...] = ()
    note: str = ""
    crumbs: tuple[Crumb, ...] = ()
    caption: str = ""
    above: Section | None = None


@dataclass(frozen=True, slots=True)
class FormPage:
    """A form with its button and the way out; `lead` is what stands above it, a paragraph a line."""

    title: str
    form: BoundForm
    submit: str
    cancel: str
    crumbs: tuple[Crumb, ...] = ()
    lead: str = ""
    warning: str = ""
    caption: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a plain table: text, a link, or a tag, a line a line; `numeric` sets it right.

    :cvar note: what stands below in small letters.
    :cvar links: what can be done about the row; each is said aloud with the row's name.
    """

    text: str = ""
    href: str = ""
    tag: Tag | None = None
    numeric: bool = False
    note: str = ""
    links: tuple[NavItem, ...] = ()


@dataclass(frozen=True, slots=True)
class PlainTable:
    """A short table of a record, such as its parts. Lists that may grow use `pages.tables`."""

    caption: str
    headings: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    empty: str = ""


@dataclass(frozen=True, slots=True)
class Points:
    """A list with points, among the paragraphs of a section."""

    points: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a record's page under its own heading: words, facts, a table, and links to what can be done."""

    title: str
    text: tuple[str | Points, ...] = ()
    facts: tuple[SummaryRow, ...] = ()
    table: PlainTable | None = None
    links: tuple[NavItem, ...] = ()
    warning: str = ""


@dataclass(frozen=True, slots=True)
class RecordPage:
    """One record: what can be done, its facts, its parts, and what happened to it.

    :cvar warning: what must be seen before anything is done, above everything else.
    :cvar figures: the numbers that matter, each a link to what it counts (label, value, href, note).
    """

    title: str
    caption: str
    crumbs: tuple[Crumb, ...] = ()
    acts: tuple[NavItem, ...] = ()
    facts: tuple[SummaryRow, ...] = ()
    figures: tuple[Figure, ...] = ()
    sections: tuple[Section, ...] = ()
    timeline: Timeline | None = None
    warning: str = ""
    notes: tuple[str, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class Figure:
    """A number that matters, with where it is made of."""

    label: str
    value: str
    href: str = ""
    note: str = ""
    alarm: bool = False
