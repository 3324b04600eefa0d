"""A page of rows that are at hand: worked out, not asked of the database."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeVar

from pollwright.pages.tables.asked import TableRequest
from pollwright.pages.tables.paging import Page, Total

Row = TypeVar("Row")


def page_of(asked: TableRequest, rows: Sequence[Row]) -> Page[Row]:
    """Return the page of rows at hand that a table asks for; none of what it sorts by may be None."""
    listed = sorted(rows, key=lambda row: _place(asked, row), reverse=asked.descending)
    if asked.cursor is not None:
        backwards, here = asked.cursor.backwards, tuple(asked.cursor.values)
        after = asked.descending == backwards
        listed = [row for row in listed if (_place(asked, row) > here if after else _place(asked, row) < here)]
        listed = listed[::-1] if backwards else listed
    return Page.gather(asked, listed[: asked.size + 1], Total.of(len(rows)))


def _place(asked: TableRequest, row: object) -> tuple[Any, ...]:
    return tuple(getattr(row, term.attribute) for term in asked.order)
