"""Addresses in lines to the parts of a property, losing no word and keeping their order.

The parts, joined again by `one_line`, give the words of the lines back in the same order. The division is by form:
a line such as `12A High Street` has a number and a street; a line such as `Flat 3` is part of a building.
"""

import polars as pl

PARTS = ("sub_building", "building_name", "building_number", "street", "locality", "town")
_NUMBER_AND_STREET = r"^([0-9]+[A-Za-z]?(?:\s?[-/&]\s?[0-9]+[A-Za-z]?)?)\s+(\S.*)$"
_PART_OF_A_BUILDING = (
    r"(?i)^(?:(?:basement|ground|lower|upper|garden|top|first|second|third|rear)\s+(?:floor\s+)?)?"
    r"(?:flat|apartment|apt|maisonette|studio|room|unit|annexe?)\b"
)


def from_lines(lines: list[pl.Expr]) -> list[pl.Expr]:
    """Return expressions for the parts of an address given in up to six lines of cleaned text, null where blank."""
    filled = pl.concat_list(lines).list.drop_nulls()
    line = [filled.list.get(at, null_on_oob=True) for at in range(3)]
    numbered = [one.str.contains(_NUMBER_AND_STREET).fill_null(value=False) for one in line]
    part = line[0].str.contains(_PART_OF_A_BUILDING).fill_null(value=False) & ~numbered[0]
    named = ~part & ~numbered[0]
    # Which line holds the street: the first with a number among those it may be, else the one after the name.
    street_at = (
        pl.when(numbered[0])
        .then(0)
        .when(numbered[1])
        .then(1)
        .when(part & numbered[2])
        .then(2)
        .otherwise(pl.when(filled.list.len() > 1).then(1))
    )
    street_line = filled.list.get(street_at.cast(pl.Int64), null_on_oob=True)
    has_number = street_line.str.contains(_NUMBER_AND_STREET).fill_null(value=False)
    rest = filled.list.slice(street_at.fill_null(0) + 1)
    return [
        pl.when(part).then(line[0]).alias("sub_building"),
        pl.when(named).then(line[0]).when(part & (street_at == 2)).then(line[1]).alias("building_name"),
        pl.when(has_number).then(street_line.str.extract(_NUMBER_AND_STREET, 1)).alias("building_number"),
        pl.when(has_number).then(street_line.str.extract(_NUMBER_AND_STREET, 2)).otherwise(street_line).alias("street"),
        pl.when(rest.list.len() > 1).then(rest.list.head(rest.list.len() - 1).list.join(", ")).alias("locality"),
        rest.list.last().alias("town"),
    ]


def one_line() -> pl.Expr:
    """Return the address in one line from the parts of a frame, without the postcode."""
    street = pl.concat_str("building_number", "street", separator=" ", ignore_nulls=True)
    parts = [
        pl.col("sub_building"),
        pl.col("building_name"),
        pl.when(street != "").then(street),
        pl.col("locality"),
        pl.col("town"),
    ]
    return pl.concat_str(parts, separator=", ", ignore_nulls=True)
