"""The files for the national finder as they are written, and what changed from one to the next.

Tables are UTF-8 with a comma and CRLF. None holds anything of an elector.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any

import polars as pl

from pollwright.formats.national_grid import longitude_and_latitude
from pollwright.stations.queries.finder import HomeRow
from pollwright.stations.queries.finder_layouts import FileLayout, Told, lines_of, records
from pollwright.stations.queries.finder_stations import StationRow
from pollwright.stations.states import AccessQuestion

GRID = 27700
LINES = 5
ACCESS_HEADER = (
    "internal_council_id", "polling_station_address", "polling_station_postcode", "polling_station_uprn",
    "polling_station_identifier", "is_temporary", "nearby_parking", "disabled_parking", "level_access",
    "temporary_ramp", "hearing_loop", "public_toilets", "getting_to_the_station", "at_the_station",
    "getting_to_the_station_cy", "at_the_station_cy",
)  # fmt: skip
"""The columns of the file on access (handbook elections 10.2 g)."""
AT_THE_STATION = {
    AccessQuestion.DOORS: "Doors are wide enough for a wheelchair.",
    AccessQuestion.SEATING: "There are seats for people who wait.",
    AccessQuestion.BOOTH: "There is a low booth.",
    AccessQuestion.PRIVATE: "There is a private place where a face covering can be taken off.",
}
_CHANGE, _NTH = "Change", "nth of its like"


@dataclass(frozen=True, slots=True)
class Difference:
    """The rows that were taken out and put in between two releases of a table, and whether they lead from one to the other."""

    out: int
    added: int
    adds_up: bool

    @property
    def rows(self) -> int:
        """How many rows differ."""
        return self.out + self.added


def write_table(path: Path, layout: FileLayout, rows: Iterable[HomeRow], told: Told) -> int:
    """Write a table of homes or of stations; return how many rows it has."""
    return _write(path, layout.header, records(layout, rows, told))


def write_access(path: Path, stations: Iterable[StationRow]) -> int:
    """Write how each station can be reached and used, as its venue was assessed; what is not known is blank."""
    return _write(path, ACCESS_HEADER, map(_access, stations))


def write_fcs(path: Path, stations: Mapping[int, StationRow], homes: Iterable[HomeRow]) -> int:
    """Write the stations with their homes and districts as one JSON list, a station at a time; return how many homes.

    :param homes: by station. Stations without homes come last.
    """
    count, left = 0, dict(stations)
    with path.open("w", encoding="utf-8", newline="\n") as file:
        parting = "[\n"
        for number, rows in _by_station(homes):
            file.write(parting + json.dumps(_fcs(left.pop(number), rows), ensure_ascii=False))
            count, parting = count + len(rows), ",\n"
        for one in left.values():
            file.write(parting + json.dumps(_fcs(one, []), ensure_ascii=False))
            parting = ",\n"
        file.write("\n]\n" if stations else "[]\n")
    return count


def write_changes(path: Path, before: Path, now: Path) -> Difference:
    """Write the rows of a table that are no longer in it, and those that are new, each row of its like counted."""
    old, new = _table(before), _table(now)
    keys = new.columns
    out = old.join(new, on=keys, how="anti", maintain_order="left")
    added = new.join(old, on=keys, how="anti", maintain_order="left")
    whole = pl.concat([old.join(out, on=keys, how="anti"), added])
    adds_up = whole.height == new.height == new.join(whole, on=keys, how="semi").height
    marked = [
        part.select(pl.lit(words).alias(_CHANGE), pl.exclude(_NTH)) for words, part in (("out", out), ("in", added))
    ]
    pl.concat(marked).write_csv(path, line_terminator="\r\n", quote_style="necessary")
    return Difference(out.height, added.height, adds_up)


def _table(path: Path) -> pl.DataFrame:
    held = pl.read_csv(path, infer_schema=False).fill_null("")
    return held.with_columns(pl.int_range(pl.len()).over(held.columns).alias(_NTH))


def _write(path: Path, header: Iterable[str], rows: Iterable[tuple[str, ...]]) -> int:
    count = 0
    with path.open("w", encoding="utf-8", newline="") as file:
        line = csv.writer(file, lineterminator="\r\n")
        line.writerow(header)
        for row in rows:
            line.writerow(row)
            count += 1
    return count


def _by_station(homes: Iterable[HomeRow]) -> Iterator[tuple[int, list[HomeRow]]]:
    for number, rows in groupby(homes, key=lambda row: row.station):
        yield number, list(rows)


def _fcs(station: StationRow, homes: list[HomeRow]) -> dict[str, Any]:
    longitude, latitude = _degrees(station)
    return {
        "id": station.number,
        "stationId": str(station.number),
        "name": station.name,
        **_address(lines_of(", ".join(station.lines), LINES), station.postcode, station.uprn),
        "latitude": latitude,
        "longitude": longitude,
        "defaultStationId": str(station.number),
        "properties": [_address(lines_of(row.address, LINES), row.postcode, row.uprn) for row in homes],
        "pollingDistricts": [
            {"id": code, "name": name}
            for code, name in dict.fromkeys((row.district, row.district_name) for row in homes)
        ],
    }


def _address(lines: tuple[str, ...], postcode: str, uprn: int | None) -> dict[str, Any]:
    told = {f"addressLine{number}": line for number, line in enumerate(lines, start=1)}
    return {**told, "addressPostCode": postcode, "addressUprn": "" if uprn is None else str(uprn)}


def _degrees(station: StationRow) -> tuple[float, float]:
    """Return longitude and latitude, 0.0 where they are not known, as the layout has it (INT-406)."""
    if station.srid != GRID or station.easting is None or station.northing is None:
        return 0.0, 0.0
    longitude, latitude = longitude_and_latitude(float(station.easting), float(station.northing))
    return round(longitude, 6), round(latitude, 6)


def _access(station: StationRow) -> tuple[str, ...]:
    said = {question: station.answers.get(question.value, "") for question in AccessQuestion}
    lit = "The way is lit after dark." if said[AccessQuestion.LIGHTING] == "yes" else ""
    ramp = said[AccessQuestion.RAMP] if said[AccessQuestion.STEP_FREE] == "no" else ""
    here = [f"In: {station.room}."] if station.room else []
    here += [words for question, words in AT_THE_STATION.items() if said[question] == "yes"]
    return (
        str(station.number),
        ", ".join((station.name, *station.lines)),
        station.postcode,
        "" if station.uprn is None else str(station.uprn),
        str(station.number),
        "",
        "",
        said[AccessQuestion.PARKING],
        said[AccessQuestion.STEP_FREE],
        ramp,
        said[AccessQuestion.HEARING],
        "yes" if said[AccessQuestion.TOILET] == "yes" else "",
        lit,
        " ".join(here),
        "",
        "",
    )
