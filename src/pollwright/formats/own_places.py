"""Our own layouts of places: properties.csv, districts.csv, polling_places.csv and areas.csv."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import polars as pl

from pollwright.formats import dates, place_kinds, values
from pollwright.formats.delimited import ROW
from pollwright.formats.places_file import (
    AREAS,
    DISTRICT_LENGTH,
    DISTRICTS,
    POLLING_PLACES,
    PROPERTIES,
    Report,
    conform,
    read_coordinates,
    read_postcode,
    read_uprn,
)
from pollwright.formats.polling_vendors import Headings, cleaned

NAME = "pollwright"
SRID = 27700
_FAR = date(2100, 1, 1)
_LARGEST = 2**31 - 1
_GSS = "^[A-Z][0-9]{8}$"


@dataclass(frozen=True, slots=True)
class OwnLayout:
    """One of our layouts: its columns and types, the headings that tell it, its key, and its coded columns."""

    table: str
    columns: Mapping[str, type[pl.DataType]]
    requires: tuple[str, ...]
    key: str
    codes: Mapping[str, tuple[str, ...]]


OWN = (
    OwnLayout(
        "properties",
        PROPERTIES,
        ("property_reference", "street", "postcode", "district"),
        "property_reference",
        {
            "kind": (
                "dwelling",
                "flat",
                "care_home",
                "hmo",
                "student_hall",
                "hostel",
                "caravan",
                "houseboat",
                "commercial",
                "institution",
                "other",
            ),
            "status": (
                "occupied",
                "void",
                "second_home",
                "holiday_let",
                "non_residential",
                "demolished",
                "not_built",
            ),
        },
    ),
    OwnLayout("polling_places", POLLING_PLACES, ("reference", "name", "address1"), "reference", {}),
    OwnLayout("districts", DISTRICTS, ("code", "polling_place", "areas"), "code", {}),
    OwnLayout(
        "areas",
        AREAS,
        ("kind", "gss", "name"),
        "gss",
        {
            "kind": (
                "ward",
                "division",
                "parish",
                "parish_ward",
                "constituency",
                "combined_authority",
                "police_area",
                "council",
            )
        },
    ),
)


def layout_of(frame: pl.DataFrame) -> OwnLayout | None:
    """Return which of our layouts a frame is in, by its headings, or None."""
    found = Headings(frame)
    return next((own for own in OWN if all(heading in found for heading in own.requires)), None)


def read(frame: pl.DataFrame, own: OwnLayout, report: Report) -> pl.DataFrame:
    """Return the rows of a frame of text in one of our layouts, typed; rows with errors are left out and reported."""
    text = cleaned(frame)
    found = Headings(text)
    rows = text.select(pl.col(ROW), *(found.text(name).alias(name) for name in own.columns))
    report.add(place_kinds.SKIPPED_NO_REFERENCE, rows.filter(pl.col(own.key).is_null()), own.key, leaving_out=True)
    rows = rows.filter(pl.col(own.key).is_not_null())
    again = rows.filter(~pl.struct(_identity(own)).is_first_distinct())
    report.add(place_kinds.SKIPPED_SAME_REFERENCE, again, own.key, pl.col(own.key), leaving_out=True)
    rows = rows.filter(pl.struct(_identity(own)).is_first_distinct())
    rows = _read_types(_read_codes(rows, own, report), own, report)
    for column in ("uprn", "parent_uprn"):
        rows = read_uprn(rows, report, column) if column in own.columns else rows
    if "postcode" in own.columns:
        rows = read_postcode(rows, report, "postcode")
    if "easting" in own.columns:
        rows = read_coordinates(rows, report, "easting", "northing", SRID).with_columns(pl.lit(SRID).alias("srid"))
    if own.table == "properties":
        rows = _without_repeated_uprns(rows, report)
    rows = rows.filter(~pl.col(ROW).is_in(list(report.left_out)))
    return conform(rows, dict(own.columns))


def _identity(own: OwnLayout) -> list[str]:
    """What tells the rows of a layout apart: areas and districts may stand once for each period of validity."""
    return [own.key, "valid_from"] if own.table in ("areas", "districts") else [own.key]


def _without_repeated_uprns(rows: pl.DataFrame, report: Report) -> pl.DataFrame:
    in_force = pl.col("uprn").is_not_null() & pl.col("valid_to").is_null()
    twice = in_force & ~pl.struct("uprn", in_force.alias("in_force")).is_first_distinct()
    report.add(place_kinds.UPRN_TWICE, rows.filter(twice), "uprn", pl.col("uprn"))
    return rows.with_columns(pl.when(~twice).then(pl.col("uprn")).alias("uprn"))


def _read_codes(rows: pl.DataFrame, own: OwnLayout, report: Report) -> pl.DataFrame:
    for column, allowed in own.codes.items():
        word = pl.col(column).str.to_lowercase().str.replace_all(r"[\s-]+", "_")
        bad = rows.filter(pl.col(column).is_not_null() & ~word.is_in(allowed))
        _leave_out(report, bad, column, f"one of {', '.join(allowed)}")
        rows = rows.with_columns(word.alias(column))
    if own.table == "areas":
        _leave_out(report, rows.filter(~pl.col("gss").str.contains(_GSS)), "gss", "a GSS code such as E05014339")
        report.add(place_kinds.NO_AREA_NAME, rows.filter(pl.col("name").is_null()), "name", leaving_out=True)
    if own.table == "districts":
        long = rows.filter(pl.col("code").str.len_chars() > DISTRICT_LENGTH)
        report.add(place_kinds.DISTRICT_TOO_LONG, long, "code", pl.col("code"), leaving_out=True)
        rows = rows.with_columns(pl.coalesce("name", "code").alias("name"))
    if own.table == "properties":
        rows = rows.with_columns(pl.col("kind").fill_null("dwelling"), pl.col("status").fill_null("occupied"))
    return rows


def _read_types(rows: pl.DataFrame, own: OwnLayout, report: Report) -> pl.DataFrame:
    """Parse dates and whole numbers in place; rows in which one cannot be read are left out."""
    for column in (name for name, kind in own.columns.items() if kind == pl.Date):
        read_dates = dates.read(rows[column], two_digits_until=_FAR)
        _leave_out(report, rows.filter(read_dates.impossible | read_dates.ambiguous), column, "a date as yyyy-mm-dd")
        rows = rows.with_columns(read_dates.dates.alias(column))
    for column in (name for name in ("walk_order", "usrn") if name in own.columns):
        number = values.whole_number(pl.col(column))
        number = pl.when(number <= _LARGEST).then(number)
        _leave_out(report, rows.filter(number.is_null() & pl.col(column).is_not_null()), column, "a whole number")
        rows = rows.with_columns(number.alias(column))
    return rows


def _leave_out(report: Report, rows: pl.DataFrame, column: str, wanted: str) -> None:
    report.add(place_kinds.SKIPPED_BAD_VALUE, rows, column, pl.col(column), leaving_out=True, wanted=wanted)
