"""Properties, polling districts and polling places as they come out of any layout, with what was found on the way."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import polars as pl

from pollwright.findings import Finding, Kind
from pollwright.formats import addresses, finding_frames, place_kinds, postcodes, values
from pollwright.formats import finding_kinds as kinds
from pollwright.formats.delimited import ROW

PROPERTIES = {
    "property_reference": pl.String,
    "uprn": pl.Int64,
    "parent_uprn": pl.Int64,
    "organisation": pl.String,
    "sub_building": pl.String,
    "building_name": pl.String,
    "building_number": pl.String,
    "street": pl.String,
    "usrn": pl.Int64,
    "locality": pl.String,
    "town": pl.String,
    "postcode": pl.String,
    "easting": pl.Float64,
    "northing": pl.Float64,
    "srid": pl.Int32,
    "kind": pl.String,
    "status": pl.String,
    "district": pl.String,
    "polling_place": pl.String,
    "walk_order": pl.Int32,
    "valid_from": pl.Date,
    "valid_to": pl.Date,
}
"""properties.csv, with `srid`, the EPSG code of the coordinates' system, and `polling_place`, the station's reference.

In system 4326 `easting` is the longitude and `northing` the latitude, in degrees; else they are metres.
"""

DISTRICTS = {
    "code": pl.String,
    "name": pl.String,
    "polling_place": pl.String,
    "areas": pl.String,
    "valid_from": pl.Date,
    "valid_to": pl.Date,
}
"""districts.csv."""

POLLING_PLACES = {
    "reference": pl.String,
    "name": pl.String,
    **{f"address{at}": pl.String for at in range(1, 6)},
    "postcode": pl.String,
    "uprn": pl.Int64,
    "easting": pl.Float64,
    "northing": pl.Float64,
    "srid": pl.Int32,
}
"""polling_places.csv, with `srid` as in `PROPERTIES`."""

AREAS = {
    "kind": pl.String,
    "gss": pl.String,
    "name": pl.String,
    "name_cy": pl.String,
    "parent_gss": pl.String,
    "valid_from": pl.Date,
    "valid_to": pl.Date,
}
"""areas.csv."""

TABLES = ("areas", "polling_places", "districts", "properties")
"""The tables of a `PlacesFile`, in the order in which one needs another."""

STATION_LINES = tuple(f"station_line{at}" for at in range(1, 6))
STATED = (
    "property_id",
    "uprn",
    *addresses.PARTS,
    "postcode",
    "easting",
    "northing",
    "district",
    "district_name",
    "station",
    "station_name",
    *STATION_LINES,
    "station_postcode",
    "station_uprn",
    "station_easting",
    "station_northing",
)
"""What a vendor's row states, all text, beside `@row` and `skip`, the code of the finding for which it is left out."""

DISTRICT_LENGTH = 10
# The range of each system over the United Kingdom, or Ireland: west, south, east, north.
_RANGES = {27700: (0, 0, 700_000, 1_300_000), 4326: (-9, 49, 2.5, 61.5), 29902: (0, 0, 400_000, 500_000)}


@dataclass(frozen=True, slots=True)
class PlacesFile:
    """What was read of one file or of the files that belong together.

    `read` counts the rows of all files below their headers; each was kept as a property, polling place, district or
    area, or skipped with a finding that says why: read = kept + skipped. `findings` has a column `file` with the
    file's name before those of `finding_frames.SCHEMA`. `sources` has the name of the file that each table came from,
    whose rows the table's first column `@row` counts, where it has that. `provisional` are the codes of districts that
    were made up because the file names none.
    """

    layout: str
    properties: pl.DataFrame
    districts: pl.DataFrame
    polling_places: pl.DataFrame
    areas: pl.DataFrame
    findings: pl.DataFrame
    read: int
    skipped: int
    sources: Mapping[str, str] = field(default_factory=dict)
    provisional: frozenset[str] = frozenset()

    @property
    def kept(self) -> int:
        """The rows that were kept."""
        return self.read - self.skipped


@dataclass
class Report:
    """The findings about one file while it is read, and which of its rows were left out."""

    file: str
    frames: list[pl.DataFrame] = field(default_factory=list)
    left_out: set[int] = field(default_factory=set)

    def add(
        self,
        kind: Kind,
        rows: pl.DataFrame,
        column: str | None = None,
        value: pl.Expr | None = None,
        *,
        leaving_out: bool = False,
        **details: pl.Expr | str | int,
    ) -> None:
        """Add a finding for each row of a frame that has `@row`; say whether it is left out for it."""
        if rows.height:
            self.frames.append(finding_frames.at_rows(kind, rows, column, value, **details))
            if leaving_out:
                self.left_out.update(rows[ROW].to_list())

    def say(self, *findings: Finding) -> None:
        """Add findings about the file as a whole."""
        self.frames.append(finding_frames.of(list(findings)))

    def findings(self) -> pl.DataFrame:
        """Return all findings with the file's name, in the order of their rows."""
        every = pl.concat([finding_frames.empty(), *self.frames]).sort("row", nulls_last=False, maintain_order=True)
        return every.select(pl.lit(self.file).alias("file"), *finding_frames.SCHEMA)


def empty(columns: dict[str, type[pl.DataType]]) -> pl.DataFrame:
    """Return a frame with no rows."""
    return pl.DataFrame(schema=columns)


def conform(frame: pl.DataFrame, columns: dict[str, type[pl.DataType]]) -> pl.DataFrame:
    """Return a frame with exactly these columns in these types, after `@row` if it has that; those it has not are null."""
    numbered = [pl.col(ROW)] if ROW in frame.columns else []
    return frame.select(
        *numbered,
        *(
            (pl.col(name) if name in frame.columns else pl.lit(None)).cast(kind).alias(name)
            for name, kind in columns.items()
        ),
    )


def read_uprn(rows: pl.DataFrame, report: Report, column: str) -> pl.DataFrame:
    """Parse a column of UPRNs in place; leave out, and report, those that are none."""
    text = pl.col(column)
    bad = rows.filter(values.uprn(text).is_null() & text.is_not_null() & ~values.is_no_uprn(text))
    report.add(place_kinds.BAD_UPRN, bad, column, text)
    rounded = rows.filter((values.uprn(text) >= 10**11) & (values.uprn(text) % 10**6 == 0))
    report.add(kinds.UPRN_ROUNDED, rounded, column, text)
    return rows.with_columns(values.uprn(text).alias(column))


def read_postcode(rows: pl.DataFrame, report: Report, column: str) -> pl.DataFrame:
    """Parse a column of postcodes in place; leave out, and report, those that are none."""
    text = pl.col(column)
    bad = rows.filter(text.is_not_null() & postcodes.normalised(text).is_null())
    report.add(place_kinds.BAD_POSTCODE, bad, column, text)
    return rows.with_columns(postcodes.normalised(text).alias(column))


def read_coordinates(rows: pl.DataFrame, report: Report, east: str, north: str, srid: int) -> pl.DataFrame:
    """Parse two columns of coordinates in place; both or neither are known, and within the range of their system."""
    west, south, far_east, far_north = _RANGES[srid]
    given = pl.col(east, north).is_not_null() & ~pl.col(east, north).str.contains(r"^-?0*\.?0*$")
    rows = rows.with_columns(
        values.coordinate(pl.col(east)).alias("x"),
        values.coordinate(pl.col(north)).alias("y"),
        pl.any_horizontal(given).alias("given"),
    )
    inside = (pl.col("x").is_between(west, far_east) & pl.col("y").is_between(south, far_north)).fill_null(value=False)
    shown = pl.concat_str(east, north, separator=" ", ignore_nulls=True)
    report.add(place_kinds.BAD_COORDINATES, rows.filter(pl.col("given") & ~inside), east, shown)
    return rows.with_columns(
        pl.when(inside).then(pl.col("x")).alias(east), pl.when(inside).then(pl.col("y")).alias(north)
    ).drop("x", "y", "given")
