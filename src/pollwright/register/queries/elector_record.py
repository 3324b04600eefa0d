"""Everything that the page of one elector shows, in a handful of statements."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.db import connection

from pollwright.refusals import NotFound
from pollwright.register.models import ContactNote, Elector, OpenRegisterChoice
from pollwright.register.queries.overseas import Qualifying, qualifying_address
from pollwright.register.queries.search import CURRENT_NUMBERS
from pollwright.register.states import Section

FACTS = (
    "pk",
    "reference",
    "title",
    "forenames",
    "surname",
    "previous_forenames",
    "previous_surname",
    "nationalities",
    "nationality_reason",
    "residence_right",
    "category",
    "anonymous",
    "anonymous_until",
    "declared_on",
    "expires_on",
    "open_register",
    "email",
    "phone",
    "contact_by",
    "inherited_marker",
    "version",
)
_CORRESPONDENCE = (*(f"correspondence{line}" for line in range(1, 6)), "correspondence_postcode")


@dataclass(frozen=True, slots=True)
class EntryLine:
    """One entry of an elector over time, latest first.

    :param opened: why it was made, as `AlterationReason` codes; empty where it was imported.
    :param carried: the kind of the notice or publication that made it take effect, empty where it was imported.
    """

    entry_id: int
    property_reference: str
    address: str
    district: str
    district_name: str
    number: str
    section: str
    surname: str
    forenames: str
    marker: str
    attains_on: date | None
    parliamentary: bool
    local: bool
    effective_from: date
    effective_to: date | None
    opened: str
    closed: str
    carried: str

    def in_force_on(self, day: date) -> bool:
        """Return whether the entry is in force on a day."""
        return self.effective_from <= day and (self.effective_to is None or day < self.effective_to)


@dataclass(frozen=True, slots=True)
class PendingLine:
    """An alteration that has been determined and no notice has carried yet."""

    kind: str
    reason: str
    determined_on: date
    received_at: datetime | None
    determination: str
    basis: str
    district: str
    marker: str


@dataclass(frozen=True, slots=True)
class CaseLine:
    """An application or a case about the elector."""

    what: str
    reference: str
    kind: str
    state: str
    on: date


@dataclass(frozen=True, slots=True)
class Note:
    """That somebody was in touch."""

    at: datetime
    channel: str
    text: str
    by: str


@dataclass(frozen=True, slots=True)
class ElectorRecord:
    """One elector: facts as they are now, entries over time, what is pending, and what is held beside."""

    elector_id: int
    facts: dict[str, Any]
    correspondence: tuple[str, ...]
    entries: tuple[EntryLine, ...]
    areas: tuple[tuple[str, str], ...]
    pending: tuple[PendingLine, ...]
    cases: tuple[CaseLine, ...]
    notes: tuple[Note, ...]
    choices: tuple[tuple[date, bool], ...]
    qualifying: Qualifying | None = None

    @property
    def anonymous(self) -> bool:
        """Whether the elector is anonymous now."""
        return bool(self.facts["anonymous"])

    @property
    def present(self) -> tuple[EntryLine, ...]:
        """The entries in force."""
        return tuple(entry for entry in self.entries if entry.effective_to is None)

    def masked(self) -> ElectorRecord:
        """Return the record with number, letters and dates alone, as an anonymous elector is shown."""
        entries = tuple(
            replace(entry, property_reference="", address="", surname="", forenames="", attains_on=None)
            for entry in self.entries
        )
        return replace(self, entries=entries, notes=(), correspondence=(), qualifying=None)


_ENTRIES = f"""
SELECT e.id, coalesce(p.reference, ''), concat_ws(' ', p.address, p.postcode), d.code, d.name,
       coalesce(d.code || '-' || n.number || CASE WHEN n.suffix > 0 THEN '/' || n.suffix ELSE '' END, ''),
       e.section, e.surname, e.forenames, e.marker, e.attains_on, e.parliamentary, e.local,
       e.effective_from, e.effective_to, coalesce(opened.reason, ''), coalesce(closed.reason, ''),
       coalesce((SELECT coalesce(nt.kind, pb.kind) FROM register_noticeline l
                 LEFT JOIN register_notice nt ON nt.id = l.notice_id
                 LEFT JOIN register_publication pb ON pb.id = l.publication_id
                 WHERE l.alteration_id = e.opened_by_id AND l.effective_on = e.effective_from
                 ORDER BY l.id LIMIT 1), '')
FROM register_registerentry e
JOIN places_pollingdistrict d ON d.id = e.district_id
LEFT JOIN places_property p ON p.id = e.property_id
LEFT JOIN register_alteration opened ON opened.id = e.opened_by_id
LEFT JOIN register_alteration closed ON closed.id = e.closed_by_id
LEFT JOIN register_registernumber n ON n.entry_id = coalesce(e.root_id, e.id) AND n.district_id = e.district_id
    AND n.publication_id = {CURRENT_NUMBERS}
WHERE e.authority_id = %(authority)s AND e.elector_id = %(elector)s
ORDER BY e.effective_to DESC NULLS FIRST, e.effective_from DESC, e.id DESC
"""
_AREAS = """
SELECT DISTINCT l.kind, a.name FROM register_registerentry e
JOIN places_districtarea l ON l.district_id = e.district_id AND l.valid_to IS NULL
JOIN places_area a ON a.id = l.area_id
WHERE e.authority_id = %(authority)s AND e.elector_id = %(elector)s AND e.effective_to IS NULL
ORDER BY 1, 2
"""
_PENDING = """
SELECT a.kind, a.reason, a.determined_on, a.received_at, coalesce(dt.reference, ''), coalesce(dt.basis, ''),
       d.code, a.marker
FROM register_alteration a
JOIN places_pollingdistrict d ON d.id = a.district_id
LEFT JOIN register_determination dt ON dt.id = a.determination_id
WHERE a.authority_id = %(authority)s AND a.elector_id = %(elector)s
  AND NOT EXISTS (SELECT FROM register_noticeline l WHERE l.alteration_id = a.id
                  GROUP BY l.alteration_id
                  HAVING bool_or(l.parliamentary) >= a.parliamentary AND bool_or(l.local) >= a.local)
  AND NOT EXISTS (SELECT FROM register_alterationwithdrawal w WHERE w.alteration_id = a.id)
ORDER BY a.determined_on, a.id
"""
_CASES = """
SELECT 'application', reference, kind, state, lists_on FROM register_application
WHERE authority_id = %(authority)s AND elector_id = %(elector)s
UNION ALL
SELECT 'deletion', reference, ground, state, opened_on FROM register_deletioncase
WHERE authority_id = %(authority)s AND elector_id = %(elector)s
UNION ALL
SELECT 'review', reference, kind, state, opened_on FROM register_review
WHERE authority_id = %(authority)s AND elector_id = %(elector)s
UNION ALL
SELECT 'quality', '', kind, state, (found_at AT TIME ZONE 'Europe/London')::date FROM register_qualityfinding
WHERE authority_id = %(authority)s AND state = 'open' AND (elector_id = %(elector)s OR other_elector_id = %(elector)s)
ORDER BY 5 DESC, 2 DESC
"""


def elector_record(authority_id: int, reference: str) -> ElectorRecord:
    """Return the record of one elector; of an anonymous one, masked.

    :raises NotFound: where the authority has no such elector.
    """
    row = Elector.objects.filter(authority=authority_id, reference=reference).values(*FACTS, *_CORRESPONDENCE).first()
    if row is None:
        raise NotFound(kind="elector", reference=reference)
    given = {"authority": authority_id, "elector": row["pk"]}
    record = ElectorRecord(
        elector_id=row["pk"],
        facts={name: row[name] for name in FACTS},
        correspondence=tuple(line for name in _CORRESPONDENCE if (line := row[name])),
        entries=tuple(EntryLine(*line) for line in _rows(_ENTRIES, given)),
        areas=tuple((kind, name) for kind, name in _rows(_AREAS, given)),
        pending=tuple(PendingLine(*line) for line in _rows(_PENDING, given)),
        cases=tuple(CaseLine(*line) for line in _rows(_CASES, given)),
        notes=_notes(authority_id, row["pk"]),
        choices=_choices(authority_id, row["pk"]),
    )
    if record.anonymous:
        return record.masked()
    if any(entry.section == Section.OTHER for entry in record.present):
        return replace(record, qualifying=qualifying_address(authority_id, record.elector_id))
    return record


def _rows(statement: str, given: dict[str, Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, given)
        return list(cursor.fetchall())


def _notes(authority_id: int, elector_id: int) -> tuple[Note, ...]:
    rows = ContactNote.objects.filter(authority=authority_id, elector=elector_id).order_by("-at", "-pk")[:50]
    return tuple(Note(*row) for row in rows.values_list("at", "channel", "note", "by_name"))


def _choices(authority_id: int, elector_id: int) -> tuple[tuple[date, bool], ...]:
    rows = OpenRegisterChoice.objects.filter(authority=authority_id, elector=elector_id).order_by("-received_on", "-pk")
    return tuple(rows.values_list("received_on", "choice"))
