"""Sundries with which a new catalogue begins, besides those that the law names: usual practice, to be changed at will.

Data, not law: each row is name, what its number depends on, how many, for how many electors, and the least.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from pollwright.law.stations import ITEMS, Item, Place
from pollwright.polling_day.states import Per


class Start(NamedTuple):
    """A sundry as the catalogue begins with it; `code` names the law's item, blank for practice."""

    code: str
    name: str
    per: Per
    quantity: int = 1
    size: int = 1
    least: int = 1
    source: str = ""


PRACTICE: Final = (
    Start("booth", "Voting booth", Per.ELECTORS, 1, 500, 2, "Usual practice"),
    Start("", "Pencil, spare", Per.BOOTH, 1, source="Usual practice"),
    Start("", "Seal for the ballot box", Per.STATION, 4, source="Usual practice"),
    Start("", "Tamper-evident bag for postal votes", Per.STATION, 2, source="Usual practice"),
    Start("", "Ballot paper account form", Per.POLL, 2, source="Usual practice"),
    Start("", "Sign: polling station, with arrow", Per.STATION, 4, source="Usual practice"),
    Start("", "Pen for marking the register", Per.ELECTORS, 1, 500, 2, "Usual practice"),
    Start("", "Folder of emergency numbers", Per.STATION, 1, source="Usual practice"),
)
_OF_A_POLL: Final = frozenset({"ballot-papers", "tendered-papers", "number-list", "large-print", "enlarged-copy"})


def beginning() -> tuple[Start, ...]:
    """Return the rows that a catalogue begins with, those of the law first."""
    return (*(_of_law(item) for item in ITEMS), *PRACTICE)


def _of_law(item: Item) -> Start:
    per = Per.BOOTH if item.place is Place.EVERY_BOOTH else Per.POLL if item.code in _OF_A_POLL else Per.STATION
    twice = sum(other.says == item.says for other in ITEMS) > 1
    name = f"{item.says} ({item.place.value})" if twice else item.says
    return Start(item.code, name, per, item.number, source=item.source.describe())
