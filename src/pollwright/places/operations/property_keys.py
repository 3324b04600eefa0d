"""The one-line address and the sort keys of properties, one or many at once (REG-400, REG-404).

A key goes street by street, then by walk order where there is one, then by number, name and flat
(`law.numbering.premises_key`). Streets of one name are kept apart by USRN, or else by where they lie. The parts are
worked out once for each distinct street and each distinct number, name and flat, so that the properties of a whole
authority take a second or two; `SORT_KEY` puts them together in the database.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import polars as pl

from pollwright.formats import addresses
from pollwright.formats.places_file import PROPERTIES
from pollwright.law.numbering import folded, premises_key

LONGEST_ADDRESS, LONGEST_KEY = 400, 400

SORT_KEY = f"""
    left(concat_ws('  ', street_key, coalesce(lpad(usrn::text, greatest(8, length(usrn::text)), '0'), place_key),
                   lpad(walk_order::text, greatest(8, length(walk_order::text)), '0'), premises_key), {LONGEST_KEY})
"""
"""The sort key from its parts, in SQL. No folded text holds two spaces, so a shorter street ends before a longer."""

SEARCHED = (
    "pollwright_folded(concat_ws(' ', s.address, s.postcode, replace(s.postcode, ' ', ''), s.uprn::text,"
    " s.property_reference))"
)
"""What a property is found by: its address, its postcode with and without the space, its UPRN and its reference."""


def with_address_and_keys(properties: pl.DataFrame) -> pl.DataFrame:
    """Return the properties, in the columns of properties.csv, with `address` and the parts of the sort key.

    The parts are `street_key`, `place_key` and `premises_key`. A property without a name or number is known by its
    organisation, and one without a street stands under its locality or town.
    """
    line = pl.when(pl.col("organisation").is_not_null()).then(
        pl.concat_str("organisation", addresses.one_line(), separator=", ", ignore_nulls=True)
    )
    named = pl.when(pl.col("building_name").is_null() & pl.col("building_number").is_null()).then(
        pl.col("organisation")
    )
    parts = properties.select(
        pl.coalesce("street", "locality", "town", pl.lit("")).alias("street"),
        pl.concat_str("locality", "town", separator=" ", ignore_nulls=True).alias("place"),
        pl.col("building_number").fill_null("").alias("number"),
        pl.coalesce("building_name", named, pl.lit("")).alias("name"),
        pl.col("sub_building").fill_null("").alias("flat"),
    )
    keyed = _folded(_folded(parts, "street"), "place")
    premises = parts.select("number", "name", "flat").unique()
    keys = [premises_key(number, name, flat) for number, name, flat in premises.iter_rows()]
    premises = premises.with_columns(pl.Series("premises_key", keys, dtype=pl.String))
    keyed = keyed.join(premises, on=["number", "name", "flat"], how="left", maintain_order="left")
    one_line = pl.coalesce(line, addresses.one_line()).str.slice(0, LONGEST_ADDRESS)
    return properties.with_columns(
        one_line.fill_null("").alias("address"), keyed["street_key"], keyed["place_key"], keyed["premises_key"]
    )


def address_and_keys(parts: Mapping[str, Any]) -> dict[str, str]:
    """Return the address and the parts of the sort key of one property; blank parts may be empty or None."""
    row = {name: parts.get(name) or None for name in PROPERTIES}
    made = with_address_and_keys(pl.DataFrame([row], schema=PROPERTIES))
    return made.select("address", "street_key", "place_key", "premises_key").row(0, named=True)


def _folded(parts: pl.DataFrame, column: str) -> pl.DataFrame:
    """Add `<column>_key`, folded once for each distinct text."""
    distinct = parts.select(column).unique()
    keys = [folded(text) for text in distinct[column]]
    distinct = distinct.with_columns(pl.Series(f"{column}_key", keys, dtype=pl.String))
    return parts.join(distinct, on=column, how="left", maintain_order="left")
