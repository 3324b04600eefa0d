"""Lists that are never long, such as the stations of a day: put in order here, and shown on one page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeVar

from pollwright.pages.tables import TableRequest

Row = TypeVar("Row")


def in_asked_order(rows: Sequence[Row], asked: TableRequest) -> tuple[Row, ...]:
    """Return rows in the order that was asked for; the schemes of a day stay together."""
    found = list(rows)
    for term in reversed(asked.order):
        found.sort(key=lambda row, term=term: _comparable(row, term.attribute), reverse=term.descending)  # type: ignore[misc]
    return tuple(found)


def _comparable(row: Any, name: str) -> Any:
    return getattr(row, name)
