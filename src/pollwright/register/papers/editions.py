"""The editions of a published register as frozen files.

One ordered COPY takes the register out of the database; DuckDB makes every edition from it. The snapshot holds a row an
entry with what readers need to mask and map (elector, chain, register flags) and is restricted; the editions hold what
the law prints (REG-402, 410) and no more.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
from django.db import connection

from pollwright.formats.outgoing import WrittenFile, digest
from pollwright.law.open_register import OpenRegisterDates
from pollwright.register.queries.order import ENTRIES, IN_FORCE
from pollwright.register.queries.overseas import PRESENT_ADDRESS, QUALIFYING_ADDRESS

MEMORY = "600MB"

SNAPSHOT = {
    "district": "VARCHAR",
    "number": "INTEGER",
    "suffix": "INTEGER",
    "section": "VARCHAR",
    "marker": "VARCHAR",
    "attains_on": "DATE",
    "surname": "VARCHAR",
    "forenames": "VARCHAR",
    "address": "VARCHAR",
    "postcode": "VARCHAR",
    "parliamentary": "BOOLEAN",
    "local": "BOOLEAN",
    "open_register": "BOOLEAN",
    "elector_id": "BIGINT",
    "elector_reference": "VARCHAR",
    "chain_id": "BIGINT",
    "property_reference": "VARCHAR",
    "old_district": "VARCHAR",
    "old_number": "INTEGER",
    "old_suffix": "INTEGER",
    "qualifying_address": "VARCHAR",
    "present_address": "VARCHAR",
    "anonymous_until": "DATE",
}
"""Columns of the snapshot and their types."""

_TAKE = f"""
COPY (
    SELECT d.code, n.number, n.suffix, e.section, e.marker,
           CASE WHEN e.attains_on > %(published_on)s THEN e.attains_on END, e.surname, e.forenames,
           coalesce(p.address, ''), coalesce(p.postcode, ''), e.parliamentary, e.local,
           CASE WHEN e.section = '3-anonymous' THEN false
                ELSE coalesce(NOT later.choice, el.open_register) END,
           e.elector_id, el.reference, coalesce(e.root_id, e.id), coalesce(p.reference, ''),
           od.code, o.number, o.suffix, coalesce(q.address, ''), {PRESENT_ADDRESS},
           CASE WHEN e.section = '3-anonymous' THEN el.anonymous_until END
    {ENTRIES}
    JOIN register_registernumber n
      ON n.entry_id = coalesce(e.root_id, e.id) AND n.publication_id = %(publication)s
    JOIN register_elector el ON el.id = e.elector_id
    LEFT JOIN register_registernumber o
      ON o.entry_id = coalesce(e.root_id, e.id) AND o.publication_id = %(previous)s
    LEFT JOIN places_pollingdistrict od ON od.id = o.district_id
    LEFT JOIN ({QUALIFYING_ADDRESS}) q ON q.elector_id = e.elector_id AND e.marker LIKE '%%F%%'
    LEFT JOIN LATERAL (
        SELECT c.choice FROM register_openregisterchoice c
        WHERE c.elector_id = e.elector_id AND c.received_on > %(choices_by)s
        ORDER BY c.received_on, c.id LIMIT 1
    ) later ON %(choices)s
    {IN_FORCE}
    ORDER BY d.code, n.number, n.suffix
) TO STDOUT (FORMAT csv)
"""

_TEXT = ("surname", "forenames", *(f"address{line}" for line in range(1, 7)))
_LINES = ", ".join(f"nullif(split_part(address, ', ', {line}), '') AS address{line}" for line in range(1, 6))
PRINTED = f"""
    district || '-' || number || CASE WHEN suffix > 0 THEN '/' || suffix ELSE '' END AS elector_number,
    district, number, suffix, marker, attains_on, surname, forenames, {_LINES},
    nullif(array_to_string(list_slice(string_split(address, ', '), 6, NULL), ', '), '') AS address6, postcode
"""
EDITIONS = {
    "full": f"SELECT {PRINTED} FROM snapshot",
    "open": f"SELECT {PRINTED} FROM snapshot WHERE open_register",
    "overseas": f"SELECT {PRINTED}, qualifying_address, present_address, anonymous_until FROM snapshot"
    " WHERE marker LIKE '%F%'"
    " ORDER BY section = '3-anonymous', strip_accents(lower(coalesce(nullif(surname, ''), forenames))),"
    " strip_accents(lower(forenames)), district, number, suffix",
    "other-electors": f"SELECT {PRINTED} FROM snapshot WHERE section <> '1-ordinary'",
}
"""What each edition holds, in order."""
NUMBER_MAP = """
    SELECT elector_reference, old_district, old_number, old_suffix, district AS new_district, number AS new_number,
           suffix AS new_suffix
    FROM snapshot
"""
"""From the numbers of the register before to the new ones (REG-324)."""
_ABROAD = ("qualifying_address", "present_address")


@dataclass(frozen=True, slots=True)
class Edition:
    """An edition as files, and how many rows it has."""

    name: str
    csv: WrittenFile
    parquet: WrittenFile


@dataclass(frozen=True, slots=True)
class Editions:
    """Everything made from one register."""

    snapshot: WrittenFile
    editions: tuple[Edition, ...]
    number_map: WrittenFile
    by_district: list[dict[str, Any]]


def make_editions(
    authority_id: int,
    publication_id: int,
    previous_id: int | None,
    dates: OpenRegisterDates,
    folder: Path,
    *,
    only: Collection[str] = EDITIONS.keys(),
) -> Editions:
    """Write the snapshot and editions of the register as it stands in this transaction into a folder.

    :param publication_id: whose numbers are printed.
    :param dates: the day of publication, on which whoever has come of age is no attainer any more, and the day up to
        which open register choices count (14 days before, REG-258).
    :param only: the editions wanted.
    """
    taken = folder / "taken.csv"
    take_out(authority_id, publication_id, previous_id, dates, taken)
    with duckdb.connect(config={"memory_limit": MEMORY, "temp_directory": str(folder), "threads": 2}) as made:
        columns = ", ".join(f"'{name}': '{kind}'" for name, kind in SNAPSHOT.items())
        made.execute("SET preserve_insertion_order = true")
        snapshot = _parquet(made, _read(taken, columns), folder / "snapshot.parquet")
        made.execute(f"CREATE VIEW snapshot AS SELECT * FROM read_parquet('{_quoted(snapshot.path)}')")
        taken.unlink()
        editions = tuple(
            Edition(
                name, _csv(made, select, folder / f"{name}.csv"), _parquet(made, select, folder / f"{name}.parquet")
            )
            for name, select in EDITIONS.items()
            if name in only
        )
        mapped = _written(made, NUMBER_MAP, folder / "number-map.csv", "FORMAT csv, HEADER true")
        return Editions(snapshot, editions, mapped, count_by_district(made))


def take_out(
    authority_id: int, publication_id: int, previous_id: int | None, dates: OpenRegisterDates, path: Path
) -> None:
    """Copy the register out of the database in statutory order as CSV, without a header."""
    with connection.cursor() as cursor, path.open("wb") as file:
        cursor.execute(
            "SELECT EXISTS (SELECT FROM register_openregisterchoice WHERE authority_id = %s AND received_on > %s)",
            [authority_id, dates.choices_by],
        )
        given = {
            "authority": authority_id,
            "publication": publication_id,
            "previous": previous_id,
            "choices_by": dates.choices_by,
            "published_on": dates.published_on,
            "choices": cursor.fetchone()[0],
        }
        with cursor.copy(_TAKE, given) as copy:
            for piece in copy:
                file.write(piece)


def for_a_sheet(made: duckdb.DuckDBPyConnection, select: str) -> str:
    """Return the selection with an apostrophe before text that a spreadsheet would take for a formula (INT-012).

    Only CSV is guarded so; Parquet and workbooks hold text as it is.
    """
    held = {column[0] for column in made.execute(f"DESCRIBE {select}").fetchall()}
    guarded = ", ".join(
        f"CASE WHEN left({name}, 1) IN ('=', '+', '-', '@', chr(9), chr(13)) THEN chr(39) || {name} ELSE {name} END"
        f" AS {name}"
        for name in (*_TEXT, *_ABROAD)
        if name in held
    )
    return f"SELECT * REPLACE ({guarded}) FROM ({select})"


def count_by_district(made: duckdb.DuckDBPyConnection) -> list[dict[str, Any]]:
    """Return the counts of the view `snapshot` by district: the side of the proof that is taken from the files."""
    rows = made.execute(
        """
        SELECT district, count(*), count(*) FILTER (section = '2-other'), count(*) FILTER (section = '3-anonymous'),
               count(*) FILTER (attains_on IS NOT NULL), count(*) FILTER (open_register),
               count(*) FILTER (parliamentary), count(*) FILTER (local)
        FROM snapshot GROUP BY district ORDER BY district
        """
    ).fetchall()
    names = ("code", "electors", "others", "anonymous", "attainers", "open", "parliamentary", "local")
    return [dict(zip(names, row, strict=True)) for row in rows]


def _read(path: Path, columns: str) -> str:
    return (
        f"SELECT * FROM read_csv('{_quoted(path)}', header = false, auto_detect = false, delim = ',', quote = '\"',"
        f" escape = '\"', columns = {{{columns}}}, null_padding = false)"
    )


def _csv(made: duckdb.DuckDBPyConnection, select: str, path: Path) -> WrittenFile:
    return _written(made, for_a_sheet(made, select), path, "FORMAT csv, HEADER true")


def _parquet(made: duckdb.DuckDBPyConnection, select: str, path: Path) -> WrittenFile:
    return _written(made, select, path, "FORMAT parquet, COMPRESSION zstd")


def _written(made: duckdb.DuckDBPyConnection, select: str, path: Path, options: str) -> WrittenFile:
    found = made.execute(f"COPY ({select}) TO '{_quoted(path)}' ({options})").fetchone()
    sha256, size = digest(path)
    return WrittenFile(path, int(found[0]) if found else 0, sha256, size)


def _quoted(path: Path) -> str:
    return str(path).replace("'", "''")
