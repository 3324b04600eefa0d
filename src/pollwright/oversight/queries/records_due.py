"""The records that are due for removal on a day, one by one, whatever their kind."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection

from pollwright.oversight.kinds import RETENTION_KINDS, RetentionKind
from pollwright.oversight.queries.due import months_kept, terms_of
from pollwright.pages.tables import Page, TableRequest, Total, capped_count, keyset_clause

_OF_KIND = """
    SELECT '{name}' AS kind, '{name} ' || lpad(found.id::text, 19, '0') AS key, found.reference, found.start,
           EXISTS (SELECT FROM oversight_legalhold h WHERE h.authority_id = %(authority)s AND h.kind = '{name}'
                   AND h.lifted_at IS NULL AND h.record IN ('', found.reference)) AS held
    FROM ({due}) AS found(id, reference, start)
"""


@dataclass(frozen=True, slots=True)
class RecordDue:
    """A record whose time is up. `held` says that a legal hold keeps it; `key` tells it from every other."""

    key: str
    kind: str
    reference: str
    start: date
    held: bool


def records_due(authority_id: int, asked: TableRequest, *, on: date) -> Page[RecordDue]:
    """Return a page of the records that are due on a day, as a table asks for it; nothing is removed."""
    select, given = _wanted(authority_id, asked, on)
    if not select:
        return Page.gather(asked, (), Total.of(0))
    keyset = keyset_clause(asked.order, asked.cursor)
    after = keyset.where
    placed = dict(given)
    for place, value in enumerate(keyset.params):
        placed[f"after{place}"] = value
        after = after.replace("%s", f"%(after{place})s", 1)
    with connection.cursor() as cursor:
        cursor.execute(f"{select} AND {after} ORDER BY {keyset.order} LIMIT {asked.size + 1:d}", placed)
        rows = [RecordDue(*row) for row in cursor.fetchall()]
        cursor.execute(capped_count(select), given)
        counted = cursor.fetchone()[0]
    return Page.gather(asked, rows, Total.of(counted))


def _wanted(authority_id: int, asked: TableRequest, on: date) -> tuple[str, dict[str, Any]]:
    """Return the statement of what is asked for, without its place, and its parameters; empty where no kind ends."""
    parts: list[str] = []
    given: dict[str, Any] = {"authority": authority_id}
    for place, kind in enumerate(_kinds(asked)):
        months = months_kept(authority_id, kind, on=on)
        if months is None:
            continue
        terms = terms_of(authority_id, kind, months, on=on)
        given[f"latest{place}"], given[f"kind{place}"] = terms["latest"], kind.name
        due = kind.due.replace("%(latest)s", f"%(latest{place})s").replace("%(kind)s", f"%(kind{place})s")
        parts.append(_OF_KIND.format(name=kind.name, due=due))
    if not parts:
        return "", given
    conditions = ["TRUE"]
    if asked.search:
        conditions.append("strpos(lower(reference), lower(%(search)s)) > 0")
        given["search"] = asked.search
    if "held" in asked.filters:
        conditions.append("held" if asked.filters["held"] else "NOT held")
    every = " UNION ALL ".join(parts)
    return f"SELECT key, kind, reference, start, held FROM ({every}) AS every WHERE {' AND '.join(conditions)}", given


def _kinds(asked: TableRequest) -> list[RetentionKind]:
    chosen = asked.filters.get("kind")
    return [kind for name, kind in sorted(RETENTION_KINDS.items()) if chosen is None or name == chosen]
