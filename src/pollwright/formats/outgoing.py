"""Writing files out: hashed on the way, flushed to the disk, and put in place whole or not at all.

Each writer takes one frame or any number of frames with the same columns, writes beside the place under a temporary
name, and renames at the end. A reader of the place sees the old file or the new one, never half of either.
"""

import hashlib
import io
import os
import secrets
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from itertools import chain
from pathlib import Path
from typing import BinaryIO, Literal, cast

import polars as pl
import pyarrow as pa
from pyarrow import parquet
from typing_extensions import Buffer

from pollwright.formats import spreadsheets
from pollwright.formats.values import neutralised

Frames = pl.DataFrame | Iterable[pl.DataFrame]
_PIECE = 1024 * 1024
_ROW_GROUP = 65_536


@dataclass(frozen=True, slots=True)
class WrittenFile:
    """A file as it was written: where, how many rows below the header, the SHA-256 of its bytes, and its size."""

    path: Path
    rows: int
    sha256: str
    bytes: int


class _Hashing(io.RawIOBase):
    """A file that works out the SHA-256 and length of what is written to it."""

    def __init__(self, file: BinaryIO) -> None:
        super().__init__()
        self._file = file
        self.digest = hashlib.sha256()
        self.size = 0

    def writable(self) -> bool:
        return True

    def write(self, data: Buffer) -> int:
        view = memoryview(data)
        self._file.write(view)
        self.digest.update(view)
        self.size += view.nbytes
        return view.nbytes


def write_csv(
    frames: Frames,
    path: Path,
    *,
    reader: Literal["person", "machine"],
    line_end: str = "\n",
    mark: bool = False,
    delimiter: str = ",",
) -> WrittenFile:
    """Write frames as CSV in UTF-8.

    :param reader: `person` puts an apostrophe before text that a spreadsheet would take for a formula (INT-012);
        `machine` writes every value exactly as it is.
    :param mark: begin with the byte-order mark that old spreadsheets need to see UTF-8.
    :raises ValueError: where there is no frame, or a frame has other columns than the first.
    """
    first, rest = _first_and_rest(frames)
    rows = 0
    with _placing(path) as temporary, temporary.open("wb") as file:
        out = _Hashing(file)
        for at, frame in enumerate(_alike(first, rest)):
            ready = neutralised(frame) if reader == "person" else frame
            ready.write_csv(
                cast(BinaryIO, out),
                include_header=at == 0,
                include_bom=mark and at == 0,
                line_terminator=line_end,
                separator=delimiter,
            )
            rows += frame.height
        _settle(file)
    return WrittenFile(path, rows, out.digest.hexdigest(), out.size)


def write_parquet(frames: Frames, path: Path) -> WrittenFile:
    """Write frames as Parquet with pinned settings, so that the same rows make the same bytes.

    Format 2.6, zstd level 3, dictionaries, row groups of 65,536. The bytes also depend on the version of the library,
    which the lock file pins.

    :raises ValueError: where there is no frame, or a frame has other columns than the first.
    """
    first, rest = _first_and_rest(frames)
    rows = 0
    with _placing(path) as temporary, temporary.open("wb") as file:
        out = _Hashing(file)
        schema = _storable(first).schema
        with parquet.ParquetWriter(
            pa.PythonFile(out, mode="w"), schema, version="2.6", compression="zstd", compression_level=3
        ) as writer:
            for frame in _alike(first, rest):
                writer.write_table(_storable(frame), row_group_size=_ROW_GROUP)
                rows += frame.height
        _settle(file)
    return WrittenFile(path, rows, out.digest.hexdigest(), out.size)


def write_xlsx(frames: Frames, path: Path, *, sheet: str = "Sheet1", made_at: datetime | None = None) -> WrittenFile:
    """Write frames as an Excel workbook that holds text, numbers and dates, never formulas or links.

    Rows past what one sheet holds go on to further sheets with the same header. Memory does not grow with the rows.

    :param made_at: the moment that the workbook's properties show; a fixed moment where None, so that the same rows
        make the same bytes.
    :raises ValueError: where there is no frame, or a frame has other columns than the first.
    """
    first, rest = _first_and_rest(frames)
    with _placing(path) as temporary:
        rows = spreadsheets.write(_alike(first, rest), temporary, sheet, made_at)
        with temporary.open("r+b") as file:
            os.fsync(file.fileno())
        sha256, size = digest(temporary)
    return WrittenFile(path, rows, sha256, size)


def digest(path: Path) -> tuple[str, int]:
    """Return the SHA-256 of a file, in hexadecimal, and its size in bytes."""
    sha256, size = hashlib.sha256(), 0
    with path.open("rb") as file:
        while piece := file.read(_PIECE):
            sha256.update(piece)
            size += len(piece)
    return sha256.hexdigest(), size


@contextmanager
def _placing(path: Path) -> Iterator[Path]:
    """Give a temporary name beside `path`; rename it into place on success, remove it on any failure."""
    temporary = path.with_name(f".{path.name}.{secrets.token_hex(4)}.part")
    try:
        yield temporary
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def _settle(file: BinaryIO) -> None:
    file.flush()
    os.fsync(file.fileno())


def _first_and_rest(frames: Frames) -> tuple[pl.DataFrame, Iterator[pl.DataFrame]]:
    every = iter([frames] if isinstance(frames, pl.DataFrame) else frames)
    first = next(every, None)
    if first is None:
        raise ValueError("there is no frame to write: give an empty one with its columns")
    return first, every


def _alike(first: pl.DataFrame, rest: Iterator[pl.DataFrame]) -> Iterator[pl.DataFrame]:
    for frame in chain([first], rest):
        if frame.schema != first.schema:
            raise ValueError("the frames to write differ in their columns")
        yield frame


def _storable(frame: pl.DataFrame) -> pa.Table:
    """Return a frame as an Arrow table with the plain string type, which every Parquet reader knows."""
    return frame.to_arrow(compat_level=pl.CompatLevel.oldest())
