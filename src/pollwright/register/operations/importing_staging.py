"""Comparing rows of a file with the places and the register, by sets, in temporary tables of the open transaction.

`staged_import` holds the rows, `staged_place` where each belongs, `staged_known` who is here already, `staged_refused`
what stays out. They go with the transaction.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import polars as pl
from django.db import connection

from pollwright.findings import Kind
from pollwright.formats import finding_frames
from pollwright.formats.delimited import ROW
from pollwright.postgres.copying import copy_frame, whole_sets
from pollwright.register.operations import importing_kinds as kinds
from pollwright.register.operations.importing_rows import COLUMNS, Reading


@dataclass(frozen=True, slots=True)
class Compared:
    """How the rows that were good in themselves stand to the register: good = entering + known + refused.

    `homes` says how the property of those entering was found (`HOMES`); its counts add up to `entering`.
    """

    entering: int
    known: int
    refused: int
    homes: dict[str, int]
    findings: pl.DataFrame


HOMES = ("reference", "uprn", "address", "none", "sealed")
"""How the property of a row was found: by its reference, UPRN or address, not at all, or, if anonymous, not looked at."""

_JOINED = "row, reference, section, district, number, suffix, property_reference, uprn, postcode, anonymous"
"""The columns by which staged rows are joined and chosen."""

_BECAME = """
SELECT CASE WHEN k.row IS NOT NULL THEN 'known' WHEN r.row IS NOT NULL THEN 'refused'
            WHEN s.anonymous THEN 'sealed' ELSE p.found_by END, count(*)
FROM staged_import s JOIN staged_place p ON p.row = s.row
LEFT JOIN (SELECT DISTINCT row FROM staged_known) k ON k.row = s.row
LEFT JOIN staged_refused r ON r.row = s.row
GROUP BY 1
"""

_STAGE = f"""
DROP TABLE IF EXISTS staged_import, staged_place, staged_known, staged_refused, staged_entering;
CREATE TEMP TABLE staged_import ({", ".join(f"{name} {kind}" for name, kind in COLUMNS.items())}) ON COMMIT DROP;
CREATE TEMP TABLE staged_refused (row int PRIMARY KEY) ON COMMIT DROP
"""

# By the reference of the property, else by its UPRN.
_PLACE = """
CREATE TEMP TABLE staged_place ON COMMIT DROP AS
SELECT s.row, d.id AS district_id, coalesce(r.id, u.id) AS property_id,
       coalesce(r.district_id, u.district_id) AS property_district_id,
       CASE WHEN r.id IS NOT NULL THEN 'reference' WHEN u.id IS NOT NULL THEN 'uprn' ELSE 'none' END AS found_by,
       1::bigint AS many
FROM staged_import s
JOIN places_pollingdistrict d ON d.authority_id = %(authority)s AND d.code = s.district AND d.valid_to IS NULL
LEFT JOIN places_property r ON r.authority_id = %(authority)s AND r.reference = s.property_reference
LEFT JOIN places_property u ON u.authority_id = %(authority)s AND u.uprn = s.uprn AND u.valid_to IS NULL
"""

# Else by the address as it is filed and the postcode: one in the entry's own district before one elsewhere. A UPRN that
# is not known here still tells an address apart from a property that has another.
_PLACE_BY_ADDRESS = """
WITH told AS (
    SELECT s.row, s.uprn, s.postcode, p.district_id, pollwright_folded(s.address) AS address
    FROM staged_import s JOIN staged_place p ON p.row = s.row
    WHERE p.property_id IS NULL AND s.property_reference IS NULL AND s.address <> ''
), known AS MATERIALIZED (
    SELECT p.id, p.uprn, p.district_id, p.postcode, pollwright_folded(p.address) AS address
    FROM places_property p
    WHERE p.authority_id = %(authority)s AND p.valid_to IS NULL AND p.postcode IN (SELECT postcode FROM told)
), addressed AS (
    SELECT t.row, min(k.id) FILTER (WHERE k.district_id = t.district_id) AS here,
           count(*) FILTER (WHERE k.district_id = t.district_id) AS many_here,
           min(k.id) AS anywhere, min(k.district_id) AS district_anywhere, count(*) AS many_anywhere
    FROM told t JOIN known k ON k.postcode = t.postcode AND k.address = t.address AND (t.uprn IS NULL OR k.uprn IS NULL)
    GROUP BY t.row
), chosen AS (
    SELECT row, coalesce(here, anywhere) AS id, CASE WHEN here IS NULL THEN district_anywhere END AS elsewhere,
           CASE WHEN here IS NULL THEN many_anywhere ELSE many_here END AS many
    FROM addressed
)
UPDATE staged_place p
SET many = c.many, found_by = CASE WHEN c.many = 1 THEN 'address' ELSE 'none' END,
    property_id = CASE WHEN c.many = 1 THEN c.id END,
    property_district_id = CASE WHEN c.many = 1 THEN coalesce(c.elsewhere, p.district_id) END
FROM chosen c WHERE c.row = p.row
"""

_KNOWN = """
CREATE TEMP TABLE staged_known ON COMMIT DROP AS
SELECT s.row, e.id AS elector_id
FROM staged_import s
JOIN register_elector e ON e.authority_id = %(authority)s AND e.reference = s.reference
UNION
SELECT s.row, e.id
FROM staged_import s
JOIN staged_place p ON p.row = s.row
JOIN register_registernumber n ON n.authority_id = %(authority)s AND n.publication_id = %(publication)s
 AND n.district_id = p.district_id AND n.number = s.number AND n.suffix = s.suffix
JOIN register_registerentry r ON r.id = n.entry_id
JOIN register_elector e ON e.id = r.elector_id
WHERE s.reference IS NULL
  AND (e.anonymous AND s.anonymous OR pollwright_folded(e.surname) = pollwright_folded(s.surname)
       AND pollwright_folded(e.forenames) = pollwright_folded(s.forenames))
"""

_SAME_PERSON = """
SELECT s.row, e.id, e.reference, s.reference IS NULL
FROM staged_import s
JOIN staged_place p ON p.row = s.row
JOIN register_registerentry r ON r.authority_id = %(authority)s AND r.property_id = p.property_id
 AND r.effective_to IS NULL
JOIN register_elector e ON e.id = r.elector_id
LEFT JOIN register_electorbirth b ON b.elector_id = e.id
WHERE s.section = '1-ordinary' AND NOT EXISTS (SELECT FROM staged_known k WHERE k.row = s.row)
  AND pollwright_folded(e.surname) = pollwright_folded(s.surname)
  AND pollwright_folded(e.forenames) = pollwright_folded(s.forenames)
  AND b.date_of_birth IS NOT DISTINCT FROM s.date_of_birth
ORDER BY s.row, e.id
"""

_NUMBER_TAKEN = """
SELECT s.row, s.district || '-' || s.number || CASE WHEN s.suffix > 0 THEN '/' || s.suffix ELSE '' END, e.reference
FROM staged_import s
JOIN staged_place p ON p.row = s.row
JOIN register_registernumber n ON n.authority_id = %(authority)s AND n.publication_id = %(publication)s
 AND n.district_id = p.district_id AND n.number = s.number AND n.suffix = s.suffix
JOIN register_registerentry r ON r.id = n.entry_id
JOIN register_elector e ON e.id = r.elector_id
WHERE NOT EXISTS (SELECT FROM staged_known k WHERE k.row = s.row)
ORDER BY s.row
"""

_NOWHERE = """
SELECT s.row, coalesce(s.property_reference, s.uprn::text, nullif(s.address, '')), p.many > 1
FROM staged_import s JOIN staged_place p ON p.row = s.row
WHERE s.section = '1-ordinary' AND p.property_id IS NULL
  AND NOT EXISTS (SELECT FROM staged_known k WHERE k.row = s.row)
ORDER BY s.row
"""

_UNPLACED = """
SELECT s.row, CASE WHEN p.many > 1 THEN 'severally' WHEN s.address = '' THEN 'unsaid' ELSE 'unknown' END
FROM staged_import s JOIN staged_place p ON p.row = s.row
WHERE s.section = '2-other' AND p.property_id IS NULL
  AND NOT EXISTS (SELECT FROM staged_known k WHERE k.row = s.row)
ORDER BY s.row
"""

_ELSEWHERE = """
SELECT s.row, s.district, d.code
FROM staged_import s JOIN staged_place p ON p.row = s.row
JOIN places_pollingdistrict d ON d.id = p.property_district_id
WHERE p.property_district_id <> p.district_id
ORDER BY s.row
"""

_COMPARED = {
    "surname": "e.surname <> s.surname",
    "forenames": "e.forenames <> s.forenames",
    "previous_surname": "e.previous_surname <> s.previous_surname",
    "previous_forenames": "e.previous_forenames <> s.previous_forenames",
    "date_of_birth": "b.date_of_birth IS DISTINCT FROM s.date_of_birth",
    "nationality": "e.nationalities <> s.nationalities",
    "residence_right": "e.residence_right <> s.residence_right",
    "category": "e.category <> s.category",
    "expires_on": "e.expires_on IS DISTINCT FROM s.expires_on",
    "open_register": "e.open_register <> s.open_register",
    "email": "e.email <> s.email",
    "phone": "e.phone <> s.phone",
    "district": "r.district_id <> p.district_id",
    "property_reference": "s.section = '1-ordinary' AND r.property_id IS DISTINCT FROM p.property_id",
    "address1": "s.section = '2-other' AND (q.address, q.postcode) <> (s.address, s.postcode)",
    "entry": "r.id IS NULL",
}
_DIFFERS = f"""
SELECT * FROM (
    SELECT s.row, concat_ws(', ', {", ".join(f"CASE WHEN {test} THEN '{name}' END" for name, test in _COMPARED.items())})
           AS columns
    FROM staged_known k
    JOIN staged_import s ON s.row = k.row
    JOIN staged_place p ON p.row = s.row
    JOIN register_elector e ON e.id = k.elector_id
    LEFT JOIN register_electorbirth b ON b.elector_id = e.id
    LEFT JOIN register_qualifyingaddress q ON q.elector_id = e.id
    LEFT JOIN LATERAL (
        SELECT r.id, r.district_id, r.property_id FROM register_registerentry r
        WHERE r.elector_id = e.id AND r.effective_to IS NULL ORDER BY r.id DESC LIMIT 1
    ) r ON true
    WHERE NOT e.anonymous AND NOT s.anonymous
) AS compared WHERE columns <> '' ORDER BY row
"""


def stage(reading: Reading, on_rows: Callable[[int], None]) -> None:
    """Put the rows of a file into `staged_import`.

    :param on_rows: told how many rows have gone in.
    """
    with connection.cursor() as cursor:
        cursor.execute(_STAGE)
        done = 0
        for part in reading.parts():
            done += copy_frame(cursor, "staged_import", part)
            on_rows(done)
        cursor.execute(f"ANALYZE staged_import ({_JOINED})")


def compare(authority_id: int, publication_id: int | None) -> Compared:
    """Find where every staged row belongs, who is here already, and what can't come in.

    :param publication_id: whose numbers are in force, None before the first register.
    """
    values = {"authority": authority_id, "publication": publication_id}
    with connection.cursor() as cursor, whole_sets(cursor):
        locate(cursor, authority_id)
        cursor.execute(_KNOWN, values)
        findings = [
            *_same_people(cursor, values),
            *_nowhere(cursor),
            *_unplaced(cursor),
            _reported(cursor, kinds.NUMBER_TAKEN, _NUMBER_TAKEN, values, "number", ("value", "reference")),
            _reported(cursor, kinds.OTHER_DISTRICT, _ELSEWHERE, values, "district", ("value", "district")),
        ]
        errors = pl.concat(findings).filter(pl.col("level") == "error")["row"].unique()
        copy_frame(cursor, "staged_refused", errors.alias("row").to_frame())
    with connection.cursor() as cursor:
        # The entry in force is looked up elector by elector, which is what an index is for.
        findings.append(_reported(cursor, kinds.DIFFERS, _DIFFERS, values, None, ("columns",)))
    with connection.cursor() as cursor, whole_sets(cursor):
        cursor.execute(_BECAME)
        became = dict(cursor.fetchall())
    homes = {home: became.get(home, 0) for home in HOMES}
    return Compared(sum(homes.values()), became.get("known", 0), became.get("refused", 0), homes, pl.concat(findings))


def locate(cursor: Any, authority_id: int) -> None:
    """Find the district and the property of every staged row, in `staged_place`."""
    cursor.execute("DROP TABLE IF EXISTS staged_place")
    cursor.execute(_PLACE, {"authority": authority_id})
    cursor.execute("ANALYZE staged_place")
    cursor.execute(_PLACE_BY_ADDRESS, {"authority": authority_id})


def _same_people(cursor: Any, values: dict[str, Any]) -> list[pl.DataFrame]:
    """Tell who is at the address already: known where the file has no reference of its own, else an error."""
    cursor.execute(_SAME_PERSON, values)
    found = cursor.fetchall()
    cursor.executemany(
        "INSERT INTO staged_known (row, elector_id) VALUES (%s, %s)",
        {row: elector for row, elector, _, unnamed in reversed(found) if unnamed}.items(),
    )
    cursor.execute("ANALYZE staged_known")
    wrong = [(row, reference) for row, _, reference, unnamed in found if not unnamed]
    return [_frame(kinds.ALREADY_REGISTERED, wrong, None, ("reference",))]


def _nowhere(cursor: Any) -> list[pl.DataFrame]:
    cursor.execute(_NOWHERE)
    found = cursor.fetchall()
    column = "property_reference"
    return [
        _frame(kinds.UNKNOWN_PROPERTY, [row[:2] for row in found if not row[2]], column, ("value",)),
        _frame(kinds.SEVERAL_PROPERTIES, [row[:2] for row in found if row[2]], "address1", ("value",)),
    ]


def _unplaced(cursor: Any) -> list[pl.DataFrame]:
    """Tell which electors without a printed address hang on no property; never what the address is."""
    cursor.execute(_UNPLACED)
    found = cursor.fetchall()
    sorts = {"unsaid": kinds.NO_QUALIFYING_ADDRESS, "unknown": kinds.UNPLACED, "severally": kinds.UNPLACED_AMONG}
    return [_frame(kind, [row[:1] for row in found if row[1] == sort], "address1", ()) for sort, kind in sorts.items()]


def _reported(
    cursor: Any, kind: Kind, statement: str, values: dict[str, Any], column: str | None, names: tuple[str, ...]
) -> pl.DataFrame:
    cursor.execute(statement, values)
    return _frame(kind, cursor.fetchall(), column, names)


def _frame(kind: Kind, rows: list[tuple[Any, ...]], column: str | None, names: tuple[str, ...]) -> pl.DataFrame:
    """Return findings from rows of a number and texts; the text called `value` is shown, the others fill the words."""
    frame = pl.DataFrame(rows, schema={ROW: pl.UInt32, **dict.fromkeys(names, pl.String)}, orient="row")
    value = pl.col("value") if "value" in names else None
    return finding_frames.at_rows(
        kind, frame, column, value, **{name: pl.col(name) for name in names if name != "value"}
    )
