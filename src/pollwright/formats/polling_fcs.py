"""FCS ElectionsPro: a JSON list of stations, each with its properties and polling districts, in WGS84."""

import json
from collections.abc import Iterable, Mapping
from pathlib import Path

import polars as pl

from pollwright.formats import addresses, finding_kinds
from pollwright.formats.delimited import ROW
from pollwright.formats.places_file import POLLING_PLACES as POLLING_PLACE_COLUMNS
from pollwright.formats.places_file import PlacesFile, Report, assemble, conform, finish_polling_places
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
    """Read a file of stations. Row numbers count the properties in their order, from 1.

    :raises UnreadableFile: where the file is no such JSON.
    """
    stations = _loaded(path)
    report = Report(path.name)
    rows: list[list[object]] = []
    for station in stations:
        told = _station(station)
        for home in _properties(station):
            rows.append([len(rows) + 1, *told, _text(home.get("addressUprn")), _text(home.get("addressPostCode"))])
            rows[-1] += [_text(home.get(line)) for line in _LINES]
    schema = {ROW: pl.UInt32, **dict.fromkeys((*_STATION, *_PROPERTY), pl.String)}
    frame = cleaned(pl.DataFrame(rows, schema=schema, orient="row"))
    columns = {name: pl.col(name) for name in (*_STATION, "uprn", "postcode")}
    parts = addresses.from_lines([pl.col(line) for line in _LINES])
    found = assemble(stated(frame, columns, parts, pl.lit(None, dtype=pl.String)), report, layout=NAME, srid=SRID)
    alone = pl.DataFrame(
        [_station(station) for station in stations if not any(_properties(station))],
        schema=dict.fromkeys(_STATION, pl.String),
        orient="row",
    ).with_columns(pl.lit(0, dtype=pl.UInt32).alias(ROW))
    empty_stations = finish_polling_places(cleaned(alone), Report(path.name), SRID)
    return PlacesFile(
        NAME,
        found.properties,
        found.districts,
        conform(pl.concat([found.polling_places, empty_stations]), POLLING_PLACE_COLUMNS),
        found.areas,
        found.findings,
        found.read,
        found.skipped,
    )


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
    return told


def _properties(station: Mapping[str, object]) -> Iterable[Mapping[str, object]]:
    told = station.get("properties")
    return (home for home in told if isinstance(home, dict)) if isinstance(told, list) else ()


def _station(told: Mapping[str, object]) -> list[str | None]:
    districts = told.get("pollingDistricts") or []
    only = districts[0] if isinstance(districts, list) and len(districts) == 1 else {}
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
    return f"{value:.7f}" if isinstance(value, float) else str(value)
