"""The sections of a report: the port through which each room tells its own, and the shape in which they are frozen.

A report of performance is made here; projects and budgets stand above this room, so they hand their section in
(`declare`) and this room reads none of their tables. What a section says is text in tables, kept with the report as it
was; its checks hold the same total worked out from two sides, and no report leaves while they differ.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from django.utils.functional import Promise

from pollwright.acting import Permission
from pollwright.documents.blocks import Column, Side
from pollwright.performance.rating import Period


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a section is asked for.

    :param service: name of the service; blank for all of them.
    :param on: the day as at which everything is told.
    :param since: the day of the last report of the same kind on the same service; None before the first.
    """

    authority_id: int
    service: str
    period: Period
    on: date
    since: date | None = None


@dataclass(frozen=True, slots=True)
class Check:
    """A total as the section has it, and worked out from another side."""

    what: str
    here: int
    there: int

    @property
    def agrees(self) -> bool:
        """Whether both sides are the same."""
        return self.here == self.there


@dataclass(frozen=True, slots=True)
class SectionTable:
    """A table of a section, with what is said below it."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    notes: tuple[str, ...] = ()
    checks: tuple[Check, ...] = ()


@dataclass(frozen=True, slots=True)
class Told:
    """A section as it stands in a report; one without tables says that there is nothing."""

    name: str
    title: str
    tables: tuple[SectionTable, ...]

    @property
    def data(self) -> dict[str, Any]:
        """As it is kept with the report."""
        return asdict(self)


Teller = Callable[[Wanted], Iterable[SectionTable]]


@dataclass(frozen=True, slots=True)
class ReportSection:
    """A section that can be put into a report.

    :param permission: what a person needs to put it in, since they need it to see the same on its own pages.
    :param place: its place among the others.
    """

    name: str
    title: str
    label: str | Promise
    permission: Permission
    place: int
    tell: Teller


SECTIONS: dict[str, ReportSection] = {}
"""Every declared section, by name."""
SERVICES: list[Callable[[int], Iterable[str]]] = []
"""Who names the services of an authority."""


def declare(section: ReportSection) -> None:
    """Offer a section to reports."""
    SECTIONS[section.name] = section


def offered(permissions: Iterable[Permission]) -> list[ReportSection]:
    """Return the sections that somebody with these permissions may put into a report, in their order."""
    held = frozenset(permissions)
    return sorted((one for one in SECTIONS.values() if one.permission in held), key=lambda one: one.place)


def services_of(authority_id: int) -> list[str]:
    """Return the names of the services that reports can be made of, by name, each once however it is written."""
    found: dict[str, str] = {}
    for name in (name for names in SERVICES for name in names(authority_id) if name):
        found.setdefault(name.casefold(), name)
    return sorted(found.values(), key=str.casefold)


def kept(data: Mapping[str, Any]) -> Told:
    """Return a section from what was kept of it."""
    return Told(data["name"], data["title"], tuple(_table(table) for table in data["tables"]))


def _table(data: Mapping[str, Any]) -> SectionTable:
    columns = tuple(Column(heading, share, Side(side)) for heading, share, side in data["columns"])
    rows = tuple(tuple(row) for row in data["rows"])
    return SectionTable(
        data["caption"], columns, rows, tuple(data["notes"]), tuple(Check(**each) for each in data["checks"])
    )
