"""Keeping what electors are found by in step with the register: set-based, for any number of electors."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import connection

_REBUILD = """
INSERT INTO register_electorsearch (elector_id, authority_id, text)
SELECT e.id, e.authority_id, concat_ws(E'\\n',
    'n:' || pollwright_folded(concat_ws(' ', e.surname, e.forenames)),
    CASE WHEN e.previous_surname <> '' OR e.previous_forenames <> '' THEN
        'f:' || pollwright_folded(concat_ws(' ', coalesce(nullif(e.previous_surname, ''), e.surname),
                                            coalesce(nullif(e.previous_forenames, ''), e.forenames))) END,
    history.lines,
    CASE WHEN e.email <> '' THEN 'e:' || lower(e.email) END,
    CASE WHEN e.phone <> '' THEN 'p:' || regexp_replace(e.phone, '[^0-9]', '', 'g') END)
FROM register_elector e
JOIN ({electors}) AS chosen(id) ON chosen.id = e.id
LEFT JOIN LATERAL (
    SELECT string_agg(line, E'\\n' ORDER BY line) AS lines FROM (
        SELECT DISTINCT CASE WHEN r.effective_to IS NULL THEN 'a:' ELSE 'o:' END
               || pollwright_folded(p.address || ' ' || p.postcode) AS line
        FROM register_registerentry r JOIN places_property p ON p.id = r.property_id
        WHERE r.elector_id = e.id
        UNION
        SELECT 'f:' || pollwright_folded(concat_ws(' ', r.surname, r.forenames))
        FROM register_registerentry r
        WHERE r.elector_id = e.id AND (r.surname, r.forenames) <> (e.surname, e.forenames)
          AND (r.surname <> '' OR r.forenames <> '')
    ) AS found
) history ON true
WHERE e.authority_id = %s AND NOT e.anonymous
ON CONFLICT (elector_id) DO UPDATE SET text = excluded.text WHERE register_electorsearch.text <> excluded.text
"""

_WORDS = """
INSERT INTO register_searchword (authority_id, word)
SELECT DISTINCT s.authority_id, found.word
FROM register_electorsearch s
JOIN ({electors}) AS chosen(id) ON chosen.id = s.elector_id
CROSS JOIN LATERAL string_to_table(translate(s.text, E'\\n:', '  '), ' ') AS found(word)
WHERE s.authority_id = %s AND found.word ~ '^[a-z]{{3,40}}$'
ON CONFLICT DO NOTHING
"""

_FORGET = """
WITH gone AS (
    DELETE FROM register_electorsearch s USING register_elector e
    WHERE e.id = s.elector_id AND e.anonymous AND e.authority_id = %s
      AND e.id IN (SELECT id FROM ({electors}) AS chosen(id))
    RETURNING s.elector_id, s.text
), words AS (
    SELECT DISTINCT found.word FROM gone
    CROSS JOIN LATERAL string_to_table(translate(gone.text, E'\\n:', '  '), ' ') AS found(word)
)
DELETE FROM register_searchword w USING words
WHERE w.authority_id = %s AND w.word = words.word AND NOT EXISTS (
    SELECT FROM register_electorsearch s
    WHERE s.authority_id = %s AND s.text LIKE '%%' || words.word || '%%'
      AND s.text ~ ('\\m' || words.word || '\\M') AND s.elector_id NOT IN (SELECT elector_id FROM gone))
"""


def refresh_search(authority_id: int, electors_sql: str, parameters: Sequence[Any] = ()) -> None:
    """Rebuild what electors are found by; those who are anonymous now are found no more.

    :param electors_sql: a query of elector ids, of our own making.
    """
    with connection.cursor() as cursor:
        cursor.execute(_REBUILD.format(electors=electors_sql), [*parameters, authority_id])
    gather_words(authority_id, electors_sql, parameters)
    with connection.cursor() as cursor:
        cursor.execute(_FORGET.format(electors=electors_sql), [authority_id, *parameters, authority_id, authority_id])


def gather_words(authority_id: int, electors_sql: str, parameters: Sequence[Any] = ()) -> None:
    """Take in the words of electors' search texts, so that misspelt ones can be set right.

    An import that writes the texts itself calls it afterwards.
    """
    with connection.cursor() as cursor:
        cursor.execute(_WORDS.format(electors=electors_sql), [*parameters, authority_id])
