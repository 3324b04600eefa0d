"""Releasing the stations of a scheme for the national finder: only where every property has exactly one."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from django_scopes import scope

from pollwright.acting import Actor, Permission
from pollwright.audit.operations import operation
from pollwright.audit.trail import record
from pollwright.files.content import Placed
from pollwright.files.kinds import declare
from pollwright.files.models import StoredFile
from pollwright.files.store import keep, place, workspace
from pollwright.jobs.context import WorkContext
from pollwright.jobs.models import Work
from pollwright.jobs.operations.asking import ask_for_work
from pollwright.refusals import Refused
from pollwright.stations.events import schemes as events
from pollwright.stations.models import Scheme
from pollwright.stations.operations.amending import NotAdopted
from pollwright.stations.operations.schemes import SchemeChanged, day_of, scheme_of
from pollwright.stations.queries.finder import HomeRow, homes, properties_polled, without_one_station
from pollwright.stations.queries.finder_layouts import LAYOUTS, records
from pollwright.stations.states import Layout, SchemeState

WORK = "stations.release-finder"
CHECKING, WRITING = "Checking", "Writing"
FILE_KIND = declare("station-finder", "Stations for the national finder", Permission.POLLS_VIEW)
REPORT_EVERY = 5_000


class NotOneStation(Refused):
    """A property has no station, or its electors have two."""

    code = "stations.R060"
    problem = "{properties} properties have no station or two, such as {first}."
    remedy = "Allot their districts, or divide them where one property ends and the next begins; then release again."


class RowsMissing(Refused):
    """The file has not as many rows as there are properties."""

    code = "stations.R061"
    problem = "The file has {rows} rows for {properties} properties."
    remedy = "Nothing was released. Try again; if it says the same, tell your supplier, with this message."


@operation(Permission.STATIONS_EDIT)
def ask_to_release_finder(*, actor: Actor, reference: str, layout: Layout) -> Work:
    """Ask that the stations of an adopted scheme be written for the national finder.

    :raises NotAdopted: where the scheme is a draft.
    """
    scheme = _adopted(actor, reference)
    record(events.FinderAsked(reference, layout.value), actor=actor, subjects=[scheme])
    return ask_for_work(
        actor=actor,
        kind=WORK,
        lock=f"{WORK}.{reference}",
        title=f"Stations of {reference} for the national finder",
        parameters={"reference": reference, "layout": layout.value},
    )


def write_finder(context: WorkContext, *, on: date) -> dict[str, Any]:
    """Write the files of a layout, prove that every property has one row, and keep them."""
    reference, layout = context.parameters["reference"], Layout(context.parameters["layout"])
    with scope(authority=context.actor.authority_id):
        scheme = _adopted(context.actor, reference)
        context.progress(CHECKING, 0, 1)
        properties = _proved(scheme, on)
        with workspace() as folder:
            written = list(_written(scheme, layout, folder, on, context))
    rows = written[0][2]
    if rows != properties:
        raise RowsMissing(rows=rows, properties=properties)
    keep_finder(
        actor=context.actor,
        reference=reference,
        version=scheme.version,
        layout=layout,
        written=[(name, placed) for name, placed, _ in written],
        properties=properties,
        context=context,
    )
    return {"reference": reference, "properties": properties}


@operation(Permission.STATIONS_EDIT)
def keep_finder(
    *,
    actor: Actor,
    reference: str,
    version: int,
    layout: Layout,
    written: list[tuple[str, Placed]],
    properties: int,
    context: WorkContext,
) -> list[StoredFile]:
    """Keep the files that the worker wrote, and end the work with them.

    :raises SchemeChanged: where the scheme was amended while they were written.
    """
    scheme = scheme_of(actor, reference, lock=True)
    if scheme.version != version:
        raise SchemeChanged(reference=reference)
    kept = []
    for name, placed in written:
        stored = keep(
            actor=actor, source=placed, name=name, media_type="text/csv", kind=FILE_KIND.name, rows=properties
        )
        record(
            events.FinderReleased(reference, layout.value, properties, placed.sha256),
            actor=actor,
            subjects=[scheme, stored],
        )
        context.attach(stored.token, stored.name)
        kept.append(stored)
    context.conclude({"reference": reference, "properties": properties})
    return kept


def _adopted(actor: Actor, reference: str) -> Scheme:
    scheme = scheme_of(actor, reference)
    if scheme.state != SchemeState.ADOPTED:
        raise NotAdopted(reference=reference)
    return scheme


def _proved(scheme: Scheme, on: date) -> int:
    faults = without_one_station(scheme, on)
    if faults:
        raise NotOneStation(properties=len(faults), first=", ".join(faults[:3]))
    return properties_polled(scheme)


def _written(
    scheme: Scheme, layout: Layout, folder: Path, on: date, context: WorkContext
) -> Iterator[tuple[str, Placed, int]]:
    """Yield the name, content and number of rows of each file of a layout."""

    def reported(rows: Iterator[HomeRow]) -> Iterator[HomeRow]:
        for count, row in enumerate(rows, start=1):
            if count % REPORT_EVERY == 0:
                context.progress(WRITING, count)
            yield row

    for each in LAYOUTS[layout]:
        path = folder / f"{each.name}.csv"
        rows = 0
        with path.open("w", encoding="utf-8", newline="") as file:
            line = csv.writer(file, lineterminator="\r\n")
            line.writerow(each.header)
            for rows, written in enumerate(records(each, reported(homes(scheme, on)), day_of(scheme)), start=1):  # noqa: B007
                line.writerow(written)
        yield f"{scheme.reference}-{each.name}.csv", place(path, take=True), rows
