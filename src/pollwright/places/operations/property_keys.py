"""The one-line address and the sort key of many properties at once.

The key is `law.numbering.property_key`, worked out once for each distinct street and each distinct number, name and
flat, so that the properties of a whole authority take a second or two.
"""

from __future__ import annotations

import polars as pl

from pollwright.formats import addresses
from pollwright.law.numbering import DIGITS, folded, premises_key

LONGEST_ADDRESS, LONGEST_KEY = 400, 400
_APART = "  "


def with_address_and_key(properties: pl.DataFrame) -> pl.DataFrame:
    """Return the properties, in the columns of properties.csv, with `address` and `sort_key` beside them.

    A property without a name or number is known by its organisation.
    """
    line = pl.when(pl.col("organisation").is_not_null()).then(
        pl.concat_str("organisation", addresses.one_line(), separator=", ", ignore_nulls=True)
    )
    named = pl.when(pl.col("building_name").is_null() & pl.col("building_number").is_null()).then(
        pl.col("organisation")
    )
    parts = properties.select(
        pl.col("street").fill_null("").alias("street"),
        pl.col("building_number").fill_null("").alias("number"),
        pl.coalesce("building_name", named, pl.lit("")).alias("name"),
        pl.col("sub_building").fill_null("").alias("flat"),
        pl.col("walk_order").cast(pl.String).str.zfill(DIGITS).alias("walked"),
    )
    streets = parts.select("street").unique()
    streets = streets.with_columns(street_key=pl.col("street").map_elements(folded, return_dtype=pl.String))
    premises = parts.select("number", "name", "flat").unique()
    keys = [premises_key(number, name, flat) for number, name, flat in premises.iter_rows()]
    premises = premises.with_columns(pl.Series("premises_key", keys, dtype=pl.String))
    keyed = parts.join(streets, on="street", how="left", maintain_order="left").join(
        premises, on=["number", "name", "flat"], how="left", maintain_order="left"
    )
    sort_key = keyed.select(
        pl.concat_str("street_key", "walked", "premises_key", separator=_APART, ignore_nulls=True)
        .str.slice(0, LONGEST_KEY)
        .alias("sort_key")
    )["sort_key"]
    one_line = pl.coalesce(line, addresses.one_line()).str.slice(0, LONGEST_ADDRESS)
    return properties.with_columns(one_line.fill_null("").alias("address"), sort_key)
