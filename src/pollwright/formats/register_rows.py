"""Checking the rows of a register of electors, chunk by chunk, by whole columns.

    checker = Checker(layout, on=today)
    for chunk in table.chunks():
        checked = checker.check(chunk)      # rows in types, and the findings about this chunk
    last = checker.finish()                 # findings that only the whole file can show

A row with an error is left out of the rows; one with a warning or a note is kept. Findings about anonymous entries
never show a value.
"""

from dataclasses import dataclass
from datetime import date

import polars as pl

from pollwright.findings import Counts, Kind, Level
from pollwright.formats import finding_frames, markers, register_parsing, values
from pollwright.formats import finding_kinds as kinds
from pollwright.formats.delimited import CELLS, ROW
from pollwright.formats.first_seen import FirstSeen
from pollwright.formats.register_layouts import Layout
from pollwright.formats.register_parsing import Parsing

LIMITS = {
    "elector_reference": 50,
    "title": 35,
    "forenames": 100,
    "surname": 100,
    "previous_forenames": 100,
    "previous_surname": 100,
    "nationality": 60,
    "district": 10,
    "property_reference": 40,
    "phone": 50,
    **{f"address{at}": 120 for at in range(1, 7)},
    **{f"correspondence{at}": 120 for at in range(1, 6)},
    "correspondence_postcode": 12,
    "correspondence_country": 60,
}
"""The most characters that each column of text may have."""

_NAMES = ("forenames", "surname", "previous_forenames", "previous_surname")
_READABLE = (*_NAMES, *(f"address{at}" for at in range(1, 7)))
_OLDEST = 120
_CUT_AT = 35


@dataclass(frozen=True, slots=True)
class Checked:
    """What came of a chunk: the rows without errors (`row` and our columns, typed), and the findings about it.

    Dates are Date, yes and no Boolean, `number` and `suffix` Int32, `uprn` Int64, all else text; null is not known.
    """

    rows: pl.DataFrame
    findings: pl.DataFrame


@dataclass(frozen=True, slots=True)
class Totals:
    """How many rows were read, kept and refused; read = kept + refused."""

    read: int
    kept: int
    refused: int
    findings: Counts


class Checker:
    """Checks a register of electors in one layout, remembering what must not stand in the file twice.

    :param on: the day of the import: births after it are refused.
    :param nation: whose franchise decides which inherited markers are doubtful.
    :param districts: the letters of every polling district; None checks only that there are letters.
    """

    def __init__(
        self, layout: Layout, *, on: date, nation: str = "england", districts: frozenset[str] | None = None
    ) -> None:
        self._layout = layout
        self._on = on
        self._nation = nation
        self._districts = None if districts is None else sorted(districts)
        self._numbers, self._references = FirstSeen(), FirstSeen()
        self._other_order: set[str] = set()
        self._dates_taken: set[str] = set()
        self._knows_open_register = False
        self._read = self._refused = 0
        self._counts: list[pl.DataFrame] = []

    def check(self, chunk: pl.DataFrame) -> Checked:
        """Check the next chunk of the file, as `Table.chunks` yields it."""
        shapes = _shapes(chunk)
        whole = self._layout.canonical(chunk.filter(pl.col(CELLS).is_null()))
        parsing = register_parsing.parse(whole, on=self._on, order=self._layout.order, distrusted=self._other_order)
        self._note_dates(parsing)
        self._knows_open_register |= parsing.text["open_register"].null_count() < parsing.text.height
        _check_required(parsing, self._layout)
        _check_lengths(parsing)
        _check_readable(parsing)
        _check_dates(parsing)
        _check_markers(parsing, self._nation)
        _check_addresses(parsing)
        self._check_districts(parsing)
        self._check_repeats(parsing)
        findings = _hiding_anonymous(pl.concat([shapes, *parsing.findings]), parsing.typed).sort("row", "column")
        refused = findings.filter(pl.col("level") == Level.ERROR)["row"].unique()
        rows = parsing.typed.filter(~pl.col(ROW).is_in(refused.implode())).rename({ROW: "row"})
        self._read += chunk.height
        self._refused += chunk.height - rows.height
        self._counts.append(findings.group_by("level", "code").len())
        return Checked(rows, findings)

    def finish(self) -> pl.DataFrame:
        """Return the findings that only the whole file can show. They have no row."""
        mixed = sorted(self._other_order & self._dates_taken)
        whole = [kinds.MIXED_DATES.at(column=column) for column in mixed]
        if self._read and not self._knows_open_register:
            whole.append(kinds.NO_OPEN_REGISTER.at(column="open_register"))
        findings = finding_frames.of(whole)
        self._counts.append(findings.group_by("level", "code").len())
        return findings

    def totals(self) -> Totals:
        """Return the totals of everything checked so far."""
        counted = pl.concat(self._counts) if self._counts else finding_frames.empty().group_by("level", "code").len()
        levels = dict(counted.group_by("level").agg(pl.col("len").sum()).rows())
        codes = dict(sorted(counted.group_by("code").agg(pl.col("len").sum()).rows()))
        errors, warnings, notes = (levels.get(level, 0) for level in (Level.ERROR, Level.WARNING, Level.NOTE))
        kept = self._read - self._refused
        return Totals(self._read, kept, self._refused, Counts(errors, warnings, notes, codes))

    def _note_dates(self, parsing: Parsing) -> None:
        """Remember in which columns dates were taken that a later chunk may show to have been misread."""
        doubtful = r"^\d{1,2}[-/. ]\d{1,2}[-/. ]"
        for column in (*register_parsing.PAST_DATES, *register_parsing.COMING_DATES):
            if column in self._dates_taken or column in self._other_order or column in parsing.other_order:
                continue
            if parsing.text[column].str.contains(doubtful).any():
                self._dates_taken.add(column)
        self._other_order |= parsing.other_order

    def _check_districts(self, parsing: Parsing) -> None:
        if self._districts is not None:
            unknown = ~parsing.typed["district"].is_in(self._districts)
            parsing.report(kinds.UNKNOWN_DISTRICT, unknown.fill_null(value=False), "district")

    def _check_repeats(self, parsing: Parsing) -> None:
        typed = parsing.typed
        number = typed.select(
            pl.col("district").str.to_uppercase(), pl.col("number"), pl.col("suffix").fill_null(0).alias("suffix")
        )
        parts = pl.concat_str("district", pl.lit(" "), "number", pl.lit("/"), pl.col("suffix").fill_null(0))
        self._report_repeats(parsing, self._numbers, number, kinds.REPEATED_NUMBER, "number", parts)
        reference = typed.select("elector_reference")
        self._report_repeats(parsing, self._references, reference, kinds.REPEATED_REFERENCE, "elector_reference", None)

    @staticmethod
    def _report_repeats(
        parsing: Parsing, seen: FirstSeen, keys: pl.DataFrame, kind: Kind, column: str, value: pl.Expr | None
    ) -> None:
        first = seen.repeats(keys, parsing.typed[ROW])
        parsing.typed = parsing.typed.with_columns(first)
        parsing.report(kind, first.is_not_null(), column, value, first=pl.col("first"))
        parsing.typed = parsing.typed.drop("first")


def _shapes(chunk: pl.DataFrame) -> pl.DataFrame:
    """Return the findings about rows with too few or too many cells."""
    columns = chunk.width - 2
    wrong = chunk.filter(pl.col(CELLS).is_not_null())
    short, long = wrong.filter(pl.col(CELLS) < columns), wrong.filter(pl.col(CELLS) > columns)
    return pl.concat(
        finding_frames.at_rows(kind, rows, None, None, cells=pl.col(CELLS), columns=columns)
        for kind, rows in ((kinds.SHORT_ROW, short), (kinds.LONG_ROW, long))
    )


def _check_required(parsing: Parsing, layout: Layout) -> None:
    anonymous = parsing.typed["anonymous"].fill_null(value=False)
    parsing.report(kinds.NO_SURNAME, parsing.typed["surname"].is_null() & ~anonymous, "surname")
    parsing.report(kinds.NO_DISTRICT, parsing.typed["district"].is_null(), "district")
    if "number" in layout.filled:
        parsing.report(kinds.NO_NUMBER, parsing.text["number"].is_null(), "number")


def _check_lengths(parsing: Parsing) -> None:
    longest = parsing.typed.select(pl.col(list(LIMITS)).str.len_chars().max()).row(0, named=True)
    for column, limit in LIMITS.items():
        if (longest[column] or 0) > limit:
            over = (parsing.typed[column].str.len_chars() > limit).fill_null(value=False)
            parsing.report(kinds.TOO_LONG, over, column, pl.col(column), limit=limit)
    cut = (parsing.typed["surname"].str.len_chars() == _CUT_AT).fill_null(value=False)
    parsing.report(kinds.NAME_MAY_BE_CUT, cut, "surname", pl.col("surname"))


def _check_readable(parsing: Parsing) -> None:
    found = parsing.typed.select(values.garbled(pl.col(_READABLE)).any()).row(0, named=True)
    for column in _READABLE:
        if found[column]:
            garbled = parsing.typed.select(values.garbled(pl.col(column)).fill_null(value=False)).to_series()
            parsing.report(kinds.GARBLED, garbled, column, pl.col(column))
    for column in _NAMES:
        figures = parsing.typed[column].str.contains("[0-9]").fill_null(value=False)
        parsing.report(kinds.FIGURES_IN_NAME, figures, column, pl.col(column))


def _check_dates(parsing: Parsing) -> None:
    typed, on = parsing.typed, parsing.on
    born = typed["date_of_birth"]
    oldest = on.replace(year=on.year - _OLDEST, day=min(on.day, 28))
    parsing.report(kinds.BORN_IN_FUTURE, (born > on).fill_null(value=False), "date_of_birth", pl.col("date_of_birth"))
    parsing.report(kinds.VERY_OLD, (born < oldest).fill_null(value=False), "date_of_birth", pl.col("date_of_birth"))
    for column in ("entry_from", "declared_on"):
        parsing.report(kinds.DATE_IN_FUTURE, (typed[column] > on).fill_null(value=False), column)
    order = (typed["expires_on"] < typed["declared_on"]).fill_null(value=False)
    parsing.report(kinds.DATES_OUT_OF_ORDER, order, "expires_on")
    # Somebody born on 29 February may be shown as attaining 18 on 28 February or 1 March.
    apart = typed.select(
        (pl.col("attains_on") - pl.col("date_of_birth").dt.offset_by("18y")).dt.total_days().abs() > 1
    ).to_series()
    parsing.report(kinds.ATTAINS_OTHERWISE, apart.fill_null(value=False), "attains_on", pl.col("attains_on"))


def _check_markers(parsing: Parsing, nation: str) -> None:
    for letter in markers.DOUBTFUL[nation]:
        found = parsing.typed["marker"].str.contains(letter, literal=True).fill_null(value=False)
        parsing.report(kinds.DOUBTFUL_MARKER, found, "marker", letter=letter, nation=nation.replace("-", " ").title())


def _check_addresses(parsing: Parsing) -> None:
    """An ordinary entry that is neither anonymous nor withheld needs something that says where."""
    lacking = parsing.typed.select(
        (pl.col("category") == "ordinary")
        & ~pl.col("anonymous").fill_null(value=False)
        & ~pl.col("address_withheld").fill_null(value=False)
        & pl.all_horizontal(
            pl.col("address1", "address2", "address3", "property_reference").is_null(), pl.col("uprn").is_null()
        )
    ).to_series()
    parsing.report(kinds.NO_ADDRESS, lacking, "address1")


def _hiding_anonymous(findings: pl.DataFrame, typed: pl.DataFrame) -> pl.DataFrame:
    """Take the values out of the findings about anonymous entries; a postcode that was meant stands in the words."""
    hidden = pl.col("row").is_in(typed.filter(pl.col("anonymous").fill_null(value=False))[ROW].implode())
    telling = hidden & (pl.col("code") == kinds.LIKELY_POSTCODE.code)
    plain = {name: getattr(kinds.BAD_POSTCODE, name) for name in ("code", "problem", "remedy")}
    return findings.with_columns(
        pl.when(~hidden).then(pl.col("value")).alias("value"),
        *(pl.when(telling).then(pl.lit(words)).otherwise(pl.col(name)).alias(name) for name, words in plain.items()),
    )
