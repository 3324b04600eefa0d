"""Reading written delegations."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from pollwright.access.models import Delegation


class Standing(StrEnum):
    """Where a delegation stands on a day."""

    AHEAD = "ahead"
    IN_FORCE = "in force"
    ENDED = "ended"
    REVOKED = "revoked"


@dataclass(frozen=True, slots=True)
class DelegationRow:
    """One written delegation; `last_day` None means that it lasts until it is revoked."""

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


def delegations_of(authority_id: int, *, on: date) -> list[DelegationRow]:
    """Return every delegation that an authority has recorded, the newest first. There are few."""
    rows = Delegation.objects.filter(authority=authority_id).select_related("person").order_by("-valid_from", "-pk")
    return [_row(one, on) for one in rows]


def delegation_of(authority_id: int, reference: str, *, on: date) -> DelegationRow | None:
    """Return one delegation, or None where the authority has none of that reference."""
    found = Delegation.objects.filter(authority=authority_id, reference=reference).select_related("person").first()
    return None if found is None else _row(found, on)


def _row(one: Delegation, on: date) -> DelegationRow:
    return DelegationRow(
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


def _standing(one: Delegation, on: date) -> Standing:
    if one.revoked_on is not None:
        return Standing.REVOKED
    if on < one.valid_from:
        return Standing.AHEAD
    if one.valid_to is not None and one.valid_to <= on:
        return Standing.ENDED
    return Standing.IN_FORCE
