"""Reading the interchange file of electors across a boundary: whole, or not at all, with every fault and its place.

Nothing is guessed. A batch that the manifest names must be there with its lines and its SHA-256, nothing else may be;
headers must be those of the layout in its order; each value must be of the kind its column has; and the lines, counted
anew, must make the counts that the sender states.
"""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import duckdb

from pollwright.formats.boundary_checks import STATION_CHECKS, VALUE_CHECKS
from pollwright.formats.boundary_layout import (
    ALTERATIONS,
    BATCH,
    ELECTORS,
    MANIFEST,
    STATIONS,
    Count,
    Fault,
    Heading,
    PartFile,
    columns_of,
    heading_of,
)
from pollwright.formats.boundary_writing import as_text, counted, marks_of, quoted
from pollwright.formats.outgoing import digest

LARGEST = 400 * 1024 * 1024
MOST_FILES = 2000
MOST = 20
"""How many places of one kind of fault are named."""


class FaultyPart(Exception):
    """A file that is not taken, with what is wrong with it and where."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        super().__init__(f"{len(faults)} faults")
        self.faults = faults


def read_part(source: Path, folder: Path) -> PartFile:
    """Read an interchange file; its electors are put into `folder` as Parquet.

    :raises FaultyPart: with every fault found, where it has any.
    """
    heading, manifest = _opened(source, folder)
    stated = {str(one["name"]): one for one in manifest["files"]}
    with duckdb.connect() as made:
        faults = list(_of_files(made, stated, folder))
        if faults:
            raise FaultyPart(tuple(faults))
        part, faults = _lines(made, heading, manifest, stated, folder)
    if faults:
        raise FaultyPart(tuple(faults))
    return part


def _opened(source: Path, folder: Path) -> tuple[Heading, dict[str, Any]]:
    """Take the files out of the ZIP into `folder`, and return what the manifest says."""
    try:
        with zipfile.ZipFile(source) as whole:
            inside = whole.infolist()
            if len(inside) > MOST_FILES or sum(one.file_size for one in inside) > LARGEST:
                raise FaultyPart((Fault("too-large", "the file as a whole", len(inside)),))
            for one in inside:
                if not _known(one.filename):
                    raise FaultyPart((Fault("unlisted", one.filename[:80], 1),))
                (folder / one.filename).write_bytes(whole.read(one))
    except (zipfile.BadZipFile, EOFError, NotImplementedError, RuntimeError):
        raise FaultyPart((Fault("no-zip", "the file as a whole", 1),)) from None
    try:
        manifest = json.loads((folder / MANIFEST).read_text("utf-8"))
        heading = heading_of(manifest)
        _shaped(manifest)
    except (OSError, KeyError, TypeError, ValueError):
        raise FaultyPart((Fault("manifest", MANIFEST, 1),)) from None
    return heading, manifest


def _known(name: str) -> bool:
    return name in (MANIFEST, STATIONS, ALTERATIONS) or BATCH.fullmatch(name) is not None


def _shaped(manifest: Mapping[str, Any]) -> None:
    """Look whether the manifest has counts and files as it should.

    :raises KeyError, TypeError, ValueError: where it has not.
    """
    int(manifest["electors"])
    for one in manifest["counts"]:
        Count(one["district"], one["marker"], one["section"], one["absent"], int(one["electors"]))
    names = [one["name"] for one in manifest["files"]]
    for one in manifest["files"]:
        int(one["lines"]), str(one["sha256"]), dict(one["columns"])
    if len(set(names)) < len(names) or not {STATIONS, ALTERATIONS} <= set(names) or not all(map(_known, names)):
        raise ValueError("files")


def _of_files(made: duckdb.DuckDBPyConnection, stated: Mapping[str, Any], folder: Path) -> Iterator[Fault]:
    there = {path.name for path in folder.iterdir() if _known(path.name)} - {MANIFEST}
    for name in sorted(there - set(stated)):
        yield Fault("unlisted", name, 1)
    for name, one in stated.items():
        path = folder / name
        if name not in there:
            yield Fault("missing", f"{name}, {one['lines']} lines", int(one["lines"]))
            continue
        header = path.open(encoding="utf-8", errors="replace").readline().rstrip("\r\n").replace('"', "")
        if tuple(header.split(",")) != columns_of(name):
            yield Fault("columns", name, 1)
            continue
        if digest(path)[0] == one["sha256"]:
            continue
        yield from _changed(made, path, one)


def _changed(made: duckdb.DuckDBPyConnection, path: Path, one: Mapping[str, Any]) -> Iterator[Fault]:
    """Say of a file that is not as it was sent which of its columns differ."""
    columns = columns_of(path.name)
    try:
        lines = made.execute(f"SELECT count(*) FROM {as_text(path, columns)}").fetchall()[0][0]
        marks = marks_of(made, path, columns)
    except duckdb.Error:
        yield Fault("unreadable", path.name, 1)
        return
    if lines != int(one["lines"]):
        yield Fault("lines", f"{path.name}: {one['lines']} stated, {lines} there", abs(lines - int(one["lines"])))
        return
    differ = [name for name in columns if marks[name] != one["columns"].get(name)]
    yield Fault("changed", f"{path.name}, columns {', '.join(differ) or 'none'}", len(differ))


def _lines(
    made: duckdb.DuckDBPyConnection,
    heading: Heading,
    manifest: Mapping[str, Any],
    stated: Mapping[str, Any],
    folder: Path,
) -> tuple[PartFile, list[Fault]]:
    batches = sorted(name for name in stated if BATCH.fullmatch(name))
    try:
        made.execute(f"CREATE TABLE station AS SELECT * FROM {as_text(folder / STATIONS, columns_of(STATIONS))}")
        joined = " UNION ALL ".join(
            f"SELECT *, '{name}' AS file, row_number() OVER () + 1 AS row FROM {as_text(folder / name, ELECTORS)}"
            for name in batches
        )
        made.execute(f"CREATE TABLE line AS {joined}")
        made.execute(f"CREATE TABLE altered AS SELECT * FROM {as_text(folder / ALTERATIONS, columns_of(ALTERATIONS))}")
    except duckdb.Error as unreadable:
        raise FaultyPart((Fault("unreadable", _where(unreadable, batches), 1),)) from None
    told = tuple(
        Count(one["district"], one["marker"], one["section"], one["absent"], int(one["electors"]))
        for one in manifest["counts"]
    )
    found = counted(made, "line")
    faults = [*_of_values(made, told), *_of_counts(told, found, int(manifest["electors"]))]
    path = folder / "lines.parquet"
    made.execute(f"COPY (SELECT {', '.join(ELECTORS)} FROM line) TO '{quoted(path)}' (FORMAT parquet)")
    columns = columns_of(STATIONS)
    rows = made.execute(f"SELECT {', '.join(columns)} FROM station").fetchall()
    stations = tuple(dict(zip(columns, row, strict=True)) for row in rows)
    altered = made.execute("SELECT count(*) FROM altered").fetchall()[0][0]
    return PartFile(heading, path, found, told, stations, altered), faults


def _where(unreadable: duckdb.Error, batches: list[str]) -> str:
    said = str(unreadable)
    return next((name for name in (*batches, STATIONS, ALTERATIONS) if name in said), "a batch")


def _of_values(made: duckdb.DuckDBPyConnection, told: tuple[Count, ...]) -> Iterator[Fault]:
    made.execute("CREATE TABLE stated_district AS SELECT unnest(?::VARCHAR[]) AS district", [
        sorted({one.district for one in told})
    ])  # fmt: skip
    for check in (*VALUE_CHECKS, *STATION_CHECKS):
        rows = made.execute(check.query).fetchall()
        for where, count in rows[:MOST]:
            yield Fault(check.code, str(where), int(count))


def _of_counts(told: tuple[Count, ...], found: tuple[Count, ...], total: int) -> Iterator[Fault]:
    """Say where the lines, counted anew, are not what the sender states."""
    stated = {(one.district, one.marker, one.section, one.absent): one.electors for one in told}
    held = {(one.district, one.marker, one.section, one.absent): one.electors for one in found}
    said = 0
    for key in sorted(stated.keys() | held.keys()):
        due, there = stated.get(key, 0), held.get(key, 0)
        if due != there and said < MOST:
            said += 1
            district, marker, section, absent = key
            kind = " ".join(part for part in (marker or "full", section[2:], absent or "in person") if part)
            yield Fault("counts", f"district {district}, {kind}: {due} stated, {there} there", abs(due - there))
    if total != sum(held.values()):
        yield Fault("counts", f"in all: {total} stated, {sum(held.values())} there", abs(total - sum(held.values())))
