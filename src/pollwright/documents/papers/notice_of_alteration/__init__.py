"""A notice altering the register: monthly, before an election, or a correction (handbook REG-310 to 350, 403)."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import ClassVar, NamedTuple

from pollwright.documents.imprint import Imprint, reconcile


class NoticeKind(StrEnum):
    """The notices that the law knows (RPA 1983 ss 13A, 13AB, 13B)."""

    MONTHLY = "monthly"
    FIRST_INTERIM = "first-interim"
    SECOND_INTERIM = "second-interim"
    FINAL = "final"
    CORRECTION = "correction"


class Action(StrEnum):
    """What an alteration does to an entry."""

    ADD = "add"
    DELETE = "delete"
    AMEND = "amend"


class Alteration(NamedTuple):
    """One line of a notice.

    :param name: the name as it is to stand, or stood where the entry is deleted; "" for an anonymous entry.
    :param address: the qualifying address; "" where it is withheld.
    :param effective_on: the day from which the alteration has effect.
    :param formerly: what an amended entry said before; "" for additions and deletions.
    """

    action: Action
    number: str
    marker: str
    name: str
    attains: date | None
    address: str
    effective_on: date
    formerly: str


@dataclass(frozen=True, slots=True)
class DistrictAlterations:
    """The alterations of one polling district, in the order they are printed."""

    code: str
    name: str
    lines: tuple[Alteration, ...]


class AlterationTotals(NamedTuple):
    """How many alterations the notice states, counted apart from its lines."""

    additions: int
    deletions: int
    amendments: int


@dataclass(frozen=True, slots=True)
class NoticeOfAlteration:
    """A notice of alteration.

    :param basis: the provision under which it is given, such as "Representation of the People Act 1983, section 13A".
    :raises DoesNotReconcile: where the stated totals are not those of the lines.
    :raises ValueError: where an anonymous entry comes with a name, an address or its former text.
    """

    template: ClassVar[str] = "documents/papers/notice_of_alteration/notice_of_alteration.typ"

    imprint: Imprint
    register: str
    kind: NoticeKind
    basis: str
    effective_on: date
    districts: tuple[DistrictAlterations, ...]
    totals: AlterationTotals

    @property
    def rows(self) -> int:
        """Return the rows of its tables: a header, districts and their lines, and the four totals."""
        districts = [1 + len(district.lines) for district in self.districts]
        return 4 + (1 + sum(districts) if districts else 0)

    def __post_init__(self) -> None:
        lines = [line for district in self.districts for line in district.lines]
        if any("N" in line.marker and (line.name or line.address or line.formerly) for line in lines):
            raise ValueError("An anonymous entry is altered by number and letters only.")
        printed = Counter(line.action for line in lines)
        reconcile("Additions", stated=self.totals.additions, printed=printed[Action.ADD])
        reconcile("Deletions", stated=self.totals.deletions, printed=printed[Action.DELETE])
        reconcile("Amendments", stated=self.totals.amendments, printed=printed[Action.AMEND])
