"""Small tables that people hand in, as CSV or as the first sheet of a workbook: read whole, as text by heading."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Generic, Protocol, TypeVar

from pollwright.formats import finding_kinds as kinds
from pollwright.formats import workbooks
from pollwright.formats.plan_facts import money
from pollwright.formats.unreadable import UnreadableFile
from pollwright.refusals import Refused

MOST_ROWS = 100_000
_YES_NO = {"yes": True, "y": True, "no": False, "n": False, "": None}
FORMULAS = ("'=", "'+", "'-", "'@")
"""How cells begin that a spreadsheet would take for a formula; the apostrophe is the download's."""
DAYS = ("%Y-%m-%d", "%d/%m/%Y", "%d/%m/%y", "%d %B %Y", "%d %b %Y", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M:%S")


class Named(Protocol):
    """One of some choices: what is stored, and how people call it."""

    @property
    def value(self) -> Any:
        """What is stored."""

    @property
    def label(self) -> Any:
        """How people call it."""


Choice = TypeVar("Choice", bound=Named)
Taker = TypeVar("Taker")
Key = TypeVar("Key", bound=Hashable)


class RowFault(ValueError):
    """A row can't be read; `why` says so, without what stands in it."""

    def __init__(self, why: str) -> None:
        """Say why."""
        super().__init__(why)
        self.why = why


@dataclass(frozen=True, slots=True)
class TableIn(Generic[Taker]):
    """A table that can be handed in: its columns, those that must be there, and what takes its rows over."""

    columns: tuple[str, ...]
    needed: tuple[str, ...]
    take: Taker


def take_rows(
    content: bytes, needed: Iterable[str], take: Callable[[Mapping[str, str]], object], refusal: type[Refused]
) -> int:
    """Hand each row of a table to `take`, and return how many of them gave something true.

    :param needed: the columns that must be there.
    :param refusal: raised, with `row` and `fault`, where the file can't be read, a column is missing, or `take` raised a
        `RowFault` or a refusal.
    """
    taken = 0
    for number, cells in rows_of(content, refusal, needed):
        try:
            taken += bool(take(cells))
        except RowFault as fault:
            raise refusal(row=number, fault=fault.why) from None
        except Refused as fault:
            raise refusal(row=number, fault=fault.said.rstrip(".")) from fault
    return taken


def rows_of(content: bytes, refusal: type[Refused], needed: Iterable[str] = ()) -> list[tuple[int, dict[str, str]]]:
    """Return each row of a table that was handed in, with its number in the file.

    :param needed: the columns that must be there.
    :param refusal: raised, with `row` and `fault`, where the file can't be read, has no row, or a column is missing.
    """
    try:
        rows = records(content)
    except UnreadableFile:
        raise refusal(row=1, fault="the file is neither CSV in UTF-8 nor an Excel workbook") from None
    if not rows:
        raise refusal(row=2, fault="there is no row in the file")
    if missing := [name for name in needed if name not in rows[0][1]]:
        raise refusal(row=1, fault=f"the column {missing[0].replace('_', ' ')} is missing")
    return rows


class Known(Generic[Key]):
    """What a list holds already, by what tells it, so that a file that is handed in twice doubles nothing.

    :param twice_in_one: two alike in one file are two; only what was here before the file is known.
    """

    def __init__(self, held: Iterable[Key], *, twice_in_one: bool = False) -> None:
        self._held, self._twice_in_one = set(held), twice_in_one

    def fresh(self, key: Key) -> bool:
        """Return whether something is new to the list, and know it from then on."""
        if key in self._held:
            return False
        if not self._twice_in_one:
            self._held.add(key)
        return True


def whole_number(typed: str, name: str, least: int, most: int) -> int | None:
    """Return a whole number of a cell, as a spreadsheet may write it; None for no text.

    :raises RowFault: where it is none, or outside its bounds.
    """
    plain = typed.removesuffix(".0")
    if not plain:
        return None
    if not (plain.isascii() and plain.isdigit()) or not least <= int(plain) <= most:
        raise RowFault(f"{name} is no whole number from {least} to {most}")
    return int(plain)


def chosen(kinds: Iterable[Choice], typed: str, name: str) -> Choice:
    """Return which of some choices a cell names, by its value or by its label in the language in use.

    :raises RowFault: where it is none of them.
    """
    held = tuple(kinds)
    for one in held:
        if typed.casefold() in (str(one.value).casefold(), str(one.label).casefold()):
            return one
    raise RowFault(f"{name} is none of " + ", ".join(str(one.value) for one in held))


def yes_or_no(typed: str, name: str) -> bool | None:
    """Return whether a cell says yes; None for no text.

    :raises RowFault: where it is neither yes nor no.
    """
    if typed.casefold() not in _YES_NO:
        raise RowFault(f"{name} is neither yes nor no")
    return _YES_NO[typed.casefold()]


def amount_in(typed: str, name: str) -> int | None:
    """Return the pence of an amount at or above nought; None for no text.

    :raises RowFault: where it is none.
    """
    if not typed:
        return None
    fact = money(typed)
    if fact is None or fact.kind != "money" or int(fact.value) < 0:
        raise RowFault(f"{name} is no amount in pounds and pence, or below nought")
    return int(fact.value)


def day_in(typed: str, name: str) -> date | None:
    """Return the day of a cell; None for no text.

    :raises RowFault: where it is no day.
    """
    try:
        return day_of(typed)
    except ValueError:
        raise RowFault(f"{name} is not written 1/12/2026") from None


def records(content: bytes, most: int = MOST_ROWS) -> list[tuple[int, dict[str, str]]]:
    """Return each row with its number in the file and its cells by heading, headings in small letters with `_`.

    Rows that are blank throughout are left out. The apostrophe that our downloads put before what looks like a formula is
    taken away again.

    :raises UnreadableFile: where it is neither CSV in UTF-8 nor a workbook, or is too long.
    """
    rows = _workbook(content) if content.startswith(workbooks.SIGNATURE) else _text(content)
    if not rows:
        return []
    if len(rows) > most:
        raise UnreadableFile(kinds.NOT_A_TABLE.at(what=f"a table of more than {most} rows"))
    headings = ["_".join(cell.strip().lower().split()) for cell in rows[0]]
    found = []
    for number, row in enumerate(rows[1:], start=2):
        cells = [_plain(cell.strip()) for cell in row]
        if any(cells):
            cells += [""] * (len(headings) - len(cells))
            found.append((number, dict(zip(headings, cells, strict=False))))
    return found


def _plain(cell: str) -> str:
    return cell[1:] if cell.startswith(FORMULAS) else cell


def _text(content: bytes) -> Sequence[Sequence[str]]:
    try:
        return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    except (UnicodeDecodeError, csv.Error):
        raise UnreadableFile(kinds.NOT_A_TABLE.at(what="no text in UTF-8")) from None


def _workbook(content: bytes) -> Sequence[Sequence[str]]:
    workbooks.check(io.BytesIO(content))
    with TemporaryDirectory() as folder:
        path = Path(folder) / "table.xlsx"
        path.write_bytes(content)
        first = workbooks.sheets(path)[:1]
        return [list(row) for row in workbooks.read_rows(path, first[0])] if first else []


def day_of(text: str) -> date | None:
    """Return a day as people type it in such tables: `2026-12-01`, `1/12/2026`, `01/12/26`, `1 December 2026`.

    :return: None for no text.
    :raises ValueError: where it is no day.
    """
    if not text:
        return None
    for form in DAYS:
        try:
            return datetime.strptime(text, form).date()  # noqa: DTZ007 (a day has no zone)
        except ValueError:
            continue
    raise ValueError("not a day")
