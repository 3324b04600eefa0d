"""Loading areas, polling places, polling districts and properties, by sets.

What is new comes in, what differs is brought up to date, what is the same stays untouched, so that a second load of the
same files changes nothing. A property with electors is neither moved to another district nor ended by a file: those are
acts of their own, and the file opens a task.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

import polars as pl
from django.db import connection

from pollwright.acting import Actor, Permission
from pollwright.audit.operations import operation, rehearsal
from pollwright.audit.trail import record_many
from pollwright.findings import Kind, Level
from pollwright.formats import finding_frames
from pollwright.formats.delimited import ROW
from pollwright.formats.own_places import NAME as OWN_LAYOUT
from pollwright.formats.places_file import TABLES, PlacesFile
from pollwright.places.events import PlacesLoaded
from pollwright.places.operations import checking, import_findings, merging
from pollwright.places.operations.property_keys import with_address_and_keys
from pollwright.places.operations.provisional_districts import in_districts_known
from pollwright.places.queries.occupancy import occupied_sql
from pollwright.postgres.copying import copy_frame
from pollwright.refusals import Refused

NO_BOUNDARIES = pl.DataFrame(schema={"kind": pl.String, "gss": pl.String, "geometry": pl.String})
Say = Callable[[str, int, int], None]


class RowsRefused(Refused):
    """Rows of the file can't be taken, and nobody said to go on without them."""

    code = "places.R001"
    problem = "{count} rows can't be taken. The first: {where}{first} Nothing was changed."
    remedy = "Mend the file by the list of findings, or import the good rows alone."

    def __init__(self, loaded: Loaded) -> None:
        errors = loaded.findings.filter(pl.col("level") == str(Level.ERROR))
        first = errors.row(0, named=True)
        super().__init__(count=errors.select("file", "row").n_unique(), where=place_of(first), first=first["problem"])
        self.loaded = loaded


class DoesNotAddUp(Refused):
    """The counts of an import do not agree: a fault of ours, and nothing is changed."""

    code = "places.R002"
    problem = "The counts of the import do not agree ({kind}: {expected} rows, {found} accounted for)."
    remedy = "Nothing was changed. Give your administrator the reference of the work."


@dataclass(frozen=True, slots=True)
class Merged:
    """What became of the rows of one kind; `ended` are among the changed."""

    new: int
    changed: int
    unchanged: int
    refused: int = 0
    ended: int = 0

    @property
    def rows(self) -> int:
        """How many rows there were."""
        return self.new + self.changed + self.unchanged + self.refused


@dataclass(frozen=True, slots=True)
class Loaded:
    """What became of every row. `read` = `kept` + `skipped` by the reader, and `kept` = the rows of the four kinds.

    `findings` has the columns of the error file. `missing` counts properties that a file which says that it is whole
    has not: `missing_ended` of them were ended, the others have electors and were kept.
    """

    layout: str
    read: int
    skipped: int
    areas: Merged
    polling_places: Merged
    districts: Merged
    properties: Merged
    findings: pl.DataFrame
    missing: int = 0
    missing_ended: int = 0
    tasks: int = 0

    def by_kind(self) -> dict[str, dict[str, int]]:
        """Return the figures as plain values, kind by kind."""
        return {name: dict(asdict(getattr(self, name))) for name in KINDS}

    def total(self, figure: str) -> int:
        """Return the sum of one figure over the kinds."""
        return sum(int(getattr(getattr(self, kind), figure)) for kind in KINDS)

    def found(self, level: Level) -> int:
        """Return how many findings of a level there are."""
        return self.findings.filter(pl.col("level") == str(level)).height


KINDS = TABLES


def place_of(finding: Mapping[str, Any]) -> str:
    """Return where a finding is, to stand before its words; blank where it is about the file as a whole."""
    named = (("file", "{}"), ("row", "row {}"), ("column", "column {}"))
    parts = [words.format(finding[name]) for name, words in named if finding.get(name)]
    return f"{', '.join(parts)}: " if finding["row"] else ""


@operation(Permission.PLACES_IMPORT)
def load_places(
    *,
    actor: Actor,
    files: PlacesFile,
    on: date,
    boundaries: pl.DataFrame = NO_BOUNDARIES,
    keep_good_rows: bool = False,
    whole: bool = False,
    source: str = "",
    say: Say | None = None,
    then: Callable[[Loaded], None] | None = None,
) -> Loaded:
    """Bring an authority's places up to what the files say.

    :param on: the day from which rows hold that do not say, and on which properties that are missing end.
    :param boundaries: GeoJSON geometries of areas: kind, gss, geometry.
    :param keep_good_rows: go on without the rows that have errors, in place of all or nothing.
    :param whole: the file has every property: those that it has not end, unless people are registered there.
    :param source: the reference of the work that reads the file, for the tasks that it opens.
    :param then: called last in the transaction, with the outcome.
    :raises RowsRefused: where rows have errors and `keep_good_rows` was not asked.
    """
    loaded = _load(actor.authority_id, files, on, boundaries, whole=whole, source=source, say=say)
    if loaded.found(Level.ERROR) and not keep_good_rows:
        raise RowsRefused(loaded)
    record_many(
        PlacesLoaded(
            files.layout, loaded.total("new"), loaded.total("changed"), loaded.total("unchanged"), loaded.by_kind()
        ),
        actor=actor,
        subjects_sql=merging.SUBJECTS,
    )
    if then is not None:
        then(loaded)
    return loaded


def try_places(
    *,
    actor: Actor,
    files: PlacesFile,
    on: date,
    boundaries: pl.DataFrame = NO_BOUNDARIES,
    whole: bool = False,
    say: Say | None = None,
) -> Loaded:
    """Do the whole load and take it back: what would become of every row, with nothing changed."""
    with rehearsal(actor, "places.try_places", Permission.PLACES_IMPORT):
        return _load(actor.authority_id, files, on, boundaries, whole=whole, source="", say=say)


def _load(
    authority: int,
    files: PlacesFile,
    on: date,
    boundaries: pl.DataFrame,
    *,
    whole: bool,
    source: str,
    say: Say | None,
) -> Loaded:
    with connection.cursor() as cursor:
        cursor.execute(
            # Tables that were just filled have no statistics yet, and nested loops over 270,000 rows take minutes.
            "SET LOCAL enable_nestloop = off; SET LOCAL work_mem = '128MB';"
            "SELECT pg_advisory_xact_lock(hashtext('places.load'), %s);"
            "DROP TABLE IF EXISTS staged_task, staged_missing; CREATE TEMP TABLE staged_task"
            " (row int, property_id bigint, kind text, detail text, reference text, held text) ON COMMIT DROP",
            [authority],
        )
    files = in_districts_known(authority, files)
    found: list[pl.DataFrame] = []
    given = {"authority": authority, "on": on, "own": files.layout == OWN_LAYOUT, "source": source}
    merged: dict[str, Merged] = {}
    for at, (name, merge, checks, rows) in enumerate(_kinds(files)):
        if say is not None:
            say(name.replace("_", " ").capitalize(), at, len(KINDS))
        merged[name] = _merge(merge, checks, rows, {**given, "file": files.sources.get(name)}, found)
        if name == "areas":
            _merge_boundaries(boundaries, given)
    missing, ended = _end_missing(given, found) if whole and files.properties.height else (0, 0)
    tasks = _open_tasks(given)
    return Loaded(
        files.layout,
        files.read,
        files.skipped,
        **merged,
        findings=_findings(files, found),
        missing=missing,
        missing_ended=ended,
        tasks=tasks,
    )


def _kinds(files: PlacesFile) -> list[tuple[str, merging.Merge, tuple[checking.Check, ...], pl.DataFrame]]:
    """Return the four kinds in the order in which one needs another."""
    lines = [*(f"address{at}" for at in range(1, 6)), "postcode"]
    texts = ["organisation", "sub_building", "building_name", "building_number", "street", "locality", "town"]
    homes = with_address_and_keys(files.properties)
    return [
        ("areas", merging.AREAS, checking.AREAS, _blanked(files.areas, ["name_cy"])),
        ("polling_places", merging.POLLING_PLACES, checking.POLLING_PLACES, _blanked(files.polling_places, lines)),
        ("districts", merging.DISTRICTS, checking.DISTRICTS, files.districts),
        ("properties", merging.PROPERTIES, checking.properties(), _blanked(homes, [*texts, "postcode"])),
    ]


def _merge(
    merge: merging.Merge,
    checks: tuple[checking.Check, ...],
    rows: pl.DataFrame,
    given: Mapping[str, Any],
    found: list[pl.DataFrame],
) -> Merged:
    """Put rows into a temporary table, check them, and merge them into the table of their kind."""
    refused = 0
    with connection.cursor() as cursor:
        cursor.execute(merge.stage)
        numbers = pl.col(ROW) if ROW in rows.columns else pl.lit(None, dtype=pl.UInt32)
        copy_frame(cursor, merge.staged, rows.select(numbers.alias("row"), *merge.columns))
        cursor.execute(f"ANALYZE {merge.staged}")
        for check in checks:
            cursor.execute(check.sql, given)
            if check.kind is not None and (wrong := cursor.fetchall()):
                found.append(_said(check.kind, check, wrong, given["file"]))
                refused += len(wrong) if check.refuses else 0
        done = {}
        for name, statement in merge.steps.items():
            cursor.execute(statement, given)
            done[name] = cursor.rowcount
        cursor.execute(f"SELECT count(*) FROM {merge.staged}")
        left = cursor.fetchone()[0]
    if left + refused != rows.height:
        raise DoesNotAddUp(kind=merge.staged, expected=rows.height, found=left + refused)
    new, changed = done["new"], done["changed"]
    return Merged(new, changed, rows.height - refused - new - changed, refused, done.get("ended", 0))


def _said(kind: Kind, check: checking.Check, wrong: list[tuple[Any, ...]], file: str | None) -> pl.DataFrame:
    """Return the findings of one check from the rows that it returned."""
    names = ("value", *check.details)
    schema = {ROW: pl.UInt32, **dict.fromkeys(names, pl.String)}
    frame = pl.DataFrame([row[: len(schema)] for row in wrong], schema=schema, orient="row").sort(ROW, "value")
    details = {name: pl.col(name) for name in check.details}
    said = finding_frames.at_rows(kind, frame, check.column, pl.col("value"), **details)
    if "part" in check.details:
        said = said.with_columns(frame["part"].alias("column"))
    return said.select(pl.lit(file, dtype=pl.String).alias("file"), *finding_frames.SCHEMA)


def _findings(files: PlacesFile, found: list[pl.DataFrame]) -> pl.DataFrame:
    return pl.concat([files.findings, *found])


def _merge_boundaries(boundaries: pl.DataFrame, given: Mapping[str, Any]) -> None:
    if not boundaries.height:
        return
    with connection.cursor() as cursor:
        cursor.execute(merging.STAGE_BOUNDARIES)
        copy_frame(cursor, "staged_boundary", boundaries.select("kind", "gss", "geometry"))
        cursor.execute(merging.MERGE_BOUNDARIES, given)


def _end_missing(given: Mapping[str, Any], found: list[pl.DataFrame]) -> tuple[int, int]:
    """End the properties that a whole file has not; those with electors get a task instead."""
    with connection.cursor() as cursor:
        cursor.execute(checking.MISSING.format(occupied=f"SELECT property_id FROM ({occupied_sql()}) AS o"), given)
        cursor.execute(
            "INSERT INTO staged_task (property_id, kind, detail, reference)"
            " SELECT id, 'missing', '', reference FROM staged_missing WHERE occupied RETURNING row, reference"
        )
        if kept := cursor.fetchall():
            found.append(
                _said(import_findings.MISSING_WITH_ELECTORS, checking.Check("", column="reference"), kept, None)
            )
        cursor.execute(
            "UPDATE places_property t SET valid_to = greatest(%(on)s, t.valid_from) FROM staged_missing m"
            " WHERE t.id = m.id AND NOT m.occupied AND t.authority_id = %(authority)s",
            given,
        )
        ended = cursor.rowcount
        cursor.execute("INSERT INTO loaded_property SELECT id FROM staged_missing WHERE NOT occupied")
    return len(kept) + ended, ended


def _open_tasks(given: Mapping[str, Any]) -> int:
    """Open a task for each property that the file could not decide about, unless the same is open already."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO places_propertytask (authority_id, property_id, kind, detail, opened_on, source, resolution)"
            " SELECT DISTINCT ON (property_id, kind) %(authority)s, property_id, kind, detail, %(on)s, %(source)s, ''"
            " FROM staged_task ORDER BY property_id, kind"
            " ON CONFLICT (property_id, kind) WHERE resolved_on IS NULL DO NOTHING",
            given,
        )
        return int(cursor.rowcount)


def _blanked(rows: pl.DataFrame, columns: list[str]) -> pl.DataFrame:
    return rows.with_columns(pl.col(columns).fill_null(""))
