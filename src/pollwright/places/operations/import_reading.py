"""Reading the files of an import: any layout of places, boundaries as GeoJSON, and lookups of areas."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, replace
from enum import StrEnum
from pathlib import Path
from typing import Any

import polars as pl

from pollwright.formats import areas_geojson, place_kinds, polling_exports
from pollwright.formats.finding_frames import SCHEMA
from pollwright.formats.own_places import NAME as OWN_LAYOUT
from pollwright.formats.places_file import AREAS, DISTRICTS, POLLING_PLACES, PROPERTIES, PlacesFile, empty
from pollwright.formats.polling_exports import Poll
from pollwright.formats.unreadable import UnreadableFile
from pollwright.places.operations.importing import NO_BOUNDARIES, place_of
from pollwright.refusals import Refused

BOUNDARIES, LOOKUP = "boundaries", "lookup"


class PlaceRows(StrEnum):
    """Which rows of the files are wanted."""

    ALL = "all"
    PROPERTIES = "properties"
    DISTRICTS = "districts"
    POLLING_PLACES = "polling-places"
    AREAS = "areas"


class CannotBeRead(Refused):
    """The file is not one that Pollwright can read."""

    code = "places.R003"
    problem = "The file can't be read. {found}"
    remedy = "{advice}"


class NothingWanted(Refused):
    """The files hold no rows of the kind that was asked for."""

    code = "places.R004"
    problem = "The files hold no {kind}."
    remedy = "Choose another file, or import all that they hold."


def read_files(
    paths: Sequence[Path], *, kind: PlaceRows = PlaceRows.ALL, poll: Poll = "local"
) -> tuple[PlacesFile, pl.DataFrame]:
    """Read the files of one import; return their places, and the boundaries of areas (kind, gss, geometry).

    :param poll: whose polling station to take where a file has one for each kind of poll.
    :raises CannotBeRead: where a file is broken, dangerous or in no known layout.
    :raises NothingWanted: where there is nothing of `kind` in them.
    """
    try:
        files, boundaries = _areas(paths) or (polling_exports.read(paths, poll=poll), NO_BOUNDARIES)
    except UnreadableFile as unreadable:
        found = unreadable.finding
        raise CannotBeRead(found=f"{place_of(asdict(found))}{found.problem}", advice=found.remedy) from None
    return _only(files, kind), boundaries


def _areas(paths: Sequence[Path]) -> tuple[PlacesFile, pl.DataFrame] | None:
    """Read one file of the Office for National Statistics; None where it is none."""
    if len(paths) != 1:
        return None
    path = paths[0]
    if _is_geojson(path):
        return _areas_file(path.name, areas_geojson.read_geojson(path), BOUNDARIES)
    return _lookup(path)


def _lookup(path: Path) -> tuple[PlacesFile, pl.DataFrame] | None:
    try:
        polling_exports.detect(path)
    except UnreadableFile as unreadable:
        if unreadable.finding.code != polling_exports.UNKNOWN.code:
            raise
        try:
            return _areas_file(path.name, areas_geojson.read_lookup(path), LOOKUP)
        except UnreadableFile as neither:
            if neither.finding.code == place_kinds.NO_AREA_CODES.code:
                raise unreadable from None
            raise
    return None


def _is_geojson(path: Path) -> bool:
    """Whether a file is a JSON object by its first sign: FCS sends a list, and no table begins so."""
    try:
        with path.open("rb") as file:
            return file.read(64).lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{")
    except OSError:
        return False


def _areas_file(name: str, read: areas_geojson.AreasFile, layout: str) -> tuple[PlacesFile, pl.DataFrame]:
    findings = read.findings.select(pl.lit(name).alias("file"), *SCHEMA)
    rows = read.areas.height
    skipped = read.findings.height
    files = PlacesFile(
        layout,
        empty(PROPERTIES),
        empty(DISTRICTS),
        empty(POLLING_PLACES),
        read.areas.select(list(AREAS)),
        findings,
        rows + skipped,
        skipped,
        {"areas": name},
    )
    return files, read.areas.filter(pl.col("geometry").is_not_null()).select("kind", "gss", "geometry")


def _only(files: PlacesFile, kind: PlaceRows) -> PlacesFile:
    """Return the file with the rows of one kind alone; those of our other layouts count as skipped."""
    if kind is PlaceRows.ALL:
        return files
    wanted = kind.replace("-", "_")
    tables = {"properties": PROPERTIES, "districts": DISTRICTS, "polling_places": POLLING_PLACES, "areas": AREAS}
    if not getattr(files, wanted).height:
        raise NothingWanted(kind=wanted.replace("_", " "))
    others: dict[str, Any] = {name: empty(columns) for name, columns in tables.items() if name != wanted}
    if files.layout == OWN_LAYOUT:
        others["skipped"] = files.read - getattr(files, wanted).height
    return replace(files, **others)
