"""Dates in the forms that exports use, over whole columns.

The order of day and month is British unless a layout says otherwise. A column in which some values can only be read
month first is not trusted where both readings are possible: those values are refused, never guessed.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

import polars as pl

_TIME = r"[T ]\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?\s?(Z|[+-]\d{2}:?\d{2}|[AaPp][Mm])?$"
_ISO = r"^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$"
_COMPACT = r"^(\d{4})(\d{2})(\d{2})$"
_NUMERIC = r"^(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4}|\d{2})$"
_NAMED = r"^(\d{1,2})(?:st|nd|rd|th)?[-/. ]([a-z]{3})[a-z]*[-/., ]+(\d{4}|\d{2})$"
_SERIAL = r"^\d{4,5}$"
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
# Day 1 of Excel is 1 January 1900, and Excel takes 1900 for a leap year; so from March 1900 serials count from here.
_EXCEL_DAY_0 = date(1899, 12, 30)
_FIRST_SERIAL_COUNTED_SO = 61
_EARLIEST, _LATEST = date(1850, 1, 1), date(2200, 12, 31)


class Order(StrEnum):
    """Which of day and month stands first in a date of three numbers."""

    DAY_FIRST = "day"
    MONTH_FIRST = "month"


@dataclass(frozen=True, slots=True)
class ReadDates:
    """A column of dates as read: the dates, and which values were refused.

    `dates` is null where the text was blank or refused. `impossible` and `ambiguous` are Boolean, never null.
    `other_order` says whether some value can only be read in the other order of day and month.
    """

    dates: pl.Series
    impossible: pl.Series
    ambiguous: pl.Series
    other_order: bool


def read(text: pl.Series, *, two_digits_until: date, order: Order | None = None, distrust: bool = False) -> ReadDates:
    """Read a column of trimmed text as dates.

    Forms: ISO (with or without a time), `yyyymmdd`, `dd/mm/yyyy` and `d/m/yy` with any of `/ - .` or a space,
    `dd-Mon-yyyy`, and Excel's serial numbers. A bare year is refused, though it could be a serial number.

    :param two_digits_until: a year of two digits is the last such year whose date is not after this day.
    :param order: the order of day and month where it is certain; None reads day first, and refuses as ambiguous where
        the column has values that can only be read month first.
    :param distrust: refuse as ambiguous because an earlier part of the same column had such values.
    """
    blank = text.is_null() | (text == "")
    plain = text.str.to_date("%Y-%m-%d", strict=False)
    if (plain.is_null() == blank).all() and plain.is_between(_EARLIEST, _LATEST).all():
        return ReadDates(plain, _none(text), _none(text), other_order=False)
    frame = pl.DataFrame({"text": text.str.replace(_TIME, "").str.to_lowercase()})
    parts = frame.select(
        first=pl.col("text").str.extract(_NUMERIC, 1).cast(pl.Int16),
        second=pl.col("text").str.extract(_NUMERIC, 2).cast(pl.Int16),
        year=pl.col("text").str.extract(_NUMERIC, 3),
    )
    day, month = ("second", "first") if order is Order.MONTH_FIRST else ("first", "second")
    wrong_way = parts.select((pl.col(month) > 12) & (pl.col(day) <= 12)).to_series().fill_null(value=False)
    other_order = bool(wrong_way.any())
    numeric = parts.select(_day(pl.col("year"), pl.col(month), pl.col(day), two_digits_until)).to_series()
    dates = frame.select(
        pl.coalesce(_iso(_ISO), _iso(_COMPACT), _named(two_digits_until), _serial()).fill_null(numeric)
    ).to_series()
    if order is None and (other_order or distrust):
        doubtful = (parts["first"] <= 12) & (parts["second"] <= 12) & (parts["first"] != parts["second"])
        ambiguous = doubtful.fill_null(value=False) & dates.is_not_null()
    else:
        ambiguous = _none(text)
    impossible = dates.is_null() & ~blank
    dates = pl.select(pl.when(~ambiguous).then(dates)).to_series()
    return ReadDates(dates.alias(text.name), impossible, ambiguous, other_order)


def _none(text: pl.Series) -> pl.Series:
    return pl.Series([False], dtype=pl.Boolean).new_from_index(0, len(text))


def _iso(pattern: str) -> pl.Expr:
    parts = [pl.col("text").str.extract(pattern, group).cast(pl.Int32) for group in (1, 2, 3)]
    return _real(parts[0], parts[1], parts[2])


def _named(until: date) -> pl.Expr:
    month = (
        pl.col("text").str.extract(_NAMED, 2).replace_strict(_MONTHS, range(1, 13), default=None, return_dtype=pl.Int16)
    )
    return _day(
        pl.col("text").str.extract(_NAMED, 3), month, pl.col("text").str.extract(_NAMED, 1).cast(pl.Int16), until
    )


def _serial() -> pl.Expr:
    serial = pl.when(pl.col("text").str.contains(_SERIAL)).then(pl.col("text")).cast(pl.Int32)
    like_a_year = serial.is_between(_EARLIEST.year, _LATEST.year)
    counted = pl.when((serial >= _FIRST_SERIAL_COUNTED_SO) & ~like_a_year).then(serial)
    return pl.lit(_EXCEL_DAY_0) + pl.duration(days=counted)


def _day(year: pl.Expr, month: pl.Expr, day: pl.Expr, until: date) -> pl.Expr:
    """The date of a year of four or two digits; of two, in the century that keeps it on or before `until`."""
    number = year.cast(pl.Int32)
    late = number + until.year // 100 * 100
    full = (
        pl.when(year.str.len_chars() == 4)
        .then(number)
        .when(_real(late, month, day) <= until)
        .then(late)
        .otherwise(late - 100)
    )
    return _real(full, month, day)


def _real(year: pl.Expr, month: pl.Expr, day: pl.Expr) -> pl.Expr:
    """The date where there is such a day, else null."""
    sane = year.is_between(_EARLIEST.year, _LATEST.year) & month.is_between(1, 12) & day.is_between(1, 31)
    padded = pl.format("{}-{}-{}", year, month.cast(pl.String).str.zfill(2), day.cast(pl.String).str.zfill(2))
    return pl.when(sane).then(padded).str.to_date("%Y-%m-%d", strict=False)
