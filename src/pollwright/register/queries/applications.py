"""Lists of applications: every one that matches, the public list, and who may be meant by an address."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import connection
from django.utils.translation import gettext

from pollwright.pages.tables import DateRange, Page, TableRequest, Total, capped_count, keyset_clause
from pollwright.register.queries.application_queues import OPEN, QUEUES
from pollwright.register.queries.search_terms import as_typed


@dataclass(frozen=True, slots=True)
class ApplicationRow:
    """One application as a list shows it. `name` and `address` are blank for an anonymous one."""

    id: int
    reference: str
    surname: str
    forenames: str
    anonymous: bool
    address: str
    postcode: str
    kind: str
    channel: str
    received_at: datetime
    may_determine_from: date
    state: str
    flags: tuple[str, ...]
    alike: bool
    district: str
    evidence_due: date | None

    @property
    def name(self) -> str:
        """The name as lists show it."""
        if self.anonymous:
            return gettext("Anonymous")
        return ", ".join(part for part in (self.surname, self.forenames) if part)


_HIDDEN = "(NOT a.anonymous AND coalesce(el.anonymous, false))"
"""An application by name of somebody who has become anonymous since."""


def _unless_hidden(name: str) -> str:
    return f"CASE WHEN {_HIDDEN} THEN '' ELSE a.{name} END"


_FROM = """
FROM register_application a
CROSS JOIN (SELECT %s::date AS today) d
LEFT JOIN register_elector el ON el.id = a.elector_id
LEFT JOIN places_pollingdistrict g ON g.id = a.district_id
WHERE a.authority_id = %s AND {where}
"""
_COLUMNS = f"""
SELECT a.id, a.reference, {_unless_hidden("surname")}, {_unless_hidden("forenames")}, a.anonymous OR {_HIDDEN},
       {_unless_hidden("address")}, {_unless_hidden("postcode")}, a.kind, a.channel, a.received_at,
       a.may_determine_from, a.state, coalesce(a.extra -> 'flags', '[]'),
       a.duplicate_of_id IS NOT NULL AND a.elector_id IS NULL, coalesce(g.code, ''), a.evidence_due
"""
FETCHED = 2_000


def applications(authority_id: int, asked: TableRequest, *, on: date) -> Page[ApplicationRow]:
    """Return a page of applications, as a table asks for it."""
    where, given = _where(asked)
    keyset = keyset_clause(asked.order, asked.cursor)
    source = _FROM.format(where=where)
    with connection.cursor() as cursor:
        cursor.execute(
            f"{_COLUMNS}{source} AND {keyset.where} ORDER BY {keyset.order} LIMIT %s",
            [on, authority_id, *given, *keyset.params, asked.size + 1],
        )
        rows = [_row(row) for row in cursor.fetchall()]
        cursor.execute(capped_count(f"SELECT 1 {source}"), [on, authority_id, *given])
        return Page.gather(asked, rows, Total.of(cursor.fetchone()[0]))


def every_application(authority_id: int, asked: TableRequest, *, on: date) -> Iterator[ApplicationRow]:
    """Yield all the applications that a table asks for, for a download or a bulk act."""
    where, given = _where(asked)
    order = keyset_clause(asked.order, None).order
    with connection.cursor() as cursor:
        cursor.execute(
            f"{_COLUMNS}{_FROM.format(where=where)} ORDER BY {order}",
            [on, authority_id, *given],
        )
        while rows := cursor.fetchmany(FETCHED):
            yield from (_row(row) for row in rows)


def references_of(authority_id: int, asked: TableRequest, *, on: date) -> list[str]:
    """Return the references of all the applications that a table asks for."""
    where, given = _where(asked)
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT a.reference {_FROM.format(where=where)} ORDER BY a.received_at, a.id", [on, authority_id, *given]
        )
        return [reference for (reference,) in cursor.fetchall()]


@dataclass(frozen=True, slots=True)
class ListedRow:
    """A line of the list of applications as the public may see it (REG-211): never an anonymous one."""

    id: int
    reference: str
    name: str
    nationalities: str
    address: str
    listed_on: date
    objections_until: date


def list_of_applications(authority_id: int, asked: TableRequest, *, on: date) -> Page[ListedRow]:
    """Return a page of the list of applications that are open to objection."""
    keyset = keyset_clause(asked.order, asked.cursor)
    source = (
        "FROM (SELECT a.id, a.reference, concat_ws(', ', nullif(a.surname, ''), nullif(a.forenames, '')) AS name,"
        " array_to_string(a.nationalities, ', ') AS nationalities, concat_ws(', ', a.address, a.postcode) AS address,"
        " a.lists_on, a.may_determine_from FROM register_application a"
        f" WHERE a.authority_id = %s AND NOT a.anonymous AND {OPEN} AND a.may_determine_from > %s"
        " AND NOT EXISTS (SELECT FROM register_elector el WHERE el.id = a.elector_id AND el.anonymous)) listed"
        " WHERE (%s = '' OR name ILIKE %s OR address ILIKE %s)"
    )
    like = f"%{as_typed(asked.search)}%"
    given: list[Any] = [authority_id, on, asked.search, like, like]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT id, reference, name, nationalities, address, lists_on, may_determine_from"
            f" {source} AND {keyset.where} ORDER BY {keyset.order} LIMIT %s",
            [*given, *keyset.params, asked.size + 1],
        )
        rows = [ListedRow(*row) for row in cursor.fetchall()]
        cursor.execute(capped_count(f"SELECT 1 {source}"), given)
        return Page.gather(asked, rows, Total.of(cursor.fetchone()[0]))


def _where(asked: TableRequest) -> tuple[str, list[Any]]:
    """Return the condition of a request, and its parameters in order.

    By name, an application that may not show its own is left out: its place would tell it.
    """
    parts: list[str] = [f"NOT {_HIDDEN}" if asked.order[0].expression == "a.surname" else "TRUE"]
    given: list[Any] = []
    filters = asked.filters
    if queue := filters.get("queue"):
        parts.append(QUEUES[queue][1])
    for name in ("state", "kind", "channel"):
        if values := filters.get(name):
            parts.append(f"a.{name} = ANY(%s)")
            given.append([values] if isinstance(values, str) else list(values))
    if flag := filters.get("flag"):
        parts.append("coalesce(a.extra -> 'flags', '[]') ? %s")
        given.append(flag)
    days: DateRange | None = filters.get("received")
    if days is not None:
        parts.append("a.lists_on BETWEEN coalesce(%s, a.lists_on) AND coalesce(%s, a.lists_on)")
        given += [days.start, days.end]
    for word in asked.search.split():
        like = f"%{as_typed(word)}%"
        parts.append(
            "((a.surname ILIKE %s OR a.forenames ILIKE %s OR a.address ILIKE %s OR a.postcode ILIKE %s)"
            f" AND NOT {_HIDDEN} OR a.reference ILIKE %s OR a.outside_reference ILIKE %s)"
        )
        given += [like] * 6
    return " AND ".join(f"({part})" for part in parts), given


def _row(row: tuple[Any, ...]) -> ApplicationRow:
    first, flags, rest = row[:12], row[12], row[13:]
    held = json.loads(flags) if isinstance(flags, str) else flags
    values = [*first, tuple(held), *rest]
    return ApplicationRow(*values)
