"""One polling district's part of the register, full or open (handbook REG-400 to 402, 410)."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar, NamedTuple

from pollwright.documents.imprint import Imprint, reconcile
from pollwright.documents.papers.editions import Edition

_TOTALS = {Edition.FULL: 5, Edition.OPEN: 4}
"""Rows of the totals: those listed by street, others, in the full register the anonymous, all, and attainers."""


class Entry(NamedTuple):
    """An elector listed under a street.

    :param number: elector number within the part, with its suffix where it has one ("12", "12/1").
    :param marker: franchise letter printed before the name, or "".
    :param name: surname, then forenames, as the register shows them.
    :param attains: day of attaining voting age, for attainers only.
    :param address: the rest of the qualifying address, after the street heading.
    """

    number: str
    marker: str
    name: str
    attains: date | None
    address: str


class OtherElector(NamedTuple):
    """An elector listed by name without an address: overseas, or with the address withheld."""

    number: str
    marker: str
    name: str
    attains: date | None


class AnonymousEntry(NamedTuple):
    """An anonymous entry: the number and letters ("N", "B N"), nothing else (REG-174)."""

    number: str
    marker: str


@dataclass(frozen=True, slots=True)
class Street:
    """A street, or a mixed list where street order is impracticable, with its electors in walk order."""

    heading: str
    entries: tuple[Entry, ...]


class MarkerMeaning(NamedTuple):
    """A letter, or the word for a date, and what it says about an elector's franchise."""

    marker: str
    meaning: str


@dataclass(frozen=True, slots=True)
class Totals:
    """The numbers of electors that the publication states for this part, counted apart from the lines.

    :param attainers: electors of the first two kinds with a day of attaining voting age.
    """

    by_street: int
    others: int
    anonymous: int
    attainers: int


@dataclass(frozen=True, slots=True)
class RegisterPart:
    """The part of the register for one polling district.

    :param register: name of the register, such as "Register of electors 2027".
    :param areas: kind and name of each area the district lies in.
    :param markers: legend of the letters used, from the law in force.
    :raises DoesNotReconcile: where the stated totals are not those of the lines.
    :raises ValueError: where an open register holds an anonymous entry, or a name is listed with the letter N.
    """

    template: ClassVar[str] = "documents/papers/register_part/register_part.typ"

    imprint: Imprint
    register: str
    edition: Edition
    district_code: str
    district_name: str
    areas: tuple[tuple[str, str], ...]
    markers: tuple[MarkerMeaning, ...]
    streets: tuple[Street, ...]
    others: tuple[OtherElector, ...]
    anonymous: tuple[AnonymousEntry, ...]
    totals: Totals

    @property
    def rows(self) -> int:
        """Return the rows of its tables: a header each, streets, electors, and the totals at the end."""
        streets = [1 + len(street.entries) for street in self.streets]
        tables = (sum(streets), len(self.others), len(self.anonymous))
        return sum(1 + rows for rows in tables if rows) + _TOTALS[self.edition]

    def __post_init__(self) -> None:
        if self.edition is Edition.OPEN and self.anonymous:
            raise ValueError("Anonymous entries are never printed in the open register.")
        named = [entry.marker for street in self.streets for entry in street.entries]
        if any("N" in marker for marker in named + [other.marker for other in self.others]):
            raise ValueError("An anonymous entry is never listed with a name.")
        listed = [entry.attains for street in self.streets for entry in street.entries]
        reconcile("Electors listed by street", stated=self.totals.by_street, printed=len(listed))
        reconcile("Other electors", stated=self.totals.others, printed=len(self.others))
        reconcile("Anonymous entries", stated=self.totals.anonymous, printed=len(self.anonymous))
        attaining = [attains for attains in listed + [other.attains for other in self.others] if attains is not None]
        reconcile("Attainers", stated=self.totals.attainers, printed=len(attaining))
