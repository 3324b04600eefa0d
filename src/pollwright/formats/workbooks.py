"""Excel workbooks (.xlsx): checked for harm before they are opened, then read as text, row by row.

Numbers come back as Excel holds them, not as it shows them: a UPRN shown as 1.00021E+11 is whole. Dates come back in
ISO form. Formulas are never worked out: the value that was saved with the file is read.
"""

import zipfile
import zlib
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import IO

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from pollwright.formats import finding_kinds as kinds
from pollwright.formats import workbook_slices
from pollwright.formats.unreadable import UnreadableFile
from pollwright.formats.workbook_slices import LIMIT_CELLS, WHOLE_BYTES, WORKBOOK_PART, furthest

SIGNATURE = b"PK\x03\x04"
LIMIT_UNPACKED = 3 * 1024 * 1024 * 1024
# The texts that cells share are held whole while a sheet is read.
LIMIT_TEXTS = 512 * 1024 * 1024
_TEXTS_PART = "sharedStrings.xml"
_LONGEST_REFERENCE = 16
# Sheets of repeated text pack about thirty to one; a file made to do harm packs a thousand to one.
LIMIT_RATIO = 200
_RATIO_MATTERS_PAST = 4 * 1024 * 1024
_LIMIT_PARTS = 10_000
_PIECE = 1024 * 1024
_DAMAGED = (CalamineError, OSError, ValueError)
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
            if WORKBOOK_PART not in {part.filename for part in parts}:
                raise UnreadableFile(kinds.NOT_A_TABLE.at(what="an archive that is no Excel workbook"))
            if any(_points_outside(part.filename) for part in parts):
                raise UnreadableFile(kinds.HOSTILE_PATH.at())
            packed = sum(part.compress_size for part in parts)
            if len(parts) > _LIMIT_PARTS or _swells(sum(part.file_size for part in parts), packed, limit_unpacked):
                raise UnreadableFile(kinds.WORKBOOK_SWELLS.at())
            if any(part.filename.endswith(_TEXTS_PART) and part.file_size > LIMIT_TEXTS for part in parts):
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
    """Return the rows of a sheet of a checked workbook as text, from row 1 and column A on.

    A big sheet is read in slices as the rows are taken; it comes out the same.

    :raises UnreadableFile: where the workbook is damaged.
    """
    if workbook_slices.is_big(path, sheet):
        return _sliced(path, sheet)
    try:
        return _rows(CalamineWorkbook.from_path(path).get_sheet_by_name(sheet), 0)
    except _DAMAGED:
        raise UnreadableFile(kinds.WORKBOOK_DAMAGED.at()) from None


def _sliced(path: Path, sheet: str) -> Iterator[list[str]]:
    done = 0
    for each in workbook_slices.slices(path, sheet):
        try:
            held = CalamineWorkbook.from_filelike(each.workbook).get_sheet_by_name(sheet)
        except _DAMAGED:
            raise UnreadableFile(kinds.WORKBOOK_DAMAGED.at()) from None
        for row in _rows(held, done, above=each.above or 0):
            done += 1
            yield row


def _rows(sheet: CalamineSheet, done: int, *, above: int = 0) -> Iterator[list[str]]:
    """Yield the rows of a sheet that come after the first `done`.

    :param above: how many rows stand above the first that the sheet knows of.
    :raises UnreadableFile: where rows come again that are done.
    """
    if sheet.start is None:
        return
    row, column = sheet.start
    if above + row < done:
        raise UnreadableFile(kinds.WORKBOOK_DAMAGED.at())
    yield from ([] for _ in range(above + row - done))
    margin = [""] * column
    for cells in sheet.to_python(skip_empty_area=True):
        yield [*margin, *map(_text, cells)]


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
        held, column, row = b"", 0, 0
        read_whole, part.file_size = part.file_size <= WHOLE_BYTES, limit + 1
        with archive.open(part) as opened:
            while piece := opened.read(_PIECE):
                unpacked += len(piece)
                if unpacked > declared or _swells(unpacked, packed, limit):
                    raise UnreadableFile(kinds.WORKBOOK_SWELLS.at())
                if read_whole:
                    column, row = (max(pair) for pair in zip((column, row), furthest(held + piece), strict=True))
                    held = piece[-_LONGEST_REFERENCE:]
        if column * row > LIMIT_CELLS:
            raise UnreadableFile(kinds.WORKBOOK_SPREADS.at())


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
