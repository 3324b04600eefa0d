"""Findings by the thousand: frames with one finding a row, and the error file that an officer mends a file by."""

from string import Formatter
from typing import Any

import polars as pl

from pollwright.findings import SHOWN_LENGTH, Counts, Finding, Kind, Level
from pollwright.formats.delimited import ROW

SCHEMA = {
    "row": pl.UInt32,
    "column": pl.String,
    "value": pl.String,
    "level": pl.String,
    "code": pl.String,
    "problem": pl.String,
    "remedy": pl.String,
}
"""The columns of a frame of findings, and of the error file."""

_UNPRINTABLE = r"[\x00-\x1f\x7f-\x9f\x{200e}\x{200f}\x{202a}-\x{202e}\x{2066}-\x{2069}]+"


def empty() -> pl.DataFrame:
    """Return a frame of no findings."""
    return pl.DataFrame(schema=SCHEMA)


def of(findings: tuple[Finding, ...] | list[Finding]) -> pl.DataFrame:
    """Return a frame of findings made one by one."""
    return pl.DataFrame([{name: getattr(found, name) for name in SCHEMA} for found in findings], schema=SCHEMA)


def at_rows(
    kind: Kind, rows: pl.DataFrame, column: str | None, value: pl.Expr | None = None, **details: pl.Expr | str | int
) -> pl.DataFrame:
    """Return a finding of one kind for each row of a frame that has `@row`.

    :param value: the value to show, made safe here.
    :param details: fill the named places in the kind's words, from a column or with one text for all.
    """
    return rows.select(
        pl.col(ROW).cast(pl.UInt32).alias("row"),
        pl.lit(column, dtype=pl.String).alias("column"),
        (pl.lit(None, dtype=pl.String) if value is None else _shown(value)).alias("value"),
        pl.lit(str(kind.level)).alias("level"),
        pl.lit(kind.code).alias("code"),
        _words(kind.problem, details).alias("problem"),
        _words(kind.remedy, details).alias("remedy"),
    )


def count(findings: pl.DataFrame) -> Counts:
    """Return the counts of a frame of findings by level and by code."""
    levels = dict(findings.group_by("level").len().rows())
    codes = dict(sorted(findings.group_by("code").len().rows()))
    return Counts(levels.get(Level.ERROR, 0), levels.get(Level.WARNING, 0), levels.get(Level.NOTE, 0), codes)


def _shown(value: pl.Expr) -> pl.Expr:
    plain = value.cast(pl.String).str.replace_all(_UNPRINTABLE, " ").str.strip_chars()
    cut = pl.concat_str(plain.str.slice(0, SHOWN_LENGTH - 1), pl.lit("…"))
    return pl.when(plain.str.len_chars() > SHOWN_LENGTH).then(cut).otherwise(plain)


def _words(words: str, details: dict[str, pl.Expr | str | int]) -> pl.Expr:
    """The words of a kind with its named places filled, for each row."""
    parts = []
    for plain, name, _, _ in Formatter().parse(words):
        parts.append(pl.lit(plain))
        if name:
            detail = details[name]
            parts.append(detail.cast(pl.String).fill_null("") if isinstance(detail, pl.Expr) else pl.lit(str(detail)))
    return pl.concat_str(parts) if len(parts) > 1 else pl.lit(words)


class Tally:
    """How often each thing was found in a file that is read in parts, and where first."""

    def __init__(self) -> None:
        self._parts: list[pl.DataFrame] = []

    def add(self, findings: pl.DataFrame) -> None:
        """Count a part of the findings, in the order of their rows."""
        if findings.height:
            self._parts.append(_tallied(findings.with_columns(pl.lit(1, dtype=pl.UInt32).alias("count"))))

    def told(self) -> list[dict[str, Any]]:
        """Return level, code, words, count and first place of each, errors before all; values are not among them."""
        if not self._parts:
            return []
        order = {str(level): at for at, level in enumerate((Level.ERROR, Level.WARNING, Level.NOTE))}
        every = _tallied(pl.concat(self._parts)).to_dicts()
        return sorted(every, key=lambda found: (order[found["level"]], found["code"]))


def _tallied(counted: pl.DataFrame) -> pl.DataFrame:
    first = pl.col("level", "problem", "remedy", "row", "column").first()
    return counted.group_by("code", maintain_order=True).agg(pl.col("count").sum(), first)
