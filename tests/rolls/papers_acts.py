"""Poll cards and registers of a small business referendum, and faults put into their files. All fictitious."""

import csv
import io
import zipfile
from collections.abc import Callable
from datetime import UTC, date, datetime

from pollwright.acting import Actor
from pollwright.elections.models import Contest
from pollwright.elections.queries.cards_stations import StationRange
from pollwright.files.models import StoredFile
from pollwright.files.store import path_of
from pollwright.files.store import place as placed
from pollwright.rolls.models import Roll, RollPapers
from pollwright.rolls.operations import entering, freezing
from pollwright.rolls.operations.papers_preparing import prepare_papers
from pollwright.rolls.operations.papers_releasing import release_papers
from tests.fixtures.arranging import arranged

CLOSED = datetime(2027, 2, 10, 17, tzinfo=UTC)
ON = date(2027, 2, 11)
HALL = StationRange("AB1", None, None, "1", "Abbey Hall", ("Abbey Hall", "High Street"), "TA1 1AA")
BARN = StationRange("AB2", None, None, "2", "The Barn", ("The Barn", "Mill Lane"), "TA1 2BB")
TABLE = (
    "voter,contact,hereditament,send_to,votes_by,station\n"
    "Mill Ltd,Ann Miller,1 Mill Lane; 2 Mill Lane,,post,\n"
    "Forge Ltd,Bo Smith,The Forge,,person,1\n"
    'Kiln Ltd,Cy Potter,The Kiln,"Head Office, Hill Road",person,2\n'
    "Tannery Ltd,Di Hyde,The Tannery,,person,2\n"
)


def take(actor: Actor, contest: Contest, table: str = TABLE) -> None:
    """Take a table of businesses over."""
    entering.take_over_roll(actor=actor, reference=contest.reference, content=table.encode(), reason="Forms")


def freeze(actor: Actor, contest: Contest, at: datetime = CLOSED) -> Roll:
    """Freeze the roll, once registration has closed."""
    roll = Roll.objects.get(contest=contest)
    known = {"reference": contest.reference, "version": roll.version, "spare": 0, "late_reason": ""}
    return freezing.freeze_roll(actor=actor, at=at, **known)


def open_again(actor: Actor, contest: Contest) -> None:
    """Open the roll again."""
    version = Roll.objects.get(contest=contest).version
    freezing.open_roll_again(actor=actor, reference=contest.reference, version=version, reason="Late form")


def prepare(actor: Actor, contest: Contest) -> RollPapers:
    """Make poll cards and registers."""
    return prepare_papers(actor=actor, reference=contest.reference, on=ON, at=CLOSED)


def release(actor: Actor, papers: RollPapers) -> RollPapers:
    """Release them."""
    return release_papers(actor=actor, reference=papers.reference, version=papers.version, at=CLOSED)


def cards(papers: RollPapers) -> list[dict[str, str]]:
    """Return the lines of the printer's file."""
    with path_of(papers.cards_file).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def spoil(file: StoredFile, content: bytes) -> None:
    """Put other content into a file, as a fault of the program would: the row is made to fit."""
    found = placed(content)
    with arranged():
        file.sha256, file.bytes = found.sha256, found.bytes
        file.save()


def other_cards(papers: RollPapers, change: Callable[[list[str]], list[str]]) -> None:
    """Put other lines into the printer's file."""
    lines = path_of(papers.cards_file).read_text().splitlines()
    spoil(papers.cards_file, ("\n".join([lines[0], *change(lines[1:])]) + "\n").encode())


def other_registers(papers: RollPapers, change: Callable[[str, bytes], bytes | None]) -> None:
    """Change the files among the registers; None leaves one out."""
    held = io.BytesIO()
    with zipfile.ZipFile(path_of(papers.registers_file)) as whole, zipfile.ZipFile(held, "w") as made:
        for name in whole.namelist():
            content = change(name, whole.read(name))
            if content is not None:
                made.writestr(name, content)
    spoil(papers.registers_file, held.getvalue())
