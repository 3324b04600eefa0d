"""Papers of the day: packing lists, run sheets, slips of late changes, and the desk's fallback on paper."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from pollwright.authorities.models import Authority
from pollwright.documents.blocks import (
    Block,
    Column,
    Facts,
    Heading,
    NewPage,
    Paragraph,
    Side,
    Signatures,
    Table,
    Version,
)
from pollwright.documents.imprint import Imprint, Language, languages_in
from pollwright.documents.papers.block_paper import BlockPaper
from pollwright.documents.papers.box_labels import BoxLabel, BoxLabels
from pollwright.documents.typesetting import render
from pollwright.documents.wording import named, speaking
from pollwright.elections.models import Poll
from pollwright.elections.queries.electorate_target import title_of_all
from pollwright.law.nations import Nation
from pollwright.law.notices import LONDON
from pollwright.polling_day.queries.boxes import Board
from pollwright.polling_day.queries.contacts import ContactOfStation
from pollwright.polling_day.queries.desk_rows import AnyDesk
from pollwright.polling_day.queries.equipment import RunFacts
from pollwright.polling_day.queries.logs import LateRow
from pollwright.polling_day.queries.packing import LineRow
from pollwright.polling_day.queries.stations_of_day import StationOfDay
from pollwright.polling_day.states import LateKind, RunKind
from pollwright.printing.queries.welsh import words_held
from pollwright.refusals import NotFound

OFFICER = "Returning Officer"
OTHERS = {Language.ENGLISH: "and {count} other polls", Language.WELSH: "(+ {count})"}
"""How many more polls a paper is of, in words where they are held."""
ROW = 9
"""The least height of a row to be written in, in millimetres."""
Packing = Sequence[tuple[StationOfDay, Sequence[LineRow]]]


def packing_pdf(desk: AnyDesk, packing: Packing, *, on: date) -> bytes:
    """Return the packing lists of some stations, each on a page of its own, as a tagged PDF."""
    blocks: list[Block] = []
    for place, (station, lines) in enumerate(packing):
        blocks += [NewPage()] if place else []
        blocks += [
            Heading(f"Station {station.number}: {station.venue_name}"),
            Facts((("Districts", station.districts), ("Electors in person", f"{station.in_person:,}"))),
            Table(
                (Column("In", 0), Column("What", 6), Column("Number", 0, Side.RIGHT), Column("Checked", 2)),
                tuple(
                    ("☐" if not line.checked_at else "☒", line.name, str(line.quantity), _checked(line))
                    for line in lines
                ),
                caption=f"Packing list of station {station.number}",
            ),
            Signatures(("Packed by", "Presiding officer")),
        ]
    return _pdf(desk, "Packing lists", blocks, on)


def box_labels_pdf(
    desk: AnyDesk, board: Board, stations: Sequence[StationOfDay], polls: Sequence[Poll], *, on: date
) -> bytes:
    """Return the labels of the boxes that have been given to stations, as a tagged PDF to be cut along the lines.

    :raises NotFound: where no station has a box.
    """
    held = {one.key: one for one in stations}
    boxes = sorted((row for row in board.rows if row.code), key=lambda row: (row.scheme, row.number, row.box))
    if not boxes:
        raise NotFound(kind="ballot box", reference=desk.reference)
    labels = tuple(
        BoxLabel(row.code, str(row.number), row.venue_name, here.districts if here else "", row.box)
        for row in boxes
        for here in [held.get(f"{row.scheme}/{row.number}")]
    )
    name = Authority.objects.values_list("name", flat=True).get(pk=desk.authority_id)
    languages = languages_in(*(Nation(poll.nation) for poll in polls))
    with speaking(words_held(desk.authority_id)):
        officer = " / ".join(named(said, OFFICER) for said in languages)
        imprint = Imprint(name, officer, desk.reference, on, languages=languages, rehearsal=desk.rehearsal)
        titles = tuple(
            title_of_all([named(said, one.title, one.title_cy) for one in polls], OTHERS[said]) for said in languages
        )
        return render(BoxLabels(imprint, titles, desk.day, labels))


def run_sheet_pdf(facts: RunFacts, *, on: date) -> bytes:
    """Return what a driver takes along, as a tagged PDF on its long side."""
    run = facts.run
    blocks: list[Block] = [
        Facts(
            (
                ("Run", f"{run.reference} {run.name}"),
                ("Driver", f"{run.driver} {run.phone}".strip()),
                ("Sets off", f"{run.starts_at.astimezone(LONDON):%A %-d %B %Y at %H:%M}"),
            )
        ),
        Table(
            (
                Column("No.", 0, Side.RIGHT),
                Column("Due", 0),
                Column("Venue", 3),
                Column("Load", 3),
                Column("Time", 1),
                Column("Received by, with signature", 3),
            ),
            tuple(
                (
                    str(drop.order),
                    f"{drop.due_at:%H:%M}",
                    ", ".join(part for part in (drop.venue_name, drop.address, drop.postcode) if part),
                    drop.load,
                    "",
                    "",
                )
                for drop in facts.drops
            ),
            caption="Venues in the order in which the van comes to them",
            row_height=14,
        ),
        Signatures(("Driver",)),
    ]
    return _pdf(facts.desk, f"Run sheet: {RunKind(run.kind).label}", blocks, on, flipped=True)


def amendments_pdf(desk: AnyDesk, station: StationOfDay, changes: Sequence[LateRow], *, on: date) -> bytes:
    """Return the amendments to a station's register and lists, in the order in which they were made."""
    blocks: list[Block] = [
        Facts((("Polling station", station.label), ("Districts", station.districts))),
        _amendments(changes),
        Paragraph("A change counts from the moment at which it was made. Enter it in the register and read it back."),
    ]
    return _pdf(desk, "Amendments to the register on polling day", blocks, on)


def fallback_pdf(
    desk: AnyDesk,
    contacts: Sequence[ContactOfStation],
    board: Board,
    changes: Sequence[LateRow],
    *,
    telephone: str,
    at: datetime,
) -> bytes:
    """Return what the desk works from where no screen does: contacts, boxes, late changes, and forms to write in.

    :param telephone: of the elections office on the day, which stations ring; "" where none is entered.
    :param at: the moment as which everything in it stands: packs follow each other, and the last one counts.
    """
    printed = at.astimezone(LONDON)
    blocks: list[Block] = [
        Paragraph("For use where the system can't be reached. Enter everything afterwards, with its time.", strong=True),
        Facts((("As it stood", f"{printed:%A %-d %B %Y, %H:%M}"), ("Stations ring the desk at", telephone or "not known"))),
        Table(
            (Column("No.", 0, Side.RIGHT), Column("Station", 3), Column("Districts", 2), Column("In person", 0, Side.RIGHT),
             Column("Whom to ring", 4)),
            tuple(
                (str(one.station.number), f"{one.station.venue_name}, {one.station.postcode}".rstrip(", "),
                 one.station.districts, f"{one.station.in_person:,}", one.words)
                for one in contacts
            ),
            caption="Stations and whom to ring",
        ),
        NewPage(),
                _amendments(changes, station=True),
        *_form("Late changes: told to the station and read back", ("Time", "Station", "Elector number", "What", "Told whom", "Read back")),
        *_form("Calls", ("Time", "Station", "Caller", "What", "Answer", "To do"), new=True),
        *_form("Incidents", ("Time", "Station", "What happened", "What was done"), new=True),
        *_form("Extra ballot papers", ("Time", "Station", "Contest", "First number", "Last number", "Issued by")),
        NewPage(),
        Table(
            (Column("No.", 0, Side.RIGHT), Column("Station", 3), *(Column(f"{hour}:00", 1) for hour in (9, 11, 13, 15, 17, 19, 21, 22))),
            tuple((str(one.station.number), one.station.venue_name, *("",) * 8) for one in contacts),
            caption="Voters by the hour", row_height=ROW,
        ),
        NewPage(),
        Table(
            (Column("Box", 0), Column("Station", 3), Column("Seals out", 2), Column("Seals in", 2), Column("Time", 1),
             Column("Brought by", 2), Column("Account", 0)),
            tuple((row.code, row.station, row.seals_out, "", "", "", "") for row in board.rows),
            caption="Boxes in", row_height=ROW,
        ),
    ]  # fmt: skip
    return _pdf(desk, "Polling day on paper", blocks, printed.date(), flipped=True)


def _amendments(changes: Iterable[LateRow], *, station: bool = False) -> Table:
    return Table(
        (
            *((Column("Station", 1),) if station else ()),
            Column("Time", 0),
            Column("Elector number", 1),
            Column("Name", 2),
            Column("Change", 2),
            Column("Told", 2),
        ),
        tuple(
            (
                *((str(one.number),) if station else ()),
                f"{one.decided_at.astimezone(LONDON):%H:%M}",
                one.elector_number,
                f"{one.surname or ''}, {one.forenames or ''}".strip(", "),
                _change(one),
                f"{one.told} {one.told_at.astimezone(LONDON):%H:%M}" if one.told_at else "",
            )
            for one in changes
        ),
        caption="Late changes so far" if station else "Amendments",
    )


def _change(one: LateRow) -> str:
    words = str(LateKind(one.kind).label)
    return f"{words}: {one.proxy}" if one.proxy else words


def _form(title: str, columns: tuple[str, ...], *, new: bool = False) -> list[Block]:
    form = Table(tuple(Column(name) for name in columns), (), caption=title, blank=12, row_height=ROW)
    return [*([NewPage()] if new else []), form]


def _checked(line: LineRow) -> str:
    return f"{line.checked_by}, {line.checked_at.astimezone(LONDON):%H:%M}" if line.checked_at else ""


def _pdf(desk: AnyDesk, title: str, blocks: Sequence[Block], on: date, *, flipped: bool = False) -> bytes:
    name = Authority.objects.values_list("name", flat=True).get(pk=desk.authority_id)
    imprint = Imprint(name, OFFICER, desk.reference, on, rehearsal=desk.rehearsal)
    kicker = f"Polls of {desk.day:%A %-d %B %Y}"
    return render(BlockPaper(imprint, (Version(Language.ENGLISH, title, kicker, tuple(blocks)),), flipped=flipped))
