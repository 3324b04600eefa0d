"""What a presiding officer works from: duties in the order of the day, packing list, people to call (handbook 7)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from pollwright.documents.blocks import Block, Column, Facts, Heading, Items, NewPage, Side, Signatures, Table, Ticks
from pollwright.documents.imprint import Imprint, reconcile
from pollwright.documents.papers.block_paper import BlockPaper
from pollwright.documents.papers.notices.facts import PollFacts
from pollwright.documents.papers.station_forms import PRESIDING_OFFICER, StationFacts, station_paper


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
        packed = (
            Column("Item", 5),
            Column("Quantity", 1, Side.RIGHT),
            Column("Packed", 1),
            Column("Received", 1),
            Column("Returned", 1),
        )
        people = (Column("", 2), Column("Name", 3), Column("Telephone", 2))
        duties = [block for heading, items in DUTIES.items() for block in (Heading(heading), Ticks(items))]
        blocks: tuple[Block, ...] = (
            Items(tuple(poll.title for poll in self.polls)),
            *((Facts((("Access and keys", self.access),)),) if self.access else ()),
            Heading("People"),
            Table(people, tuple(self.staff), "At this station"),
            Table(people, tuple(self.contacts), "To call"),
            NewPage(),
            *duties,
            NewPage(),
            Heading("Packing list"),
            Table(packed, tuple((item, str(quantity), "", "", "") for item, quantity in self.sundries), row_height=7),
            Signatures((PRESIDING_OFFICER, "Issued by")),
        )
        return station_paper(self.imprint, "Presiding officer's pack", self.polls[0], self.station, blocks)
