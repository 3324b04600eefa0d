"""The poll cards of those on a roll who vote in person, as the file that the printer has (SI 2012/2031 Sch 7 r 45)."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from pathlib import Path

import polars as pl

from pollwright.documents.blocks import Column, Facts, Paragraph, Table, Version
from pollwright.documents.imprint import Imprint, Language, reconcile
from pollwright.documents.papers.block_paper import BlockPaper
from pollwright.documents.wording import long_date
from pollwright.elections.queries.cards_stations import StationRange
from pollwright.formats.outgoing import WrittenFile, write_csv
from pollwright.rolls.queries.rolls import VoterRow

COLUMNS = {
    "Papers": "The papers that the card belongs to.",
    "SeqNo": "Place of the card in the file, from 1 without gaps.",
    "CardNo": "Number of the card, 16 digits, the last two a check; printed as a barcode.",
    "Contest": "What the businesses vote on, and where.",
    "Council": "The authority that holds the referendum.",
    "PollDate": "Polling day, YYYY-MM-DD.",
    "PollHours": "From when to when the stations are open, such as 07:00-22:00.",
    "RegisterNumber": "Number of the business on the business voting register.",
    "VoteHolder": "The business that holds the vote.",
    "Hereditaments": "Its hereditaments, parted by semicolons.",
    "NamedVoter": "Who casts the vote.",
    "MailName": "Whom the card is sent to: the named voter.",
    "MailAddress": "Where it is sent, parts of the address parted by commas.",
    "StationNo": "Number of the polling station.",
    "StationName": "Name of the polling place.",
    "StationAddress": "Address of the polling place, parts parted by commas.",
    "StationPostcode": "Postcode of the polling place.",
}
"""Columns of the file for the printer, in order, with what each holds."""
FIRST_DIGIT = 9
"""Begins the number of these cards, which those of electors never reach."""


@dataclass(frozen=True, slots=True)
class Said:
    """What the cards of some papers all say: the poll, its day and hours, and who holds it."""

    contest: str
    council: str
    day: date
    hours: str


@dataclass(frozen=True, slots=True)
class Card:
    """What one card says; the order is that of the file."""

    contest: str
    council: str
    day: str
    hours: str
    number: str
    holder: str
    hereditaments: str
    named: str
    mail_name: str
    mail_address: str
    station: str
    station_name: str
    station_address: str
    station_postcode: str

    @property
    def shows(self) -> str:
        """A digest of all that the card says."""
        return hashlib.sha256("\x1f".join(getattr(self, one.name) for one in fields(self)).encode()).hexdigest()


def card_of(said: Said, line: VoterRow, station: StationRange) -> Card:
    """Return what the card of a vote says."""
    address = ", ".join(part for part in dict.fromkeys(station.address) if part != station.name)
    return Card(
        said.contest, said.council, said.day.isoformat(), said.hours, str(line.number), line.voter,
        line.hereditament.replace("\n", "; "), line.contact, line.addressee, line.goes_to, station.number,
        station.name, address, station.postcode,
    )  # fmt: skip


def card_number(papers: str, place: int) -> str:
    """Return the number of a card, with its check digits (ISO 7064, modulo 97)."""
    plain = f"{FIRST_DIGIT}{int(papers.lstrip('ABCDEFGHIJKLMNOPQRSTUVWXYZ')):06d}{place:07d}"
    return f"{plain}{98 - int(plain) * 100 % 97:02d}"


def write_cards(papers: str, cards: Sequence[Card], path: Path) -> WrittenFile:
    """Write the file for the printer, a line for each card; it has its header where there is none."""
    rows = [
        (papers, str(place), card_number(papers, place), *(getattr(card, one.name) for one in fields(card)))
        for place, card in enumerate(cards, start=1)
    ]
    schema = dict.fromkeys(COLUMNS, pl.String)
    return write_csv(pl.DataFrame(rows, schema=schema, orient="row"), path, reader="machine")


def read_cards(path: Path) -> list[Mapping[str, str]]:
    """Return the lines of a file for the printer, as a printer reads them."""
    return list(pl.read_csv(path, infer_schema=False).fill_null("").iter_rows(named=True))


def cards_looked_at(imprint: Imprint, rows: Sequence[Mapping[str, str]], kicker: str) -> BlockPaper:
    """Return a list of every card as the printer has it, by which two people look at them before the release."""
    columns = (
        Column("Number", 1), Column("Business", 4), Column("Sent to", 4), Column("Polling station", 4), Column("Card", 3),
    )  # fmt: skip
    table = Table(
        columns,
        tuple(
            (
                row["RegisterNumber"],
                f"{row['VoteHolder']}: {row['Hereditaments']}",
                f"{row['MailName']}, {row['MailAddress']}",
                f"{row['StationNo']}: {', '.join(part for part in _station(row) if part)}",
                row["CardNo"],
            )
            for row in rows
        ),
    )
    reconcile("Poll cards", stated=len(rows), printed=len(table.rows))
    when = (
        f"{long_date(Language.ENGLISH, date.fromisoformat(rows[0]['PollDate']))}, {rows[0]['PollHours']}"
        if rows
        else ""
    )
    facts = Facts((("Cards", str(len(rows))), *((("Day and hours", when),) if rows else ())))
    blocks = (facts, table) if rows else (facts, Paragraph("There is no card to print."))
    return BlockPaper(
        imprint, (Version(Language.ENGLISH, "Poll cards to be printed", kicker, blocks),), flipped=True, points=9
    )


def _station(row: Mapping[str, str]) -> tuple[str, ...]:
    return row["StationName"], row["StationAddress"], row["StationPostcode"]
