"""Reading records of the national digital service: whole columns at a time, nothing of the database.

Records come as text in the shape of `applications.csv`. Columns that we do not know are kept as they came (INT-301).
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Final

import polars as pl

from pollwright.findings import Level, declare
from pollwright.formats import finding_frames, postcodes, values
from pollwright.formats.delimited import CELLS, ROW
from pollwright.law.countries import COUNTRIES
from pollwright.law.facts import ResidenceRight
from pollwright.law.registration import ApplicationKind
from pollwright.refusals import Refused
from pollwright.register.states import Category

COLUMNS: Final = (
    "application_reference", "received_at", "kind", "fn", "mn", "ln", "pfn", "pln", "dob", "nodobreason", "nat",
    "nonatreason", "nino", "noninoreason", "regproperty", "regstreet", "reglocality", "regtown", "regarea",
    "regpostcode", "reguprn", "oadr", "lastcategory", "opnreg", "phone", "email", "ip", "lang", "residence_right",
    "previous_address", "left_address_within_12_months", "declared_true", "declared_on", "elector_reference",
)  # fmt: skip
NEEDED: Final = ("application_reference", "received_at", "kind", "fn", "ln")
LONGEST_FIRST_NAME, LONGEST_MIDDLE_NAMES = 35, 100
"""What the service's form takes; a name of exactly that length may have been cut (INT-302)."""

NO_REFERENCE = declare(
    "application.no-reference",
    Level.ERROR,
    "The record has no reference of the national digital service.",
    "Ask the service for the record again; without its reference it can't be told from another.",
)
REPEATED = declare(
    "application.repeated-in-file",
    Level.WARNING,
    "The reference stands in this file more than once; the first record counts.",
    "Nothing needs to be done if the records are the same.",
)
BAD_MOMENT = declare(
    "application.no-moment",
    Level.ERROR,
    "The moment of receipt is missing, in the future, or can't be read.",
    "It must be a date and time with its offset, such as 2026-04-20T23:50:00+01:00, and not after now.",
)
BAD_KIND = declare(
    "application.unknown-kind",
    Level.ERROR,
    "The kind of application is not known.",
    "Use one of: ordinary, overseas, forces, crown_servant, british_council, local_connection, anonymous,"
    " change_of_name, renewal.",
)
BAD_BIRTH = declare(
    "application.bad-birth",
    Level.WARNING,
    "The date of birth can't be read, so it counts as missing.",
    "Ask the applicant for it.",
)
BAD_NATIONALITY = declare(
    "application.bad-nationality",
    Level.WARNING,
    "A nationality is not a country's two-letter code, so it counts as missing.",
    "Ask the applicant for it.",
)


class NotApplications(Refused):
    """The file lacks columns that every record has."""

    code = "register.R140"
    problem = "This file can't be records of applications: it lacks {columns}."
    remedy = "Use the file as the digital service or its simulator gives it; the columns are in the reference."


@dataclass(frozen=True, slots=True)
class ReadRecords:
    """Records that can be taken in, typed, with what was found in them.

    `rows` has the columns of the table of applications that the record itself decides, and those of the private part.
    """

    rows: pl.DataFrame
    findings: pl.DataFrame
    unreadable: int


_CATEGORY: Final = {
    ApplicationKind.FORCES: Category.FORCES,
    ApplicationKind.CROWN_SERVANT: Category.CROWN_SERVANT,
    ApplicationKind.BRITISH_COUNCIL: Category.BRITISH_COUNCIL,
    ApplicationKind.OVERSEAS: Category.OVERSEAS,
    ApplicationKind.RENEWAL: Category.OVERSEAS,
    ApplicationKind.LOCAL_CONNECTION: Category.LOCAL_CONNECTION,
}
_OTHER_ADDRESS = {"none": "none", "student": "student", "secondhome": "second-home", "second-home": "second-home"}
_RIGHTS = [str(right) for right in ResidenceRight]


def category_of(kind: ApplicationKind) -> Category:
    """Return the category of elector that a kind of application leads to."""
    return _CATEGORY.get(kind, Category.ORDINARY)


def read_records(records: pl.DataFrame, *, at: datetime, earliest: date) -> ReadRecords:
    """Return the records that can be taken in; the others are findings.

    :param records: text columns, as `formats.intake` reads them.
    :param at: now; a receipt after it is an error of the record.
    :param earliest: the first day that the calendar knows.
    :raises NotApplications: where it is another kind of file.
    """
    lacking = [name for name in NEEDED if name not in records.columns]
    if lacking:
        raise NotApplications(columns=", ".join(lacking))
    frame = _complete(records)
    frame = frame.with_columns(*_parsed(frame)).with_columns(
        pl.col("moment").dt.convert_time_zone("Europe/London").dt.date().alias("lists_on")
    )
    findings = [finding_frames.empty()]
    for kind, column, wrong in (
        (NO_REFERENCE, "application_reference", pl.col("application_reference").is_null()),
        (BAD_MOMENT, "received_at", ~_possible(at, earliest)),
        (BAD_KIND, "kind", ~pl.col("kind").is_in([str(each) for each in ApplicationKind])),
    ):
        bad = frame.filter(wrong.fill_null(value=True))
        findings.append(finding_frames.at_rows(kind, bad, column))
        frame = frame.filter(~wrong.fill_null(value=True))
    first = frame.unique("application_reference", keep="first", maintain_order=True)
    again = frame.join(first.select(ROW), on=ROW, how="anti")
    findings.append(finding_frames.at_rows(REPEATED, again, "application_reference"))
    for kind, column, wrong in (
        (BAD_BIRTH, "dob", pl.col("bad_birth")),
        (BAD_NATIONALITY, "nat", pl.col("bad_nationality")),
    ):
        findings.append(finding_frames.at_rows(kind, first.filter(wrong), column))
    unreadable = records.height - frame.height
    return ReadRecords(_shaped(first), pl.concat(findings), unreadable)


def _complete(records: pl.DataFrame) -> pl.DataFrame:
    """Return the frame with every known column, cleaned, and `outside` with those we do not know as JSON."""
    unknown = [name for name in records.columns if name not in (*COLUMNS, ROW, CELLS)]
    frame = records if ROW in records.columns else records.with_row_index(ROW, offset=2)
    missing = [pl.lit(None, dtype=pl.String).alias(name) for name in COLUMNS if name not in frame.columns]
    frame = values.cleaned(frame.with_columns(*missing), [*COLUMNS, *unknown])
    if not unknown:
        return frame.with_columns(pl.lit("{}").alias("outside"))
    rows = frame.select(unknown).iter_rows(named=True)
    kept = [json.dumps({name: value for name, value in row.items() if value}, ensure_ascii=False) for row in rows]
    return frame.with_columns(pl.Series("outside", kept, dtype=pl.String))


def _parsed(frame: pl.DataFrame) -> list[pl.Expr]:
    born = pl.col("dob").str.to_date("%Y-%m-%d", strict=False)
    codes = pl.col("nat").str.to_uppercase().str.replace_all(r"[,\s]+", ";").str.split(";")
    codes = codes.list.eval(pl.element().filter(pl.element() != ""))
    known = codes.list.eval(pl.element().is_in(list(COUNTRIES))).list.all()
    return [
        pl.col("received_at")
        .str.replace("Z$", "+00:00")
        .str.to_datetime("%Y-%m-%dT%H:%M:%S%.f%:z", strict=False, time_zone="UTC")
        .alias("moment"),
        born.alias("date_of_birth"),
        values.bad(born, pl.col("dob")).alias("bad_birth"),
        pl.when(known).then(codes).otherwise(pl.lit([], dtype=pl.List(pl.String))).alias("nationalities"),
        (pl.col("nat").is_not_null() & ~known.fill_null(value=True)).alias("bad_nationality"),
        values.boolean(pl.col("opnreg")).alias("open_choice"),
        values.boolean(pl.col("left_address_within_12_months")).alias("left_within_a_year"),
        values.boolean(pl.col("declared_true")).fill_null(value=False).alias("truth"),
        pl.col("declared_on").str.to_date("%Y-%m-%d", strict=False).alias("declared"),
        values.uprn(pl.col("reguprn")).alias("uprn"),
    ]


def _possible(at: datetime, earliest: date) -> pl.Expr:
    first = datetime(earliest.year, earliest.month, earliest.day, tzinfo=UTC)
    return pl.col("moment").is_not_null() & pl.col("moment").is_between(first, at.astimezone(UTC))


def _shaped(frame: pl.DataFrame) -> pl.DataFrame:
    blank = pl.lit("")
    postcode = pl.coalesce(postcodes.normalised(pl.col("regpostcode")), "regpostcode", blank)
    other = pl.col("oadr").str.to_lowercase().replace_strict(_OTHER_ADDRESS, default="")
    parts = [pl.col(name) for name in ("regproperty", "regstreet", "reglocality", "regtown")]
    kinds = {str(kind): str(category) for kind, category in _CATEGORY.items()}
    return frame.select(
        pl.col("application_reference").str.slice(0, 40).alias("outside_reference"),
        "kind",
        pl.col("moment").alias("received_at"),
        "lists_on",
        pl.concat_str(["fn", "mn"], separator=" ", ignore_nulls=True).str.slice(0, 100).alias("forenames"),
        pl.coalesce("ln", blank).str.slice(0, 100).alias("surname"),
        pl.coalesce("fn", blank).alias("first_name"),
        pl.coalesce("pfn", blank).str.slice(0, 100).alias("previous_forenames"),
        pl.coalesce("pln", blank).str.slice(0, 100).alias("previous_surname"),
        "nationalities",
        pl.coalesce("nonatreason", blank).str.slice(0, 200).alias("nationality_reason"),
        pl.when(pl.col("residence_right").is_in(_RIGHTS))
        .then("residence_right")
        .otherwise(blank)
        .alias("residence_right"),
        pl.col("kind").replace_strict(kinds, default=str(Category.ORDINARY)).alias("category"),
        (pl.col("kind") == ApplicationKind.ANONYMOUS).alias("anonymous"),
        pl.concat_str(parts, separator=", ", ignore_nulls=True).str.slice(0, 500).alias("address"),
        postcode.str.slice(0, 10).alias("postcode"),
        "uprn",
        pl.coalesce("previous_address", blank).str.slice(0, 500).alias("previous_address"),
        "left_within_a_year",
        pl.coalesce(other, blank).alias("other_address"),
        pl.col("open_choice").alias("open_register"),
        pl.coalesce("email", blank).str.slice(0, 255).alias("email"),
        pl.coalesce("phone", blank).str.slice(0, 50).alias("phone"),
        pl.when(pl.col("lang") == "cy").then(pl.lit("cy")).otherwise(pl.lit("en")).alias("language"),
        pl.col("truth").alias("declared_true"),
        pl.col("declared").alias("declared_on"),
        pl.coalesce("elector_reference", blank).alias("elector_reference"),
        "outside",
        "date_of_birth",
        pl.coalesce("nodobreason", blank).str.slice(0, 200).alias("no_birth_reason"),
        pl.coalesce("nino", blank).alias("nino"),
        pl.coalesce("noninoreason", blank).str.slice(0, 200).alias("no_nino_reason"),
        (
            (pl.coalesce("fn", blank).str.len_chars() >= LONGEST_FIRST_NAME)
            | (pl.coalesce("ln", blank).str.len_chars() >= LONGEST_FIRST_NAME)
            | (pl.coalesce("mn", blank).str.len_chars() >= LONGEST_MIDDLE_NAMES)
        ).alias("name_may_be_cut"),
    )
