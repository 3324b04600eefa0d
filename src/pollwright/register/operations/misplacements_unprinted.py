"""Entries whose address is not printed, when their properties go to another district.

They name no property: of an overseas elector, and of one whose address is withheld, the application tells it, or the
register that was taken over, or the officer who chose it; of an anonymous elector it stands under the seal. An entry follows only where it is in the district that the property leaves, so
that what does not fit already is left for a person to look at.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping

from django.db import connection

from pollwright.places.models import Property
from pollwright.register.models import ElectorProtected, RegisterEntry
from pollwright.register.operations.altering import Decided, pending_facts, pending_for, propose_amendment
from pollwright.register.operations.sealing import opened_particulars
from pollwright.register.queries.overseas import QUALIFYING_PLACES
from pollwright.register.states import AlterationKind, Section

_BY_PLACE = f"""
SELECT e.id, p.id FROM register_registerentry e
JOIN ({QUALIFYING_PLACES}) told ON told.elector_id = e.elector_id
JOIN places_property p ON p.authority_id = %(authority)s AND p.reference = told.property
WHERE e.authority_id = %(authority)s AND e.effective_to IS NULL AND e.property_id IS NULL AND e.section = %(section)s
  AND p.id = ANY(%(properties)s) AND e.district_id = ANY(%(districts)s)
ORDER BY e.id
"""


def amend_unprinted(moves: Mapping[int, int], held: Mapping[int, int], authority_id: int, decided: Decided) -> int:
    """Amend the entries of other electors who qualify at a property that moves; return how many.

    :param moves: the district that each property goes to, by ids.
    :param held: the district that it leaves.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            _BY_PLACE,
            {
                "authority": authority_id,
                "properties": list(moves),
                "section": Section.OTHER.value,
                "districts": list(set(held.values())),
            },
        )
        homes = dict(cursor.fetchall())
    entries = RegisterEntry.objects.filter(authority=authority_id, pk__in=homes).order_by("pk")
    return _amend(((entry, homes[entry.pk]) for entry in entries), moves, held, decided)


def amend_protected(moves: Mapping[int, int], held: Mapping[int, int], authority_id: int, decided: Decided) -> None:
    """Amend the anonymous entries whose home under the seal is a property that moves. Nothing tells how many."""
    homes = {
        name: pk
        for pk, reference, uprn in Property.objects.filter(authority=authority_id, pk__in=moves).values_list(
            "pk", "reference", "uprn"
        )
        for name in (reference, str(uprn) if uprn else None)
        if name
    }
    entries = RegisterEntry.objects.filter(
        authority=authority_id,
        effective_to__isnull=True,
        section=Section.ANONYMOUS,
        district__in=set(held.values()),
    )
    found = ((entry, _home_of(entry, homes)) for entry in entries.select_related("elector").order_by("pk"))
    _amend(((entry, home) for entry, home in found if home is not None), moves, held, decided)


def _home_of(entry: RegisterEntry, homes: Mapping[str, int]) -> int | None:
    """Return which of some properties, by reference or UPRN, is the home of an anonymous elector."""
    kept = ElectorProtected.objects.filter(authority=entry.authority_id, elector=entry.elector_id).first()
    if kept is None:
        return None
    told = opened_particulars(entry.elector.reference, bytes(kept.sealed))
    return homes.get(told.get("property_reference", ""), homes.get(told.get("uprn", "")))


def _amend(
    entries: Iterable[tuple[RegisterEntry, int]],
    moves: Mapping[int, int],
    held: Mapping[int, int],
    decided: Decided,
) -> int:
    amended = 0
    for entry, home in entries:
        if pending_for(entry).filter(kind=AlterationKind.DELETE).exists():
            continue
        facts = pending_facts(entry)
        if facts.property_id is None and facts.district_id == held[home] != moves[home]:
            propose_amendment(entry=entry, decided=decided, facts=dataclasses.replace(facts, district_id=moves[home]))
            amended += 1
    return amended
