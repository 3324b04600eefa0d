"""Looking into the cards of a run: whose card a number is, and who in it has become anonymous since."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import duckdb
from django.db import connection

from pollwright.elections.queries.electorate_files import quoted

_ANONYMOUS = "SELECT id FROM register_elector WHERE authority_id = %s AND anonymous"


@dataclass(frozen=True, slots=True)
class Holder:
    """Whose card a number is; `elector_id` is None of somebody on another authority's register."""

    elector_id: int | None
    district: str


def card_holder(cards: Path, card: str) -> Holder | None:
    """Return whose card has a number, or None where no card of the run has."""
    with duckdb.connect() as made:
        found = made.execute(
            f"SELECT elector_id, district FROM read_parquet('{quoted(cards)}') WHERE card = ?", [card]
        ).fetchone()
    return Holder(*found) if found else None


def made_anonymous_since(authority_id: int, cards: Path) -> int:
    """Return how many electors whose names stand in the cards are anonymous now."""
    with connection.cursor() as cursor:
        cursor.execute(_ANONYMOUS, [authority_id])
        anonymous = [row[0] for row in cursor.fetchall()]
    with duckdb.connect() as made:
        found = made.execute(
            f"SELECT count(DISTINCT elector_id) FROM read_parquet('{quoted(cards)}')"
            " WHERE NOT anonymous AND list_contains(?::BIGINT[], elector_id)",
            [anonymous],
        ).fetchone()
    return int(found[0]) if found else 0


def anonymous_since(authority_id: int, electorate: Path) -> int:
    """Return how many electors whose names stand in a frozen electorate are anonymous now."""
    with connection.cursor() as cursor:
        cursor.execute(_ANONYMOUS, [authority_id])
        anonymous = [row[0] for row in cursor.fetchall()]
    with duckdb.connect() as made:
        found = made.execute(
            f"SELECT count(*) FROM read_parquet('{quoted(electorate)}')"
            " WHERE section <> '3-anonymous' AND list_contains(?::BIGINT[], elector_id)",
            [anonymous],
        ).fetchone()
    return int(found[0]) if found else 0
