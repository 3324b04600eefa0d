"""Registers of the businesses that vote at each station, and the list of those that vote by post, in one file.

The voters list and the marked register are Sch 6 paras 18 and 19 of SI 2012/2031; their columns are our own until the
text has been read.
"""

from __future__ import annotations

import csv
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from io import StringIO
from pathlib import Path

from pollwright.documents.batches import RenderedFile, render_batch
from pollwright.documents.blocks import Block, Column, Facts, Paragraph, Table, Version
from pollwright.documents.imprint import Imprint, Language, reconcile
from pollwright.documents.papers.block_paper import BlockPaper
from pollwright.documents.wording import long_date
from pollwright.elections.queries.cards_stations import StationRange
from pollwright.rolls.queries.rolls import VoterRow

LINES, MANIFEST = "lines.csv", "manifest.csv"
LINE_COLUMNS = ("number", "station")
MANIFEST_COLUMNS = ("file", "station", "lines", "rows", "pages", "sha256")
POSTAL = "postal-voters"
MARKED = 8
"""Millimetres of a row in which somebody draws a line."""
EPOCH = (2000, 1, 1, 0, 0, 0)
MARKING = (
    "Draw a line in the box beside the number when the named voter is given a ballot paper of the business referendum. Who is"
    " on the list of those who vote by post is given none."
)
COLUMNS = (
    Column("Mark", 1),
    Column("Number", 1),
    Column("Business", 4),
    Column("Named voter", 4),
    Column("Hereditaments", 6),
)


@dataclass(frozen=True, slots=True)
class RegisterFile:
    """A register or the postal list (`station` 0) in the file: its lines, rows of tables, pages and SHA-256."""

    name: str
    station: int
    lines: int
    rows: int
    pages: int
    sha256: str


def place_of(station: StationRange) -> str:
    """Return where a station is, on one line."""
    return ", ".join(part for part in dict.fromkeys((station.name, *station.address, station.postcode)) if part)


def write_registers(
    imprint: Imprint,
    kicker: str,
    day: date,
    lines: Sequence[VoterRow],
    stations: Mapping[int, StationRange],
    path: Path,
) -> list[RegisterFile]:
    """Set the register of each station at which somebody votes and the postal list, and put all into one ZIP.

    Beside the papers it holds which number stands on which of them, and a manifest, so that it can be read back.

    :param lines: the votes of the roll, by number; who votes in person has one of `stations`.
    """
    at: dict[int, list[VoterRow]] = {}
    for line in lines:
        at.setdefault(line.station or 0, []).append(line)
    papers = {
        (f"station-{number:03d}-register" if number else POSTAL): (
            number, len(held), _paper(imprint, kicker, day, held, stations.get(number)),
        )
        for number, held in sorted(at.items())
    }  # fmt: skip
    drawn = render_batch(((name, paper) for name, (_number, _many, paper) in papers.items()), path.parent, processes=1)
    files = [_entry(one, *papers[one.name]) for one in drawn]
    reconcile("Lines of registers and list", stated=len(lines), printed=sum(one.lines for one in files))
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as whole:
        for one in drawn:
            _write(whole, f"{one.name}.pdf", one.path.read_bytes())
        _write(whole, LINES, _table(LINE_COLUMNS, [(line.number, line.station or 0) for line in lines]))
        _write(whole, MANIFEST, _table(MANIFEST_COLUMNS, [
            (one.name, one.station, one.lines, one.rows, one.pages, one.sha256) for one in files
        ]))  # fmt: skip
    return files


def read_registers(whole: zipfile.ZipFile) -> tuple[list[RegisterFile], list[tuple[int, int]]]:
    """Return the manifest of the file, and which number stands at which station (0: by post).

    :raises KeyError: where one of them is missing.
    """
    listed = [
        RegisterFile(
            row["file"], int(row["station"]), int(row["lines"]), int(row["rows"]), int(row["pages"]), row["sha256"]
        )
        for row in csv.DictReader(StringIO(whole.read(MANIFEST).decode()))
    ]
    lines = csv.DictReader(StringIO(whole.read(LINES).decode()))
    return listed, [(int(row["number"]), int(row["station"])) for row in lines]


def _paper(
    imprint: Imprint, kicker: str, day: date, lines: Sequence[VoterRow], station: StationRange | None
) -> BlockPaper:
    title = (
        "List of named voters who vote by post" if station is None else "Business voting register for polling station"
    )
    where = (("Polling station", f"{station.number}: {place_of(station)}"),) if station is not None else ()
    facts = Facts((*where, ("Day of the poll", long_date(Language.ENGLISH, day)), ("Lines", str(len(lines)))))
    rows = tuple(("", str(one.number), one.voter, one.contact, one.hereditament.replace("\n", "; ")) for one in lines)
    columns = COLUMNS if station is not None else COLUMNS[1:]
    table = Table(
        columns,
        rows if station is not None else tuple(row[1:] for row in rows),
        row_height=MARKED if station is not None else 0,
    )
    blocks: tuple[Block, ...] = (facts, Paragraph(MARKING), table) if station is not None else (facts, table)
    return BlockPaper(imprint, (Version(Language.ENGLISH, title, kicker, blocks),), flipped=True, points=9)


def _entry(drawn: RenderedFile, station: int, lines: int, paper: BlockPaper) -> RegisterFile:
    return RegisterFile(drawn.name, station, lines, paper.rows, drawn.pages, drawn.sha256)


def _table(columns: Sequence[str], rows: Sequence[tuple[object, ...]]) -> bytes:
    text = StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(rows)
    return text.getvalue().encode()


def _write(whole: zipfile.ZipFile, name: str, data: bytes) -> None:
    whole.writestr(zipfile.ZipInfo(name, EPOCH), data)
