"""FCS ElectionsPro: a JSON list of stations, each with its properties and polling districts, in WGS84."""

import json
from collections.abc import Iterable, Mapping
from pathlib import Path

import polars as pl

from pollwright.formats import addresses, finding_kinds, place_kinds, values
from pollwright.formats.delimited import ROW
from pollwright.formats.places_file import POLLING_PLACES as POLLING_PLACE_COLUMNS
from pollwright.formats.places_file import PlacesFile, Report, conform
from pollwright.formats.places_stated import assemble, finish_polling_places
from pollwright.formats.polling_vendors import cleaned, stated
from pollwright.formats.unreadable import UnreadableFile

NAME = "fcs"
SRID = 4326
LIMIT_BYTES = 512 * 1024 * 1024
_LONGEST_CODE = 10
_LINES = tuple(f"addressLine{at}" for at in range(1, 6))
_STATION = (
    "station",
    "station_name",
    "station_postcode",
    "station_uprn",
    "station_easting",
    "station_northing",
    *(f"station_line{at}" for at in range(1, 6)),
    "district",
    "district_name",
)
_PROPERTY = ("uprn", "postcode", *_LINES)


def read(path: Path) -> PlacesFile:
    """Read a file of stations. Row numbers count the properties in their order, from 1, then stations without any.

    :raises UnreadableFile: where the file is no such JSON.
    """
    stations = _loaded(path)
    report = Report(path.name)
    rows: list[list[object]] = []
    alone: list[list[str | None]] = []
    for station in stations:
        told = _station(station)
        homes = list(_properties(station))
        for home in homes:
            rows.append([len(rows) + 1, *told, _text(home.get("addressUprn")), _text(home.get("addressPostCode"))])
            rows[-1] += [_text(home.get(line)) for line in _LINES]
        if not homes:
            alone.append(told)
    schema = {ROW: pl.UInt32, **dict.fromkeys((*_STATION, *_PROPERTY), pl.String)}
    frame = cleaned(pl.DataFrame(rows, schema=schema, orient="row"))
    columns = {name: pl.col(name) for name in (*_STATION, "uprn", "postcode")}
    parts = addresses.from_lines([pl.col(line) for line in _LINES])
    found = assemble(stated(frame, columns, parts, pl.lit(None, dtype=pl.String)), report, layout=NAME, srid=SRID)
    without_homes = _without_homes(alone, len(rows), found.polling_places["reference"], report)
    return PlacesFile(
        NAME,
        found.properties,
        found.districts,
        conform(pl.concat([found.polling_places, without_homes]), POLLING_PLACE_COLUMNS),
        found.areas,
        report.findings(),
        found.read + len(alone),
        found.skipped + len(alone) - without_homes.height,
        found.sources,
        found.provisional,
    )


def _without_homes(alone: list[list[str | None]], homes: int, taken: pl.Series, report: Report) -> pl.DataFrame:
    """Return the polling places without properties, numbered after these; those without an id of their own are left out.

    :param taken: the ids of the stations that have properties.
    """
    numbered = [[homes + at, *told] for at, told in enumerate(alone, start=1)]
    frame = pl.DataFrame(numbered, schema={ROW: pl.UInt32, **dict.fromkeys(_STATION, pl.String)}, orient="row")
    rows = cleaned(frame)
    report.add(
        place_kinds.SKIPPED_NO_REFERENCE, rows.filter(pl.col("station").is_null()), "stationId", leaving_out=True
    )
    rows = rows.filter(pl.col("station").is_not_null())
    again = ~pl.col("station").is_first_distinct() | pl.col("station").is_in(taken.implode())
    repeats = rows.filter(again)
    report.add(place_kinds.SKIPPED_SAME_REFERENCE, repeats, "stationId", pl.col("station"), leaving_out=True)
    return finish_polling_places(rows.filter(~again), report, SRID)


def is_fcs(start: bytes) -> bool:
    """Whether a file that begins so may be a list of FCS stations."""
    return start.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"[")


def _loaded(path: Path) -> list[Mapping[str, object]]:
    if path.stat().st_size > LIMIT_BYTES:
        raise UnreadableFile(finding_kinds.TOO_LARGE.at(limit="512 MB"))
    try:
        told = json.loads(path.read_bytes())
    except (ValueError, RecursionError):
        raise UnreadableFile(finding_kinds.TEXT_DAMAGED.at(encoding="JSON")) from None
    if not isinstance(told, list) or not all(isinstance(one, dict) and "stationId" in one for one in told):
        raise UnreadableFile(finding_kinds.NOT_A_TABLE.at(what="a JSON document that is no list of stations"))
    if not told:
        raise UnreadableFile(place_kinds.NO_STATIONS.at())
    return told


def _properties(station: Mapping[str, object]) -> Iterable[Mapping[str, object]]:
    told = station.get("properties")
    return (home for home in told if isinstance(home, dict)) if isinstance(told, list) else ()


def _station(told: Mapping[str, object]) -> list[str | None]:
    districts = told.get("pollingDistricts") or []
    only = districts[0] if isinstance(districts, list) and len(districts) == 1 else None
    only = only if isinstance(only, dict) else {}
    name, number = _text(only.get("name")), _text(only.get("id"))
    code = name if name and len(name) <= _LONGEST_CODE and " " not in name else number
    return [
        _text(told.get("stationId")),
        _text(told.get("name")),
        _text(told.get("addressPostCode")),
        _text(told.get("addressUprn")),
        _text(told.get("longitude")),
        _text(told.get("latitude")),
        *(_text(told.get(line)) for line in _LINES),
        code,
        name,
    ]


def _text(value: object) -> str | None:
    """Return a JSON value as text; numbers without an exponent, as coordinates and ids are."""
    if value is None or isinstance(value, (dict, list)):
        return None
    return f"{value:.7f}" if isinstance(value, float) else values.plain(str(value))
