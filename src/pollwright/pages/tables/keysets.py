"""Paging by key: the page after a row is found by that row's sort values, never by counting rows.

The work for a page is the same at the start and at the end of 430,000 rows, and a row added or taken away
while somebody reads moves nothing.

Nulls stand where PostgreSQL puts them: last going up, first going down. The last sort term must be unique
and never null.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import F, Q, QuerySet

from pollwright.pages.tables.columns import SortColumn


@dataclass(frozen=True, slots=True)
class Cursor:
    """A place in a sorted list: the sort values of one row.

    The page wanted is what follows that row, or, where ``backwards``, what leads up to it.
    """

    values: tuple[Any, ...]
    backwards: bool = False


@dataclass(frozen=True, slots=True)
class Keyset:
    """Parts of a statement: ``… WHERE {where} ORDER BY {order} LIMIT …`` with ``params`` for ``where``.

    Where the cursor goes backwards the order is reversed too, and ``Page.gather`` turns the rows round.
    """

    where: str
    params: tuple[Any, ...]
    order: str


def keyset_clause(terms: Sequence[SortColumn], cursor: Cursor | None) -> Keyset:
    """Return the clause for a raw statement with ``%s`` parameters."""
    terms = _directed(terms, cursor)
    order = ", ".join(
        f"{term.expression} {'DESC NULLS FIRST' if term.descending else 'ASC NULLS LAST'}" for term in terms
    )
    if cursor is None:
        return Keyset("TRUE", (), order)
    if _comparable_as_a_row(terms):
        names = ", ".join(term.expression for term in terms)
        marks = ", ".join(["%s"] * len(terms))
        sign = "<" if terms[0].descending else ">"
        return Keyset(f"({names}) {sign} ({marks})", cursor.values, order)
    where, params = _stepwise(terms, cursor.values)
    return Keyset(where, params, order)


def keyset_queryset(queryset: QuerySet, terms: Sequence[SortColumn], cursor: Cursor | None) -> QuerySet:
    """Return ``queryset`` ordered by ``terms``, from ``cursor`` on; the caller slices ``size + 1`` rows."""
    terms = _directed(terms, cursor)
    if cursor is not None:
        queryset = queryset.filter(_stepwise_q(terms, cursor.values))
    return queryset.order_by(*(_ordering(term) for term in terms))


def _directed(terms: Sequence[SortColumn], cursor: Cursor | None) -> tuple[SortColumn, ...]:
    if cursor is not None and len(cursor.values) != len(terms):
        raise ValueError("a cursor holds one value for each sort term")
    turned = cursor is not None and cursor.backwards
    return tuple(term.reversed() if turned else term for term in terms)


def _comparable_as_a_row(terms: Sequence[SortColumn]) -> bool:
    """Whether ``(a, b) > (x, y)`` says it all, which an index answers in one step."""
    return len({term.descending for term in terms}) == 1 and not any(term.nullable for term in terms)


def _stepwise(terms: Sequence[SortColumn], values: Sequence[Any]) -> tuple[str, tuple[Any, ...]]:
    """Return ``a > x OR (a = x AND b > y) OR …`` with regard to nulls and to each term's direction."""
    branches: list[str] = []
    params: list[Any] = []
    equal_sql: list[str] = []
    equal_params: list[Any] = []
    for term, value in zip(terms, values, strict=True):
        beyond, beyond_params = _beyond(term, value)
        if beyond:
            branches.append(f"({' AND '.join([*equal_sql, beyond])})")
            params += [*equal_params, *beyond_params]
        if value is None:
            equal_sql.append(f"{term.expression} IS NULL")
        else:
            equal_sql.append(f"{term.expression} = %s")
            equal_params.append(value)
    return f"({' OR '.join(branches)})", tuple(params)


def _beyond(term: SortColumn, value: Any) -> tuple[str, list[Any]]:
    """Return what holds of the values that come after ``value``; empty where none can."""
    if value is None:
        return (f"{term.expression} IS NOT NULL", []) if term.descending else ("", [])
    if term.descending:
        return f"{term.expression} < %s", [value]
    if term.nullable:
        return f"({term.expression} > %s OR {term.expression} IS NULL)", [value]
    return f"{term.expression} > %s", [value]


def _stepwise_q(terms: Sequence[SortColumn], values: Sequence[Any]) -> Q:
    found, equal = Q(pk__in=()), Q()
    for term, value in zip(terms, values, strict=True):
        beyond = _beyond_q(term, value)
        if beyond is not None:
            found |= equal & beyond
        equal &= Q(**{f"{term.expression}__isnull": True}) if value is None else Q(**{term.expression: value})
    return found


def _beyond_q(term: SortColumn, value: Any) -> Q | None:
    if value is None:
        return Q(**{f"{term.expression}__isnull": False}) if term.descending else None
    if term.descending:
        return Q(**{f"{term.expression}__lt": value})
    beyond = Q(**{f"{term.expression}__gt": value})
    return beyond | Q(**{f"{term.expression}__isnull": True}) if term.nullable else beyond


def _ordering(term: SortColumn) -> Any:
    if term.descending:
        return F(term.expression).desc(nulls_first=True) if term.nullable else F(term.expression).desc()
    return F(term.expression).asc(nulls_last=True) if term.nullable else F(term.expression).asc()
