"""The printer's order of a contest: quantities per station by the guidance, number ranges, as PDF and as a workbook."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import polars as pl

from pollwright.documents.imprint import Imprint
from pollwright.documents.papers.notices.facts import PollFacts
from pollwright.documents.papers.printers_order import Packet, PrintersOrder
from pollwright.documents.typesetting import render
from pollwright.elections.models import Contest
from pollwright.elections.queries.contest_titles import title_of
from pollwright.formats.outgoing import write_xlsx
from pollwright.law.ballot_papers.allocation import StationElectors, allocate, allocate_tendered, print_quantity
from pollwright.law.ballot_papers.numbers import NumberRange, Series
from pollwright.law.timetables.kinds import Kind as PollKind
from pollwright.printing.models import Document
from pollwright.printing.papers.ballots_made import TENDERED
from pollwright.printing.papers.packets import (
    POSTAL,
    POSTAL_PLACE,
    SHEET,
    STATION,
    TENDERED_PREFIX,
    MadePacket,
    not_ready,
)
from pollwright.printing.papers.rolls_ordered import roll_packets
from pollwright.printing.papers.situation_made import districts_of
from pollwright.printing.queries.grounds import Ground
from pollwright.printing.queries.station_lines import StationLine, stations_across, stations_of
from pollwright.printing.states import Kind
from pollwright.rolls.queries.rolls import rule_of

WHAT = {Kind.BALLOT_PAPER: "ballot papers", Kind.SIGNING_SHEET: "signing sheets"}
UNCOLOURED = "white"


@dataclass(frozen=True, slots=True)
class MadeOrder:
    """An order with its packets and its PDF."""

    packets: tuple[MadePacket, ...]
    electors: int
    total: int
    tendered_total: int
    pdf: bytes


def order_of(ground: Ground, contest: Contest, proof: Document, reference: str, on: date, book: int) -> MadeOrder:
    """Return the order of a contest from its approved proof.

    :param book: papers in a book.
    :raises NotReady: without an adopted scheme, electors or an official mark, or without a frozen roll.
    """
    electors, spare, packets = _for_whom(ground, contest, book)
    total = sum(packet.ordinary.papers for packet in packets)
    tendered_total = sum(packet.tendered.papers for packet in packets if packet.tendered)
    order = PrintersOrder(
        imprint=Imprint(
            ground.office.authority, ground.office.officer, reference, on, seal=proof.digest,
            rehearsal=ground.poll.rehearsal,
        ),
        poll=PollFacts(contest.ballot_id, title_of(contest)[0], contest.name, ground.poll.day),
        colour=str(proof.facts.get("colour") or UNCOLOURED),
        tendered_colour=TENDERED.name,
        official_mark=ground.office.official_mark,
        proof=f"{proof.reference} ({proof.digest[:16]})",
        book=book,
        packets=tuple(Packet(one.place, one.ordinary, one.books, one.tendered) for one in packets),
        total=total,
        tendered_total=tendered_total,
        spare=spare,
        what=WHAT[Kind(proof.kind)],
    )  # fmt: skip
    return MadeOrder(packets, electors, total, tendered_total, render(order.paper()))


def _for_whom(ground: Ground, contest: Contest, book: int) -> tuple[int, int, tuple[MadePacket, ...]]:
    """Return how many may vote, the papers agreed as spare, and the packets."""
    if rule_of(contest) is not None:
        rolled = roll_packets(ground, contest, book)
        return rolled.votes, rolled.spare, rolled.packets
    stations = _stations(ground, contest)
    electors = sum(part.electors for line in stations for part in line.parts)
    return electors, 0, tuple(_packets(contest, stations, electors, book))


def as_workbook(made: MadeOrder, folder: Path) -> Path:
    """Return the order as a workbook in a folder, a line for each packet."""
    rows = [
        {
            "Station": one.station,
            "Packed for": one.place,
            "From": one.ordinary.number(one.ordinary.first),
            "To": one.ordinary.number(one.ordinary.last),
            "Papers": one.ordinary.papers,
            "Books": one.books,
            "Tendered from": one.tendered.number(one.tendered.first) if one.tendered else "",
            "Tendered to": one.tendered.number(one.tendered.last) if one.tendered else "",
            "Tendered": one.tendered.papers if one.tendered else 0,
        }
        for one in made.packets
    ]
    path = folder / "order.xlsx"
    write_xlsx(pl.DataFrame(rows), path, sheet="Order")
    return path


def _stations(ground: Ground, contest: Contest) -> list[StationLine]:
    missing = ""
    if ground.scheme is None:
        missing = "No polling scheme has been adopted"
    elif not ground.office.official_mark:
        missing = "The official mark is not entered in the settings"
    found = [] if missing or ground.scheme is None else stations_of(ground.scheme, [ground.poll], districts_of(contest))
    if not missing:
        found += stations_across(contest.authority_id, [ground.poll], contest.reference)
    if not missing and not any(line.in_person for line in found):
        missing = "The polling scheme has no electors in the area; count them again"
    if missing:
        raise not_ready(contest, missing)
    return found


def _packets(contest: Contest, stations: list[StationLine], electors: int, book: int) -> list[MadePacket]:
    prefix = SHEET if contest.poll.kind == PollKind.RECALL else STATION
    asked = [StationElectors(str(line.number), line.in_person) for line in stations]
    poll = contest.ballot_id or contest.reference
    tendered = {one.station: one for one in allocate_tendered(asked, poll=poll, prefix=TENDERED_PREFIX, first=1)}
    places = {str(line.number): line.place for line in stations}
    found = [
        MadePacket(
            int(one.station), f"{one.station}: {places[one.station]}", one.papers, one.books, tendered[one.station]
        )
        for one in allocate(asked, poll=poll, prefix=prefix, first=1, book=book)
    ]
    by_post = print_quantity(electors)[0] - sum(line.in_person for line in stations)
    books = -(-by_post // book)
    if books:
        run = NumberRange(poll, Series.POSTAL, POSTAL, 1, books * book)
        found.append(MadePacket(0, POSTAL_PLACE, run, books, None))
    return found
