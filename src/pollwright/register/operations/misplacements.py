"""What the register does when properties go to another district.

A misplaced property is corrected by ordinary alterations, which the next notice carries. A change of districts takes
effect with a revised register after 14 days' notice (REG-322): its alterations are proposed when that register is
prepared, so that no earlier notice carries them.

An entry whose address is not printed names no property. Where it is known at which the elector qualifies, such an entry
follows like any other. An anonymous entry follows a change of districts, its home read from under the seal (REG-174); no event or
count says so. It does not follow the correction of one property: beside the entries of that address, the next notice
would tell where the elector lives. Such an entry is amended by itself.
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from datetime import date, datetime

from django.db import connection

from pollwright.acting import Actor, Permission
from pollwright.audit.operations import operation
from pollwright.audit.trail import record
from pollwright.places.models import DistrictChange, Property
from pollwright.places.operations.properties import move_property
from pollwright.places.states import DistrictChangeState
from pollwright.refusals import NotFound, Refused
from pollwright.register.events.papers import DistrictChangeProposed, MisplacementCorrected
from pollwright.register.models import Alteration, RegisterEntry
from pollwright.register.operations.altering import (
    Decided,
    facts_of,
    pending,
    pending_facts,
    pending_for,
    propose_addition,
    propose_amendment,
    withdraw_pending,
)
from pollwright.register.operations.misplacements_unprinted import amend_protected, amend_unprinted
from pollwright.register.states import AlterationKind, AlterationReason


class ChangeNotNoticed(Refused):
    """Only a change whose notice was published takes effect."""

    code = "register.R063"
    problem = "No notice of change of districts {reference} is in force, so the register can't carry it."
    remedy = "Publish its notice at least 14 days before the revised register."


@dataclass(frozen=True, slots=True)
class Misplacement:
    """A corrected property: how many entries are amended, and how many pending additions were made again."""

    property: Property
    amended: int
    additions: int


@operation(Permission.CORRECTIONS_MAKE)
def correct_misplaced_property(
    *, actor: Actor, reference: str, version: str, district: str, reason: str, on: date, at: datetime
) -> Misplacement:
    """Put a misplaced property into its district, and amend every entry there, in force or waiting.

    Entries that are about to be deleted are left to that. The next notice carries the amendments.

    :raises AnotherWasFirst: where the property is not as `version` says.
    :raises NothingChanged: where it is in the district already.
    """
    before = Property.objects.filter(authority=actor.authority_id, reference=reference).values_list(
        "district", flat=True
    )
    held = before.first()
    row = move_property(actor=actor, reference=reference, version=version, district=district, reason=reason)
    decided = Decided(AlterationReason.PROPERTY, at, on)
    amended = _amend_entries(row, decided)
    amended += amend_unprinted(
        {row.pk: row.district_id}, {row.pk: held or row.district_id}, actor.authority_id, decided
    )
    additions = _add_again(actor.authority_id, {row.pk: row.district_id}, at, "The property was in another district")
    record(MisplacementCorrected(reference, district, amended, additions), actor=actor, subjects=[row], reason=reason)
    return Misplacement(row, amended, additions)


@operation(Permission.REGISTER_PUBLISH)
def propose_district_change(*, actor: Actor, reference: str, determined_by: date, at: datetime) -> int:
    """Amend every entry at the properties of a noticed change, dated so that the revised register carries it.

    Called when that register is prepared, and again if it is prepared again: entries that are amended already are left.
    Return how many were amended now.

    :param determined_by: the last day of determinations that the register carries.
    :raises ChangeNotNoticed: where the change is not noticed.
    """
    change = DistrictChange.objects.filter(authority=actor.authority_id, reference=reference).first()
    if change is None:
        raise NotFound(kind="change of districts", reference=reference)
    if change.state != DistrictChangeState.NOTICED:
        raise ChangeNotNoticed(reference=reference)
    with connection.cursor() as cursor:
        cursor.execute(_PROPOSE, {"authority": actor.authority_id, "change": change.pk, "at": at, "on": determined_by})
        amended = int(cursor.rowcount)
    moves = dict(change.propertymove_set.values_list("property_id", "to_district_id"))
    held = dict(change.propertymove_set.values_list("property_id", "property__district_id"))
    decided = Decided(AlterationReason.DISTRICT, at, determined_by)
    amended += amend_unprinted(moves, held, actor.authority_id, decided)
    amend_protected(moves, held, actor.authority_id, decided)
    additions = _add_again(actor.authority_id, moves, at, f"Change of districts {reference}")
    record(DistrictChangeProposed(reference, amended, additions), actor=actor, subjects=[change])
    return amended


_PROPOSE = """
INSERT INTO register_alteration (
    authority_id, kind, reason, elector_id, entry_id, determined_at, determined_on, property_id, district_id, section,
    surname, forenames, marker, attains_on, parliamentary, local)
SELECT e.authority_id, 'amend', 'district', e.elector_id, e.id, %(at)s, %(on)s, e.property_id, m.to_district_id,
       coalesce(w.section, e.section), coalesce(w.surname, e.surname), coalesce(w.forenames, e.forenames),
       coalesce(w.marker, e.marker), CASE WHEN w.id IS NULL THEN e.attains_on ELSE w.attains_on END,
       coalesce(w.parliamentary, e.parliamentary), coalesce(w.local, e.local)
FROM places_propertymove m
JOIN register_registerentry e
  ON e.property_id = m.property_id AND e.authority_id = %(authority)s AND e.effective_to IS NULL
LEFT JOIN LATERAL (
    SELECT a.* FROM register_alteration a
    WHERE a.entry_id IN (SELECT c.id FROM register_registerentry c
                         WHERE c.id = coalesce(e.root_id, e.id) OR c.root_id = coalesce(e.root_id, e.id))
      AND NOT EXISTS (SELECT FROM register_noticeline l WHERE l.alteration_id = a.id)
      AND NOT EXISTS (SELECT FROM register_alterationwithdrawal x WHERE x.alteration_id = a.id)
    ORDER BY a.kind = 'delete' DESC, a.id DESC LIMIT 1
) w ON true
WHERE m.change_id = %(change)s AND m.authority_id = %(authority)s
  AND coalesce(w.kind, 'amend') <> 'delete'
  AND coalesce(w.property_id, e.property_id) = e.property_id
  AND coalesce(w.district_id, e.district_id) <> m.to_district_id
ORDER BY e.id
"""


def _amend_entries(row: Property, decided: Decided) -> int:
    amended = 0
    entries = RegisterEntry.objects.filter(authority=row.authority_id, effective_to__isnull=True)
    waiting = pending(row.authority_id).filter(property=row, kind=AlterationKind.AMEND).values("entry")
    for entry in entries.filter(property=row) | entries.filter(pk__in=waiting):
        if pending_for(entry).filter(kind=AlterationKind.DELETE).exists():
            continue
        facts = pending_facts(entry)
        if facts.property_id == row.pk and facts.district_id != row.district_id:
            facts = dataclasses.replace(facts, district_id=row.district_id)
            propose_amendment(entry=entry, decided=decided, facts=facts)
            amended += 1
    return amended


def _add_again(authority_id: int, moves: dict[int, int], at: datetime, why: str) -> int:
    """Make the additions that wait for a notice again, in the new district, with the decision they have."""
    waiting = pending(authority_id).filter(kind=AlterationKind.ADD, property__in=list(moves))
    again = [one for one in waiting.select_related("elector") if one.district_id != moves[_property(one)]]
    withdraw_pending(alterations=again, reason=why, at=at)
    for one in again:
        decided = Decided(
            AlterationReason(one.reason), one.determined_at, one.determined_on, one.determination, one.received_at
        )
        facts = dataclasses.replace(facts_of(one), district_id=moves[_property(one)])
        propose_addition(elector=one.elector, facts=facts, decided=decided)
    return len(again)


def _property(alteration: Alteration) -> int:
    return alteration.property_id or 0
