"""The printer's order: how many ballot papers of each poll, with which numbers, packed for which station (B-09 to B-12)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from pollwright.documents.blocks import Block, Column, Facts, Side, Table, Version
from pollwright.documents.imprint import Imprint, Language, reconcile
from pollwright.documents.papers.block_paper import BlockPaper
from pollwright.documents.papers.notices.facts import PollFacts
from pollwright.documents.papers.number_ranges import ends, refuse_overlap
from pollwright.law.ballot_papers.numbers import NumberRange

HEADINGS = ("Packed for", "From", "To", "Papers", "Books", "Tendered from", "Tendered to", "Tendered")


class Packet(NamedTuple):
    """What is packed for one station, or for the postal issue: ordinary papers, and tendered ones (or none).

    Papers that are sent to named voters one by one are loose: `books` is nought.
    """

    place: str
    ordinary: NumberRange
    books: int
    tendered: NumberRange | None = None


@dataclass(frozen=True, slots=True)
class PrintersOrder:
    """The order for one poll.

    :param colour: of the ordinary papers; `tendered_colour`: of the tendered, which must differ (B-11).
    :param official_mark: what it is, for the printer.
    :param proof: reference and hash of the approved proof that is to be printed.
    :param total: stated number of ordinary papers; `tendered_total`: of tendered ones.
    :param what: they are, such as signing sheets.
    :param spare: how many of the papers were agreed beyond the votes on a roll; nought where electors vote.
    :raises DoesNotReconcile: where those are not the sums of the packets.
    :raises ValueError: where a number would be printed twice, books are not filled, or the colours are the same.
    """

    imprint: Imprint
    poll: PollFacts
    colour: str
    tendered_colour: str
    official_mark: str
    proof: str
    book: int
    packets: tuple[Packet, ...]
    total: int
    tendered_total: int
    spare: int = 0
    what: str = "ballot papers"

    def __post_init__(self) -> None:
        tendered = [packet.tendered for packet in self.packets if packet.tendered is not None]
        refuse_overlap([packet.ordinary for packet in self.packets] + tendered)
        reconcile("Ballot papers", stated=self.total, printed=sum(packet.ordinary.papers for packet in self.packets))
        reconcile("Tendered papers", stated=self.tendered_total, printed=sum(each.papers for each in tendered))
        if any(one.books and one.ordinary.papers != one.books * self.book for one in self.packets):
            raise ValueError("Ballot papers are ordered in full books.")
        if self.colour == self.tendered_colour:
            raise ValueError("Tendered ballot papers have a colour of their own.")

    def paper(self) -> BlockPaper:
        """Return the order as a paper."""
        facts: tuple[tuple[str, str], ...] = (
            ("Poll", self.poll.id),
            ("Day of the poll", self.poll.day(Language.ENGLISH)),
            ("Approved proof", self.proof),
            ("Colour", self.colour),
            ("Colour of tendered papers", self.tendered_colour),
            ("Official mark", self.official_mark),
            ("Papers in a book", str(self.book)),
            (self.what.capitalize(), f"{self.total:,}"),
            *((("Of these agreed as spare", f"{self.spare:,}"),) if self.spare else ()),
            (f"Tendered {self.what}", f"{self.tendered_total:,}"),
        )
        columns = tuple(Column(name, 2 if place == 0 else 1, Side.LEFT) for place, name in enumerate(HEADINGS))
        table = Table(columns, tuple(_row(packet) for packet in self.packets), "Packets")
        blocks: tuple[Block, ...] = (Facts(facts), table)
        version = Version(Language.ENGLISH, f"Order for printing {self.what}", self.poll.title, blocks)
        return BlockPaper(self.imprint, (version,), signed=True, flipped=True, points=9)


def _row(packet: Packet) -> tuple[str, ...]:
    tendered = packet.tendered
    own = ("", "", "") if tendered is None else (*ends(tendered), f"{tendered.papers:,}")
    return (
        packet.place,
        *ends(packet.ordinary),
        f"{packet.ordinary.papers:,}",
        str(packet.books) if packet.books else "Loose",
        *own,
    )
