"""The port through which rooms offer their registers to plans as live tables, and say which rows they keep themselves.

A table of a plan that is bound to a source shows the register as it stands while the plan is a draft; publication freezes
what it shows. A room above registers a source in its `apps.py`; this room registers those of the rooms below it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise

from pollwright.acting import Permission
from pollwright.formats.plan_kinds import Rows, TableKind


@dataclass(frozen=True, slots=True)
class Bound:
    """The table of a plan for which a source is asked.

    :param first_year: the year in which the first financial year of the plan begins.
    :param typed: the rows as typed, head included; empty where nothing was typed.
    :param of: which register, project or other part of the source; blank where the source has one only.
    """

    authority_id: int
    service_id: int
    service: str
    plan: str
    first_year: int
    years: int
    typed: Rows = ()
    of: str = ""


Told = Callable[[Bound], Sequence[Sequence[str]]]
Offered = Callable[[Bound], Sequence[tuple[str, str]]]


@dataclass(frozen=True, slots=True)
class LiveSource:
    """A source of live tables.

    :param kinds: of the tables that it can stand in for. :param permission: what whoever binds it needs.
    :param rows: gives the rows, head included, in the columns that the plan has.
    :param offers: gives what may be bound: the value of `Bound.of` with its title.
    """

    name: str
    title: str | Promise
    kinds: tuple[TableKind, ...]
    permission: Permission
    rows: Told
    offers: Offered


WHOLE = "whole"
"""How a source that has no parts is named where one is chosen."""


def whole(_bound: Bound) -> Sequence[tuple[str, str]]:
    """Return what a source without parts offers: itself."""
    return [(WHOLE, "")]


class SourceTaken(LookupError):
    """Two sources have one name: a fault of ours."""


SOURCES: dict[str, LiveSource] = {}
"""Every registered source, by name."""

Keeper = Callable[[int], Iterable[tuple[int, int | None]]]
KEEPERS: list[Keeper] = []
"""Who keeps rows of plans as records of their own: each gives ids of tables, with the row's id where it is one row."""


def offer(source: LiveSource) -> LiveSource:
    """Register a source."""
    known = SOURCES.setdefault(source.name, source)
    if known is not source:
        raise SourceTaken(f"the live tables {source.name} are registered twice")
    return source


def sources_for(kind: str) -> list[LiveSource]:
    """Return the sources that can stand in for tables of a kind, by name."""
    return [one for _, one in sorted(SOURCES.items()) if kind in one.kinds]


def kept_elsewhere(authority_id: int) -> tuple[set[int], set[int]]:
    """Return the ids of tables, and of single rows, that a room above keeps as records of its own."""
    found = [one for keeper in KEEPERS for one in keeper(authority_id)]
    return {block for block, row in found if row is None}, {row for _, row in found if row is not None}
