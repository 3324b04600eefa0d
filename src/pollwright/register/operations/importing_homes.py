"""Making properties of the addresses in a register that no property stands for, where the officer asks for it."""

from __future__ import annotations

from datetime import date

import polars as pl
from django.db import connection

from pollwright.acting import Actor
from pollwright.authorities.references import next_references
from pollwright.formats import addresses
from pollwright.formats.places_file import (
    AREAS,
    DISTRICTS,
    POLLING_PLACES,
    PROPERTIES,
    PlacesFile,
    Report,
    conform,
    empty,
)
from pollwright.places.operations.importing import load_places
from pollwright.postgres.copying import whole_sets
from pollwright.register.operations.importing_staging import locate

SERIES = "P"
SRID = 27700
_MISSING = """
SELECT DISTINCT ON (coalesce(s.property_reference, s.uprn::text, pollwright_folded(s.address || ' ' || s.postcode)))
       s.property_reference, s.uprn, s.address, s.postcode, s.district
FROM staged_import s JOIN staged_place p ON p.row = s.row
WHERE s.section = '1-ordinary' AND p.property_id IS NULL AND p.many = 1 AND s.address <> ''
ORDER BY coalesce(s.property_reference, s.uprn::text, pollwright_folded(s.address || ' ' || s.postcode)), s.row
"""
_COLUMNS = {
    "property_reference": pl.String,
    "uprn": pl.Int64,
    "address": pl.String,
    "postcode": pl.String,
    "district": pl.String,
}


def add_missing_properties(actor: Actor, *, on: date) -> int:
    """Make a property of each staged address that has none, through the places' own operation; return how many."""
    with connection.cursor() as cursor, whole_sets(cursor):
        locate(cursor, actor.authority_id)
        cursor.execute(_MISSING)
        found = pl.DataFrame(cursor.fetchall(), schema=_COLUMNS, orient="row")
    if found.is_empty():
        return 0
    given = iter(next_references(actor.authority_id, SERIES, found["property_reference"].null_count()))
    named = [reference or next(given) for reference in found["property_reference"]]
    line = pl.col("address").str.split(", ")
    parts = found.with_columns(line.list.get(at, null_on_oob=True).alias(f"line{at}") for at in range(6))
    homes = parts.with_columns(
        pl.Series("property_reference", named),
        *addresses.from_lines([pl.col(f"line{at}") for at in range(6)]),
        pl.lit(SRID).alias("srid"),
        pl.lit("dwelling").alias("kind"),
        pl.lit("occupied").alias("status"),
        pl.when(pl.col("postcode") != "").then(pl.col("postcode")).alias("postcode"),
    )
    frames = (conform(homes, PROPERTIES), empty(DISTRICTS), empty(POLLING_PLACES), empty(AREAS))
    load_places(
        actor=actor, files=PlacesFile("register", *frames, Report("register").findings(), homes.height, 0), on=on
    )
    return homes.height
