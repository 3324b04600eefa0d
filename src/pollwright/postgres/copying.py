"""Putting a frame of rows into a table by one COPY, and working on whole sets thereafter."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import polars as pl
from psycopg import sql

SLICE_ROWS = 50_000


def copy_frame(cursor: Any, table: str, frame: pl.DataFrame) -> int:
    """Append a frame to a table, whose columns have the frame's names, and return how many rows went in.

    Null stays null and a blank text stays blank. Lists must have been made into text (`as_array`).

    :param cursor: a psycopg cursor, or Django's round it.
    :param table: a name of our own making.
    """
    names = sql.SQL(", ").join(map(sql.Identifier, frame.columns))
    statement = sql.SQL("COPY {} ({}) FROM STDIN (FORMAT csv)").format(sql.Identifier(table), names)
    with cursor.copy(statement) as copy:
        for part in _slices(frame):
            copy.write(part)
    return frame.height


def as_array(texts: pl.Expr) -> pl.Expr:
    """Return lists of codes (letters and digits) as PostgreSQL writes an array."""
    return pl.concat_str(pl.lit("{"), texts.list.join(","), pl.lit("}"))


@contextmanager
def whole_sets(cursor: Any) -> Iterator[None]:
    """Let the open transaction join whole sets by hash or merge, until the block ends.

    A table that has just been filled has no statistics yet, and row-by-row joins chosen for a table thought empty take
    minutes over a register.
    """
    cursor.execute("SET LOCAL enable_nestloop = off")
    yield
    cursor.execute("SET LOCAL enable_nestloop = on")


def _slices(frame: pl.DataFrame) -> Iterator[bytes]:
    for part in frame.iter_slices(SLICE_ROWS):
        buffer = io.BytesIO()
        part.write_csv(buffer, include_header=False)
        yield buffer.getvalue()
