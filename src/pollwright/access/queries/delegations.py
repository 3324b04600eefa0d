"""Reading written delegations."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from django.db.models import Q

from pollwright.access.models import Delegation
from pollwright.pages.tables import Page, TableRequest, Total, keyset_queryset
from pollwright.pages.tables.paging import COUNT_CAP


class Standing(StrEnum):
    """Where a delegation stands on a day."""

    AHEAD = "ahead"
    IN_FORCE = "in force"
    ENDED = "ended"
    REVOKED = "revoked"


@dataclass(frozen=True, slots=True)
class DelegationRow:
    """One written delegation; `last_day` None means that it lasts until it is revoked."""

    id: int
    reference: str
    person: str
    capacity: str
    document: str
    written_on: date
    given_by: str
    functions: str
    first_day: date
    last_day: date | None
    revoked_on: date | None
    standing: Standing


def delegations_of(authority_id: int, *, asked: TableRequest, on: date) -> Page[DelegationRow]:
    """Return a page of the delegations that an authority has recorded, as a table asks for it.

    :param on: the day by which their standing is told.
    """
    held = Delegation.objects.filter(authority=authority_id)
    if asked.search:
        named = Q(person__name__icontains=asked.search) | Q(reference__iexact=asked.search)
        held = held.filter(named | Q(document__icontains=asked.search) | Q(given_by__icontains=asked.search))
    if standings := asked.filters.get("standing"):
        wanted = Q()
        for standing in standings:
            wanted |= _that_stand(Standing(standing), on)
        held = held.filter(wanted)
    total = Total.of(held.order_by()[: COUNT_CAP + 1].count())
    rows = keyset_queryset(held.select_related("person"), asked.order, asked.cursor)[: asked.size + 1]
    return Page.gather(asked, [_row(one, on) for one in rows], total)


def delegation_of(authority_id: int, reference: str, *, on: date) -> DelegationRow | None:
    """Return one delegation, or None where the authority has none of that reference."""
    found = Delegation.objects.filter(authority=authority_id, reference=reference).select_related("person").first()
    return None if found is None else _row(found, on)


def _row(one: Delegation, on: date) -> DelegationRow:
    return DelegationRow(
        id=one.pk,
        reference=one.reference,
        person=one.person.name,
        capacity=one.capacity,
        document=one.document,
        written_on=one.written_on,
        given_by=one.given_by,
        functions=one.functions,
        first_day=one.valid_from,
        last_day=None if one.valid_to is None else one.valid_to - timedelta(days=1),
        revoked_on=one.revoked_on,
        standing=_standing(one, on),
    )


def _that_stand(standing: Standing, on: date) -> Q:
    """Return the condition that says what `_standing` says."""
    live = Q(revoked_on__isnull=True)
    return {
        Standing.REVOKED: Q(revoked_on__isnull=False),
        Standing.AHEAD: live & Q(valid_from__gt=on),
        Standing.ENDED: live & Q(valid_from__lte=on, valid_to__lte=on),
        Standing.IN_FORCE: live & Q(valid_from__lte=on) & (Q(valid_to__isnull=True) | Q(valid_to__gt=on)),
    }[standing]


def _standing(one: Delegation, on: date) -> Standing:
    if one.revoked_on is not None:
        return Standing.REVOKED
    if on < one.valid_from:
        return Standing.AHEAD
    if one.valid_to is not None and one.valid_to <= on:
        return Standing.ENDED
    return Standing.IN_FORCE


def ending(authority_id: int, *, on: date, last: date) -> list[tuple[str, str, date]]:
    """Return reference, holder and last day of the delegations whose last day lies between two days, soonest first."""
    held = Delegation.objects.filter(
        authority=authority_id, revoked_on__isnull=True, valid_to__gt=on, valid_to__lte=last + timedelta(days=1)
    )
    rows = held.order_by("valid_to", "reference").values_list("reference", "person__name", "valid_to")
    return [(reference, name, valid_to - timedelta(days=1)) for reference, name, valid_to in rows if valid_to]
