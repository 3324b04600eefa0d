"""Opening a file from outside: what it is, whether it may be read, and its rows in frames of text.

`open_table` reads nothing into memory but a sample; `Table.chunks` then streams. Errors are `UnreadableFile`, which
says what is wrong and what to do, and never quotes the file.
"""

import os
import re
import stat
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path
from typing import BinaryIO

import polars as pl

from pollwright.findings import Finding
from pollwright.formats import delimited, encodings, workbooks
from pollwright.formats import finding_kinds as kinds
from pollwright.formats.delimited import CELLS, HEADER_ROWS, ROW, IsHeader
from pollwright.formats.unreadable import UnreadableFile

LIMIT_BYTES = 4 * 1024 * 1024 * 1024
WORKBOOK_CHUNK_ROWS = 20_000
MOST_COLUMNS = 2_000
_SIGNATURES = (
    (b"\xd0\xcf\x11\xe0", "an old Excel workbook (.xls) or one locked with a password"),
    (b"%PDF", "a PDF document"),
    (b"\x1f\x8b", "a compressed file"),
    (b"7z\xbc\xaf", "a compressed file"),
    (b"Rar!", "a compressed file"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"PAR1", "a Parquet file"),
    (b"SQLite format 3", "a database"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
    (b"<!DOCTYPE", "a web page"),
    (b"<html", "a web page"),
    (b"<?xml", "an XML document"),
    (b"{", "a JSON document"),
    (b"[{", "a JSON document"),
)
_PLAIN_CONTROLS = b"\t\n\r\x0b\x0c\x1a\x00"
_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f]+")
_BINARY_SHARE, _BINARY_LEAST = 0.02, 16
_TEXT_EXTENSIONS = {".csv", ".tsv", ".txt", ".tab"}
_WORKBOOK_EXTENSIONS = {".xlsx", ".xlsm"}


@dataclass(frozen=True, slots=True)
class Table:
    """An outside table that may be read: its headings, how it is written, and what is to be said about the file.

    `encoding` and `delimiter` are None for a workbook, `sheet` is None for text. Headings are trimmed, distinct, and
    end with the last that is not blank.
    """

    path: Path
    headers: tuple[str, ...]
    header_row: int
    encoding: str | None
    delimiter: str | None
    sheet: str | None
    findings: tuple[Finding, ...]
    _encoding: encodings.Encoding | None = None
    _header: delimited.Header | None = None
    _margin: int = 0

    def chunks(self) -> Iterator[pl.DataFrame]:
        """Yield the rows in frames of about 50,000, all columns text and never null, blank rows left out.

        The first two columns are ours: `@row`, the row as a spreadsheet counts it, and `@cells`, the number of cells
        of a row that has more or fewer than the header, else null.
        """
        if self._encoding is None or self._header is None:
            return _workbook_chunks(self)
        return _text_chunks(self.path, self._encoding, self._header, self.headers)

    def read(self) -> pl.DataFrame:
        """Return all rows in one frame. For files that are known to be modest."""
        return pl.concat([self._nothing(), *self.chunks()])

    def _nothing(self) -> pl.DataFrame:
        return pl.DataFrame(schema=_schema(self.headers))


def open_table(
    path: Path, *, sheet: str | None = None, limit_bytes: int = LIMIT_BYTES, is_header: IsHeader | None = None
) -> Table:
    """Open a CSV or Excel file, judged by what is in it whatever its name.

    :param is_header: knows the header when it sees its cells, so that titles above it, or sheets before its sheet, are
        passed over; without it, or where it knows none, the header is the first row that is not blank.
    :raises UnreadableFile: where it is missing, no plain file, empty, too large, damaged, dangerous or no table.
    """
    with _opened(path, limit_bytes) as file:
        start = file.read(encodings.SAMPLE)
        if not start.strip(b"\x00\r\n\t \xef\xbb\xbf\xff\xfe"):
            raise UnreadableFile(kinds.EMPTY.at())
        if start.startswith(workbooks.SIGNATURE):
            workbooks.check(file)
            return _open_workbook(path, sheet, is_header)
        _refuse_other_kinds(start)
        encoding = encodings.scan(file)
        return _open_text(path, file, encoding, is_header)


def _opened(path: Path, limit_bytes: int) -> BinaryIO:
    """Open a plain file for reading, without following a device, pipe or folder into a wait."""
    try:
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0))
    except (OSError, ValueError):
        raise UnreadableFile(kinds.MISSING.at()) from None
    about = os.fstat(handle)
    if not stat.S_ISREG(about.st_mode):
        os.close(handle)
        raise UnreadableFile(kinds.NOT_A_FILE.at())
    if about.st_size > limit_bytes:
        os.close(handle)
        raise UnreadableFile(kinds.TOO_LARGE.at(limit=_size(limit_bytes)))
    return os.fdopen(handle, "rb")


def _size(size: int) -> str:
    for unit, factor in (("GB", 1024**3), ("MB", 1024**2), ("KB", 1024)):
        if size >= factor:
            return f"{size / factor:.0f} {unit}"
    return f"{size} bytes"


def _refuse_other_kinds(start: bytes) -> None:
    for signature, what in _SIGNATURES:
        if start[: len(signature)].lower() == signature.lower():
            raise UnreadableFile(kinds.NOT_A_TABLE.at(what=what))
    controls = sum(start.count(code) for code in range(32) if code not in _PLAIN_CONTROLS)
    if controls > max(_BINARY_LEAST, len(start) * _BINARY_SHARE) and not start.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise UnreadableFile(kinds.NOT_A_TABLE.at(what="a binary file"))


def _open_text(path: Path, file: BinaryIO, encoding: encodings.Encoding, is_header: IsHeader | None) -> Table:
    first = next(encodings.pieces(file, encoding), b"")
    header = delimited.read_header(first, is_header)
    if header is None:
        raise UnreadableFile(kinds.NO_COLUMNS.at())
    headers, findings = _headings(header.cells, header.row)
    findings += _about_text(path, encoding)
    if header.above:
        findings.append(kinds.HEADER_BELOW.at(row=header.row, count=header.above))
    table = Table(path, headers, header.row, encoding.name, header.delimiter, None, tuple(findings), encoding, header)
    if next((chunk for chunk in table.chunks() if chunk.height), None) is None:
        raise UnreadableFile(kinds.NO_ROWS.at())
    return table


@dataclass(frozen=True, slots=True)
class _Sheet:
    """The header found on a sheet, and whether there is anything under it."""

    name: str
    cells: list[str]
    row: int
    above: int
    known: bool
    has_rows: bool


def _open_workbook(path: Path, sheet: str | None, is_header: IsHeader | None) -> Table:
    names = workbooks.sheets(path)
    if not names or (sheet is not None and sheet not in names):
        raise UnreadableFile(kinds.NO_SHEET.at(sheets=", ".join(names) or "none"))
    filled = [found for name in ([sheet] if sheet else names) if (found := _look_at(path, name, is_header))]
    if not filled:
        raise UnreadableFile(kinds.EMPTY.at())
    chosen = next((found for found in filled if found.known and found.has_rows), filled[0])
    if not chosen.has_rows:
        raise UnreadableFile(kinds.NO_ROWS.at())
    cells = [cell.strip() for cell in chosen.cells]
    margin = next(at for at, cell in enumerate(cells) if cell)
    headers, findings = _headings(cells[margin:], chosen.row)
    if path.suffix.lower() not in _WORKBOOK_EXTENSIONS:
        findings.append(kinds.EXTENSION.at(what="an Excel workbook"))
    if chosen.above:
        findings.append(kinds.HEADER_BELOW.at(row=chosen.row, count=chosen.above))
    if others := [found.name for found in filled if found is not chosen]:
        findings.append(kinds.OTHER_SHEETS.at(sheet=chosen.name, others=", ".join(others)))
    return Table(path, headers, chosen.row, None, None, chosen.name, tuple(findings), _margin=margin)


def _look_at(path: Path, name: str, is_header: IsHeader | None) -> _Sheet | None:
    """Return the header of a sheet: the first row that is known as one, else the first that is not blank."""
    rows = ((row, cells) for row, cells in enumerate(workbooks.read_rows(path, name), start=1) if _is_filled(cells))
    first = list(islice(rows, HEADER_ROWS))
    if not first:
        return None
    known = None if is_header is None else next((at for at, (_, cells) in enumerate(first) if is_header(cells)), None)
    above = known or 0
    row, cells = first[above]
    has_rows = len(first) > above + 1 or next(rows, None) is not None
    return _Sheet(name, cells, row, above, known is not None, has_rows)


def _is_filled(cells: Sequence[str]) -> bool:
    return any(cell.strip() for cell in cells)


def _about_text(path: Path, encoding: encodings.Encoding) -> list[Finding]:
    findings = []
    if path.suffix.lower() not in _TEXT_EXTENSIONS:
        findings.append(kinds.EXTENSION.at(what="delimited text"))
    if encoding.assumed:
        named = "Windows-1252" if encoding.name == "cp1252" else "Latin-1"
        findings.append(kinds.ASSUMED_ENCODING.at(encoding=named))
    if encoding.strays:
        findings.append(kinds.MIXED_ENCODING.at(count=encoding.strays))
    if encoding.nul_bytes:
        findings.append(kinds.NUL_BYTES.at(count=encoding.nul_bytes))
    if encoding.garbled:
        findings.append(kinds.MOJIBAKE.at(count=encoding.garbled))
    return findings


def _headings(cells: Sequence[str], row: int) -> tuple[tuple[str, ...], list[Finding]]:
    """Return distinct headings up to the last that is not blank, with findings about those that had to be changed.

    :raises UnreadableFile: where there are more columns than any table has.
    """
    last = max((at for at, cell in enumerate(cells, start=1) if cell), default=0)
    if last > MOST_COLUMNS:
        raise UnreadableFile(kinds.TOO_MANY_COLUMNS.at(row=row, count=last, most=MOST_COLUMNS))
    taken: dict[str, None] = {}
    findings = []
    for position, cell in enumerate(cells[:last], start=1):
        name = plain = _UNPRINTABLE.sub(" ", cell).lstrip("@\ufeff").strip()
        if not name:
            name = f"column {position}"
            findings.append(kinds.BLANK_HEADER.at(row=row, position=position, name=name))
        copy = 2
        while name in taken:
            name, copy = f"{plain} ({copy})", copy + 1
        if plain and name != plain:
            findings.append(kinds.REPEATED_HEADER.at(row=row, column=plain, name=name))
        taken[name] = None
    return tuple(taken), findings


def _schema(headers: Sequence[str]) -> dict[str, type[pl.DataType]]:
    return {ROW: pl.UInt32, CELLS: pl.UInt32, **dict.fromkeys(headers, pl.String)}


def _text_chunks(
    path: Path, encoding: encodings.Encoding, header: delimited.Header, headers: Sequence[str]
) -> Iterator[pl.DataFrame]:
    with path.open("rb") as file:
        pieces = encodings.pieces(file, encoding)
        first = next(pieces, b"")
        yield from delimited.frames(chain([first[header.ends_at :]], pieces), header, headers)


def _workbook_chunks(table: Table) -> Iterator[pl.DataFrame]:
    numbered = enumerate(workbooks.read_rows(table.path, table.sheet or ""), start=1)
    next(islice(numbered, table.header_row - 1, table.header_row), None)
    width, margin = len(table.headers), table._margin
    while taken := list(islice(numbered, WORKBOOK_CHUNK_ROWS)):
        kept = [
            (row, len(cells) if any(cells[width:]) else None, *cells[:width], *[""] * (width - len(cells)))
            for row, cells in ((row, every[margin:]) for row, every in taken)
            if any(cells)
        ]
        yield pl.DataFrame(kept, schema=_schema(table.headers), orient="row")
