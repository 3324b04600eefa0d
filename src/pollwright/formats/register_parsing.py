"""A chunk of a register, from text to types: what each cell says, and which cells say nothing that can be read.

Parsing keeps the cleaned text of every column beside the parsed values, for the findings to quote.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date

import polars as pl

from pollwright.findings import Kind
from pollwright.formats import countries, dates, finding_frames, markers, postcodes, values
from pollwright.formats import finding_kinds as kinds
from pollwright.formats.dates import Order
from pollwright.formats.delimited import CELLS, ROW
from pollwright.formats.register_layouts import BIRTH_OR_ATTAINMENT, ELECTOR_COLUMNS, TARGETS, WHOLE_NAME

PAST_DATES = ("date_of_birth", BIRTH_OR_ATTAINMENT, "entry_from", "declared_on")
COMING_DATES = ("anonymous_until", "attains_on", "expires_on")
YES_NO = ("anonymous", "address_withheld", "open_register", "over_76")
WHOLE_NUMBERS = ("number", "suffix")
CODES: Mapping[str, tuple[str, ...]] = {
    "residence_right": ("settled", "pre_2021", "leave_not_needed", "limited_leave"),
    "category": (
        "ordinary",
        "forces",
        "forces_child",
        "crown_servant",
        "british_council",
        "overseas",
        "local_connection",
        "peer",
    ),
    "contact_by": ("post", "email", "phone", "sms"),
}
# There are people called Null.
_NOT_NAMES = [name for name in TARGETS if name not in ("surname", "forenames", WHOLE_NAME)]
_HOME = ("", "gb", "uk", "united kingdom", "great britain", "england", "scotland", "wales", "northern ireland")
_UNKNOWN_BIRTH_AGE_OF_ATTAINERS = 14
_LARGEST_NUMBER = 2**31 - 1


@dataclass
class Parsing:
    """A chunk being parsed: the text and the types so far, and the frames of findings."""

    text: pl.DataFrame
    typed: pl.DataFrame
    on: date
    findings: list[pl.DataFrame] = field(default_factory=list)
    other_order: set[str] = field(default_factory=set)

    def report(
        self,
        kind: Kind,
        where: pl.Series,
        column: str | None,
        value: pl.Expr | None = None,
        **details: pl.Expr | str | int,
    ) -> None:
        """Add a finding for each row where `where` is true. Expressions see `typed`, with the text as `text:column`."""
        if where.any():
            texts = self.text.rename({name: f"text:{name}" for name in self.text.columns})
            rows = pl.concat([self.typed, texts], how="horizontal").filter(where)
            shown = pl.col(f"text:{column}") if value is None and column in self.text.columns else value
            self.findings.append(finding_frames.at_rows(kind, rows, column, shown, **details))


def parse(canonical: pl.DataFrame, *, on: date, order: Order | None, distrusted: set[str]) -> Parsing:
    """Parse a chunk in our columns, all text, that has rows of the right number of cells only.

    :param on: the day of the import, which tells births from dates to come.
    :param order: the order of day and month where the layout is sure of it.
    :param distrusted: columns in which an earlier chunk had dates in the other order.
    """
    text = values.without_nothing(values.cleaned(canonical.drop(CELLS), TARGETS), _NOT_NAMES)
    parsing = Parsing(text.drop(ROW), text.select(ROW, *TARGETS), on)
    _read_dates(parsing, order, distrusted)
    _read_flags_and_numbers(parsing)
    _read_uprn(parsing)
    _read_codes(parsing)
    _read_postcodes(parsing)
    _read_email(parsing)
    _split_names(parsing)
    _read_marker(parsing, order)
    _settle_births(parsing)
    return parsing


def _read_dates(parsing: Parsing, order: Order | None, distrusted: set[str]) -> None:
    far = parsing.on.replace(year=parsing.on.year + 50, day=min(parsing.on.day, 28))
    for column in (*PAST_DATES, *COMING_DATES):
        until = far if column in COMING_DATES or column == BIRTH_OR_ATTAINMENT else parsing.on
        text = parsing.text[column]
        if text.null_count() == len(text):
            parsing.typed = parsing.typed.with_columns(pl.lit(None, dtype=pl.Date).alias(column))
            continue
        found = dates.read(text, two_digits_until=until, order=order, distrust=column in distrusted)
        parsing.typed = parsing.typed.with_columns(found.dates.alias(column))
        shown = "date_of_birth" if column == BIRTH_OR_ATTAINMENT else column
        quoted = pl.col(f"text:{column}")
        parsing.report(kinds.IMPOSSIBLE_DATE, found.impossible, shown, quoted)
        parsing.report(kinds.AMBIGUOUS_DATE, found.ambiguous, shown, quoted)
        if found.other_order and order is None:
            parsing.other_order.add(column)


def _read_with(parsing: Parsing, column: str, parse_text: Callable[[pl.Expr], pl.Expr], kind: Kind) -> None:
    """Parse one column in place; report what cannot be parsed."""
    parsed = parsing.text.select(parse_text(pl.col(column)).alias(column)).to_series()
    parsing.typed = parsing.typed.with_columns(parsed)
    parsing.report(kind, parsed.is_null() & parsing.text[column].is_not_null(), column)


def _number(text: pl.Expr) -> pl.Expr:
    number = values.whole_number(text)
    return pl.when(number <= _LARGEST_NUMBER).then(number).cast(pl.Int32)


def _read_flags_and_numbers(parsing: Parsing) -> None:
    for column in YES_NO:
        _read_with(parsing, column, values.boolean, kinds.BAD_YES_NO)
    for column in WHOLE_NUMBERS:
        _read_with(parsing, column, _number, kinds.BAD_NUMBER)


def _read_uprn(parsing: Parsing) -> None:
    text = pl.col("uprn")
    read = parsing.text.select(
        values.uprn(text),
        damaged=values.through_excel(text).fill_null(value=False),
        none=values.is_no_uprn(text).fill_null(value=False),
    )
    parsing.typed = parsing.typed.with_columns(read["uprn"])
    bad = read["uprn"].is_null() & parsing.text["uprn"].is_not_null() & ~read["none"]
    parsing.report(kinds.UPRN_THROUGH_EXCEL, bad & read["damaged"], "uprn")
    parsing.report(kinds.BAD_UPRN, bad & ~read["damaged"], "uprn")
    rounded = (read["uprn"] >= 10**11) & (read["uprn"] % 10**6 == 0)
    parsing.report(kinds.UPRN_ROUNDED, rounded.fill_null(value=False), "uprn")


def _read_codes(parsing: Parsing) -> None:
    for column, allowed in CODES.items():
        word = pl.col(column).str.to_lowercase().str.replace_all(r"[\s-]+", "_")
        code = parsing.text.select(pl.when(word.is_in(allowed)).then(word).alias(column)).to_series()
        parsing.typed = parsing.typed.with_columns(code)
        bad = code.is_null() & parsing.text[column].is_not_null()
        parsing.report(kinds.BAD_CODE, bad, column, allowed=", ".join(allowed))
    nations = pl.col("nationality").str.to_uppercase().str.replace_all(r"[\s,;/|]+", ";").str.strip_chars(";")
    known = nations.str.split(";").list.eval(pl.element().is_in(list(countries.CODES))).list.all()
    read = parsing.text.select(pl.when(known & (nations != "")).then(nations).alias("nationality")).to_series()
    parsing.typed = parsing.typed.with_columns(read)
    parsing.report(kinds.BAD_COUNTRY, read.is_null() & parsing.text["nationality"].is_not_null(), "nationality")


def _read_postcodes(parsing: Parsing) -> None:
    """Qualifying addresses are in the United Kingdom; a correspondence address abroad keeps its code as it is."""
    country = pl.col("correspondence_country").fill_null("").str.to_lowercase()
    abroad = parsing.text.select(~country.is_in(_HOME)).to_series()
    nowhere = pl.Series([False], dtype=pl.Boolean).new_from_index(0, len(abroad))
    for column, foreign in (("postcode", nowhere), ("correspondence_postcode", abroad)):
        text = parsing.text[column]
        read = parsing.text.select(postcodes.normalised(pl.col(column))).to_series()
        kept = pl.select(pl.when(foreign).then(text).otherwise(read).alias(column)).to_series()
        parsing.typed = parsing.typed.with_columns(kept)
        report_postcodes(parsing, kept.is_null() & text.is_not_null(), column)


def report_postcodes(parsing: Parsing, bad: pl.Series, column: str) -> None:
    """Report bad postcodes, with what was probably meant where that is clear."""
    if not bad.any():
        return
    distinct = parsing.text[column].filter(bad).unique().to_list()
    meant = parsing.text[column].replace_strict(
        distinct, [postcodes.suggestion(value) for value in distinct], default=None, return_dtype=pl.String
    )
    parsing.typed = parsing.typed.with_columns(meant.alias("meant"))
    parsing.report(kinds.LIKELY_POSTCODE, bad & meant.is_not_null(), column, meant=pl.col("meant"))
    parsing.report(kinds.BAD_POSTCODE, bad & meant.is_null(), column)
    parsing.typed = parsing.typed.drop("meant")


def _read_email(parsing: Parsing) -> None:
    _read_with(parsing, "email", values.email, kinds.BAD_EMAIL)


def _split_names(parsing: Parsing) -> None:
    """Part a name in one column: at a comma; else after leading capitals; else after the first word, with a warning.

    Registers print the surname first.
    """
    whole = pl.col(WHOLE_NAME)
    if parsing.text[WHOLE_NAME].null_count() == parsing.text.height:
        return
    comma, capitals = (
        r"^([^,]+?)\s*,\s*(.*)$",
        r"^((?:[\p{Lu}'’.-]{2,}\s+)*[\p{Lu}'’-]{2,})(?:\s+([\p{Lu}][^\p{Lu}]*.*))?$",
    )
    first = r"^(\S+)(?:\s+(.*))?$"
    surname = pl.coalesce(*(whole.str.extract(pattern, 1) for pattern in (comma, capitals, first)))
    forenames = (
        pl.when(whole.str.contains(comma))
        .then(whole.str.extract(comma, 2))
        .when(whole.str.contains(capitals))
        .then(whole.str.extract(capitals, 2))
        .otherwise(whole.str.extract(first, 2))
    )
    needed = pl.col("surname").is_null() & whole.is_not_null()
    guessed = parsing.text.select(
        needed & ~whole.str.contains(comma) & ~whole.str.contains(capitals) & whole.str.contains(" ")
    ).to_series()
    parsing.typed = parsing.typed.with_columns(
        pl.when(needed).then(surname).otherwise(pl.col("surname")).alias("surname"),
        pl.when(needed & (forenames != "")).then(forenames).otherwise(pl.col("forenames")).alias("forenames"),
    )
    parsing.report(kinds.NAME_SPLIT, guessed.fill_null(value=False), "surname", pl.col(f"text:{WHOLE_NAME}"))


def _read_marker(parsing: Parsing, order: Order | None) -> None:
    """Take the marker apart: letters are evidence, N makes the entry anonymous, F and L tell the category."""
    read = parsing.text.select(markers.read(pl.col("marker")))
    parsing.report(kinds.UNKNOWN_MARKER, read["marker_unknown"], "marker")
    parsing.report(kinds.ABSENT_VOTER_MARK, read["marker_absent"], "marker")
    denied = read["marker_anonymous"] & (parsing.typed["anonymous"] == False).fill_null(value=False)  # noqa: E712
    parsing.report(kinds.ANONYMOUS_BY_MARKER, denied, "marker")
    until = parsing.on.replace(year=parsing.on.year + 50, day=min(parsing.on.day, 28))
    printed = dates.read(read["marker_date"].str.to_lowercase(), two_digits_until=until, order=order or Order.DAY_FIRST)
    parsing.report(kinds.IMPOSSIBLE_DATE, printed.impossible, "marker")
    letters = pl.col("marker_letters").fill_null("")
    parsing.typed = (
        parsing.typed.with_columns(read["marker_letters"], read["marker_anonymous"], printed.dates.alias("printed"))
        .with_columns(
            pl.col("attains_on").fill_null(pl.col("printed")),
            pl.when("marker_anonymous").then(pl.lit(value=True)).otherwise(pl.col("anonymous")).alias("anonymous"),
            pl.col("category").fill_null(
                pl.when(letters.str.contains("F"))
                .then(pl.lit("overseas"))
                .when(letters.str.contains("L"))
                .then(pl.lit("peer"))
                .otherwise(pl.lit("ordinary"))
            ),
            pl.col("marker_letters").alias("marker"),
        )
        .drop("marker_letters", "marker_anonymous", "printed")
    )


def _settle_births(parsing: Parsing) -> None:
    """Tell births from dates of attaining 18 where one column holds either: attainers are at least 14."""
    youngest = parsing.on.replace(year=parsing.on.year - _UNKNOWN_BIRTH_AGE_OF_ATTAINERS, day=min(parsing.on.day, 28))
    either = pl.col(BIRTH_OR_ATTAINMENT)
    parsing.typed = parsing.typed.with_columns(
        pl.col("date_of_birth").fill_null(pl.when(either <= youngest).then(either)),
        pl.col("attains_on").fill_null(pl.when(either > youngest).then(either)),
    ).select(ROW, *ELECTOR_COLUMNS)
