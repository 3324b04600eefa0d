"""Democracy Counts: one file of properties (called districts) and one of stations, joined on StationCode."""

import polars as pl

from pollwright.formats import addresses, place_kinds
from pollwright.formats.delimited import ROW
from pollwright.formats.places_file import (
    PROPERTIES,
    TABLES,
    PlacesFile,
    Report,
    conform,
)
from pollwright.formats.places_stated import assemble, finish_polling_places
from pollwright.formats.polling_vendors import Headings, cleaned, lines_of, stated, station_lines

NAME = "democracy-counts"
SRID = 27700
_DUMMY_POSTCODE, _DUMMY_TEXT = "A11AA", "dummy record"
_STATION_COLUMNS = ("station_name", "station_postcode", "station_easting", "station_northing")


def is_stations(frame: pl.DataFrame) -> bool:
    """Whether a frame is the stations' file of the two."""
    return "PlaceName" in Headings(frame)


def read(properties: tuple[pl.DataFrame, str] | None, stations: tuple[pl.DataFrame, str] | None) -> PlacesFile:
    """Read the two files, each a frame of text with its name; either may be missing, not both.

    The layout names no polling districts; see `places_stated.assemble` for what is made in their place.
    """
    stations_report = Report(stations[1] if stations else "")
    told = _stations(stations[0], stations_report) if stations else None
    places = None if told is None else finish_polling_places(told, stations_report, SRID)
    read_stations = 0 if stations is None else stations[0].height
    report = Report(properties[1] if properties else "")
    if properties is None:
        empty = stated(pl.DataFrame(schema={ROW: pl.UInt32}), {}, _no_parts(), pl.lit(None, dtype=pl.String))
        found = assemble(empty, report, layout=NAME, srid=SRID)
    else:
        rows = _properties(properties[0])
        if told is not None:
            rows = rows.drop(_STATION_COLUMNS).join(
                told.select("station", *_STATION_COLUMNS), on="station", how="left", maintain_order="left"
            )
            known = told["station"].implode()
            unknown = rows.filter(pl.col("skip").is_null() & ~pl.col("station").is_in(known))
            report.add(place_kinds.UNKNOWN_STATION, unknown, "StationCode", pl.col("station"))
        found = assemble(rows, report, layout=NAME, srid=SRID)
    if places is not None:
        made = found.polling_places.filter(~pl.col("reference").is_in(places["reference"].implode()))
        unnumbered = made.with_columns(pl.lit(None, dtype=pl.UInt32).alias(ROW))
        places = pl.concat([places, unnumbered])
    return PlacesFile(
        NAME,
        conform(found.properties, PROPERTIES),
        found.districts,
        found.polling_places if places is None else places,
        found.areas,
        pl.concat([found.findings, stations_report.findings()]),
        found.read + read_stations,
        found.skipped + len(stations_report.left_out),
        {**dict.fromkeys(TABLES, report.file), "polling_places": stations_report.file or report.file},
        found.provisional,
    )


def _no_parts() -> list[pl.Expr]:
    return [pl.lit(None, dtype=pl.String).alias(name) for name in addresses.PARTS]


def _properties(frame: pl.DataFrame) -> pl.DataFrame:
    frame = cleaned(frame)
    found = Headings(frame)
    lines = lines_of(found, "Add", 6)
    postcode = found.text("PostCode")
    dummy = pl.any_horizontal(
        (postcode.str.replace_all(" ", "") == _DUMMY_POSTCODE).fill_null(value=False),
        *(line.str.to_lowercase().str.contains(_DUMMY_TEXT, literal=True).fill_null(value=False) for line in lines),
    )
    columns = {
        "uprn": found.text("UPRN"),
        "postcode": postcode,
        "easting": found.text("Xordinate"),
        "northing": found.text("Yordinate"),
        "station": found.text("StationCode"),
    }
    skip = pl.when(dummy).then(pl.lit(place_kinds.SKIPPED_DUMMY.code))
    return stated(frame, columns, addresses.from_lines(lines), skip)


def _stations(frame: pl.DataFrame, report: Report) -> pl.DataFrame:
    """Return the stations, one for each code; the rows without a code or with an earlier one's are left out."""
    frame = cleaned(frame)
    found = Headings(frame)
    columns = {
        "station": found.text("StationCode"),
        "station_name": found.text("PlaceName"),
        "station_postcode": found.text("PostCode"),
        "station_easting": found.text("Xordinate"),
        "station_northing": found.text("Yordinate"),
        **station_lines(lines_of(found, "Add", 5)),
    }
    rows = stated(frame, columns, _no_parts(), pl.lit(None, dtype=pl.String))
    report.add(place_kinds.SKIPPED_NO_REFERENCE, rows.filter(pl.col("station").is_null()), leaving_out=True)
    rows = rows.filter(pl.col("station").is_not_null())
    again = rows.filter(~pl.col("station").is_first_distinct())
    report.add(place_kinds.SKIPPED_SAME_REFERENCE, again, "StationCode", pl.col("station"), leaving_out=True)
    return rows.filter(pl.col("station").is_first_distinct())
