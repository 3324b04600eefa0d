"""Properties, polling districts and polling places as they come out of any layout, with what was found on the way."""

import hashlib
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
    file's name before those of `finding_frames.SCHEMA`.
    """

    layout: str
    properties: pl.DataFrame
    districts: pl.DataFrame
    polling_places: pl.DataFrame
    areas: pl.DataFrame
    findings: pl.DataFrame
    read: int
    skipped: int

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
    """Return a frame with exactly these columns in these types; those that it has not are null."""
    return frame.select(
        (pl.col(name) if name in frame.columns else pl.lit(None)).cast(kind).alias(name)
        for name, kind in columns.items()
    )


def assemble(stated: pl.DataFrame, report: Report, *, layout: str, srid: int) -> PlacesFile:
    """Make the places of what a vendor's rows state.

    :param stated: `@row`, `skip`, and the columns of `STATED`, cleaned text.
    :param srid: the EPSG code of the coordinates.
    """
    read = stated.height
    rows = _read_values(_without(stated, report), report, srid)
    rows = _referenced(rows, report)
    rows = _with_district(rows, report)
    places = _polling_places(rows, report, srid)
    districts = _districts(rows, report)
    properties = rows.with_columns(
        pl.col("reference").alias("property_reference"),
        pl.col("station").alias("polling_place"),
        pl.lit(srid).alias("srid"),
        pl.when(pl.col("sub_building").is_not_null()).then(pl.lit("flat")).otherwise(pl.lit("dwelling")).alias("kind"),
        pl.lit("occupied").alias("status"),
    )
    return PlacesFile(
        layout,
        conform(properties, PROPERTIES),
        districts,
        places,
        empty(AREAS),
        report.findings(),
        read,
        len(report.left_out),
    )


def _without(stated: pl.DataFrame, report: Report) -> pl.DataFrame:
    """Leave out the rows that their layout says are no properties."""
    reasons: tuple[tuple[Kind, str], ...] = (
        (place_kinds.SKIPPED_NO_POSTCODE, "postcode"),
        (place_kinds.SKIPPED_OTHER_ELECTORS, "street"),
        (place_kinds.SKIPPED_DUMMY, "postcode"),
    )
    for kind, column in reasons:
        report.add(kind, stated.filter(pl.col("skip") == kind.code), column, pl.col(column), leaving_out=True)
    return stated.filter(pl.col("skip").is_null()).drop("skip")


def _read_values(stated: pl.DataFrame, report: Report, srid: int) -> pl.DataFrame:
    """Parse UPRNs, postcodes and coordinates; a UPRN that went through a spreadsheet keeps its row out."""
    damaged = stated.filter(values.through_excel(pl.col("uprn")))
    report.add(kinds.UPRN_THROUGH_EXCEL, damaged, "uprn", pl.col("uprn"), leaving_out=True)
    rows = stated.filter(~values.through_excel(pl.col("uprn")).fill_null(value=False))
    report.add(place_kinds.NO_POSTCODE, rows.filter(pl.col("postcode").is_null()), "postcode")
    rows = read_uprn(rows, report, "uprn")
    rows = read_postcode(rows, report, "postcode")
    return read_coordinates(rows, report, "easting", "northing", srid)


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


def _referenced(rows: pl.DataFrame, report: Report) -> pl.DataFrame:
    """Give each property one reference, and leave out the rows that repeat a property."""
    rows = rows.with_columns(addresses.one_line().alias("address"))
    nameless = rows.filter((pl.col("address") == "") & pl.col("property_id").is_null() & pl.col("uprn").is_null())
    report.add(place_kinds.SKIPPED_NO_REFERENCE, nameless, leaving_out=True)
    rows = rows.join(nameless.select(ROW), on=ROW, how="anti")
    same = ["property_id", "uprn", "address", "postcode"]
    repeats = rows.filter(~pl.struct(same).is_first_distinct())
    report.add(place_kinds.SKIPPED_REPEAT, repeats, "property_reference", pl.col("property_id"), leaving_out=True)
    rows = rows.filter(pl.struct(same).is_first_distinct())
    twice = pl.col("uprn").is_not_null() & ~pl.col("uprn").is_first_distinct()
    report.add(place_kinds.UPRN_TWICE, rows.filter(twice), "uprn", pl.col("uprn"))
    rows = rows.with_columns(pl.when(~twice).then(pl.col("uprn")).alias("uprn"))
    rows = rows.with_columns(pl.coalesce("property_id", pl.col("uprn").cast(pl.String)).alias("reference"))
    rows = _with_derived_references(rows)
    again = rows.filter(~pl.col("reference").is_first_distinct())
    report.add(place_kinds.SKIPPED_SAME_REFERENCE, again, "property_reference", pl.col("reference"), leaving_out=True)
    return rows.filter(pl.col("reference").is_first_distinct())


def _with_derived_references(rows: pl.DataFrame) -> pl.DataFrame:
    """Give the properties without an id or UPRN a reference that depends on address and postcode alone."""
    without = rows.filter(pl.col("reference").is_null())
    if not without.height:
        return rows
    texts = without.select(pl.concat_str("address", pl.lit("|"), pl.col("postcode").fill_null(""))).to_series()
    derived = [f"A{hashlib.sha256(text.casefold().encode()).hexdigest()[:16].upper()}" for text in texts]
    found = pl.DataFrame({ROW: without[ROW], "derived": derived}, schema_overrides={"derived": pl.String})
    return (
        rows.join(found, on=ROW, how="left", maintain_order="left")
        .with_columns(pl.coalesce("reference", "derived").alias("reference"))
        .drop("derived")
    )


def _with_district(rows: pl.DataFrame, report: Report) -> pl.DataFrame:
    """Leave out rows whose district's code is too long; where a row names none, make one of its station's code."""
    long = rows.filter(pl.col("district").str.len_chars() > DISTRICT_LENGTH)
    report.add(place_kinds.DISTRICT_TOO_LONG, long, "district", pl.col("district"), leaving_out=True)
    rows = rows.join(long.select(ROW), on=ROW, how="anti")
    report.add(place_kinds.NO_STATION, rows.filter(pl.col("station").is_null()), "polling_place")
    provisional = pl.col("district").is_null() & pl.col("station").is_not_null()
    count = rows.filter(provisional).height
    if not count:
        return rows
    report.say(place_kinds.PROVISIONAL_DISTRICTS.at(count=count))
    taken = set(rows["district"].drop_nulls().to_list())
    codes: dict[str, str] = {}
    for station in rows.filter(provisional)["station"].unique(maintain_order=True).to_list():
        codes[station] = _provisional_code(station, taken)
        taken.add(codes[station])
    made = pl.col("station").replace_strict(list(codes), list(codes.values()), default=None, return_dtype=pl.String)
    named = pl.concat_str(pl.lit("Provisional: "), pl.coalesce("station_name", "station"))
    return rows.with_columns(
        pl.when(provisional).then(made).otherwise(pl.col("district")).alias("district"),
        pl.when(provisional).then(named.str.slice(0, 120)).otherwise(pl.col("district_name")).alias("district_name"),
    )


def _provisional_code(station: str, taken: set[str]) -> str:
    """Return a code of at most 10 characters for a station: its own start, numbered where that is taken."""
    stem = station.upper()[:DISTRICT_LENGTH]
    number, code = 2, stem
    while code in taken:
        ending = f"-{number}"
        number, code = number + 1, f"{stem[: DISTRICT_LENGTH - len(ending)]}{ending}"
    return code


def _polling_places(rows: pl.DataFrame, report: Report, srid: int) -> pl.DataFrame:
    """Return the polling places that the rows name, each by what its first row says."""
    told = ["station_name", *STATION_LINES, "station_postcode"]
    named = rows.filter(pl.col("station").is_not_null())
    first = named.unique("station", keep="first", maintain_order=True)
    forms = named.group_by("station").agg(pl.struct(told).n_unique().alias("forms"))
    differing = first.join(forms.filter(pl.col("forms") > 1), on="station", maintain_order="left")
    report.add(place_kinds.STATION_DIFFERS, differing, "polling_place", pl.col("station"))
    return finish_polling_places(first, report, srid)


def finish_polling_places(stations: pl.DataFrame, report: Report, srid: int) -> pl.DataFrame:
    """Return polling places from the station columns of rows, one for each row.

    Where the postcode is blank and a line of the address is one, the line is the postcode.
    """
    lines = [pl.col(name) for name in STATION_LINES]
    in_lines = pl.coalesce(postcodes.normalised(line) for line in lines)
    moved = pl.col("station_postcode").is_null() & in_lines.is_not_null()
    stations = stations.with_columns(
        pl.when(moved).then(in_lines).otherwise(pl.col("station_postcode")).alias("station_postcode"),
        *(
            pl.when(~(moved & postcodes.normalised(line).is_not_null())).then(line).alias(name)
            for line, name in zip(lines, STATION_LINES, strict=True)
        ),
    )
    stations = read_uprn(stations, report, "station_uprn")
    stations = read_postcode(stations, report, "station_postcode")
    stations = read_coordinates(stations, report, "station_easting", "station_northing", srid)
    return conform(
        stations.select(
            pl.col("station").alias("reference"),
            pl.coalesce("station_name", "station").alias("name"),
            *(pl.col(name).alias(f"address{at}") for at, name in enumerate(STATION_LINES, start=1)),
            pl.col("station_postcode").alias("postcode"),
            pl.col("station_uprn").alias("uprn"),
            pl.col("station_easting").alias("easting"),
            pl.col("station_northing").alias("northing"),
            pl.lit(srid).alias("srid"),
        ),
        POLLING_PLACES,
    )


def _districts(rows: pl.DataFrame, report: Report) -> pl.DataFrame:
    """Return the districts that the rows name, each with the station that most of its properties go to."""
    named = rows.filter(pl.col("district").is_not_null())
    found = named.group_by("district", maintain_order=True).agg(
        pl.col(ROW).first(),
        pl.col("district_name").drop_nulls().first(),
        pl.col("station").drop_nulls().value_counts(sort=True).struct.field("station").first(),
        pl.col("station").drop_nulls().n_unique().alias("stations"),
    )
    split = found.filter(pl.col("stations") > 1)
    report.add(place_kinds.DISTRICT_SPLIT, split, "district", pl.col("district"), stations=pl.col("stations"))
    return conform(
        found.select(
            pl.col("district").alias("code"),
            pl.coalesce("district_name", "district").alias("name"),
            pl.col("station").alias("polling_place"),
        ),
        DISTRICTS,
    )
