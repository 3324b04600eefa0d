"""Lines of an electorate as the interchange file has them, lines taken as an electorate has them, and both together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pollwright.elections.papers.electorate_lines import Taken, frozen_from
from pollwright.elections.queries.boundary_standing import StandingPart
from pollwright.elections.queries.electorate_files import opened, quoted
from pollwright.elections.queries.electorate_proof import ElectorateDoesNotReconcile
from pollwright.formats.boundary_layout import ELECTORS, NAMING

_MARK = "substr(sha256($code || '|' || chain_id), 1, 16)"
_HIDDEN = "CASE WHEN section = '3-anonymous' THEN '' ELSE {value} END"
_GIVEN = """
    COPY (SELECT {columns} FROM read_parquet('{electorate}')
          WHERE chain_id > 0 AND list_contains(string_split(contests, ';'), $contest))
    TO '{path}' (FORMAT parquet)
"""
_TAKEN = """
    COPY (SELECT $prefix || district AS district, number::INTEGER AS number, suffix::INTEGER AS suffix, section, marker,
                 try_cast(nullif(attains_on, '') AS DATE) AS attains_on, title, surname, forenames, address, postcode,
                 nullif(uprn, '')::BIGINT AS uprn, correspondence, NULL::BIGINT AS elector_id,
                 '' AS elector_reference, -1 - ('0x' || substr(sha256($code || '|' || entry), 1, 15))::BIGINT AS chain_id,
                 NULL::BIGINT AS property_id, $contest AS contests, absent, absent_address, absent_postcode, proxy_name,
                 proxy_address, proxy_postcode, false AS doubt
          FROM read_parquet('{lines}'))
    TO '{path}' (FORMAT parquet)
"""
_JOINED = """
    SELECT district, number, suffix, section, marker, attains_on, title, surname, forenames, address, postcode, uprn,
           correspondence, elector_id, elector_reference, chain_id, property_id, contests, absent, absent_address,
           absent_postcode, proxy_name, proxy_address, proxy_postcode, doubt
    FROM read_parquet('{own}')
    UNION ALL
    SELECT any_value(district), any_value(number), any_value(suffix), any_value(section), any_value(marker),
           any_value(attains_on), any_value(title), any_value(surname), any_value(forenames), any_value(address),
           any_value(postcode), any_value(uprn), any_value(correspondence), NULL, '', chain_id, NULL,
           string_agg(contests, ';' ORDER BY contests), any_value(absent), any_value(absent_address),
           any_value(absent_postcode), any_value(proxy_name), any_value(proxy_address), any_value(proxy_postcode), false
    FROM ({parts}) GROUP BY chain_id
"""


@dataclass(frozen=True, slots=True)
class Difference:
    """How a file of a district differs from the one before it."""

    district: str
    before: int
    added: int
    removed: int
    changed: int
    after: int


def give_lines(electorate: Path, contest: str, code: str, folder: Path) -> Path:
    """Return the electors of a contest as Parquet with the columns of the interchange file, as text.

    Nothing is said of anonymous electors that names them or their home. Electors of other parts are left out.

    :param code: of the authority whose register it is; it makes the marks of its entries its own.
    """
    path = folder / "given.parquet"
    columns = ", ".join(f"{_as_text(name)} AS {name}" for name in ELECTORS)
    with opened(folder) as made:
        made.execute(
            _GIVEN.format(columns=columns, electorate=quoted(electorate), path=quoted(path)),
            {"contest": contest, "code": code},
        )
    return path


def counts_given(electorate: Path, contest: str, folder: Path) -> dict[tuple[str, str, str, str], int]:
    """Return the electors of a contest by district, marker, section and absent vote, counted in the frozen lines."""
    with opened(folder) as made:
        rows = made.execute(
            "SELECT district, coalesce(marker, ''), section, coalesce(absent, ''), count(*)"
            f" FROM read_parquet('{quoted(electorate)}')"
            " WHERE chain_id > 0 AND contains(';' || contests || ';', ';' || $contest || ';') GROUP BY ALL",
            {"contest": contest},
        ).fetchall()
    return {(row[0], row[1], row[2], row[3]): row[4] for row in rows}


def take_part(lines: Path, *, code: str, prefix: str, contest: str, folder: Path) -> Path:
    """Return electors that were read from an interchange file as the lines of an electorate.

    They have no elector of our register behind them; their chain is below nought, made of the sender and its mark.
    """
    path = folder / "taken.parquet"
    with opened(folder) as made:
        made.execute(
            _TAKEN.format(lines=quoted(lines), path=quoted(path)),
            {"code": code, "prefix": prefix, "contest": contest},
        )
    return path


def differences(before: Path | None, after: Path, folder: Path) -> list[Difference]:
    """Return by district what a newer file of a part adds, removes and changes."""
    nobody = f"(SELECT * FROM read_parquet('{quoted(after)}') WHERE false)"
    earlier = f"read_parquet('{quoted(before)}')" if before is not None else nobody
    same = ", ".join(f"a.{name}" for name in _compared())
    other = ", ".join(f"b.{name}" for name in _compared())
    with opened(folder) as made:
        rows = made.execute(
            "SELECT coalesce(a.district, b.district), count(b.chain_id),"
            " count(*) FILTER (WHERE b.chain_id IS NULL), count(*) FILTER (WHERE a.chain_id IS NULL),"
            f" count(*) FILTER (WHERE a.chain_id = b.chain_id AND ({same}) IS DISTINCT FROM ({other})), count(a.chain_id)"
            f" FROM read_parquet('{quoted(after)}') a FULL JOIN {earlier} b"
            " ON a.chain_id = b.chain_id AND a.district = b.district GROUP BY 1 ORDER BY 1"
        ).fetchall()
    return [Difference(*row) for row in rows]


def station_electors(lines: Path, stations: Sequence[dict[str, Any]], folder: Path) -> dict[tuple[str, str], int]:
    """Return how many electors in person a part has, by station and district."""
    if not stations:
        return {}
    with opened(folder) as made:
        made.execute("CREATE TABLE station (district VARCHAR, first INTEGER, last INTEGER, number VARCHAR)")
        made.executemany(
            "INSERT INTO station VALUES (?, ?, ?, ?)",
            [[one["district"], one["first"] or 0, one["last"] or 2**31 - 1, str(one["station"])] for one in stations],
        )
        rows = made.execute(
            f"SELECT s.number, l.district, count(*) FILTER (WHERE l.absent NOT IN ('postal', 'postal_proxy'))"
            f" FROM read_parquet('{quoted(lines)}') l JOIN station s ON s.district = l.district"
            " AND l.number BETWEEN s.first AND s.last GROUP BY ALL"
        ).fetchall()
    return {(row[0], row[1]): row[2] for row in rows}


def joined(own: Taken, parts: Sequence[tuple[StandingPart, Path]], folder: Path) -> Taken:
    """Return our own frozen lines and those of other authorities' parts as one electorate, in order, and counted.

    Somebody whom one authority gives for two contests has one line with both.

    :raises ElectorateDoesNotReconcile: where a part has not in it the electors that both sides agreed.
    """
    if not parts:
        return own
    taken = " UNION ALL ".join(f"SELECT * FROM read_parquet('{quoted(path)}')" for _, path in parts)
    whole = frozen_from(_JOINED.format(own=quoted(own.file.path), parts=taken), folder, "electorate-whole.parquet")
    for part, _ in parts:
        for code, agreed in sorted(part.districts.items()):
            found = whole.by_contest.get((code, part.contest), 0)
            if found != agreed:
                where = f"District {code} of {part.other}, file {part.file},"
                raise ElectorateDoesNotReconcile(where=where, expected=agreed, found=found)
    return whole


def _as_text(name: str) -> str:
    if name == "entry":
        return _MARK
    value = f"coalesce({name}::VARCHAR, '')"
    return _HIDDEN.format(value=value) if name in NAMING else value


def _compared() -> tuple[str, ...]:
    return ("number", "suffix", "section", "marker", "attains_on", "absent", *NAMING)
