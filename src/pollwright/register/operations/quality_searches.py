"""The searches for implausible entries, each one statement over the whole register.

Each yields (key, elector_id, other_elector_id, property_id, detail). Details never hold a name, an address or a birth.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.db import connection

from pollwright.authorities.queries.settings import values_of
from pollwright.law.ages import years_before, youngest_birth
from pollwright.law.citizenship import UnknownNationality
from pollwright.law.facts import Category, Facts, ResidenceRight
from pollwright.law.letters import inherited_marker_exception, letter_of
from pollwright.law.markers import UnreadableMarker, parse_marker
from pollwright.law.nations import Nation
from pollwright.law.polls import Register
from pollwright.messages import recalled
from pollwright.register.queries.overseas import QUALIFYING_PLACES
from pollwright.register.states import QualityKind


@dataclass(frozen=True, slots=True)
class Search:
    """One search: what it finds, how, and its values."""

    kind: QualityKind
    statement: str
    values: dict[str, Any]


_DUPLICATES = """
WITH people AS MATERIALIZED (
    SELECT DISTINCT e.elector_id AS id, b.date_of_birth AS born,
           pollwright_folded(e.surname) AS surname, pollwright_folded(e.forenames) AS forenames
    FROM register_registerentry e JOIN register_electorbirth b ON b.elector_id = e.elector_id
    WHERE e.authority_id = %(authority)s AND e.effective_to IS NULL AND e.surname <> '' AND e.forenames <> ''
      AND b.date_of_birth IS NOT NULL
), pairs AS (
    SELECT l.id AS low, h.id AS high, 'Same name and date of birth' AS detail
    FROM people l JOIN people h USING (born, surname, forenames) WHERE l.id < h.id
    UNION
    SELECT l.id, h.id, 'Names the other way round, same date of birth'
    FROM people l JOIN people h ON h.born = l.born AND h.surname = l.forenames AND h.forenames = l.surname
    WHERE l.id < h.id AND l.surname <> l.forenames
    UNION
    SELECT l.id, h.id, 'Nearly the same name, same date of birth'
    FROM people l JOIN people h ON h.born = l.born AND left(h.surname, 1) = left(l.surname, 1)
        AND left(h.forenames, 1) = left(l.forenames, 1)
    WHERE l.id < h.id AND (h.surname, h.forenames) <> (l.surname, l.forenames)
      AND similarity(l.surname || ' ' || split_part(l.forenames, ' ', 1),
                     h.surname || ' ' || split_part(h.forenames, ' ', 1)) >= %(alike)s
)
SELECT DISTINCT ON (low, high) 'pair:' || md5(l.reference || '|' || h.reference), low, high, NULL::bigint, detail
FROM pairs JOIN register_elector l ON l.id = low JOIN register_elector h ON h.id = high
ORDER BY low, high, detail DESC
"""
_CROWDED = """
SELECT 'property:' || p.reference, NULL::bigint, NULL::bigint, p.id, count(*) || ' electors in one home'
FROM register_registerentry e JOIN places_property p ON p.id = e.property_id
WHERE e.authority_id = %(authority)s AND e.effective_to IS NULL AND p.kind IN ('dwelling', 'flat', 'houseboat')
GROUP BY p.id, p.reference HAVING count(*) > %(above)s
"""
_BIRTHS = """
SELECT 'elector:' || el.reference, el.id, NULL::bigint, NULL::bigint,
       CASE WHEN b.date_of_birth > %(on)s THEN 'Born in the future'
            WHEN b.date_of_birth > %(youngest)s THEN 'Too young to be registered'
            ELSE 'Older than anybody is likely to be' END
FROM register_electorbirth b JOIN register_elector el ON el.id = b.elector_id
WHERE b.authority_id = %(authority)s AND (b.date_of_birth > %(youngest)s OR b.date_of_birth < %(oldest)s)
  AND EXISTS (SELECT FROM register_registerentry e WHERE e.elector_id = el.id AND e.effective_to IS NULL)
"""
_VOID = """
SELECT 'property:' || p.reference, NULL::bigint, NULL::bigint, p.id,
       count(*) || ' electors; the property is ' ||
       CASE WHEN p.valid_to IS NOT NULL THEN 'ended' ELSE replace(p.status, '_', ' ') END
FROM register_registerentry e JOIN places_property p ON p.id = e.property_id
WHERE e.authority_id = %(authority)s AND e.effective_to IS NULL
  AND (p.status IN ('void', 'demolished', 'non_residential', 'not_built') OR p.valid_to <= %(on)s)
GROUP BY p.id, p.reference, p.valid_to, p.status
"""
_NATIONALITY = """
WITH unknown AS (
    SELECT DISTINCT el.id, el.reference FROM register_elector el
    JOIN register_registerentry e ON e.elector_id = el.id AND e.effective_to IS NULL
    WHERE el.authority_id = %(authority)s AND el.nationalities = '{}' AND el.nationality_reason = ''
), total AS (SELECT count(*) AS number FROM unknown)
SELECT 'elector:' || reference, id, NULL::bigint, NULL::bigint, 'No nationality and no reason for that'
FROM unknown, total WHERE total.number <= %(most)s
UNION ALL
SELECT 'register', NULL, NULL, NULL, number || ' electors have no nationality: their markers are inherited'
FROM total WHERE number > %(most)s
"""
_EXPIRED = """
SELECT 'elector:' || el.reference, el.id, NULL::bigint, NULL::bigint, 'The declaration has lapsed'
FROM register_elector el
WHERE el.authority_id = %(authority)s AND coalesce(CASE WHEN el.anonymous THEN el.anonymous_until END, el.expires_on)
      <= %(on)s
  AND EXISTS (SELECT FROM register_registerentry e WHERE e.elector_id = el.id AND e.effective_to IS NULL)
"""
_MARKERS = """
SELECT DISTINCT 'inherited:' || el.reference, el.id, NULL::bigint, NULL::bigint, found.detail
FROM unnest(%(nationalities)s::text[], %(rights)s::text[], %(categories)s::text[], %(markers)s::text[],
            %(details)s::text[]) AS found(nationalities, residence_right, category, marker, detail)
JOIN register_elector el ON array_to_string(el.nationalities, ';') = found.nationalities
    AND el.residence_right = found.residence_right AND el.category = found.category
    AND el.inherited_marker = found.marker
WHERE el.authority_id = %(authority)s
  AND EXISTS (SELECT FROM register_registerentry e WHERE e.elector_id = el.id AND e.effective_to IS NULL)
"""
_UNPLACED = f"""
SELECT DISTINCT 'elector:' || el.reference, el.id, NULL::bigint, NULL::bigint,
       'No property here is known for the address at which the elector qualifies'
FROM register_registerentry e JOIN register_elector el ON el.id = e.elector_id
LEFT JOIN ({QUALIFYING_PLACES}) told ON told.elector_id = el.id
WHERE e.authority_id = %(authority)s AND e.effective_to IS NULL AND e.section = '2-other' AND NOT el.anonymous
  AND coalesce(told.property, '') = ''
"""
_COMBINATIONS = """
SELECT DISTINCT array_to_string(nationalities, ';'), residence_right, category, inherited_marker
FROM register_elector WHERE authority_id = %s AND inherited_marker <> ''
"""


DETAILS: Final = (
    "Same name and date of birth",
    "Names the other way round, same date of birth",
    "Nearly the same name, same date of birth",
    "Born in the future",
    "Too young to be registered",
    "Older than anybody is likely to be",
    "No nationality and no reason for that",
    "The declaration has lapsed",
    "No property here is known for the address at which the elector qualifies",
    "The nationality or the marker can't be read",
    "{number} electors in one home",
    "{number} electors; the property is {state}",
    "{number} electors have no nationality: their markers are inherited",
    "The facts give {letter}, not {printed}",
)
"""What the searches say, as patterns of the translators' catalogue: statements of SQL fill them."""


def detail(english: str) -> str:
    """Return what a search said as the message that it was."""
    return next((found for pattern in DETAILS if (found := recalled(english, pattern, words=True))), english)


def searches(authority_id: int, nation: Nation, *, on: date) -> list[Search]:
    """Return every search of an authority's register as it stands on a day."""
    youngest = max(youngest_birth(register, nation, on).born_by for register in Register)
    given: dict[str, Any] = {"authority": authority_id, "on": on}
    names = ("alike_per_cent", "residents_alarm", "oldest_age", "nationality_singly")
    chosen = values_of(authority_id, *(f"registration.{name}" for name in names), on=on)
    alike, above, oldest, most = chosen
    return [
        Search(QualityKind.DUPLICATE, _DUPLICATES, given | {"alike": alike / 100}),
        Search(QualityKind.CROWDED, _CROWDED, given | {"above": above}),
        Search(QualityKind.BIRTH, _BIRTHS, given | {"youngest": youngest, "oldest": years_before(on, oldest)}),
        Search(QualityKind.MARKER, _MARKERS, given | _doubtful_markers(authority_id, nation, on)),
        Search(QualityKind.NATIONALITY, _NATIONALITY, given | {"most": most}),
        Search(QualityKind.VOID, _VOID, given),
        Search(QualityKind.EXPIRED, _EXPIRED, given),
        Search(QualityKind.UNPLACED, _UNPLACED, given),
    ]


def _doubtful_markers(authority_id: int, nation: Nation, on: date) -> dict[str, list[str]]:
    """Return each distinct combination of facts whose inherited marker can't be right, column by column."""
    with connection.cursor() as cursor:
        cursor.execute(_COMBINATIONS, [authority_id])
        combinations = cursor.fetchall()
    doubtful = [(*row, doubt) for row in combinations if (doubt := _doubt(*row, nation=nation, on=on))]
    names = ("nationalities", "rights", "categories", "markers", "details")
    return {name: [row[place] for row in doubtful] for place, name in enumerate(names)}


def _doubt(nationalities: str, right: str, category: str, marker: str, *, nation: Nation, on: date) -> str:
    """Return why an inherited marker is doubtful, or nothing."""
    exception = inherited_marker_exception(marker, nation, on)
    if exception is not None:
        return exception.says
    if not nationalities:
        return ""
    facts = Facts(
        nationalities=tuple(nationalities.split(";")),
        residence_right=ResidenceRight(right),
        category=Category(category),
    )
    try:
        found, printed = letter_of(facts, nation, on).letter, parse_marker(marker).letter
    except (UnknownNationality, UnreadableMarker):
        return "The nationality or the marker can't be read"
    return "" if found == printed else f"The facts give {found or 'no letter'}, not {printed or 'no letter'}"
