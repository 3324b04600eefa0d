"""Small tables that people hand in, as CSV or as the first sheet of a workbook: read whole, as text by heading."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from pollwright.formats import finding_kinds as kinds
from pollwright.formats import workbooks
from pollwright.formats.unreadable import UnreadableFile

MOST_ROWS = 100_000
DAYS = ("%Y-%m-%d", "%d/%m/%Y", "%d/%m/%y", "%d %B %Y", "%d %b %Y", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M:%S")


def records(content: bytes) -> list[tuple[int, dict[str, str]]]:
    """Return each row with its number in the file and its cells by heading, headings in small letters with `_`.

    Rows that are blank throughout are left out.

    :raises UnreadableFile: where it is neither CSV in UTF-8 nor a workbook, or is too long.
    """
    rows = _workbook(content) if content.startswith(workbooks.SIGNATURE) else _text(content)
    if not rows:
        return []
    if len(rows) > MOST_ROWS:
        raise UnreadableFile(kinds.NOT_A_TABLE.at(what=f"a table of more than {MOST_ROWS} rows"))
    headings = ["_".join(cell.strip().lower().split()) for cell in rows[0]]
    found = []
    for number, row in enumerate(rows[1:], start=2):
        cells = [cell.strip() for cell in row]
        if any(cells):
            cells += [""] * (len(headings) - len(cells))
            found.append((number, dict(zip(headings, cells, strict=False))))
    return found


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
