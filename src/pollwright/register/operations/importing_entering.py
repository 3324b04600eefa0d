"""Entering staged rows in the register: one statement a table, then the proof.

Who is here already and what was refused stays out. Numbers are those of the file; where it gives none, the next in the
statutory order of the district.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from typing import Any

import polars as pl
from django.db import connection

from pollwright.authorities.references import reserve
from pollwright.postgres.copying import whole_sets
from pollwright.register.operations.numbering import ORDER
from pollwright.register.operations.sealing import name_mac, sealed_particulars
from pollwright.register.proofs import DoesNotReconcile, in_force_by_district

SERIES = "E"
WORTH_BUILDING = 10_000
"""The fewest electors for whom an index is built at once rather than row by row."""

_ENTERING = """
CREATE TEMP TABLE staged_entering ON COMMIT DROP AS
SELECT s.row, p.district_id, CASE WHEN s.section = '1-ordinary' THEN p.property_id END AS property_id,
       nextval(%(electors)s::regclass) AS elector_id, nextval(%(entries)s::regclass) AS entry_id,
       coalesce(s.reference, %(series)s || lpad((%(first)s - 1 + row_number() OVER
           (PARTITION BY s.reference IS NULL ORDER BY s.row))::text, 7, '0')) AS reference
FROM staged_import s
JOIN staged_place p ON p.row = s.row
WHERE NOT EXISTS (SELECT FROM staged_known k WHERE k.row = s.row)
  AND NOT EXISTS (SELECT FROM staged_refused r WHERE r.row = s.row)
ORDER BY s.row
"""

_UNNAMED = """
SELECT count(*) FROM staged_import s
WHERE s.reference IS NULL AND NOT EXISTS (SELECT FROM staged_known k WHERE k.row = s.row)
"""

# References of our own form came with the file: the series goes on after the last of them.
_AFTER_THE_LAST = r"""
INSERT INTO authorities_referenceseries (authority_id, letter, last)
SELECT %(authority)s, %(series)s, max(substr(reference, 2)::bigint) FROM staged_entering
WHERE reference ~ '^E[0-9]{7}$' HAVING count(*) > 0
ON CONFLICT (authority_id, letter) DO UPDATE SET last = greatest(authorities_referenceseries.last, excluded.last)
"""

_KEPT = """title, forenames, surname, previous_forenames, previous_surname, nationalities, residence_right, category,
    anonymous, anonymous_until, declared_on, expires_on, open_register, over_76, email, phone, contact_by,
    correspondence1, correspondence2, correspondence3, correspondence4, correspondence5, correspondence_postcode,
    correspondence_country, inherited_marker"""

_ELECTORS = f"""
INSERT INTO register_elector (id, authority_id, reference, nationality_reason, version, {_KEPT})
SELECT e.elector_id, %(authority)s, e.reference, '', 1, {", ".join(f"s.{name.strip()}" for name in _KEPT.split(","))}
FROM staged_entering e JOIN staged_import s ON s.row = e.row
"""

_BIRTHS = """
INSERT INTO register_electorbirth (elector_id, authority_id, date_of_birth, no_birth_reason, age_statement)
SELECT e.elector_id, %(authority)s, s.date_of_birth, '', ''
FROM staged_entering e JOIN staged_import s ON s.row = e.row
"""

_ENTRIES = """
INSERT INTO register_registerentry (id, authority_id, elector_id, property_id, district_id, section, surname,
    forenames, marker, attains_on, parliamentary, local, effective_from)
SELECT e.entry_id, %(authority)s, e.elector_id, e.property_id, e.district_id, s.section, s.surname, s.forenames,
       s.marker, s.attains_on, s.parliamentary, s.local, s.effective_from
FROM staged_entering e JOIN staged_import s ON s.row = e.row
"""

_SEARCH = """
WITH homes AS MATERIALIZED (
    SELECT p.id, pollwright_folded(p.address || ' ' || p.postcode) AS line FROM places_property p
    WHERE p.id IN (SELECT property_id FROM staged_entering)
)
INSERT INTO register_electorsearch (elector_id, authority_id, text)
SELECT e.elector_id, %(authority)s, concat_ws(E'\\n',
    'n:' || pollwright_folded(concat_ws(' ', s.surname, s.forenames)),
    CASE WHEN s.previous_surname <> '' OR s.previous_forenames <> '' THEN
        'f:' || pollwright_folded(concat_ws(' ', coalesce(nullif(s.previous_surname, ''), s.surname),
                                            coalesce(nullif(s.previous_forenames, ''), s.forenames))) END,
    'a:' || h.line,
    CASE WHEN s.email <> '' THEN 'e:' || lower(s.email) END,
    CASE WHEN s.phone <> '' THEN 'p:' || regexp_replace(s.phone, '[^0-9]', '', 'g') END)
FROM staged_entering e
JOIN staged_import s ON s.row = e.row
LEFT JOIN homes h ON h.id = e.property_id
WHERE NOT s.anonymous
"""

_QUALIFYING = """
INSERT INTO register_qualifyingaddress (elector_id, authority_id, property_id, address, postcode)
SELECT e.elector_id, %(authority)s, p.property_id, s.address, s.postcode
FROM staged_entering e JOIN staged_import s ON s.row = e.row JOIN staged_place p ON p.row = e.row
WHERE s.section = '2-other'
"""

_NUMBERS_GIVEN = """
INSERT INTO register_registernumber (authority_id, publication_id, entry_id, district_id, number, suffix)
SELECT %(authority)s, %(publication)s, e.entry_id, e.district_id, s.number, s.suffix
FROM staged_entering e JOIN staged_import s ON s.row = e.row
WHERE s.number IS NOT NULL
"""

_NUMBERS_MISSING = f"""
INSERT INTO register_registernumber (authority_id, publication_id, entry_id, district_id, number, suffix)
SELECT %(authority)s, %(publication)s, id, district_id, coalesce(last, 0) + row_number() OVER
       (PARTITION BY district_id ORDER BY place), 0
FROM (
    SELECT e.id, e.district_id, row_number() OVER (ORDER BY {ORDER}) AS place,
           (SELECT max(n.number) FROM register_registernumber n
            WHERE n.publication_id = %(publication)s AND n.district_id = e.district_id) AS last
    FROM staged_entering t
    JOIN staged_import s ON s.row = t.row
    JOIN register_registerentry e ON e.id = t.entry_id
    JOIN places_pollingdistrict d ON d.id = e.district_id
    LEFT JOIN places_property p ON p.id = e.property_id
    WHERE s.number IS NULL
) AS unnumbered
"""

_DOUBTS = """
INSERT INTO register_qualityfinding (authority_id, kind, key, elector_id, detail, state, closed_reason)
SELECT %(authority)s, 'marker', 'inherited:' || e.reference, e.elector_id,
       CASE s.doubt WHEN 'impossible' THEN 'Inherited marker ' || s.inherited_marker
                         || ' can''t be right, and nothing else shows a franchise'
            ELSE 'Inherited marker ''' || s.inherited_marker || ''' is not what the recorded facts give' END,
       'open', ''
FROM staged_entering e JOIN staged_import s ON s.row = e.row
WHERE s.doubt <> ''
ON CONFLICT ON CONSTRAINT found_once DO NOTHING
"""

_UNPLACED = """
INSERT INTO register_qualityfinding (authority_id, kind, key, elector_id, detail, state, closed_reason)
SELECT %(authority)s, 'unplaced', 'elector:' || e.reference, e.elector_id,
       CASE WHEN p.many > 1 THEN 'Several properties have the address at which the elector qualifies'
            WHEN s.address = '' THEN 'The register that was taken over does not say where the elector qualifies'
            ELSE 'No property here is known for the address at which the elector qualifies' END,
       'open', ''
FROM staged_entering e JOIN staged_import s ON s.row = e.row JOIN staged_place p ON p.row = e.row
WHERE s.section = '2-other' AND p.property_id IS NULL
ON CONFLICT ON CONSTRAINT found_once DO NOTHING
"""

_FOUND = """
SELECT count(*) FROM staged_entering e
JOIN register_elector el ON el.id = e.elector_id AND NOT el.anonymous
JOIN register_electorsearch s ON s.elector_id = el.id AND s.authority_id = el.authority_id
"""

# The words of the search texts, taken from each distinct name and address once (see `searching.gather_words`).
_WORDS = """
INSERT INTO register_searchword (authority_id, word)
SELECT %(authority)s, word FROM (
    SELECT DISTINCT found.word FROM (
        SELECT surname FROM staged_import WHERE NOT anonymous
        UNION SELECT forenames FROM staged_import WHERE NOT anonymous
        UNION SELECT previous_surname FROM staged_import WHERE NOT anonymous
        UNION SELECT previous_forenames FROM staged_import WHERE NOT anonymous
        UNION SELECT concat_ws(' ', p.organisation, p.sub_building, p.building_name, p.street, p.locality, p.town)
        FROM places_property p WHERE p.id IN (SELECT property_id FROM staged_entering)
    ) AS told(text) CROSS JOIN LATERAL string_to_table(pollwright_folded(told.text), ' ') AS found(word)
) AS words WHERE word ~ '^[a-z]{3,40}$'
ON CONFLICT DO NOTHING
"""

_TABLES = {
    "electors": _ELECTORS,
    "births": _BIRTHS,
    "qualifying addresses": _QUALIFYING,
    "entries": _ENTRIES,
    "numbers given": _NUMBERS_GIVEN,
    "numbers missing": _NUMBERS_MISSING,
    "doubts": _DOUBTS,
    "unplaced": _UNPLACED,
    "words": _WORDS,
    "search": _SEARCH,
}
"""What is written, in order. Last, what may keep others from searching until the end: see `_indexed_at_once`."""

_BY_DISTRICT_AND_MARKER = {
    "file": """
        SELECT s.district, s.marker, count(*), count(p.property_id) FILTER (WHERE s.section = '1-ordinary'),
               count(p.property_id) FILTER (WHERE s.section = '2-other')
        FROM staged_entering e JOIN staged_import s ON s.row = e.row JOIN staged_place p ON p.row = e.row
        GROUP BY s.district, s.marker ORDER BY s.district, s.marker
    """,
    "register": """
        SELECT d.code, r.marker, count(*), count(r.property_id), count(q.property_id) FROM staged_entering e
        JOIN register_registerentry r ON r.id = e.entry_id AND r.effective_to IS NULL
        JOIN places_pollingdistrict d ON d.id = r.district_id
        LEFT JOIN register_qualifyingaddress q ON q.elector_id = r.elector_id
        GROUP BY d.code, r.marker ORDER BY d.code, r.marker
    """,
}


@dataclass(frozen=True, slots=True)
class Entered:
    """What came into the register: how many, by district id (before and after), by marker, and numbers given.

    `placed` is how many of them stand or qualify at a property that is known here.
    """

    electors: int
    before: dict[int, int]
    after: dict[int, int]
    by_marker: dict[str, int]
    placed: int
    numbers: int


def choose(authority_id: int) -> int:
    """Fix which rows enter, with their ids and references, in `staged_entering`; return how many."""
    with connection.cursor() as cursor:
        cursor.execute(_UNNAMED)
        unnamed = cursor.fetchone()[0]
        first = reserve(authority_id, SERIES, unnamed) - unnamed + 1 if unnamed else 1
        with whole_sets(cursor):
            cursor.execute(_ENTERING, {"series": SERIES, "first": first, **_sequences(cursor)})
            chosen: int = cursor.rowcount
        cursor.execute("ANALYZE staged_entering")
        cursor.execute(_AFTER_THE_LAST, {"authority": authority_id, "series": SERIES})
    return chosen


def _sequences(cursor: Any) -> dict[str, str]:
    """Return the sequences that give electors and entries their ids, looked up once rather than row by row."""
    cursor.execute(
        "SELECT pg_get_serial_sequence('register_elector', 'id'), pg_get_serial_sequence('register_registerentry', 'id')"
    )
    return dict(zip(("electors", "entries"), cursor.fetchone(), strict=True))


def enter(
    authority_id: int, publication_id: int, anonymous: pl.DataFrame, on_step: Callable[[int, int], None]
) -> Entered:
    """Write everything about the chosen rows, and prove it.

    :param anonymous: the particulars to seal, with `row`.
    :param on_step: told how many tables of how many are written; may raise to stop.
    :raises DoesNotReconcile: where what came in is not what was to come in.
    """
    values = {"authority": authority_id, "publication": publication_id}
    before = in_force_by_district(authority_id)
    with connection.cursor() as cursor, whole_sets(cursor):
        # Checked a table at a time, while its rows are still at hand, rather than all at the end.
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        counts: dict[str, int] = {}
        for done, (what, statement) in enumerate(_TABLES.items()):
            on_step(done, len(_TABLES))
            with _indexed_at_once(cursor, counts["electors"]) if what == "search" else nullcontext():
                cursor.execute(statement, values)
                counts[what] = cursor.rowcount
        cursor.execute(_FOUND)
        _agree("What electors are found by", cursor.fetchone()[0], counts["search"])
        _seal(cursor, authority_id, anonymous)
        numbers = counts["numbers given"] + counts["numbers missing"]
        by_marker, placed = _prove(cursor, counts["entries"])
        after = in_force_by_district(authority_id)
    _agree("The entries in force", sum(before.values()) + counts["entries"], sum(after.values()))
    _agree("The numbers", counts["entries"], numbers)
    _agree("The electors", counts["entries"], counts["electors"])
    return Entered(counts["entries"], before, after, by_marker, placed, numbers)


@contextmanager
def _indexed_at_once(cursor: Any, electors: int) -> Iterator[None]:
    """Build the index of search texts after they are in, where nobody is found by it yet and it pays.

    Row by row the index takes twice as long. Until the transaction ends nobody can search: but there is nobody to be
    found either, in any authority of this installation.
    """
    dropped = False
    if electors >= WORTH_BUILDING:
        cursor.execute("SELECT register_drop_unused_search_index()")
        dropped = cursor.fetchone()[0]
    yield
    if dropped:
        cursor.execute("SELECT register_build_search_index()")


def _seal(cursor: Any, authority_id: int, anonymous: pl.DataFrame) -> None:
    if anonymous.is_empty():
        return
    cursor.execute(
        "SELECT row, elector_id, reference FROM staged_entering WHERE row = ANY(%s)", [anonymous["row"].to_list()]
    )
    found = {row: (elector, reference) for row, elector, reference in cursor.fetchall()}
    sealed = [
        (
            found[told["row"]][0],
            authority_id,
            sealed_particulars(found[told["row"]][1], told),
            name_mac(told["forenames"] or "", told["surname"] or "", told["born"]),
        )
        for told in anonymous.iter_rows(named=True)
        if told["row"] in found
    ]
    cursor.executemany(
        "INSERT INTO register_electorprotected (elector_id, authority_id, sealed, name_mac) VALUES (%s, %s, %s, %s)",
        sealed,
    )


def _prove(cursor: Any, entries: int) -> tuple[dict[str, int], int]:
    """Compare the file's counts by district and marker with the register's.

    :returns: the entries by marker, and how many electors are placed at a property.
    """
    sides = {}
    for side, statement in _BY_DISTRICT_AND_MARKER.items():
        cursor.execute(statement)
        sides[side] = {(district, marker): tuple(counts) for district, marker, *counts in cursor.fetchall()}
    for key in sorted(sides["file"].keys() | sides["register"].keys()):
        expected, found = (sides[side].get(key, (0, 0, 0)) for side in ("file", "register"))
        for what, each, other in zip(("", " at a property", " qualifying at a property"), expected, found, strict=True):
            _agree(f"District {key[0]}, marker '{key[1]}'{what}", each, other)
    _agree("The entries", sum(counts[0] for counts in sides["file"].values()), entries)
    by_marker: dict[str, int] = {}
    for (_, marker), counts in sides["register"].items():
        by_marker[marker] = by_marker.get(marker, 0) + counts[0]
    placed = sum(ordinary + other for _, ordinary, other in sides["register"].values())
    return by_marker, placed


def _agree(what: str, expected: int, found: int) -> None:
    if expected != found:
        raise DoesNotReconcile(what=what, expected=expected, found=found)
