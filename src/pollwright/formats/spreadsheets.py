"""Frames to an Excel workbook, a row at a time."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from pathlib import Path

import polars as pl
import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from pollwright.formats.values import FORMULA_STARTS
from pollwright.sheet_names import sheet_name

SHEET_ROWS = 1_048_575
"""The rows that an Excel sheet holds below its header."""

_FIXED_MOMENT = datetime(2000, 1, 1)  # noqa: DTZ001  (a spreadsheet's properties have no zone)
_NARROWEST, _WIDEST = 8, 60
_MEASURED_ROWS = 500
_LONGEST_TEXT = 32_767


def write(frames: Iterable[pl.DataFrame], path: Path, sheet: str, made_at: datetime | None) -> int:
    """Write the frames, which share their columns, to a new workbook; return the number of rows below the headers.

    :raises ValueError: where a text is longer than the 32,767 characters that a cell holds.
    """
    options = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    workbook = xlsxwriter.Workbook(str(path), options)
    try:
        workbook.set_properties({"created": made_at or _FIXED_MOMENT, "author": "Pollwright"})
        return _Sheets(workbook, sheet).write(frames)
    finally:
        workbook.close()


class _Sheets:
    """The sheets of one workbook, begun as they are needed."""

    def __init__(self, workbook: xlsxwriter.Workbook, name: str) -> None:
        self._workbook = workbook
        self._name, self._taken = name, set[str]()
        self._heading = workbook.add_format({"bold": True, "bg_color": "#E8EEF4", "bottom": 1, "text_wrap": False})
        self._day = workbook.add_format({"num_format": "yyyy-mm-dd"})
        self._moment = workbook.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"})
        self._whole = workbook.add_format({"num_format": "0"})
        self._quoted = workbook.add_format({"quote_prefix": True})

    def write(self, frames: Iterable[pl.DataFrame]) -> int:
        written, room, sheet = 0, 0, None
        for frame in frames:
            for row in frame.iter_rows():
                if sheet is None or room == 0:
                    sheet, room = self._begin(frame), SHEET_ROWS
                self._write_row(sheet, SHEET_ROWS - room + 1, row)
                written, room = written + 1, room - 1
            if sheet is None:
                sheet, room = self._begin(frame), SHEET_ROWS
        return written

    def _begin(self, frame: pl.DataFrame) -> Worksheet:
        sheet = self._workbook.add_worksheet(sheet_name(self._name, self._taken))
        for column, (name, width) in enumerate(zip(frame.columns, _widths(frame), strict=True)):
            sheet.set_column(column, column, width)
            sheet.write_string(0, column, name, self._heading)
        sheet.freeze_panes(1, 0)
        return sheet

    def _write_row(self, sheet: Worksheet, at: int, row: Sequence[object]) -> None:
        for column, value in enumerate(row):
            if isinstance(value, str):
                _check_length(value)
                sheet.write_string(at, column, value, self._style_of(value))
            elif isinstance(value, bool):
                sheet.write_string(at, column, "yes" if value else "no")
            elif isinstance(value, datetime):
                sheet.write_datetime(at, column, value.replace(tzinfo=None), self._moment)
            elif isinstance(value, date):
                sheet.write_datetime(at, column, value, self._day)
            elif isinstance(value, int):
                sheet.write_number(at, column, value, self._whole)
            elif value is not None:
                sheet.write_number(at, column, float(str(value)))

    def _style_of(self, value: str) -> Format | None:
        """Return the style that tells Excel to keep as text, for good, what looks like a formula."""
        return self._quoted if value.startswith(FORMULA_STARTS) else None


def _check_length(value: str) -> None:
    if len(value) > _LONGEST_TEXT:
        raise ValueError("a text is longer than the 32,767 characters that a spreadsheet cell holds")


def _widths(frame: pl.DataFrame) -> list[int]:
    """Return a width for each column that shows its first rows and its heading."""
    shown = frame.head(_MEASURED_ROWS).select(pl.all().cast(pl.String).str.len_chars().max())
    longest = shown.row(0)
    return [
        max(_NARROWEST, min(_WIDEST, max(len(name), width or 0) + 2))
        for name, width in zip(frame.columns, longest, strict=True)
    ]
