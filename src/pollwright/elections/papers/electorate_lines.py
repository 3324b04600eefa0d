"""The lines of an electorate, taken out of the register in one statement and frozen as Parquet.

Which contests a line may vote in depends on five things alone: the district, the marker, the two register flags and
the age band. Their combinations (`cell`) are worked out first, a few thousand rows; each entry is then joined to one.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
from django.db import connection

from pollwright.elections.queries.absent import ARRANGEMENTS_AT
from pollwright.elections.queries.electorate_files import opened, quoted
from pollwright.elections.queries.electorate_rules import Known, MarkerRule, doubtful, marker_rules
from pollwright.elections.queries.electorate_target import Target
from pollwright.formats.outgoing import WrittenFile, digest

LINES = {
    "district": "VARCHAR",
    "number": "INTEGER",
    "suffix": "INTEGER",
    "section": "VARCHAR",
    "marker": "VARCHAR",
    "attains_on": "DATE",
    "title": "VARCHAR",
    "surname": "VARCHAR",
    "forenames": "VARCHAR",
    "address": "VARCHAR",
    "postcode": "VARCHAR",
    "uprn": "BIGINT",
    "correspondence": "VARCHAR",
    "elector_id": "BIGINT",
    "elector_reference": "VARCHAR",
    "chain_id": "BIGINT",
    "property_id": "BIGINT",
    "contests": "VARCHAR",
    "absent": "VARCHAR",
    "absent_address": "VARCHAR",
    "absent_postcode": "VARCHAR",
    "proxy_name": "VARCHAR",
    "proxy_address": "VARCHAR",
    "proxy_postcode": "VARCHAR",
    "doubt": "BOOLEAN",
}
"""Columns of the frozen lines. `contests` are the references of the contests the elector may vote in, joined by ``;``.

`number` is null where the entry has none yet. Names and addresses of anonymous electors are not here: they are sealed.
"""

_IN_FORCE = """
    FROM register_registerentry e
    WHERE e.authority_id = %(authority)s AND e.effective_from <= %(as_at)s
      AND (e.effective_to IS NULL OR e.effective_to > %(as_at)s)
"""
_KNOWN = f"""
    SELECT DISTINCT array_to_string(el.nationalities, ';'), el.residence_right, el.category, found.marker
    FROM register_elector el
    JOIN (SELECT e.elector_id, e.marker {_IN_FORCE}) AS found ON found.elector_id = el.id
    WHERE el.nationalities <> '{{}}'
"""
_STAGE = """
    CREATE TEMP TABLE stage_contest ON COMMIT DROP AS
    SELECT c.id, c.poll_id, c.reference, da.district_id
    FROM elections_contest c
    JOIN places_districtarea da ON da.area_id = c.area_id AND da.authority_id = c.authority_id
    WHERE c.authority_id = %(authority)s AND c.id = ANY(%(contests)s)
      AND da.valid_from <= %(poll_day)s AND (da.valid_to IS NULL OR da.valid_to > %(poll_day)s);

    CREATE TEMP TABLE stage_rule ON COMMIT DROP AS
    SELECT r.poll_id, r.marker, r.register, r.attains_by
    FROM unnest(%(rule_polls)s::bigint[], %(rule_markers)s::text[], %(rule_registers)s::text[],
                %(rule_days)s::date[]) AS r(poll_id, marker, register, attains_by);

    CREATE TEMP TABLE stage_band ON COMMIT DROP AS
    SELECT day, lag(day) OVER (ORDER BY day) AS after, (row_number() OVER (ORDER BY day))::int AS band
    FROM (SELECT DISTINCT attains_by AS day FROM stage_rule) AS days;

    CREATE TEMP TABLE cell ON COMMIT DROP AS
    SELECT c.district_id, r.marker, f.parliamentary, f.local, b.band,
           string_agg(c.reference, ';' ORDER BY c.poll_id, c.id) AS contests
    FROM stage_contest c
    JOIN stage_rule r ON r.poll_id = c.poll_id
    JOIN (VALUES (true, true), (true, false), (false, true)) AS f(parliamentary, local)
      ON CASE r.register WHEN 'parliamentary' THEN f.parliamentary ELSE f.local END
    JOIN stage_band b ON b.day <= r.attains_by
    GROUP BY 1, 2, 3, 4, 5;

    CREATE TEMP TABLE stage_doubt ON COMMIT DROP AS
    SELECT DISTINCT string_to_array(k.nationalities, ';')::varchar[] AS nationalities, k.residence_right, k.category,
           k.marker
    FROM unnest(%(doubt_nationalities)s::text[], %(doubt_rights)s::text[], %(doubt_categories)s::text[],
                %(doubt_markers)s::text[]) AS k(nationalities, residence_right, category, marker);
    ANALYZE cell;
"""
_PRESENT = ", ".join(f"nullif(el.correspondence{line}, '')" for line in range(1, 6))
_TAKE = f"""
COPY (
    SELECT d.code, n.number, n.suffix, e.section, e.marker, e.attains_on, el.title, e.surname, e.forenames,
           coalesce(p.address, ''), coalesce(p.postcode, ''), p.uprn,
           CASE WHEN e.property_id IS NULL AND NOT el.anonymous THEN
               concat_ws(', ', {_PRESENT}, nullif(el.correspondence_postcode, ''),
                         nullif(el.correspondence_country, '')) ELSE '' END,
           e.elector_id, el.reference, coalesce(e.root_id, e.id), e.property_id, cell.contests,
           coalesce(a.kind, ''), coalesce(a.address, ''), coalesce(a.postcode, ''), coalesce(a.proxy_name, ''),
           coalesce(a.proxy_address, ''), coalesce(a.proxy_postcode, ''), s.marker IS NOT NULL
    FROM register_registerentry e
    JOIN places_pollingdistrict d ON d.id = e.district_id
    JOIN register_elector el ON el.id = e.elector_id
    LEFT JOIN stage_band b ON e.attains_on <= b.day AND (b.after IS NULL OR e.attains_on > b.after)
    JOIN cell ON cell.district_id = e.district_id AND cell.marker = e.marker
        AND cell.parliamentary = e.parliamentary AND cell.local = e.local
        AND cell.band = CASE WHEN e.attains_on IS NULL THEN 1 ELSE b.band END
    LEFT JOIN places_property p ON p.id = e.property_id
    LEFT JOIN register_registernumber n
      ON n.entry_id = coalesce(e.root_id, e.id) AND n.publication_id = %(numbers)s
    LEFT JOIN ({ARRANGEMENTS_AT}) AS a ON a.elector_id = e.elector_id
    LEFT JOIN stage_doubt s ON s.marker = e.marker AND s.nationalities = el.nationalities
        AND s.residence_right = el.residence_right AND s.category = el.category
    WHERE e.authority_id = %(authority)s AND e.effective_from <= %(as_at)s
      AND (e.effective_to IS NULL OR e.effective_to > %(as_at)s)
) TO STDOUT (FORMAT csv)
"""


@dataclass(frozen=True, slots=True)
class Taken:
    """The lines as a file, with the counts that are taken from the file alone."""

    file: WrittenFile
    by_district: dict[str, int]
    by_contest: dict[tuple[str, str], int]
    by_absent: dict[str, int]
    doubts: dict[str, int]
    unnumbered: int


def take_lines(authority_id: int, target: Target, as_at: date, numbers: int | None, folder: Path) -> Taken:
    """Freeze the lines of an electorate into `folder`; to be called in a transaction, which drops what it staged.

    :param numbers: the publication whose elector numbers count on that day.
    """
    given: dict[str, Any] = {
        "authority": authority_id,
        "as_at": as_at,
        "absent_on": target.day,
        "poll_day": target.day,
        "numbers": numbers,
    }
    rules = marker_rules(target.polls, _markers(given), target.day)
    doubts = doubtful(target.polls, _known(given), target.day)
    taken = folder / "lines.csv"
    with connection.cursor() as cursor:
        cursor.execute(_STAGE, given | _columns(target, rules, doubts))
        with taken.open("wb") as file, cursor.copy(_TAKE, given) as copy:
            for piece in copy:
                file.write(piece)
    return freeze(taken, folder)


def freeze(taken: Path, folder: Path) -> Taken:
    """Write the lines of a CSV file without a header as Parquet, in order, and count them."""
    columns = ", ".join(f"'{name}': '{kind}'" for name, kind in LINES.items())
    source = (
        f"SELECT * FROM read_csv('{quoted(taken)}', header = false, auto_detect = false, delim = ',',"
        f" quote = '\"', escape = '\"', columns = {{{columns}}}, allow_quoted_nulls = false, null_padding = false)"
    )
    found = frozen_from(source, folder)
    taken.unlink()
    return found


def frozen_from(source: str, folder: Path, name: str = "electorate.parquet") -> Taken:
    """Write the lines that a query gives as Parquet, in order, and count them."""
    path = folder / name
    with opened(folder) as made:
        found = made.execute(
            f"COPY (SELECT * FROM ({source}) ORDER BY district, number, suffix, chain_id)"
            f" TO '{quoted(path)}' (FORMAT parquet, COMPRESSION zstd)"
        ).fetchone()
        sha256, size = digest(path)
        made.execute(f"CREATE VIEW line AS SELECT * FROM read_parquet('{quoted(path)}')")
        return Taken(
            WrittenFile(path, int(found[0]) if found else 0, sha256, size),
            _counts(made, "SELECT district, count(*) FROM line GROUP BY 1"),
            {(row[0], row[1]): row[2] for row in made.execute(_PER_CONTEST).fetchall()},
            _counts(made, "SELECT coalesce(absent, ''), count(*) FROM line GROUP BY 1"),
            _counts(made, "SELECT district, count(*) FROM line WHERE doubt GROUP BY 1"),
            _counts(made, "SELECT 'none', count(*) FROM line WHERE number IS NULL").get("none", 0),
        )


_PER_CONTEST = """
    SELECT district, contest, count(*)
    FROM (SELECT district, unnest(string_split(contests, ';')) AS contest FROM line) GROUP BY 1, 2
"""


def _counts(made: duckdb.DuckDBPyConnection, query: str) -> dict[str, int]:
    return {str(key): int(count) for key, count in made.execute(query).fetchall()}


def _markers(given: dict[str, Any]) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT DISTINCT e.marker {_IN_FORCE}", given)
        return [row[0] for row in cursor.fetchall()]


def _known(given: dict[str, Any]) -> list[Known]:
    with connection.cursor() as cursor:
        cursor.execute(_KNOWN, given)
        return [Known(*row) for row in cursor.fetchall()]


def _columns(target: Target, rules: Sequence[MarkerRule], doubts: Iterable[Known]) -> dict[str, list[Any]]:
    allowed = [rule for rule in rules if rule.allowed]
    held = list(doubts)
    return {
        "contests": [contest.id for contest in target.contests.values()],
        "rule_polls": [rule.poll_id for rule in allowed],
        "rule_markers": [rule.marker for rule in allowed],
        "rule_registers": [str(rule.register) for rule in allowed],
        "rule_days": [rule.attains_by for rule in allowed],
        "doubt_nationalities": [each.nationalities for each in held],
        "doubt_rights": [each.residence_right for each in held],
        "doubt_categories": [each.category for each in held],
        "doubt_markers": [each.marker for each in held],
    }
