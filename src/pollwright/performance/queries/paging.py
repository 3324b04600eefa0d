"""A page of a statement whose parameters have names."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from django.db import connection

from pollwright.pages.tables import Page, TableRequest, Total, capped_count
from pollwright.register.queries.notice_pages import named_keyset

Row = TypeVar("Row")


def page_of(asked: TableRequest, select: str, given: dict[str, Any], row: Callable[..., Row]) -> Page[Row]:
    """Return one page of the rows of `select`, which ends in a condition."""
    where, order, more = named_keyset(asked)
    with connection.cursor() as cursor:
        cursor.execute(f"{select} AND {where} ORDER BY {order} LIMIT {asked.size + 1}", {**given, **more})
        found = [row(*one) for one in cursor.fetchall()]
        cursor.execute(capped_count(select), given)
        total = Total.of(cursor.fetchone()[0])
    return Page.gather(asked, found, total)
