"""Mapping files: a council's own words for which columns of a register mean what, in TOML.

name = "old-system"
date_order = "day"                # or "month"; leave out where dates say for themselves

[columns]
surname = "Last Name"
forenames = ["First Name", "Middle Names"]
district = { column = "Elector Number", pattern = "^([A-Z]+)" }
open_register = { column = "Opted out", values = { "Y" = "no", "N" = "yes" } }
nationality = { constant = "GB" }
"""

import re
import tomllib
from collections.abc import Mapping
from pathlib import Path

import polars as pl

from pollwright.findings import Finding, Level, declare
from pollwright.formats.dates import Order
from pollwright.formats.register_layouts import TARGETS, Layout, Source

LIMIT_BYTES = 1024 * 1024
_TOP = {"name", "title", "date_order", "columns"}
_KEYS = {"column", "columns", "join", "pattern", "values", "constant"}

UNREADABLE = declare(
    "mapping.unreadable",
    Level.ERROR,
    "The mapping file is not valid TOML: {reason}",
    "Put the line right. The manual has an example.",
)
UNKNOWN_KEY = declare(
    "mapping.unknown-key",
    Level.ERROR,
    "A mapping file has no '{key}' here.",
    "Use one of: {allowed}.",
)
UNKNOWN_COLUMN = declare(
    "mapping.unknown-column",
    Level.ERROR,
    "'{key}' is not one of our columns.",
    "The manual lists our columns under electors.csv. '{nearest}' is the nearest name.",
)
BAD_SOURCE = declare(
    "mapping.bad-source",
    Level.ERROR,
    "What stands for '{key}' cannot be used: {reason}.",
    "Write a heading, a list of headings, or a table with column, columns, join, pattern, values or constant.",
)
NOTHING_NEEDED = declare(
    "mapping.lacks-column",
    Level.ERROR,
    "The mapping does not say where '{key}' comes from.",
    "Add a line for it under [columns].",
)
BAD_ORDER = declare(
    "mapping.bad-date-order",
    Level.ERROR,
    "The order of dates is neither 'day' nor 'month'.",
    'Write date_order = "day" or date_order = "month", or leave the line out.',
)


class BadMapping(Exception):
    """A mapping file that cannot be used. Carries every finding about it."""

    def __init__(self, findings: tuple[Finding, ...]) -> None:
        super().__init__("; ".join(finding.problem for finding in findings))
        self.findings = findings


def from_mapping(path: Path) -> Layout:
    """Return the layout that a mapping file describes.

    :raises BadMapping: with all that is wrong with it.
    """
    try:
        with path.open("rb") as file:
            text = file.read(LIMIT_BYTES + 1).decode("utf-8-sig")
        if len(text) > LIMIT_BYTES:
            raise BadMapping((UNREADABLE.at(reason="it is larger than 1 MB."),))
        told = tomllib.loads(text)
    except (OSError, UnicodeDecodeError):
        raise BadMapping((UNREADABLE.at(reason="it cannot be opened as UTF-8 text."),)) from None
    except tomllib.TOMLDecodeError as error:
        raise BadMapping((UNREADABLE.at(reason=f"{error}."),)) from None
    return layout_of(told, default_name=path.stem)


def layout_of(told: Mapping[str, object], *, default_name: str = "mapping") -> Layout:
    """Return the layout that the contents of a mapping file describe.

    :raises BadMapping: with all that is wrong with them.
    """
    findings = [UNKNOWN_KEY.at(key=key, allowed=", ".join(sorted(_TOP))) for key in told if key not in _TOP]
    order = told.get("date_order")
    if order not in (None, *Order):
        findings.append(BAD_ORDER.at())
    columns = told.get("columns")
    sources: dict[str, Source] = {}
    for key, value in (columns if isinstance(columns, Mapping) else {}).items():
        source = _source(key, value)
        if isinstance(source, Finding):
            findings.append(source)
        else:
            sources[key] = source
    findings += _lacking(sources)
    if findings:
        raise BadMapping(tuple(findings))
    name = str(told.get("name", default_name))
    wanted = frozenset(column for source in sources.values() for column in source.columns)
    return Layout(name, str(told.get("title", name)), sources, wanted, order=Order(str(order)) if order else None)


def _lacking(sources: Mapping[str, Source]) -> list[Finding]:
    named = {"surname", "whole_name"} & sources.keys()
    lacking = [] if named else [NOTHING_NEEDED.at(key="surname")]
    return lacking if "district" in sources else [*lacking, NOTHING_NEEDED.at(key="district")]


def _source(key: str, value: object) -> Source | Finding:
    """Return the source that one line of a mapping describes, or the finding that says why it cannot be used."""
    if key not in TARGETS:
        nearest = max(TARGETS, key=lambda target: len(set(target) & set(key)) / len(set(target) | set(key)))
        return UNKNOWN_COLUMN.at(key=key, nearest=nearest)
    if isinstance(value, str):
        return Source((value,)) if value.strip() else BAD_SOURCE.at(key=key, reason="the heading is blank")
    if isinstance(value, list):
        return _source(key, {"columns": value})
    if not isinstance(value, Mapping):
        return BAD_SOURCE.at(key=key, reason="it is neither a heading, a list nor a table")
    reason = _unusable(value)
    if reason:
        return BAD_SOURCE.at(key=key, reason=reason)
    columns = value.get("columns") or ([value["column"]] if "column" in value else [])
    return Source(
        tuple(columns),
        value.get("join", " "),
        value.get("pattern"),
        {str(word): str(meaning) for word, meaning in value.get("values", {}).items()},
        None if value.get("constant") is None else str(value["constant"]),
    )


def _unusable(value: Mapping[str, object]) -> str | None:
    """Return why the table of one column cannot be used, or None."""
    columns = value.get("columns", [value["column"]] if "column" in value else [])
    if value.keys() - _KEYS:
        return f"it has '{min(value.keys() - _KEYS)}'"
    if not isinstance(columns, list) or not all(isinstance(name, str) and name.strip() for name in columns):
        return "its headings are not text"
    if bool(columns) == ("constant" in value):
        return "it needs either a heading or a constant"
    if not isinstance(value.get("values", {}), Mapping):
        return "its values are not a table"
    if not isinstance(value.get("join", ""), str):
        return "what joins its columns is not text"
    pattern = value.get("pattern")
    if not isinstance(pattern, str | None):
        return "its pattern is not text"
    return None if pattern is None else _unusable_pattern(pattern)


def _unusable_pattern(pattern: str) -> str | None:
    try:
        groups = re.compile(pattern).groups
        pl.select(pl.lit("").str.extract(pattern, 1))
    except (re.error, pl.exceptions.ComputeError):
        return "its pattern is not a regular expression"
    return None if groups == 1 else "its pattern does not have exactly one group"
