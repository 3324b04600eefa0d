"""Places made of what the rows of a vendor's export state: properties, districts and polling places, each once."""

import hashlib

import polars as pl

from pollwright.findings import Kind
from pollwright.formats import addresses, place_kinds, postcodes, values
from pollwright.formats import finding_kinds as kinds
from pollwright.formats.delimited import ROW
from pollwright.formats.places_file import (
    AREAS,
    DISTRICT_LENGTH,
    DISTRICTS,
    POLLING_PLACES,
    PROPERTIES,
    STATION_LINES,
    TABLES,
    PlacesFile,
    Report,
    conform,
    empty,
    read_coordinates,
    read_postcode,
    read_uprn,
)


def assemble(stated: pl.DataFrame, report: Report, *, layout: str, srid: int) -> PlacesFile:
    """Make the places of what a vendor's rows state.

    :param stated: `@row`, `skip`, and the columns of `STATED`, cleaned text.
    :param srid: the EPSG code of the coordinates.
    """
    read = stated.height
    rows = _read_values(_without(stated, report), report, srid)
    rows = _referenced(rows, report)
    rows, provisional = _with_district(rows, report)
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
        dict.fromkeys(TABLES, report.file),
        provisional,
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


def _with_district(rows: pl.DataFrame, report: Report) -> tuple[pl.DataFrame, frozenset[str]]:
    """Leave out rows whose district's code is too long; where a row names none, make one of its station's code.

    Return the codes that were made too.
    """
    long = rows.filter(pl.col("district").str.len_chars() > DISTRICT_LENGTH)
    report.add(place_kinds.DISTRICT_TOO_LONG, long, "district", pl.col("district"), leaving_out=True)
    rows = rows.join(long.select(ROW), on=ROW, how="anti")
    report.add(place_kinds.NO_STATION, rows.filter(pl.col("station").is_null()), "polling_place")
    provisional = pl.col("district").is_null() & pl.col("station").is_not_null()
    count = rows.filter(provisional).height
    if not count:
        return rows, frozenset()
    report.say(place_kinds.PROVISIONAL_DISTRICTS.at(count=count))
    taken = set(rows["district"].drop_nulls().to_list())
    codes: dict[str, str] = {}
    for station in rows.filter(provisional)["station"].unique(maintain_order=True).to_list():
        codes[station] = _provisional_code(station, taken)
        taken.add(codes[station])
    made = pl.col("station").replace_strict(list(codes), list(codes.values()), default=None, return_dtype=pl.String)
    named = pl.concat_str(pl.lit("Provisional: "), pl.coalesce("station_name", "station"))
    rows = rows.with_columns(
        pl.when(provisional).then(made).otherwise(pl.col("district")).alias("district"),
        pl.when(provisional).then(named.str.slice(0, 120)).otherwise(pl.col("district_name")).alias("district_name"),
    )
    return rows, frozenset(codes.values())


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
            pl.col(ROW),
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
            pl.col(ROW),
            pl.col("district").alias("code"),
            pl.coalesce("district_name", "district").alias("name"),
            pl.col("station").alias("polling_place"),
        ),
        DISTRICTS,
    )
