"""What applications lack, worked out once for each combination of what they say."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Final

import polars as pl

from pollwright.law.ages import years_before
from pollwright.law.citizenship import Citizenship, citizenship
from pollwright.law.nations import Nation
from pollwright.law.registration import ApplicationKind, Item, missing_items

_DECLARED_ON_THE_FORM: Final = {
    ApplicationKind.FORCES: {Item.SERVICE_DECLARATION},
    ApplicationKind.CROWN_SERVANT: {Item.SERVICE_DECLARATION},
    ApplicationKind.BRITISH_COUNCIL: {Item.SERVICE_DECLARATION},
    ApplicationKind.OVERSEAS: {Item.BRITISH_STATEMENT, Item.ABROAD_STATEMENT},
    ApplicationKind.RENEWAL: {
        Item.BRITISH_STATEMENT,
        Item.ABROAD_STATEMENT,
        Item.NO_OTHER_ENTRY,
        Item.OFFENCE_AWARENESS,
    },
    ApplicationKind.ANONYMOUS: {Item.ANONYMOUS_APPLICATION},
    ApplicationKind.LOCAL_CONNECTION: {Item.LOCAL_CONNECTION_DECLARATION},
}
"""Statements that the form of each kind makes part of its one declaration, so that a declared record has them."""

_ALWAYS: Final = frozenset[Item]()


def _there(name: str) -> pl.Expr:
    return pl.col(name) != ""


_ITEMS: Final[dict[Item, pl.Expr]] = {
    Item.FULL_NAME: _there("forenames") | _there("surname"),
    Item.ADDRESS: (_there("address") & _there("postcode")) | pl.col("uprn").is_not_null(),
    Item.LEFT_ADDRESS_ANSWER: pl.col("left_within_a_year").is_not_null(),
    Item.OTHER_ADDRESS_ANSWER: _there("other_address"),
    Item.DATE_OF_BIRTH: pl.col("date_of_birth").is_not_null(),
    Item.NO_BIRTH_REASON: _there("no_birth_reason"),
    Item.NINO: _there("nino"),
    Item.NO_NINO_REASON: _there("no_nino_reason"),
    Item.NATIONALITY: pl.col("nationalities").list.len() > 0,
    Item.NO_NATIONALITY_REASON: _there("nationality_reason"),
    Item.EU_RESIDENCE_ANSWER: _there("residence_right"),
    Item.OPEN_REGISTER_CHOICE: pl.col("open_register").is_not_null(),
    Item.DECLARATION_OF_TRUTH: pl.col("declared_true"),
    Item.DATE: pl.col("declared_on").is_not_null(),
    Item.FORMER_NAME: _there("previous_surname") | _there("previous_forenames"),
    Item.FORMER_CONNECTION: _there("previous_address") | _there("address"),
}


def missing_of(
    kind: ApplicationKind,
    given: Collection[Item],
    *,
    nationalities: Collection[str],
    nation: Nation,
    on: date,
    date_of_birth: date | None,
) -> list[str]:
    """Return what one application lacks, as the codes that its row keeps.

    :param on: the legal day of receipt.
    """
    held = set(given)
    if Item.DECLARATION_OF_TRUTH in held:
        held |= _DECLARED_ON_THE_FORM.get(kind, _ALWAYS)
    lacking = missing_items(
        kind,
        held,
        eu_citizen=nation is Nation.ENGLAND and citizenship(list(nationalities), on) is Citizenship.OTHER_EU,
        under_16=date_of_birth is not None and date_of_birth > years_before(on, 16),
    )
    return [str(requirement.code) for requirement in lacking]


def given_in(rows: pl.DataFrame) -> list[set[Item]]:
    """Return the items that each row of a frame of records gives."""
    columns = rows.select(expression.alias(str(item)) for item, expression in _ITEMS.items())
    return [{Item(name) for name, there in row.items() if there} for row in columns.iter_rows(named=True)]


def with_missing(rows: pl.DataFrame, *, nation: Nation) -> pl.DataFrame:
    """Return records with a column `missing`: a list of codes.

    The law is asked once for each combination of kind, items, nationalities and day; not for each record.
    """
    flags = [expression.fill_null(value=False).alias(f"?{item}") for item, expression in _ITEMS.items()]
    frame = rows.with_columns(
        *flags,
        pl.col("nationalities").list.join(";").alias("?nationalities"),
        pl.when(pl.col("date_of_birth").dt.year() >= pl.col("lists_on").dt.year() - 17)
        .then("date_of_birth")
        .otherwise(pl.lit(None, dtype=pl.Date))
        .alias("?young"),
    )
    keys = ["kind", "lists_on", "?nationalities", "?young", *(f"?{item}" for item in _ITEMS)]
    combinations = frame.select(keys).unique(maintain_order=True)
    found = [
        missing_of(
            ApplicationKind(row["kind"]),
            [item for item in _ITEMS if row[f"?{item}"]],
            nationalities=[code for code in row["?nationalities"].split(";") if code],
            nation=nation,
            on=row["lists_on"],
            date_of_birth=row["?young"],
        )
        for row in combinations.iter_rows(named=True)
    ]
    answered = combinations.with_columns(pl.Series("missing", found, dtype=pl.List(pl.String)))
    joined = frame.join(answered, on=keys, how="left", nulls_equal=True, maintain_order="left")
    return joined.drop([name for name in joined.columns if name.startswith("?")])
