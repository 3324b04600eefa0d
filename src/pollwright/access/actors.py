"""From a signed-in person to the actor that operations take."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from pollwright.access.matrix import CAPACITY, MATRIX
from pollwright.access.models import Delegation, Membership, Person
from pollwright.acting import Actor, Capacity, Channel, Role


@dataclass(frozen=True, slots=True)
class Seat:
    """One authority in which a person holds a role on a day."""

    authority_id: int
    authority_code: str
    authority_name: str
    role: Role


def seats(person_id: int, *, on: date) -> list[Seat]:
    """Return the authorities where a person holds a role on a day, by name of authority."""
    rows = (
        Membership.everywhere.filter(_in_force(on), person_id=person_id)
        .order_by("authority__name")
        .values_list("authority_id", "authority__code", "authority__name", "role")
    )
    return [Seat(authority_id, code, name, Role(role)) for authority_id, code, name, role in rows]


def actor_for(person: Person, seat: Seat, *, on: date, channel: Channel, request_id: uuid.UUID | None = None) -> Actor:
    """Return a person acting in a seat: their role's permissions, and the capacity of a delegation in force."""
    return Actor(
        authority_id=seat.authority_id,
        authority_code=seat.authority_code,
        name=person.name,
        capacity=_capacity(person.pk, seat, on),
        permissions=MATRIX[seat.role],
        channel=channel,
        person_id=person.pk,
        role=seat.role,
        request_id=request_id or uuid.uuid4(),
    )


def _capacity(person_id: int, seat: Seat, on: date) -> Capacity:
    held = (
        Delegation.everywhere.filter(
            _in_force(on), authority=seat.authority_id, person_id=person_id, revoked_on__isnull=True
        )
        .order_by("-valid_from", "-pk")
        .values_list("capacity", flat=True)
        .first()
    )
    return Capacity(held) if held else CAPACITY[seat.role]


def _in_force(on: date) -> Q:
    return Q(valid_from__lte=on) & (Q(valid_to__isnull=True) | Q(valid_to__gt=on))
