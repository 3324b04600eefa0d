"""Electors of a contest across the boundary of two authorities, and faults put into what goes across. All fictitious."""

import hashlib
import json
import tempfile
import zipfile
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import polars as pl

from pollwright.acting import Actor
from pollwright.elections.models import BoundaryFile, BoundaryPart, Poll
from pollwright.elections.operations.boundary_agreeing import TheirSide, agree_counts
from pollwright.elections.operations.boundary_parts import PartAsked, declare_part
from pollwright.elections.operations.boundary_taking import receive_part_file
from pollwright.elections.states import BoundarySide, FiguresBy
from pollwright.formats.boundary_layout import ELECTORS, Heading
from pollwright.formats.boundary_writing import write_part
from tests.elections.electorate_acts import NOTICE, POLL_DAY

AT = datetime(2027, 3, 30, 15, tzinfo=UTC)
MENDIP = "E07000187"
FIGURES = "CA1 2 1 0 0\nCA2 1 0 1 0"
"""What the three electors' worth of each district of `people` come to, as an officer would say them on the phone."""
Files = dict[str, bytes]


def person(entry: str, district: str, number: int, surname: str, **given: str) -> dict[str, str]:
    """Return a line of the interchange file."""
    blank = dict.fromkeys(ELECTORS, "")
    facts = {
        "entry": entry, "district": district, "number": str(number), "suffix": "0", "section": "1-ordinary",
        "surname": surname, "forenames": "Ann", "address": f"{number} Mill Lane, Frome", "postcode": "BA11 1AA",
    }  # fmt: skip
    return blank | facts | given


def people() -> list[dict[str, str]]:
    """Return five electors of another authority in two districts: one votes by post, one has a proxy, one is anonymous."""
    hidden = dict.fromkeys(("forenames", "address", "postcode"), "")
    proxy = {
        "absent": "proxy",
        "proxy_name": "Pat Proxy",
        "proxy_address": "1 High Street",
        "proxy_postcode": "BA11 2AA",
    }
    return [
        person("entry-1", "CA1", 1, "Adams"),
        person("entry-2", "CA1", 2, "Brown", absent="postal", absent_address="Box 1, Bath", absent_postcode="BA1 1AA"),
        person("entry-3", "CA1", 3, "", section="3-anonymous", **hidden),
        person("entry-4", "CA2", 1, 'O\'Neill, "Öö"'),
        person("entry-5", "CA2", 2, "Davies", **proxy),
    ]


STATIONS = (
    ("1", "Mill Hall", "Mill Hall, Mill Lane", "BA11 1AB", "CA1", "", "", "3"),
    ("2", "Church Hall", "Church Hall, Church Road", "BA11 2AB", "CA2", "", "", "2"),
)


def boundary_file(
    folder: Path,
    lines: list[dict[str, str]],
    contest: str,
    *,
    receiver: str,
    sender: str = MENDIP,
    stage: str = "cards",
    number: int = 1,
    batch_size: int = 3,
    stations: tuple[tuple[str, ...], ...] = STATIONS,
) -> Path:
    """Write an interchange file as another authority would."""
    folder.mkdir(exist_ok=True)
    path = folder / f"lines-{number}.parquet"
    pl.DataFrame(lines, schema=dict.fromkeys(ELECTORS, pl.String)).write_parquet(path)
    heading = Heading(
        sender, "Mendip", receiver, contest, POLL_DAY, stage, NOTICE, number, {"final": date(2027, 4, 29)}
    )
    made = folder / f"{sender}-{stage}-{number}.zip"
    write_part(path, heading, stations, (), made, batch_size=batch_size)
    return made


def tampered(source: Path, change: Callable[[dict[str, Any], Files], None], *, honest: bool = False) -> bytes:
    """Return a file with its manifest and its files changed; `honest`: lines, sizes and marks stated as they are then."""
    with zipfile.ZipFile(source) as whole:
        files = {name: whole.read(name) for name in whole.namelist()}
    manifest = json.loads(files.pop("manifest.json"))
    change(manifest, files)
    if honest:
        for one in manifest["files"]:
            if one["name"] in files:
                one["sha256"] = hashlib.sha256(files[one["name"]]).hexdigest()
    made = source.with_suffix(".changed.zip")
    with zipfile.ZipFile(made, "w") as whole:
        whole.writestr("manifest.json", json.dumps(manifest))
        for name, data in files.items():
            whole.writestr(name, data)
    return made.read_bytes()


def part_of(actor: Actor, poll: Poll, **given: Any) -> BoundaryPart:
    """Enter that a part of the poll's contest is on Mendip's register."""
    contest = poll.contests.get()
    asked = PartAsked(contest.reference, BoundarySide.IN, MENDIP, "Mendip", prefix="M", first_station=100)
    facts = {name: getattr(asked, name) for name in PartAsked.__slots__} | given
    return declare_part(actor=actor, asked=PartAsked(**facts))


def receive(actor: Actor, part: BoundaryPart, file: Path | bytes) -> BoundaryFile:
    """Take a file in."""
    if isinstance(file, Path):
        return receive_part_file(actor=actor, reference=part.reference, source=file, at=AT)
    with tempfile.NamedTemporaryFile(suffix=".zip") as held:
        held.write(file)
        held.flush()
        return receive_part_file(actor=actor, reference=part.reference, source=Path(held.name), at=AT)


def agree(actor: Actor, file: BoundaryFile, figures: str = FIGURES) -> BoundaryFile:
    """Agree the counts of a file with the other side's officer."""
    theirs = TheirSide("Kim Officer", "Electoral Services Manager", AT.date(), FiguresBy.TELEPHONE, figures)
    return agree_counts(actor=actor, reference=file.reference, version=file.version, theirs=theirs, at=AT)
