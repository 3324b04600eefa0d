"""Reading an extract of the ledger: which column holds what, and each row as it is understood."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from pollwright.budgets.sums import last_posting, pence_in
from pollwright.formats.small_tables import day_of, records
from pollwright.formats.unreadable import UnreadableFile
from pollwright.refusals import Refused

FIELDS: Final = (
    "reference", "line", "date", "cost_centre", "subjective", "amount", "debit", "credit", "order", "supplier",
    "description", "reverses",
)  # fmt: skip
"""What a column can hold. `reference`, `date`, a code, and `amount` or `debit` and `credit` are needed."""
NEEDED: Final = ("reference", "date", "subjective")


class LedgerUnreadable(Refused):
    """The file is no table of the ledger, or a row of it has a fault."""

    code = "budgets.R060"
    problem = "Nothing was read. Row {row}: {fault}."
    remedy = "Check the file and which column holds what, then hand it in again."
    words = frozenset({"fault"})


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the ledger. `code` is cost centre and subjective code; `reverses` the reference that it takes back."""

    number: int
    key: str
    reference: str
    posted_on: date
    code: str
    pence: int
    order: str = ""
    supplier: str = ""
    title: str = ""
    reverses: str = ""


def lines_of(content: bytes, columns: Mapping[str, str], year: int) -> list[Line]:
    """Return the rows of an extract for a financial year.

    :param columns: the heading of each of `FIELDS` that the file has.
    :raises LedgerUnreadable: where the file, a column or a row can't be read, or a row stands in it twice.
    """
    wanted = {field: _heading(columns[field]) for field in FIELDS if columns.get(field, "").strip()}
    if any(field not in wanted for field in NEEDED) or not ("amount" in wanted or {"debit", "credit"} <= set(wanted)):
        fault = "say which columns hold the reference, the day, the code, and the amount or debit and credit"
        raise LedgerUnreadable(row=1, fault=fault)
    try:
        rows = records(content)
    except UnreadableFile:
        raise LedgerUnreadable(row=1, fault="the file is neither CSV in UTF-8 nor an Excel workbook") from None
    if not rows:
        raise LedgerUnreadable(row=2, fault="there is no row in the file")
    if any(heading not in rows[0][1] for heading in wanted.values()):
        raise LedgerUnreadable(row=1, fault="a column that was named is not in the file")
    found = [_line(number, {field: cells[at] for field, at in wanted.items()}, year) for number, cells in rows]
    keys: set[str] = set()
    for line in found:
        if line.key in keys:
            raise LedgerUnreadable(row=line.number, fault="the row stands in the file twice")
        keys.add(line.key)
    return found


def _heading(typed: str) -> str:
    return "_".join(typed.strip().lower().split())


def _line(number: int, cells: Mapping[str, str], year: int) -> Line:
    reference, subjective = cells["reference"][:100], cells["subjective"]
    code = " / ".join(part for part in (cells.get("cost_centre", ""), subjective) if part)[:100]
    if not reference or not subjective:
        raise LedgerUnreadable(row=number, fault="the reference or the code is missing")
    posted_on = _day(number, cells["date"], year)
    pence = _pence(number, cells)
    parts = (reference, cells.get("line", ""), code, posted_on.isoformat(), str(pence))
    return Line(
        number,
        "|".join(parts)[:300],
        reference,
        posted_on,
        code,
        pence,
        order=cells.get("order", "")[:40],
        supplier=cells.get("supplier", "")[:200],
        title=cells.get("description", "")[:300],
        reverses=cells.get("reverses", "")[:100],
    )


def _day(number: int, text: str, year: int) -> date:
    try:
        found = day_of(text)
    except ValueError:
        found = None
    if found is None:
        raise LedgerUnreadable(row=number, fault="the day is missing, or is not written 1/12/2026")
    if not date(year, 4, 1) <= found <= last_posting(year):
        raise LedgerUnreadable(row=number, fault="the day lies outside the financial year of the budget")
    return found


def _pence(number: int, cells: Mapping[str, str]) -> int:
    if "amount" in cells:
        found = pence_in(cells["amount"])
    else:
        debit, credit = (pence_in(cells[side] or "0") for side in ("debit", "credit"))
        found = None if debit is None or credit is None else debit - credit
    if found is None:
        raise LedgerUnreadable(row=number, fault="the amount is missing, or is no amount in pounds and pence")
    return found
