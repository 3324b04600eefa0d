"""Ballot papers for those on a frozen roll: by post one for each vote and the agreed spare, in person by station."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import polars as pl

from pollwright.documents.imprint import reconcile
from pollwright.elections.models import Contest
from pollwright.formats.outgoing import write_xlsx
from pollwright.law.ballot_papers.allocation import StationElectors, allocate, allocate_tendered
from pollwright.law.ballot_papers.numbers import NumberRange, Series
from pollwright.printing.models import PrintOrder, PrintPacket
from pollwright.printing.papers.packets import POSTAL, POSTAL_PLACE, STATION, TENDERED_PREFIX, MadePacket, not_ready
from pollwright.printing.queries.grounds import Ground
from pollwright.printing.queries.station_lines import stations_of
from pollwright.rolls.queries.rolls import FrozenRoll, VoterRow, frozen_roll


@dataclass(frozen=True, slots=True)
class RollPackets:
    """The packets of an order for a roll, and the votes that they are for."""

    votes: int
    spare: int
    packets: tuple[MadePacket, ...]


def roll_packets(ground: Ground, contest: Contest, book: int) -> RollPackets:
    """Return what is printed for a roll: each paper is for a vote, agreed as spare, or fills a station's last book.

    :raises NotReady: where the roll is not frozen, or a station of somebody on it is not in the adopted scheme.
    :raises DoesNotReconcile: where papers and votes do not agree.
    """
    roll = _frozen(contest)
    poll = contest.ballot_id or contest.reference
    packets, filled = _at_stations(ground, contest, roll, poll, book)
    by_post = len(roll.by_post) + roll.spare
    if by_post:
        run = NumberRange(poll, Series.POSTAL, POSTAL, 1, by_post)
        packets.append(MadePacket(0, POSTAL_PLACE, run, 0, None))
    reconcile(
        "Ballot papers for the roll",
        stated=roll.votes + roll.spare + filled,
        printed=sum(packet.ordinary.papers for packet in packets),
    )
    return RollPackets(roll.votes, roll.spare, tuple(packets))


def issue_lines(order: PrintOrder) -> list[tuple[str, VoterRow]]:
    """Return the number of the paper that each postal voter of a roll is sent, by number of the roll (E-21).

    :raises NotReady: where the roll is not the one that the papers were ordered for.
    """
    roll = _frozen(order.contest)
    packet = PrintPacket.objects.filter(order=order, station=0).first()
    ordered = packet.last - packet.first + 1 if packet else 0
    if roll.frozen_at > order.prepared_at or ordered != len(roll.by_post) + roll.spare:
        raise not_ready(order.contest, "The roll was frozen again after the papers were ordered")
    if packet is None:
        return []
    run = NumberRange("", Series.POSTAL, packet.prefix, packet.first, packet.last)
    return [(run.number(packet.first + place), line) for place, line in enumerate(roll.by_post)]


def issue_workbook(order: PrintOrder, path: Path) -> int:
    """Write the list of issue of an order as a workbook, a line for each paper; return how many."""
    lines = issue_lines(order)
    columns: dict[str, list[str | int | None]] = {
        "Ballot paper": [number for number, _line in lines],
        "Number on the roll": [line.number for _number, line in lines],
        "Voter": [line.voter for _number, line in lines],
        "To": [line.addressee for _number, line in lines],
        "Address": [line.goes_to.replace("\n", ", ") for _number, line in lines],
        "Hereditament": [line.hereditament.replace("\n", "; ") for _number, line in lines],
        "Rateable value": [line.rateable_value for _number, line in lines],
    }
    write_xlsx(pl.DataFrame(columns, strict=False), path, sheet="Issue")
    return len(lines)


def _frozen(contest: Contest) -> FrozenRoll:
    roll = frozen_roll(contest.pk)
    if roll is None:
        raise not_ready(contest, "The roll of those who vote in it is not frozen")
    return roll


def _at_stations(
    ground: Ground, contest: Contest, roll: FrozenRoll, poll: str, book: int
) -> tuple[list[MadePacket], int]:
    """Return the packets of those who vote in person, and how many papers fill their last books."""
    places = {line.number: line.place for line in stations_of(ground.scheme, [ground.poll])} if ground.scheme else {}
    if strange := sorted(set(roll.in_person) - set(places)):
        named = ", ".join(map(str, strange))
        raise not_ready(contest, f"The adopted polling scheme has no station {named}, at which some on the roll vote")
    if roll.in_person and not ground.office.official_mark:
        raise not_ready(contest, "The official mark is not entered in the settings")
    asked = [StationElectors(str(number), many) for number, many in sorted(roll.in_person.items())]
    tendered = {one.station: one for one in allocate_tendered(asked, poll=poll, prefix=TENDERED_PREFIX, first=1)}
    found = [
        MadePacket(
            int(one.station), f"{one.station}: {places[int(one.station)]}", one.papers, one.books, tendered[one.station]
        )
        for one in allocate(asked, poll=poll, prefix=STATION, first=1, book=book)
    ]
    return found, sum(packet.ordinary.papers for packet in found) - sum(roll.in_person.values())
