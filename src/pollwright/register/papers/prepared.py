"""Files that a preparing has made and put in the store, before any row names them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from pollwright.files.content import Placed
from pollwright.files.store import place


@dataclass(frozen=True, slots=True)
class PreparedFile:
    """An edition as a file that lies in the store under its hash, with no row naming it yet.

    :param restricted: holds what only those who may see anonymous entries may have.
    """

    edition: str
    format: str
    name: str
    rows: int
    placed: Placed
    restricted: bool = False


def put(
    source: Path | bytes,
    *,
    edition: str,
    format: str,  # noqa: A002 - what the column is called
    name: str,
    rows: int,
    restricted: bool = False,
) -> PreparedFile:
    """Place a file's content in the store and return it as a prepared file; a file is moved there, not copied."""
    return PreparedFile(edition, format, name, rows, place(source, take=isinstance(source, Path)), restricted)
