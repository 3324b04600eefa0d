"""Releasing the stations of a scheme for the national finder: only where every property has exactly one.

After the first release each amendment of the scheme has a dated file of what changed made by the worker, and leaves a
task in the project of the poll: to tell those who run the finder (handbook INT-407).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django_scopes import scope

from pollwright.acting import Actor, Permission
from pollwright.audit.operations import operation
from pollwright.audit.trail import record
from pollwright.elections.operations.projects import leave_task
from pollwright.files.content import Placed
from pollwright.files.kinds import declare
from pollwright.files.models import StoredFile
from pollwright.files.store import keep, path_of, place, workspace
from pollwright.jobs.context import WorkContext
from pollwright.jobs.models import Work
from pollwright.jobs.operations.asking import AlreadyUnderWay, ask_for_work
from pollwright.refusals import Refused
from pollwright.stations.events import schemes as events
from pollwright.stations.models import FinderRelease, Scheme
from pollwright.stations.operations.schemes import NotAdopted, SchemeChanged, day_of, scheme_of
from pollwright.stations.papers.finder_files import Difference, write_access, write_changes, write_fcs, write_table
from pollwright.stations.queries.finder import (
    HomeRow,
    ballots_by_district,
    homes,
    not_contested,
    properties_polled,
    without_one_station,
)
from pollwright.stations.queries.finder_layouts import LAYOUTS, MARKING, Told
from pollwright.stations.queries.finder_stations import last_releases, layouts_released, stations_told
from pollwright.stations.queries.polled import polls_of
from pollwright.stations.states import Layout, SchemeState, Uncontested

WORK, CHANGES = "stations.release-finder", "stations.finder-changes"
CHECKING, WRITING = "Checking", "Writing"
FILE_KIND = declare("station-finder", "Stations for the national finder", Permission.POLLS_VIEW)
REPORT_EVERY = 5_000
CSV, JSON = "text/csv", "application/json"


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


class LayoutCannotMark(Refused):
    """The layout has no column that says that no poll is taken."""

    code = "stations.R062"
    problem = "This layout can't say of a home that no poll is taken there."
    remedy = "Leave those homes out, or choose the Xpress layout."


class ChangesDoNotAdd(Refused):
    """The rows taken out and put in do not lead from the last release to this one."""

    code = "stations.R063"
    problem = "The changes of {part} do not lead from release {number} to what would be released now."
    remedy = "Nothing was released. Release the whole file again, and tell your supplier, with this message."


class StationsMissing(Refused):
    """The file has not as many rows as the scheme has stations."""

    code = "stations.R064"
    problem = "The file has {rows} rows for {stations} stations."
    remedy = "Nothing was released. Try again; if it says the same, tell your supplier, with this message."


@dataclass(frozen=True, slots=True)
class Written:
    """A file that the worker wrote. `difference` is what changed since the last release, which `changes` lists."""

    part: str
    name: str
    media: str
    placed: Placed
    rows: int
    changes: Placed | None = None
    difference: Difference | None = None


@operation(Permission.STATIONS_EDIT)
def ask_to_release_finder(
    *, actor: Actor, reference: str, layout: Layout, uncontested: Uncontested = Uncontested.LEFT_OUT
) -> Work:
    """Ask that the stations of an adopted scheme be written for the national finder.

    :param uncontested: what becomes of homes where no poll is taken.
    :raises NotAdopted: where the scheme is a draft.
    :raises LayoutCannotMark: where they are to be marked and the layout has no such column.
    """
    scheme = _adopted(actor, reference)
    if uncontested is Uncontested.MARKED and layout not in MARKING:
        raise LayoutCannotMark
    record(events.FinderAsked(reference, layout.value, uncontested.value), actor=actor, subjects=[scheme])
    return ask_for_work(
        actor=actor,
        kind=WORK,
        lock=f"{WORK}.{reference}",
        title=f"Stations of {reference} for the national finder",
        parameters={"reference": reference, "layout": layout.value, "uncontested": uncontested.value},
    )


def follow_amendment(actor: Actor, scheme: Scheme, what: str, on: date) -> None:
    """Have what changed since the last release written, and leave the task to tell of it; called inside an operation.

    :param what: the amendment, in a few words.
    """
    released = layouts_released(scheme)
    for layout in released:
        try:
            ask_for_work(
                actor=actor,
                kind=CHANGES,
                lock=f"{CHANGES}.{scheme.reference}.{layout}",
                title=f"Changes of {scheme.reference} for the national finder",
                parameters={"reference": scheme.reference, "layout": layout.value},
            )
        except AlreadyUnderWay:
            continue  # what waits reads the scheme when it begins; what runs is refused, and says so
    polls = polls_of(scheme)
    if released and polls:
        leave_task(
            actor, polls[0], f"Tell Democracy Club: {what}", on, f"The files are on the page of {scheme.reference}."
        )


def write_finder(context: WorkContext, *, on: date, at: datetime) -> dict[str, Any]:
    """Write the files of a layout, prove that nothing is missing in them, and keep them.

    Where the layout was released before, what changed since is written too.
    """
    reference, layout = context.parameters["reference"], Layout(context.parameters["layout"])
    with scope(authority=context.actor.authority_id):
        scheme = _adopted(context.actor, reference)
        last = last_releases(scheme, layout)
        told = context.parameters.get("uncontested") or next(iter(last.values())).uncontested
        context.progress(CHECKING, 0, 1)
        with workspace() as folder:
            made = _Making(scheme, layout, Uncontested(told), on, folder, context)
            written = [_compared(one, last.get(one.part), folder, on) for one in made.written()]
    return keep_finder(
        actor=context.actor, reference=reference, version=scheme.version, layout=layout, uncontested=Uncontested(told),
        written=written, at=at, context=context,
    )  # fmt: skip


@operation(Permission.STATIONS_EDIT)
def keep_finder(
    *,
    actor: Actor,
    reference: str,
    version: int,
    layout: Layout,
    uncontested: Uncontested,
    written: list[Written],
    at: datetime,
    context: WorkContext,
) -> dict[str, Any]:
    """Keep the files that the worker wrote, and end the work with them.

    :return: the outcome of the work.
    :raises SchemeChanged: where the scheme was amended while they were written.
    """
    scheme = scheme_of(actor, reference, lock=True)
    if scheme.version != version:
        raise SchemeChanged(reference=reference)
    last = last_releases(scheme, layout)
    for one in written:
        stored = _stored(actor, one.name, one.media, one.placed, one.rows, context)
        changes = None
        if one.changes is not None and one.difference is not None and one.difference.rows:
            name = f"{scheme.reference}-{one.part}-changes-{at:%Y-%m-%d}.csv"
            changes = _stored(actor, name, CSV, one.changes, one.difference.rows, context)
        changed = one.difference.rows if one.difference else 0
        FinderRelease.objects.create(
            authority_id=actor.authority_id, scheme=scheme, layout=layout, part=one.part, uncontested=uncontested,
            number=last[one.part].number + 1 if one.part in last else 1, rows=one.rows, file=stored, changes=changes,
            changed=changed, released_by=actor.name, released_at=at,
        )  # fmt: skip
        record(
            events.FinderReleased(reference, layout.value, one.rows, changed, one.placed.sha256),
            actor=actor,
            subjects=[scheme, stored, *([changes] if changes else [])],
        )
    changed = sum(one.difference.rows for one in written if one.difference)
    outcome: dict[str, Any] = {
        "reference": reference,
        "properties": written[0].rows,
        "rows_changed_since_last": changed,
    }
    context.conclude(outcome)
    return outcome


def _stored(actor: Actor, name: str, media: str, placed: Placed, rows: int, context: WorkContext) -> StoredFile:
    stored = keep(actor=actor, source=placed, name=name, media_type=media, kind=FILE_KIND.name, rows=rows)
    context.attach(stored.token, stored.name)
    return stored


def _adopted(actor: Actor, reference: str) -> Scheme:
    scheme = scheme_of(actor, reference)
    if scheme.state != SchemeState.ADOPTED:
        raise NotAdopted(reference=reference)
    return scheme


def _compared(one: Written, last: FinderRelease | None, folder: Path, on: date) -> Written:
    """Return a table with what changed in it since its last release; other files, and first ones, as they are.

    :raises ChangesDoNotAdd: where the changes do not lead from one to the other.
    """
    if last is None or one.media != CSV:
        return one
    path = folder / f"{one.part}-changes.csv"
    now = folder / f"{one.part}.csv"
    found = write_changes(path, path_of(last.file), now)
    if not found.adds_up or last.rows - found.out + found.added != one.rows:
        raise ChangesDoNotAdd(part=one.part, number=last.number)
    return Written(one.part, one.name, one.media, one.placed, one.rows, place(path), found)


@dataclass(frozen=True, slots=True)
class _Making:
    """The files of a layout in the making."""

    scheme: Scheme
    layout: Layout
    uncontested: Uncontested
    on: date
    folder: Path
    context: WorkContext

    def written(self) -> Iterator[Written]:
        """Yield each file of the layout, proved.

        :raises NotOneStation: naming properties without one station.
        :raises RowsMissing: where the file has not every property.
        :raises StationsMissing: where it has not every station.
        """
        if self.layout is Layout.ACCESS:
            yield self._access()
            return
        besides = not_contested(self.scheme) if self.uncontested is Uncontested.MARKED else []
        faults = without_one_station(self.scheme, self.on, besides)
        if faults:
            raise NotOneStation(properties=len(faults), first=", ".join(faults[:3]))
        properties = properties_polled(self.scheme, besides)
        first = 0
        for one in self._fcs() if self.layout is Layout.FCS else self._tables(besides):
            first = first or one.rows
            yield one
        if first != properties:
            raise RowsMissing(rows=first, properties=properties)

    def _tables(self, besides: list[int]) -> Iterator[Written]:
        told = Told(day_of(self.scheme), ballots_by_district(self.scheme))
        for each in LAYOUTS[self.layout]:
            path = self.folder / f"{each.name}.csv"
            rows = write_table(path, each, self._reported(homes(self.scheme, self.on, besides)), told)
            yield Written(each.name, f"{self.scheme.reference}-{each.name}.csv", CSV, place(path), rows)

    def _fcs(self) -> Iterator[Written]:
        path = self.folder / "fcs.json"
        found = stations_told(self.scheme)
        rows = write_fcs(path, found, self._reported(homes(self.scheme, self.on, by_station=True)))
        yield Written("fcs", f"{self.scheme.reference}-fcs.json", JSON, place(path), rows)

    def _access(self) -> Written:
        path = self.folder / "accessibility.csv"
        found = stations_told(self.scheme)
        rows = write_access(path, found.values())
        if rows != self.scheme.stations.count():
            raise StationsMissing(rows=rows, stations=len(found))
        return Written("accessibility", f"{self.scheme.reference}-accessibility.csv", CSV, place(path), rows)

    def _reported(self, rows: Iterator[HomeRow]) -> Iterator[HomeRow]:
        for count, row in enumerate(rows, start=1):
            if count % REPORT_EVERY == 0:
                self.context.progress(WRITING, count)
            yield row
