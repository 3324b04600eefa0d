"""Writing the interchange file of electors across a boundary: batches, stations, alterations and a manifest of all."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import duckdb

from pollwright.formats.boundary_layout import (
    ALTERATION_COLUMNS,
    ALTERATIONS,
    ELECTORS,
    MANIFEST,
    STATION_COLUMNS,
    STATIONS,
    Count,
    Heading,
    columns_of,
    heading_as_json,
    names_of,
)
from pollwright.formats.outgoing import WrittenFile, digest

EPOCH = (2000, 1, 1, 0, 0, 0)
BATCH_SIZE = 5000
Row = Sequence[str]


def write_part(
    lines: Path,
    heading: Heading,
    stations: Sequence[Row],
    alterations: Sequence[Row],
    path: Path,
    *,
    batch_size: int = BATCH_SIZE,
) -> WrittenFile:
    """Write the electors of `lines` (Parquet with the columns of the layout, as text) as an interchange file.

    The same lines make the same bytes. Other files are made beside `path` and removed again.

    :param stations: rows with the columns of `STATION_COLUMNS`; `alterations` with those of `ALTERATION_COLUMNS`.
    :param batch_size: most electors in one batch.
    """
    with duckdb.connect() as made:
        made.execute(
            f"CREATE TABLE line AS SELECT *, row_number() OVER (ORDER BY district, try_cast(number AS INTEGER),"
            f" try_cast(suffix AS INTEGER), entry) AS place FROM (SELECT {', '.join(ELECTORS)} FROM"
            f" read_parquet('{quoted(lines)}'))"
        )
        total = made.execute("SELECT count(*) FROM line").fetchall()[0][0]
        files = [
            _electors(made, number, batch_size, path.parent) for number in range(1, max(1, -(-total // batch_size)) + 1)
        ]
        files.append(_listed(made, STATIONS, names_of(STATION_COLUMNS), stations, path.parent))
        files.append(_listed(made, ALTERATIONS, names_of(ALTERATION_COLUMNS), alterations, path.parent))
        counts = [_as_json(one) for one in counted(made, "line")]
        stated = [_described(made, file, count) for file, count in files]
    manifest = heading_as_json(heading) | {"electors": total, "counts": counts, "files": stated}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as whole:
        _put(whole, MANIFEST, json.dumps(manifest, indent=1, sort_keys=True, ensure_ascii=False).encode())
        for file, _ in files:
            _put(whole, file.name, file.read_bytes())
            file.unlink()
    sha256, size = digest(path)
    return WrittenFile(path, total, sha256, size)


def counted(made: duckdb.DuckDBPyConnection, table: str) -> tuple[Count, ...]:
    """Return the counts of a table of electors, in order."""
    rows = made.execute(
        f"SELECT district, marker, section, absent, count(*) FROM {table} GROUP BY ALL"
        " ORDER BY district, marker, section, absent"
    ).fetchall()
    return tuple(Count(*row) for row in rows)


def marks_of(made: duckdb.DuckDBPyConnection, file: Path, columns: Sequence[str]) -> dict[str, str]:
    """Return a mark of the values of each column of a CSV file, by which it is known which of them changed."""
    asked = ", ".join(
        f"substr(sha256(coalesce(string_agg({name}, chr(31) ORDER BY place), '')), 1, 16)" for name in columns
    )
    found = made.execute(
        f"SELECT {asked} FROM (SELECT *, row_number() OVER () AS place FROM {as_text(file, columns)})"
    ).fetchall()
    return dict(zip(columns, found[0], strict=True))


def as_text(file: Path, columns: Sequence[str]) -> str:
    """Return the reading of a CSV file of the layout as SQL: every value as the text that it is, none null."""
    kinds = ", ".join(f"'{name}': 'VARCHAR'" for name in columns)
    return (
        f"read_csv('{quoted(file)}', header = true, delim = ',', quote = '\"', escape = '\"', auto_detect = false,"
        f" columns = {{{kinds}}}, force_not_null = [{', '.join(repr(name) for name in columns)}], strict_mode = true,"
        " parallel = false)"
    )


def quoted(path: Path) -> str:
    """Return a path as it stands between single quotes in SQL."""
    return str(path).replace("'", "''")


def _electors(made: duckdb.DuckDBPyConnection, number: int, size: int, folder: Path) -> tuple[Path, int]:
    path = folder / f"electors-{number:03d}.csv"
    chosen = f"place > {(number - 1) * size} AND place <= {number * size}"
    return path, _copied(made, f"SELECT {', '.join(ELECTORS)} FROM line WHERE {chosen} ORDER BY place", path)


def _listed(
    made: duckdb.DuckDBPyConnection, name: str, columns: Sequence[str], rows: Sequence[Row], folder: Path
) -> tuple[Path, int]:
    made.execute(f"CREATE OR REPLACE TABLE listed (place INTEGER, {', '.join(f'{one} VARCHAR' for one in columns)})")
    if rows:
        marks = ", ".join("?" * (len(columns) + 1))
        made.executemany(f"INSERT INTO listed VALUES ({marks})", [[at, *row] for at, row in enumerate(rows)])
    path = folder / name
    return path, _copied(made, f"SELECT {', '.join(columns)} FROM listed ORDER BY place", path)


def _copied(made: duckdb.DuckDBPyConnection, select: str, path: Path) -> int:
    found = made.execute(f"COPY ({select}) TO '{quoted(path)}' (FORMAT csv, HEADER true, FORCE_QUOTE *)").fetchone()
    return int(found[0]) if found else 0


def _described(made: duckdb.DuckDBPyConnection, file: Path, lines: int) -> dict[str, Any]:
    columns = columns_of(file.name)
    marks = marks_of(made, file, columns)
    return {"name": file.name, "lines": lines, "sha256": digest(file)[0], "columns": marks}


def _as_json(one: Count) -> dict[str, Any]:
    return {
        "district": one.district, "marker": one.marker, "section": one.section, "absent": one.absent,
        "electors": one.electors,
    }  # fmt: skip


def _put(whole: zipfile.ZipFile, name: str, data: bytes) -> None:
    entry = zipfile.ZipInfo(name, EPOCH)
    entry.compress_type = zipfile.ZIP_DEFLATED
    whole.writestr(entry, data)
