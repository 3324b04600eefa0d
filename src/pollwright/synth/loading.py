"""Loading a generated authority through the operations that officers use: places, the register, applications."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

import polars as pl

from pollwright.acting import Actor
from pollwright.formats import outgoing, polling_exports
from pollwright.jobs.queries.works import WorkFacts
from pollwright.jobs.runner import perform
from pollwright.jobs.states import WorkState
from pollwright.places.operations.importing import load_places
from pollwright.register.operations.identity import record_match_results
from pollwright.register.operations.importing import Given, ImportOptions, ask_for_import
from pollwright.register.operations.intake_batch import BatchOutcome, receive_batch

PLACES = ("areas.csv", "districts.csv", "polling_places.csv", "properties.csv")
DIGITAL_SERVICE = "dwp"
Progress = Callable[..., None]


class NotLoaded(Exception):
    """Generated files were refused by the operation that loads them: a fault of ours."""


@dataclass(frozen=True, slots=True)
class Folder:
    """The files of a generated authority, read as text."""

    path: Path

    def table(self, name: str) -> pl.DataFrame:
        """Return one file as text columns, as the operations expect it. A small authority's may have no rows."""
        return pl.read_csv(self.path / name, infer_schema=False).fill_null("")


def load_all_places(actor: Actor, folder: Folder, *, on: date) -> None:
    """Load areas, districts, polling places and properties."""
    load_places(actor=actor, files=polling_exports.read([folder.path / name for name in PLACES]), on=on)


def load_register(actor: Actor, folder: Folder, *, on: date, entered_by: date | None, progress: Progress) -> WorkFacts:
    """Take the register over as it stood on a day.

    :param entered_by: leave out entries that began after this day; None takes all.
    :raises NotLoaded: where the import did not end well.
    """
    source = folder.path / "electors.csv"
    if entered_by is not None:
        rows = pl.read_csv(source, infer_schema=False)
        source = folder.path / "electors-then.csv"
        outgoing.write_csv(rows.filter(pl.col("entry_from") <= entered_by.isoformat()), source, reader="machine")
    work = ask_for_import(actor=actor, given=Given(source, "electors.csv"), options=ImportOptions(on), background=False)
    return carry_through(actor, work.reference, progress)


def carry_through(actor: Actor, reference: str, progress: Progress | None = None) -> WorkFacts:
    """Do a piece of work here and now.

    :raises NotLoaded: where it did not end well.
    """
    ended = perform(actor.authority_id, reference, on_progress=progress or _nobody)
    if ended.state is not WorkState.DONE:
        raise NotLoaded(f"{ended.title} ended as {ended.state}: {ended.outcome.get('code', '')}")
    return ended


def _nobody(*_args: object, **_given: object) -> None:
    """Tell nobody how far it is."""


def receive_applications(actor: Actor, records: pl.DataFrame, *, at: datetime) -> BatchOutcome | None:
    """Deliver applications, where there are any."""
    return receive_batch(actor=actor, records=records, at=at) if records.height else None


def receive_results(actor: Actor, results: pl.DataFrame) -> None:
    """Deliver results of the identity match, where there are any."""
    if results.height:
        record_match_results(actor=actor, matcher=DIGITAL_SERVICE, results=results)


def between(rows: pl.DataFrame, column: str, after: str, until: str) -> pl.DataFrame:
    """Return the rows whose moment or day, as text, lies after one and up to another day, that day included."""
    day = pl.col(column).str.slice(0, 10)
    return rows.filter((day > after) & (day <= until))
