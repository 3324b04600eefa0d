"""Excel workbooks (.xlsx): checked for harm before they are opened, then read as text, row by row.

Numbers come back as Excel holds them, not as it shows them: a UPRN shown as 1.00021E+11 is whole. Dates come back in
ISO form. Formulas are never worked out: the value that was saved with the file is read.
"""

import re
import zipfile
import zlib
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import IO

from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from pollwright.formats import finding_kinds as kinds
from pollwright.formats.unreadable import UnreadableFile

SIGNATURE = b"PK\x03\x04"
LIMIT_UNPACKED = 1024 * 1024 * 1024
# Sheets of repeated text pack about thirty to one; a file made to do harm packs a thousand to one.
LIMIT_RATIO = 200
_RATIO_MATTERS_PAST = 4 * 1024 * 1024
_LIMIT_PARTS = 10_000
_PIECE = 1024 * 1024
_WORKBOOK_PART = "xl/workbook.xml"
_DAMAGED = (CalamineError, OSError, ValueError)
# A reader holds the whole rectangle between the first and the last cell, so a stray value in the last corner of a
# sheet would ask for gigabytes. This is a sheet of all its rows by 48 columns.
LIMIT_CELLS = 50_000_000
_CELL = re.compile(rb'[ \t\r\n]r="([A-Z]{1,3})([0-9]{1,7})"')
_LONGEST_REFERENCE = 16
Cell = str | float | bool | date | datetime | time | timedelta


def check(file: IO[bytes], *, limit_unpacked: int = LIMIT_UNPACKED) -> None:
    """Check that an open file is a workbook that may be opened safely.

    What the file declares about itself is checked first, then every part is unpacked and counted, a piece at a time,
    since what it declares may be untrue.

    :raises UnreadableFile: where it is no workbook, is damaged, points outside itself, or swells beyond the limits.
    """
    try:
        with zipfile.ZipFile(file) as archive:
            parts = archive.infolist()
            if _WORKBOOK_PART not in {part.filename for part in parts}:
                raise UnreadableFile(kinds.NOT_A_TABLE.at(what="an archive that is no Excel workbook"))
            if any(_points_outside(part.filename) for part in parts):
                raise UnreadableFile(kinds.HOSTILE_PATH.at())
            packed = sum(part.compress_size for part in parts)
            if len(parts) > _LIMIT_PARTS or _swells(sum(part.file_size for part in parts), packed, limit_unpacked):
                raise UnreadableFile(kinds.WORKBOOK_SWELLS.at())
            _unpack(archive, parts, packed, limit_unpacked)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, zlib.error):
        raise UnreadableFile(kinds.WORKBOOK_DAMAGED.at()) from None


def sheets(path: Path) -> list[str]:
    """Return the names of the visible sheets of a checked workbook, in order.

    :raises UnreadableFile: where the workbook is damaged.
    """
    try:
        workbook = CalamineWorkbook.from_path(path)
    except _DAMAGED:
        raise UnreadableFile(kinds.WORKBOOK_DAMAGED.at()) from None
    return [
        found.name
        for found in workbook.sheets_metadata
        if found.visible == SheetVisibleEnum.Visible and found.typ == SheetTypeEnum.WorkSheet
    ]


def read_rows(path: Path, sheet: str) -> Iterator[list[str]]:
    """Return the rows of a sheet of a checked workbook as text, from row 1 down.

    :raises UnreadableFile: where the workbook is damaged.
    """
    try:
        rows = CalamineWorkbook.from_path(path).get_sheet_by_name(sheet).iter_rows()
    except _DAMAGED:
        raise UnreadableFile(kinds.WORKBOOK_DAMAGED.at()) from None
    return ([_text(cell) for cell in row] for row in rows)


def _points_outside(name: str) -> bool:
    parts = name.replace("\\", "/").split("/")
    return ".." in parts or parts[0] == "" or parts[0].endswith(":")


def _swells(unpacked: int, packed: int, limit: int) -> bool:
    return unpacked > limit or (unpacked > _RATIO_MATTERS_PAST and unpacked > packed * LIMIT_RATIO)


def _unpack(archive: zipfile.ZipFile, parts: list[zipfile.ZipInfo], packed: int, limit: int) -> None:
    """Unpack every part, keeping nothing, and stop as soon as the parts outgrow what was declared or allowed."""
    declared = sum(part.file_size for part in parts)
    unpacked = 0
    for part in parts:
        part.file_size = limit + 1
        held, column, row = b"", 0, 0
        with archive.open(part) as opened:
            while piece := opened.read(_PIECE):
                unpacked += len(piece)
                if unpacked > declared or _swells(unpacked, packed, limit):
                    raise UnreadableFile(kinds.WORKBOOK_SWELLS.at())
                column, row = _furthest(held + piece, column, row)
                held = piece[-_LONGEST_REFERENCE:]
        if column * row > LIMIT_CELLS:
            raise UnreadableFile(kinds.WORKBOOK_SPREADS.at())


def _furthest(piece: bytes, column: int, row: int) -> tuple[int, int]:
    """Return the last column and row that the cells of a piece of a sheet stand in, or those given if further."""
    cells = _CELL.findall(piece)
    if not cells:
        return column, row
    letters, rows = {letters for letters, _ in cells}, {number for _, number in cells}
    return max(column, *map(_position, letters)), max(row, *map(int, rows))


def _position(letters: bytes) -> int:
    """Return the number of a column from its letters: A is 1, AA 27."""
    position = 0
    for letter in letters:
        position = position * 26 + letter - ord("A") + 1
    return position


def _text(cell: Cell) -> str:
    """Return the text of a cell: ISO dates, whole numbers without a point, yes or no."""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else repr(cell)
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else cell.isoformat(sep=" ")
    return str(cell)
