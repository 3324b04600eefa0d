"""The proof of poll cards and registers of a roll: the files as they lie, read back, against the votes that stand on it.

Nothing here uses how the papers were made. Four sides are counted apart: the votes on the roll, the cards that people
hold, the lines of registers and list, and the rows of tables in the papers themselves. What is found says which number.
"""

from __future__ import annotations

import zipfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from pollwright.documents.binding import CannotBind, prove_whole
from pollwright.documents.imprint import DoesNotReconcile
from pollwright.elections.papers.cards_made import check_digits_hold
from pollwright.elections.queries.cards_stations import StationRange
from pollwright.files.content import ContentDamaged, ContentMissing
from pollwright.files.store import whole_path_of
from pollwright.messages import Message
from pollwright.rolls.models import RollPapers
from pollwright.rolls.papers.cards import COLUMNS, read_cards
from pollwright.rolls.papers.registers import RegisterFile, read_registers
from pollwright.rolls.queries.rolls import VoterRow
from pollwright.rolls.states import VotesBy


@dataclass(frozen=True, slots=True)
class Proved:
    """What was counted, and what is wrong, each fault in words."""

    votes: int
    registered: int
    carded: int
    faults: tuple[Message, ...]


def prove_papers(
    papers: RollPapers,
    lines: Sequence[VoterRow],
    stations: Mapping[int, StationRange],
    held: Mapping[int, str],
    shown: Mapping[int, str],
) -> Proved:
    """Return what papers come to beside the votes that stand on the roll.

    :param held: number of the vote and what its latest card shows that went out before.
    :param shown: number of the vote and what its card should show, of each that votes in person.
    """
    votes = {one.number: one for one in lines}
    here = {number for number, one in votes.items() if one.votes_by == VotesBy.PERSON}
    faults: list[Message] = []
    try:
        cards, registers = whole_path_of(papers.cards_file), whole_path_of(papers.registers_file)
    except (ContentMissing, ContentDamaged):
        return Proved(len(votes), 0, 0, (Message("a file of the papers is missing or was changed"),))
    rows = read_cards(cards)
    faults += _of_cards(papers, rows, votes, stations)
    fresh = {int(row["RegisterNumber"]) for row in rows if row["RegisterNumber"].isdecimal()}
    right = {number for number in here if number in fresh or held.get(number) == shown[number]}
    faults += [
        Message("number {number} votes in person and has no right card", number=one) for one in sorted(here - right)
    ]
    with zipfile.ZipFile(registers) as whole:
        listed, placed = read_registers(whole)
        faults += _of_lines(placed, votes)
        faults += _of_files(whole, listed, placed, stations)
    registered = sum(one.lines for one in listed)
    if (papers.votes, registered) != (len(votes), len(votes)):
        sums = {"votes": len(votes), "stated": papers.votes, "registered": registered}
        faults.append(
            Message("{votes} votes stand on the roll, {stated} in the papers, {registered} lines are printed", **sums)
        )
    return Proved(len(votes), registered, len(right), tuple(faults))


def _of_cards(
    papers: RollPapers, rows: Sequence[Mapping[str, str]], votes: Mapping[int, VoterRow],
    stations: Mapping[int, StationRange],
) -> Iterator[Message]:  # fmt: skip
    if len(rows) != papers.cards:
        yield Message("{stated} cards were made, {found} are in the file", stated=papers.cards, found=len(rows))
    if rows and list(rows[0]) != list(COLUMNS):
        yield Message("the file of the cards has other columns")
        return
    for number, many in sorted(Counter(row["RegisterNumber"] for row in rows).items()):
        if many > 1:
            yield Message("number {number} has {many} cards", number=number, many=many)
    for row in rows:
        yield from _of_card(row, votes, stations)


def _of_card(
    row: Mapping[str, str], votes: Mapping[int, VoterRow], stations: Mapping[int, StationRange]
) -> Iterator[Message]:
    number = row["RegisterNumber"]
    line = votes.get(int(number)) if number.isdecimal() else None
    if line is None or line.votes_by != VotesBy.PERSON:
        yield Message("number {number} has a card, but does not vote in person", number=number)
    elif not check_digits_hold(row["CardNo"]):
        yield Message("the card of number {number} has a wrong check digit", number=number)
    elif wrong := _wrong(row, line, stations.get(line.station or 0)):
        yield Message("the card of number {number} says another {what}", number=number, what=wrong)


def _wrong(row: Mapping[str, str], line: VoterRow, station: StationRange | None) -> str:
    """Return the column of a card that does not say what holds; empty where each does."""
    due = {
        "VoteHolder": line.voter,
        "Hereditaments": line.hereditament.replace("\n", "; "),
        "NamedVoter": line.contact,
        "MailName": line.contact or line.voter,
        "MailAddress": line.send_to or line.hereditament.split("\n", 1)[0],
        "StationNo": str(line.station),
        "StationName": station.name if station else "",
        "StationPostcode": station.postcode if station else "",
    }
    return next((name for name, value in due.items() if row[name] != value), "")


def _of_lines(placed: Sequence[tuple[int, int]], votes: Mapping[int, VoterRow]) -> Iterator[Message]:
    """Yield numbers that stand on no register or list, on two, or on the wrong one."""
    found = Counter(number for number, _station in placed)
    for number in sorted({*found, *votes}):
        if found[number] != 1 or number not in votes:
            yield Message("number {number} stands on {many} registers or lists", number=number, many=found[number])
    for number, station in placed:
        if number in votes and station != (votes[number].station or 0):
            yield Message("number {number} stands on the register of station {station}", number=number, station=station)


def _of_files(
    whole: zipfile.ZipFile, listed: Sequence[RegisterFile], placed: Sequence[tuple[int, int]],
    stations: Mapping[int, StationRange],
) -> Iterator[Message]:  # fmt: skip
    at = Counter(station for _number, station in placed)
    if missing := sorted(set(at) - {one.station for one in listed}):
        yield Message("station {station} has no register", station=missing[0])
    there = set(whole.namelist())
    for one in listed:
        name = f"{one.name}.pdf"
        if name not in there:
            yield Message("the file {file} is missing", file=name)
        elif one.lines != at[one.station]:
            yield Message("{file} has {found} lines of {due}", file=name, found=one.lines, due=at[one.station])
        elif one.station and one.station not in stations:
            yield Message("there is no station {station}", station=one.station)
        else:
            yield from _of_paper(whole.read(name), one, station=stations.get(one.station))


def _of_paper(data: bytes, one: RegisterFile, station: StationRange | None) -> Iterator[Message]:
    """Yield a paper that has not the rows that its lines and its particulars need."""
    particulars = 2 if station is None else 3
    try:
        prove_whole(data, one.name, pages=one.pages, rows=one.lines + 1 + particulars)
    except DoesNotReconcile as short:
        sums = {"due": short.stated, "found": short.printed}
        yield Message("{file} has {found} rows or pages of {due}", file=f"{one.name}.pdf", **sums)
    except CannotBind:
        yield Message("{file} is damaged", file=f"{one.name}.pdf")
