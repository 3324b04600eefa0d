"""A home with everybody who is, was, or is about to be registered there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import connection

from pollwright.places.models import Property
from pollwright.refusals import NotFound
from pollwright.register.queries.search import CURRENT_NUMBERS

FIELDS = (
    "pk",
    "reference",
    "uprn",
    "address",
    "postcode",
    "kind",
    "status",
    "district__code",
    "district__name",
    "district__polling_place__name",
    "valid_from",
    "valid_to",
)


@dataclass(frozen=True, slots=True)
class Resident:
    """An entry at the home. Whoever is anonymous now has no name here and no link."""

    reference: str
    name: str
    number: str
    marker: str
    attains_on: date | None
    effective_from: date
    effective_to: date | None


@dataclass(frozen=True, slots=True)
class HouseholdApplication:
    """An application for the home."""

    reference: str
    name: str
    kind: str
    state: str
    received_at: datetime


@dataclass(frozen=True, slots=True)
class HouseholdNote:
    """That somebody was in touch about the home."""

    at: datetime
    channel: str
    text: str
    by: str


@dataclass(frozen=True, slots=True)
class Household:
    """One home."""

    property_id: int
    facts: dict[str, Any]
    areas: tuple[tuple[str, str], ...]
    residents: tuple[Resident, ...]
    former: tuple[Resident, ...]
    applications: tuple[HouseholdApplication, ...]
    notes: tuple[HouseholdNote, ...]


_RESIDENTS = f"""
SELECT el.reference, concat_ws(', ', nullif(e.surname, ''), nullif(e.forenames, '')),
       coalesce(d.code || '-' || n.number || CASE WHEN n.suffix > 0 THEN '/' || n.suffix ELSE '' END, ''),
       e.marker, e.attains_on, e.effective_from, e.effective_to
FROM register_registerentry e
JOIN register_elector el ON el.id = e.elector_id
JOIN places_pollingdistrict d ON d.id = e.district_id
LEFT JOIN register_registernumber n ON n.entry_id = coalesce(e.root_id, e.id) AND n.district_id = e.district_id
    AND n.publication_id = {CURRENT_NUMBERS} AND e.effective_to IS NULL
WHERE e.authority_id = %(authority)s AND e.property_id = %(property)s AND NOT el.anonymous
ORDER BY e.effective_to DESC NULLS FIRST, n.number, n.suffix, e.id
LIMIT 500
"""
_APPLICATIONS = """
SELECT reference, concat_ws(', ', nullif(surname, ''), nullif(forenames, '')), kind, state, received_at
FROM register_application a
WHERE authority_id = %(authority)s AND property_id = %(property)s AND NOT anonymous
  AND NOT EXISTS (SELECT FROM register_elector el WHERE el.id = a.elector_id AND el.anonymous)
ORDER BY received_at DESC LIMIT 100
"""
_NOTES = """
SELECT c.at, c.channel, c.note, c.by_name FROM register_contactnote c
WHERE c.authority_id = %(authority)s AND c.property_id = %(property)s
  AND NOT EXISTS (SELECT FROM register_elector el WHERE el.id = c.elector_id AND el.anonymous)
ORDER BY c.at DESC, c.id DESC LIMIT 50
"""
_AREAS = """
SELECT l.kind, a.name FROM places_property p
JOIN places_districtarea l ON l.district_id = p.district_id AND l.valid_to IS NULL
JOIN places_area a ON a.id = l.area_id
WHERE p.authority_id = %(authority)s AND p.id = %(property)s ORDER BY 1, 2
"""


def household(authority_id: int, reference: str) -> Household:
    """Return a home by the reference of its property. Anonymous electors are not in it at all.

    :raises NotFound: where the authority has no such property.
    """
    facts = Property.objects.filter(authority=authority_id, reference=reference).values(*FIELDS).first()
    if facts is None:
        raise NotFound(kind="property", reference=reference)
    given = {"authority": authority_id, "property": facts["pk"]}
    entries = [Resident(*row) for row in _rows(_RESIDENTS, given)]
    return Household(
        property_id=facts["pk"],
        facts=dict(facts),
        areas=tuple((kind, name) for kind, name in _rows(_AREAS, given)),
        residents=tuple(entry for entry in entries if entry.effective_to is None),
        former=tuple(entry for entry in entries if entry.effective_to is not None),
        applications=tuple(HouseholdApplication(*row) for row in _rows(_APPLICATIONS, given)),
        notes=tuple(HouseholdNote(*row) for row in _rows(_NOTES, given)),
    )


def _rows(statement: str, given: dict[str, Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, given)
        return list(cursor.fetchall())
