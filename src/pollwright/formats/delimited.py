"""Delimited text to frames: fast where the quoting is regular, patient where it is not.

Each block of whole records is looked at as an array of bytes. Where every quotation mark opens, closes or doubles as
it should, Polars parses the block and the cells of each record are counted from the bytes. Otherwise this block is
read line by line with the tolerance that hand-made files need.

Frames have all columns as text, never null, after two of our own: `ROW`, counted as a spreadsheet does (header = 1,
blank lines counted), and `CELLS`, the number of cells where it is not the header's, else null.
"""

import csv
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl

from pollwright.formats import finding_kinds as kinds
from pollwright.formats.unreadable import UnreadableFile

ROW = "@row"
CELLS = "@cells"
DELIMITERS = (",", "\t", ";", "|")
HEADER_ROWS = 30
"""Titles and days of making may stand above a header; it is looked for among so many rows that are not blank."""

IsHeader = Callable[[Sequence[str]], bool]
"""Whether the cells of a row are a header that the caller knows."""

_QUOTE, _NEWLINE = ord('"'), ord("\n")
_SNIFFED_RECORDS = 50
# Cells past the header's last that are still looked at, to tell empty trailing cells from misplaced values.
_OVERFLOW = 64
# A value in quotation marks may run over this many lines; past it, its closing mark is taken to be missing.
_LINES_IN_A_VALUE = 20
_HEADER_WITHIN = 256 * 1024
_LONGEST_RECORD = 16 * 1024 * 1024
csv.field_size_limit(_LONGEST_RECORD)


@dataclass(frozen=True, slots=True)
class Header:
    """The header row: its cells as found, its row number, the delimiter, and where its bytes end in the first piece.

    `above` is how many rows that are not blank stand above it.
    """

    cells: tuple[str, ...]
    row: int
    delimiter: str
    ends_at: int
    above: int = 0


def sniff(start: str) -> str | None:
    """Return the delimiter of a text by its first records, or None where no candidate separates anything."""
    lines = [line for line in start.splitlines()[: _SNIFFED_RECORDS * 2] if line.strip()][:_SNIFFED_RECORDS]
    best, best_score = None, (False, 0.0)
    for delimiter in DELIMITERS:
        widths = Counter(len(row) for row in csv.reader(lines, delimiter=delimiter))
        width, records = max(widths.items(), key=lambda each: (each[1], each[0]), default=(0, 0))
        if width < 2:
            continue
        agreeing = records / widths.total()
        score = (agreeing >= 0.8, width * agreeing)
        if score > best_score:
            best, best_score = delimiter, score
    return best


def read_header(first: bytes, is_header: IsHeader | None = None) -> Header | None:
    """Return the header found in the first piece of a text, past blank lines and Excel's `sep=` line.

    That is the first row that `is_header` knows, whatever stands above it; else the first row that is not blank. None
    where no delimiter separates anything.
    """
    declared, starts = _first_lines(first)
    if not starts:
        return None
    if is_header is not None:
        for above, (row, offset) in enumerate(starts):
            for candidate in (declared,) if declared else DELIMITERS:
                header = _header_at(first, offset, row, candidate, above)
                if is_header(header.cells):
                    return header
    row, offset = starts[0]
    delimiter = declared or sniff(first[offset : offset + _HEADER_WITHIN].decode("utf-8", "ignore"))
    return _header_at(first, offset, row, delimiter, 0) if delimiter else None


def _first_lines(first: bytes) -> tuple[str | None, list[tuple[int, int]]]:
    """Return the delimiter that a `sep=` line declares, and row and offset of the first lines that are not blank."""
    declared, offset = None, 0
    starts: list[tuple[int, int]] = []
    for row, line in enumerate(first[:_HEADER_WITHIN].splitlines(keepends=True), start=1):
        plain = line.strip()
        if not starts and plain.lower().startswith(b"sep=") and len(plain) == len(b"sep=") + 1:
            declared = plain[-1:].decode("utf-8", "ignore") or None
        elif plain.strip(b',;|\t"'):
            starts.append((row, offset))
        if len(starts) == HEADER_ROWS:
            break
        offset += len(line)
    return declared, starts


def _header_at(first: bytes, offset: int, row: int, delimiter: str, above: int) -> Header:
    end = _end_of_record(first, offset, delimiter)
    text = first[offset:end].decode("utf-8", "ignore").rstrip("\n").replace("\r", " ")
    return Header(tuple(cell.strip() for cell in _cells(text, delimiter)), row, delimiter, end, above)


def frames(pieces: Iterator[bytes], header: Header, columns: Sequence[str]) -> Iterator[pl.DataFrame]:
    """Yield a frame of each block of whole records.

    `pieces` start right after the header row; `columns` are the names to give, one for each of the header's cells
    that is kept. Records with nothing in them are left out, but counted in the row numbers.
    """
    held, next_row = b"", header.row + 1
    for piece in pieces:
        block = held + piece
        end, regular = _end_of_records(block, header.delimiter)
        held = block[end:]
        if len(held) > _LONGEST_RECORD:
            raise UnreadableFile(kinds.ROW_TOO_LONG.at(row=next_row, start=next_row))
        if end:
            frame, records = _frame(block[:end], header.delimiter, columns, next_row, regular=regular)
            next_row += records
            yield frame
    if held:
        regular = _regular(np.frombuffer(held, dtype=np.uint8), header.delimiter)
        yield _frame(held, header.delimiter, columns, next_row, regular=regular)[0]


def _end_of_record(text: bytes, start: int, delimiter: str) -> int:
    """Return where the record that starts at `start` ends, its line end included.

    Where its quotation marks do not close as they should within a few lines, it ends with its first line.
    """
    first_end = end = text.find(b"\n", start) + 1 or len(text)
    for _ in range(_LINES_IN_A_VALUE):
        if text.count(b'"', start, end) % 2 == 0:
            whole = end == first_end or _regular(np.frombuffer(text[start:end], dtype=np.uint8), delimiter)
            return end if whole else first_end
        end = text.find(b"\n", end) + 1 or len(text)
    return first_end


def _end_of_records(block: bytes, delimiter: str) -> tuple[int, bool]:
    """Return where the last whole record of a block ends, and whether its quotation marks are regular up to there.

    An end of 0 asks for more of the text.
    """
    last = block.rfind(b"\n") + 1
    if not last or b'"' not in block:
        return last, True
    data = np.frombuffer(block, dtype=np.uint8)[:last]
    if not _regular(data, delimiter, unfinished=True):
        return last, False
    quotes, newlines = np.flatnonzero(data == _QUOTE), np.flatnonzero(data == _NEWLINE)
    outside = newlines[np.searchsorted(quotes, newlines) % 2 == 0]
    end = int(outside[-1]) + 1 if outside.size else 0
    return (end, True) if last - end <= _LONGEST_RECORD else (last, False)


def _regular(data: np.ndarray, delimiter: str, *, unfinished: bool = False) -> bool:
    """Return whether every quotation mark of a block opens, closes or doubles as the rules of CSV say.

    :param unfinished: the block may break off inside a value in quotation marks.
    """
    quotes = np.flatnonzero(data == _QUOTE)
    if quotes.size % 2 and not unfinished:
        return False
    opening, closing = quotes[::2], quotes[1::2]
    before = data[opening[opening > 0] - 1]
    after = data[closing[closing < data.size - 1] + 1]
    return all(((found == ord(delimiter)) | (found == _NEWLINE) | (found == _QUOTE)).all() for found in (before, after))


def _frame(
    block: bytes, delimiter: str, columns: Sequence[str], first_row: int, *, regular: bool
) -> tuple[pl.DataFrame, int]:
    """Return the frame of a block of whole records, and how many records it has, blank ones included."""
    if not regular:
        return _patient_frame(block, delimiter, columns, first_row)
    counts = _cells_of_records(np.frombuffer(block, dtype=np.uint8), delimiter)
    width = min(int(counts.max()), len(columns) + _OVERFLOW)
    names = [*columns, *(f"@{extra}" for extra in range(width - len(columns)))]
    frame = pl.read_csv(
        block,
        has_header=False,
        schema=dict.fromkeys(names, pl.String),
        separator=delimiter,
        empty_string_is_null=False,
        extra_columns="ignore",
        missing_columns="insert",
        glob=False,
    )
    if frame.height != counts.size:
        return _patient_frame(block, delimiter, columns, first_row)
    return _numbered(frame, columns, counts, first_row), counts.size


def _cells_of_records(data: np.ndarray, delimiter: str) -> np.ndarray:
    """Return the number of cells of each record of a regular block."""
    delimiters = data == ord(delimiter)
    newlines = data == _NEWLINE
    quotes = data == _QUOTE
    if quotes.any():
        outside = (np.cumsum(quotes, dtype=np.uint8) & 1) == 0
        delimiters &= outside
        newlines &= outside
    ends = np.flatnonzero(newlines)
    if not data.size or data[-1] != _NEWLINE:
        ends = np.append(ends, data.size)
    up_to = np.searchsorted(np.flatnonzero(delimiters), ends)
    return np.diff(up_to, prepend=0) + 1


def _numbered(frame: pl.DataFrame, columns: Sequence[str], counts: np.ndarray, first_row: int) -> pl.DataFrame:
    """Add row numbers and wrong cell counts; leave out blank records and the cells past the header's last."""
    kept = set(columns)
    extras = [name for name in frame.columns if name not in kept]
    cells = pl.Series(CELLS, counts, dtype=pl.UInt32)
    beyond = pl.any_horizontal(pl.col(name) != "" for name in extras) if extras else pl.lit(value=False)
    short = pl.col(CELLS) < len(columns)
    long = (pl.col(CELLS) > len(columns)) & (beyond | (pl.col(CELLS) > len(columns) + _OVERFLOW))
    rows = pl.int_range(first_row, first_row + frame.height, dtype=pl.UInt32, eager=True).alias(ROW)
    blank = _blank(frame)
    return (
        frame.with_columns(cells, rows)
        .with_columns(pl.when(short | long).then(pl.col(CELLS)).alias(CELLS))
        .select(ROW, CELLS, *columns)
        .filter(~pl.col(ROW).is_in((blank + first_row).implode()) if blank.len() else pl.lit(value=True))
    )


def _blank(frame: pl.DataFrame) -> pl.Series:
    """Return the positions of the records that have nothing but space, looking only where nothing was found so far."""
    found = pl.int_range(frame.height, dtype=pl.UInt32, eager=True)
    for column in frame.columns:
        text = frame[column] if found.len() == frame.height else frame[column].gather(found)
        found = found.filter(text.str.strip_chars() == "")
        if not found.len():
            break
    return found


def _patient_frame(block: bytes, delimiter: str, columns: Sequence[str], first_row: int) -> tuple[pl.DataFrame, int]:
    """Return the frame of a block whose quotation marks are irregular, reading it line by line."""
    wanted = len(columns)
    rows: list[list[str]] = []
    counts: list[int] = []
    lines = block.decode("utf-8").replace("\r", " ").split("\n")
    if lines and not lines[-1]:
        lines.pop()
    at = 0
    while at < len(lines):
        try:
            cells, used = _patient_record(lines, at, delimiter, wanted)
        except csv.Error:
            start = first_row + len(rows)
            raise UnreadableFile(kinds.ROW_TOO_LONG.at(row=start, start=start)) from None
        at += used
        counts.append(len(cells))
        rows.append((cells + [""] * wanted)[: max(wanted, min(len(cells), wanted + _OVERFLOW))])
    width = max((len(row) for row in rows), default=wanted)
    names = [*columns, *(f"@{extra}" for extra in range(width - wanted))]
    padded = [row + [""] * (width - len(row)) for row in rows]
    frame = pl.DataFrame(padded, schema=dict.fromkeys(names, pl.String), orient="row")
    return _numbered(frame, columns, np.array(counts, dtype=np.int64), first_row), len(rows)


def _patient_record(lines: Sequence[str], at: int, delimiter: str, wanted: int) -> tuple[list[str], int]:
    """Return the cells of the record that starts at a line, and how many lines it takes.

    Where the marks of the line do not pair, the value may go on over the next lines. Otherwise, or if that does not
    give as many cells as the header has, the line is read as it stands, or with its marks as plain characters.
    """
    line = lines[at]
    if line.count('"') % 2:
        for more in range(2, min(_LINES_IN_A_VALUE, len(lines) - at) + 1):
            joined = "\n".join(lines[at : at + more])
            if _regular(np.frombuffer(joined.encode(), dtype=np.uint8), delimiter):
                cells = _cells(joined, delimiter)
                if len(cells) == wanted:
                    return cells, more
                break
    alone, plain = _cells(line, delimiter), line.split(delimiter)
    if len(plain) == wanted and (len(alone) != wanted or line.count('"') % 2):
        return [cell.strip().strip('"') for cell in plain], 1
    return alone, 1


def _cells(record: str, delimiter: str) -> list[str]:
    """Return the cells of one record, tolerating marks within values."""
    lines = record.split("\n")
    kept = [f"{line}\n" for line in lines[:-1]] + lines[-1:]
    return next(csv.reader(kept, delimiter=delimiter, skipinitialspace=True), [""])
