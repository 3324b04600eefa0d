"""Finding electors as an officer types: by name, address, number, reference, e-mail or telephone.

Four ways, each only where those before found too little: what stands for one elector by itself (number, reference,
property number); surname and forenames in either order by the index of names; every word anywhere in the present or
former names, addresses and contacts by the trigram index; and, where nothing at all was found, the same with each word
set right by the words that are known in this register. Anonymous electors are in none of the indexes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection, transaction

from pollwright.register.queries.search_matching import (
    Candidate,
    Match,
    Place,
    distance,
    rank,
    slips_allowed,
)
from pollwright.register.queries.search_terms import ElectorNumber, Terms, as_typed, read_terms

LIMIT = 20
CANDIDATES = 200
ALTERNATIVES = 6
INDEXED = 3
"""Words of so many letters or more are found anywhere in a text; shorter ones only where a word begins with them."""
BEYOND = "~"
"""Sorts after every letter, digit and space of folded text."""

CURRENT_NUMBERS = """(SELECT id FROM register_publication WHERE authority_id = %(authority)s AND state = 'issued'
    AND kind IN ('revised', 'imported') ORDER BY issued_at DESC NULLS LAST, id DESC LIMIT 1)"""
"""The publication whose numbers are in force."""

_NUMBER = f"""
SELECT e.elector_id FROM register_registernumber n
JOIN places_pollingdistrict d ON d.id = n.district_id
JOIN register_registerentry e ON e.id = n.entry_id
WHERE n.publication_id = {CURRENT_NUMBERS} AND d.authority_id = %(authority)s AND upper(d.code) = %(district)s
  AND n.number = %(number)s AND (%(suffix)s::int IS NULL OR n.suffix = %(suffix)s)
ORDER BY n.suffix, e.elector_id LIMIT %(limit)s
"""

_REFERENCE = """
SELECT id FROM register_elector WHERE authority_id = %(authority)s AND reference = ANY(%(references)s) LIMIT %(limit)s
"""

_UPRN = """
SELECT e.elector_id FROM places_property p JOIN register_registerentry e ON e.property_id = p.id
WHERE p.authority_id = %(authority)s AND p.uprn = %(uprn)s AND p.valid_to IS NULL
ORDER BY e.effective_to NULLS FIRST, e.elector_id LIMIT %(limit)s
"""

_FILED = "pollwright_folded(COALESCE(NULLIF(surname, ''), forenames))"
_BY_NAME = f"""
(SELECT elector_id FROM register_registerentry
 WHERE authority_id = %s AND effective_to IS NULL AND surname <> '' AND {_FILED} = %s
   AND pollwright_folded(forenames) >= %s AND pollwright_folded(forenames) < %s
 ORDER BY pollwright_folded(forenames), id LIMIT %s)
"""
_BY_SURNAME = f"""
(SELECT elector_id FROM register_registerentry
 WHERE authority_id = %s AND effective_to IS NULL AND {_FILED} >= %s AND {_FILED} < %s
 ORDER BY {_FILED}, pollwright_folded(forenames), id LIMIT %s)
"""

_TEXTS = "SELECT elector_id, text FROM register_electorsearch WHERE authority_id = %s"
_CLOSE = """
SELECT typed.word, near.word FROM unnest(%s::text[]) AS typed(word)
CROSS JOIN LATERAL (
    SELECT known.word FROM register_searchword known
    WHERE known.authority_id = %s AND known.word %% typed.word
    ORDER BY similarity(known.word, typed.word) DESC, known.word LIMIT 60
) near
"""
_CLOSE_ENOUGH = "0.2"


@dataclass(frozen=True, slots=True)
class Hits:
    """Electors that a search found, the likeliest first.

    :param corrected: whether the words had to be set right.
    :param more: whether there are more than are given.
    """

    electors: tuple[tuple[int, Match], ...]
    corrected: bool = False
    more: bool = False


def search(authority_id: int, typed: str, *, limit: int = LIMIT) -> Hits:
    """Return the electors whom `typed` may mean."""
    terms = read_terms(typed)
    if terms.empty:
        return Hits(())
    found: dict[int, Match] = {}
    if terms.exact:
        found |= _exact(authority_id, terms, limit)
    if found:
        return _hits(found, limit)
    if terms.contact:
        found |= _by_contact(authority_id, terms, limit)
    if terms.words and len(found) < limit:
        found = found | _by_name(authority_id, terms, limit + 1)
    if terms.words and len(found) < limit:
        found = _by_words(authority_id, terms, limit, found)
    if found or not terms.words:
        return _hits(found, limit)
    return _hits(_by_corrected_words(authority_id, terms, limit), limit, corrected=True)


def matching_ids(authority_id: int, typed: str, *, limit: int) -> list[int]:
    """Return up to `limit` electors that hold every word, for a list that is sorted and filtered otherwise."""
    return [elector_id for elector_id, _ in search(authority_id, typed, limit=limit).electors]


def _hits(found: dict[int, Match], limit: int, *, corrected: bool = False) -> Hits:
    electors = tuple(found.items())
    return Hits(electors[:limit], corrected and bool(electors), len(electors) > limit)


def _exact(authority_id: int, terms: Terms, limit: int) -> dict[int, Match]:
    given: dict[str, Any] = {"authority": authority_id, "limit": limit}
    found: dict[int, Match] = {}
    if terms.number:
        found |= _as_matches(_numbered(terms.number, given), Place.NUMBER)
    if terms.reference:
        references = [terms.reference, terms.reference.lower()]
        found |= _as_matches(_ids(_REFERENCE, given | {"references": references}), Place.REFERENCE)
    if terms.uprn:
        found |= _as_matches(_ids(_UPRN, given | {"uprn": terms.uprn}), Place.PROPERTY)
    return found


def _numbered(number: ElectorNumber, given: dict[str, Any]) -> Iterator[int]:
    values = {"district": number.district, "number": number.number, "suffix": number.suffix}
    return _ids(_NUMBER, given | values)


def _as_matches(ids: Iterator[int], place: Place) -> dict[int, Match]:
    return {elector_id: Match((place,)) for elector_id in ids}


def _ids(statement: str, parameters: Any) -> Iterator[int]:
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        yield from (row[0] for row in cursor.fetchall())


def _by_contact(authority_id: int, terms: Terms, limit: int) -> dict[int, Match]:
    place = Place.EMAIL if "@" in terms.contact else Place.PHONE
    rows = _texts(authority_id, [[f"%{as_typed(terms.contact)}%"]], limit + 1)
    return {
        row.elector_id: Match((place,))
        for row in rows
        if any(line == place and terms.contact in text for line, text in row.lines)
    }


def _by_name(authority_id: int, terms: Terms, limit: int) -> dict[int, Match]:
    """Return electors in force whose surname begins with the words, or whose names are the words either way round."""
    words = terms.words
    parts: list[str] = []
    parameters: list[Any] = []
    for place in range(1, len(words)):
        first, last = " ".join(words[:place]), " ".join(words[place:])
        for surname, forenames in ((last, first), (first, last)):
            parts.append(_BY_NAME)
            parameters += [authority_id, surname, forenames, forenames + BEYOND, limit]
    parts.append(_BY_SURNAME)
    parameters += [authority_id, " ".join(words), " ".join(words) + BEYOND, limit]
    return _as_matches(_ids(" UNION ALL ".join(parts), parameters), Place.NAME)


def _by_words(authority_id: int, terms: Terms, limit: int, found: dict[int, Match]) -> dict[int, Match]:
    """Return what was found so far and those who have every word somewhere, the likeliest first."""
    spellings = {word: {word: 0} for word in terms.words}
    ranked = rank(_texts(authority_id, [_patterns([word]) for word in terms.words], max(CANDIDATES, limit)), spellings)
    return found | {one.elector_id: one.match for one in ranked[: limit + 1] if one.elector_id not in found}


def _by_corrected_words(authority_id: int, terms: Terms, limit: int) -> dict[int, Match]:
    spellings = _spellings(authority_id, terms.words)
    if all(len(known) == 1 for known in spellings.values()):
        return {}
    rows = _texts(authority_id, [_patterns(list(known)) for known in spellings.values()], CANDIDATES)
    return {one.elector_id: one.match for one in rank(rows, spellings)[: limit + 1]}


def _spellings(authority_id: int, words: Sequence[str]) -> dict[str, dict[str, int]]:
    """Return for each word itself and the known words it may have been meant for, with the slips between them."""
    doubtful = [word for word in words if len(word) >= INDEXED and word.isalpha()]
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT set_config('pg_trgm.similarity_threshold', %s, true)", [_CLOSE_ENOUGH])
        cursor.execute(_CLOSE, [doubtful, authority_id])
        known = cursor.fetchall()
    found: dict[str, dict[str, int]] = {word: {word: 0} for word in words}
    for slips, typed, other in sorted((distance(typed, other), typed, other) for typed, other in known):
        if 0 < slips <= slips_allowed(typed) and len(found[typed]) <= ALTERNATIVES:
            found[typed][other] = slips
    return found


def _patterns(words: Sequence[str]) -> list[str]:
    """Return the patterns of texts that hold one of the words; short words only where a word begins with them."""
    patterns: list[str] = []
    for word in words:
        patterns += [f"%{word}%"] if len(word) >= INDEXED else [f"%:{word}%", f"% {word}%"]
    return patterns


def _texts(authority_id: int, patterns: Sequence[Sequence[str]], limit: int) -> list[Candidate]:
    """Return electors whose text has one of each group of patterns."""
    wanted = "".join(f" AND ({' OR '.join(['text LIKE %s'] * len(group))})" for group in patterns)
    parameters: list[Any] = [authority_id, *(pattern for group in patterns for pattern in group), limit]
    with connection.cursor() as cursor:
        cursor.execute(f"{_TEXTS}{wanted} LIMIT %s", parameters)
        return [Candidate(*row) for row in cursor.fetchall()]
