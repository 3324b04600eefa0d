"""What a presiding officer works from: duties in the order of the day, packing list, people to call (handbook 7)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from pollwright.documents.blocks import Block, Column, Facts, Heading, Items, NewPage, Side, Signatures, Table, Ticks
from pollwright.documents.imprint import Imprint, Language, reconcile
from pollwright.documents.papers.block_paper import BlockPaper
from pollwright.documents.papers.notices.facts import PollFacts
from pollwright.documents.papers.station_forms import PRESIDING_OFFICER, StationFacts, station_paper
from pollwright.documents.wording import named, say


class Sundry(NamedTuple):
    """Something that is packed for the station, and how many."""

    item: str
    quantity: int


class Contact(NamedTuple):
    """Whom to call: as what, name, number."""

    role: str
    name: str
    telephone: str


DUTIES = {
    "Before the poll opens": (
        "Set out booths, at least one of them low, seats, lighting and ramps",
        "Put up the guidance notice inside and outside, the instructions in every booth, the notice of photo "
        "identification and the large copy of each ballot paper",
        "Check the numbers of the ballot papers against the account",
        "Show the empty ballot box to those present, and seal it",
        "Make ready a private place with a mirror for checking documents",
    ),
    "While the poll is open": (
        "Find the voter in the register, check identification where it is asked for, mark the register, write the "
        "elector number beside the ballot paper number, hand over the paper",
        "Give no ballot paper to a voter marked A; call the office before a tendered paper is used",
        "Enter corrections and emergency proxies that the office gives by telephone, and read them back",
        "Count and report at the hours that the office has asked for",
    ),
    "At the close of poll": (
        "Give a ballot paper to everybody who is in the queue at the station at the close, and to nobody who comes after",
        "Seal the slot of the ballot box in the sight of those present",
        "Fill in the ballot paper account, and check it: entrusted less unused less spoilt is what is in the box",
        "Seal each packet, and leave the account outside the packets",
        "Hand over box, packets and postal votes, and have the time and the seals written down",
    ),
}
"""What a presiding officer does, in the order of the day (handbook 7.3 to 7.5)."""


@dataclass(frozen=True, slots=True)
class PresidingOfficersPack:
    """Checklists, packing list and contacts of one station.

    :param polls: all the polls taken at the station, the lead poll first.
    :param sundries: what is packed; `total_sundries`: stated number of pieces.
    :raises DoesNotReconcile: where that is not the sum of the list.
    """

    imprint: Imprint
    polls: tuple[PollFacts, ...]
    station: StationFacts
    staff: tuple[Contact, ...]
    contacts: tuple[Contact, ...]
    sundries: tuple[Sundry, ...]
    total_sundries: int
    access: str = ""

    def __post_init__(self) -> None:
        if not self.polls:
            raise ValueError("A presiding officer's pack is for at least one poll.")
        reconcile("Pieces packed", stated=self.total_sundries, printed=sum(sundry.quantity for sundry in self.sundries))

    def paper(self) -> BlockPaper:
        """Return the pack as a paper."""
        return station_paper(self.imprint, "Presiding officer's pack", self.polls[0], self.station, self._blocks)

    def _blocks(self, said: Language) -> tuple[Block, ...]:
        duties = (
            block
            for heading, items in DUTIES.items()
            for block in (Heading(say(said, heading)), Ticks(tuple(say(said, item) for item in items)))
        )
        return (
            Items(tuple(poll.title_in(said) for poll in self.polls)),
            *((Facts(((say(said, "Access and keys"), self.access),)),) if self.access else ()),
            Heading(say(said, "People")),
            _people(said, self.staff, "At this station"),
            _people(said, self.contacts, "To call"),
            NewPage(),
            *duties,
            NewPage(),
            Heading(say(said, "Packing list")),
            self._packing(said),
            Signatures((say(said, PRESIDING_OFFICER), say(said, "Issued by"))),
        )

    def _packing(self, said: Language) -> Table:
        columns = (
            Column(say(said, "Item"), 5),
            Column(say(said, "Quantity"), 1, Side.RIGHT),
            *(Column(say(said, heading), 1) for heading in ("Packed", "Received", "Returned")),
        )
        rows = tuple((named(said, item), str(quantity), "", "", "") for item, quantity in self.sundries)
        return Table(columns, rows, row_height=7)


def _people(said: Language, people: tuple[Contact, ...], caption: str) -> Table:
    columns = (Column(say(said, "Role"), 2), Column(say(said, "Name"), 3), Column(say(said, "Telephone"), 2))
    rows = tuple((named(said, one.role), one.name, one.telephone) for one in people)
    return Table(columns, rows, say(said, caption))
