"""Poll cards of a small poll, prepared and released, and faults put into their files. All fictitious."""

import csv
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from typing import Any

from pollwright.acting import Actor
from pollwright.elections.models import CardBatch, CardRun
from pollwright.elections.operations.cards_preparing import prepare_cards, record_cards
from pollwright.elections.operations.cards_releasing import release_cards
from pollwright.elections.queries import cards_stations
from pollwright.elections.queries.cards_stations import PollingScheme, StationRange
from pollwright.elections.states import CardRunScope
from pollwright.files.store import path_of, place
from tests.fixtures.arranging import arranged

AT = datetime(2027, 3, 31, 9, tzinfo=UTC)
SENT = date(2027, 4, 26)
STATIONS = {
    "AB1": StationRange("AB1", None, None, "1", "Abbey Hall", ("Abbey Hall", "High Street", "Wellbridge"), "TA1 1AA"),
    "AB2": StationRange("AB2", None, None, "2", "The Barn", ("The Barn", "Mill Lane", "Wellbridge"), "TA1 2BB"),
}
Row = dict[str, Any]


def scheme(*ranges: StationRange, version: int = 1, adopted: bool = True) -> PollingScheme:
    """Return a scheme of the stations given, or of one for each district."""
    return PollingScheme(f"S0000001 version {version}", adopted, ranges or tuple(STATIONS.values()))


@contextmanager
def stations(found: PollingScheme | None) -> Iterator[None]:
    """Let every poll have this scheme for a while, as the room of stations would say."""
    before = list(cards_stations._DECLARED)
    cards_stations.declare_stations(lambda authority_id, poll_ids: found)
    try:
        yield
    finally:
        cards_stations._DECLARED[:] = before


def make(
    actor: Actor, target: str, scope: CardRunScope = CardRunScope.ALL, *, run: str = "K0000001", size: int = 1000
) -> CardRun:
    """Prepare a run of cards and record it; postal packs are sent a week and a half before the poll."""
    prepared = prepare_cards(actor, run, target, scope, size, packs_sent_on=SENT)
    return record_cards(actor=actor, target=target, prepared=prepared, at=AT)


def release(actor: Actor, run: CardRun) -> CardRun:
    """Release a run."""
    return release_cards(actor=actor, reference=run.reference, version=run.version, at=AT)


def printed(run: CardRun) -> list[Row]:
    """Return the lines of every print file of a run."""
    rows: list[Row] = []
    for batch in CardBatch.objects.filter(run=run).order_by("number"):
        with path_of(batch.file).open(encoding="utf-8", newline="") as file:
            rows += csv.DictReader(file)
    return rows


def spoil(run: CardRun, number: int, change: Callable[[list[Row]], list[Row]]) -> None:
    """Put other lines into a batch, as a fault of the program or a bad hand would: the row is made to fit the file."""
    batch = CardBatch.objects.select_related("file").get(run=run, number=number)
    with path_of(batch.file).open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        names, rows = list(reader.fieldnames or ()), list(reader)
    lines = [names, *([row[name] for name in names] for row in change(rows))]
    text = "".join(",".join('"' + value.replace('"', '""') + '"' for value in line) + "\n" for line in lines)
    placed = place(text.encode())
    with arranged():
        batch.file.sha256, batch.file.bytes = placed.sha256, placed.bytes
        batch.file.save()
        batch.sha256, batch.cards = placed.sha256, len(lines) - 1
        batch.save()


def lose(run: CardRun, number: int) -> None:
    """Let a batch be missing from a run."""
    with arranged():
        CardBatch.objects.filter(run=run, number=number).delete()
