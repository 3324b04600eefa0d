"""What goes with our electors to the other side: their stations, and the alterations since the stage before."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from django.db import connection

from pollwright.elections.queries.cards_stations import StationRange
from pollwright.elections.queries.electorate_files import opened, quoted

_ALTERED = """
    SELECT coalesce((SELECT max(l.effective_on)::text FROM register_noticeline l
                     WHERE l.alteration_id = c.alteration_id AND l.authority_id = c.authority_id), ''),
           c.district, coalesce(c.number::text, ''), c.suffix::text, c.kind, c.cause
    FROM elections_electoratechange c WHERE c.authority_id = %s AND c.electorate_id = %s
    ORDER BY c.district, c.number, c.suffix, c.id
"""


def alterations_between(authority_id: int, electorate_id: int) -> list[tuple[str, ...]]:
    """Return what changed in an electorate since the stage before, as rows of the interchange file."""
    with connection.cursor() as cursor:
        cursor.execute(_ALTERED, [authority_id, electorate_id])
        return cursor.fetchall()


def stations_given(lines: Path, ranges: Sequence[StationRange], folder: Path) -> list[tuple[str, ...]]:
    """Return the stations of the electors in `lines`, as rows of the interchange file; those of others are left out."""
    with opened(folder) as made:
        found = dict(
            made.execute(f"SELECT district, count(*) FROM read_parquet('{quoted(lines)}') GROUP BY 1").fetchall()
        )
        rows: list[tuple[str, ...]] = []
        for one in ranges:
            if one.district in found:
                counted = made.execute(
                    f"SELECT count(*) FROM read_parquet('{quoted(lines)}') WHERE district = ?"
                    " AND number::INTEGER BETWEEN ? AND ?",
                    [one.district, one.first or 0, 2**31 - 1 if one.last is None else one.last],
                ).fetchall()[0][0]
                address = ", ".join(one.address)
                rows.append(
                    (one.number, one.name, address, one.postcode, one.district, _text(one.first), _text(one.last),
                     str(counted))
                )  # fmt: skip
    return rows


def _text(number: int | None) -> str:
    return "" if number is None else str(number)
