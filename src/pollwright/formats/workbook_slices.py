"""Big sheets of Excel workbooks, read a slice at a time, so that memory does not grow with their rows.

The reader of workbooks holds a whole sheet. A big sheet is therefore cut between its rows into small workbooks, each
with the styles and the shared texts of the whole, and the same reader reads one after the other: a cell is the same
whichever way it is read. What follows the rows in a sheet (merged cells, filters) says nothing that is read.
"""

import io
import posixpath
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO
from xml.parsers import expat

from pollwright.formats import finding_kinds as kinds
from pollwright.formats.unreadable import UnreadableFile

WHOLE_BYTES = 16 * 1024 * 1024
"""A sheet of more unpacked bytes than this is read in slices of about as many."""

LIMIT_CELLS = 20_000_000
"""The most cells in the rectangle round the cells that are read at once: the reader holds them all, blank or not."""

WORKBOOK_PART = "xl/workbook.xml"
_RELATIONS_PART = "xl/_rels/workbook.xml.rels"
_ALWAYS = ("[Content_Types].xml", "_rels/.rels", WORKBOOK_PART, _RELATIONS_PART)
_COMMON = ("/styles", "/sharedStrings")
_LIMIT_INDEX = 16 * 1024 * 1024
_LIMIT_ROW = 64 * 1024 * 1024
_PIECE = 1024 * 1024
_LONGEST_TAG = 4096
_BEGINS = re.compile(rb"<((?:\w+:)?)sheetData(?:[ \t\r\n][^>]*)?(/?)>")
_ROW_NUMBER = re.compile(rb'[ \t\r\n]r="([0-9]{1,7})"')
_CELL = re.compile(rb'[ \t\r\n]r="([A-Z]{1,3})([0-9]{1,7})"')


@dataclass(frozen=True, slots=True)
class Slice:
    """A small workbook with some rows of a sheet.

    `above` is how many rows stand above it where its rows don't say their own numbers; None where they do.
    """

    workbook: io.BytesIO
    above: int | None


@dataclass(slots=True)
class _Index:
    """What a workbook says of its parts: the relation of each sheet by name, and each relation's kind and part."""

    sheets: dict[str, str] = field(default_factory=dict)
    parts: dict[str, tuple[str, str]] = field(default_factory=dict)

    def element(self, name: str, attributes: dict[str, str]) -> None:
        """Take note of one element of the workbook or of its relations."""
        told = {key.rpartition(":")[2]: value for key, value in attributes.items()}
        if name.rpartition(":")[2] == "sheet":
            self.sheets[told.get("name", "")] = told.get("id", "")
        elif name.rpartition(":")[2] == "Relationship":
            target = posixpath.normpath(posixpath.join("/xl", told.get("Target", ""))).lstrip("/")
            self.parts[told.get("Id", "")] = (told.get("Type", ""), target)


def furthest(piece: bytes) -> tuple[int, int]:
    """Return the last column and row that the cells of a piece of a sheet stand in; noughts where there are none."""
    cells = _CELL.findall(piece)
    if not cells:
        return 0, 0
    letters, rows = {letters for letters, _ in cells}, {number for _, number in cells}
    return max(map(_position, letters)), max(map(int, rows))


def is_big(path: Path, sheet: str) -> bool:
    """Whether a sheet of a checked workbook is to be read in slices.

    :raises UnreadableFile: where the workbook is damaged.
    """
    with zipfile.ZipFile(path) as archive:
        if all(part.file_size <= WHOLE_BYTES for part in archive.infolist()):
            return False
        return _sheet_part(archive, sheet).file_size > WHOLE_BYTES


def _sheet_part(archive: zipfile.ZipFile, sheet: str) -> zipfile.ZipInfo:
    index = _index(archive)
    _, part = index.parts.get(index.sheets.get(sheet, ""), ("", ""))
    found = next((found for found in archive.infolist() if found.filename == part), None)
    if found is None:
        raise UnreadableFile(kinds.WORKBOOK_DAMAGED.at())
    return found


def slices(path: Path, sheet: str) -> Iterator[Slice]:
    """Yield a sheet of a checked workbook in slices, from its first row down.

    :raises UnreadableFile: where it is damaged, or its cells lie too far apart.
    """
    with zipfile.ZipFile(path) as archive:
        part = _sheet_part(archive, sheet)
        common = _common(archive)
        # The reader reads the shared texts again with each slice, so that slices grow with them.
        size = max(WHOLE_BYTES, sum(len(content) for content in common.values()))
        above = 0
        with archive.open(part) as opened:
            for before, rows, after, tag in _cut(opened, size):
                numbered = _ROW_NUMBER.search(rows, 0, rows.find(b">")) is not None
                _refuse_spread(rows, numbered=numbered)
                yield Slice(_packed(common, part.filename, before + rows + after), None if numbered else above)
                above += rows.count(tag)


def _index(archive: zipfile.ZipFile) -> _Index:
    index = _Index()
    for part in (WORKBOOK_PART, _RELATIONS_PART):
        parser = expat.ParserCreate()
        parser.StartElementHandler = index.element
        parser.StartDoctypeDeclHandler = _refuse_declarations
        try:
            parser.Parse(archive.read(part)[:_LIMIT_INDEX], True)
        except (KeyError, expat.ExpatError):
            raise UnreadableFile(kinds.WORKBOOK_DAMAGED.at()) from None
    return index


def _refuse_declarations(*_: object) -> None:
    """Refuse a document that declares entities: no writer of workbooks does, and they can be made to swell."""
    raise UnreadableFile(kinds.WORKBOOK_DAMAGED.at())


def _common(archive: zipfile.ZipFile) -> dict[str, bytes]:
    """Return the parts that every slice needs."""
    held = {part.filename for part in archive.infolist()}
    shared = [part for kind, part in _index(archive).parts.values() if kind.endswith(_COMMON)]
    return {part: archive.read(part) for part in (*_ALWAYS, *shared) if part in held}


def _cut(sheet: IO[bytes], size: int) -> Iterator[tuple[bytes, bytes, bytes, bytes]]:
    """Yield rows of a sheet, about `size` bytes at a time, with what goes before and after, and how a row begins."""
    before, rest, prefix = _beginning(sheet)
    row, end = b"<" + prefix + b"row", b"</" + prefix + b"sheetData>"
    after = end + b"</" + prefix + b"worksheet>"
    begins = re.compile(re.escape(row) + rb"[ \t\r\n>]")
    while before and (piece := _enough(sheet, rest, size, end)):
        if b"<!" in piece:
            raise UnreadableFile(kinds.WORKBOOK_DAMAGED.at())
        ended = piece.find(end)
        cut = ended if ended >= 0 else _last(begins, piece)
        if cut:
            yield before, piece[:cut], after, row
        if ended >= 0:
            return
        rest = piece[cut:]
        if cut == 0 and (len(rest) > _LIMIT_ROW or len(rest) < size):
            raise UnreadableFile(kinds.WORKBOOK_DAMAGED.at())
        size = size if cut else size * 2


def _beginning(sheet: IO[bytes]) -> tuple[bytes, bytes, bytes]:
    """Return what stands before the rows, what was read of them, and the prefix of the sheet's tags.

    All are empty where the sheet has no rows.
    """
    start = b""
    while (found := _BEGINS.search(start)) is None:
        piece = sheet.read(_PIECE)
        if not piece or len(start) > _LIMIT_INDEX:
            raise UnreadableFile(kinds.WORKBOOK_DAMAGED.at())
        start += piece
    if b"<!" in start[: found.start()] or found.group(2):
        if found.group(2):
            return b"", b"", b""
        raise UnreadableFile(kinds.WORKBOOK_DAMAGED.at())
    return start[: found.end()], start[found.end() :], found.group(1)


def _enough(sheet: IO[bytes], held: bytes, size: int, end: bytes) -> bytes:
    """Return what is held with as much more as makes a slice, or as there is."""
    parts, length = [held], len(held)
    while length < size and end not in parts[-1] and (piece := sheet.read(_PIECE)):
        parts.append(piece)
        length += len(piece)
    return b"".join(parts)


def _last(begins: re.Pattern[bytes], piece: bytes) -> int:
    """Return where the last row of a piece begins; 0 where that is its first."""
    reach = _LONGEST_TAG
    while True:
        found = [match.start() for match in begins.finditer(piece, max(0, len(piece) - reach))]
        if found or reach >= len(piece):
            return found[-1] if found else 0
        reach *= 8


def _refuse_spread(rows: bytes, *, numbered: bool) -> None:
    column, last = furthest(rows)
    first = int(found.group(1)) if numbered and (found := _ROW_NUMBER.search(rows)) else 1
    if column * (last - first + 1) > LIMIT_CELLS:
        raise UnreadableFile(kinds.WORKBOOK_SPREADS.at())


def _packed(common: dict[str, bytes], part: str, sheet: bytes) -> io.BytesIO:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as archive:
        for name, content in common.items():
            archive.writestr(name, content)
        archive.writestr(part, sheet)
    packed.seek(0)
    return packed


def _position(letters: bytes) -> int:
    """Return the number of a column from its letters: A is 1, AA 27."""
    position = 0
    for letter in letters:
        position = position * 26 + letter - ord("A") + 1
    return position
