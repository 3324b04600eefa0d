"""Reading the people of a demonstration."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from pollwright.access.matrix import TITLES
from pollwright.access.models import Membership, Person
from pollwright.acting import Role


@dataclass(frozen=True, slots=True)
class DemonstrationPerson:
    """A person of a demonstration authority."""

    person: Person
    handle: str
    name: str
    title: str
    authority: str


def demonstration_people(*, on: date) -> list[DemonstrationPerson]:
    """Return the people who hold a role in a demonstration authority, by authority and role."""
    held = Membership.everywhere.filter(
        Q(valid_to__isnull=True) | Q(valid_to__gt=on),
        valid_from__lte=on,
        authority__demonstration=True,
        person__is_active=True,
    )
    rows = list(held.select_related("person", "authority").order_by("authority__name", "pk"))
    return [
        DemonstrationPerson(
            one.person, str(one.person.handle), one.person.name, TITLES[Role(one.role)], one.authority.name
        )
        for one in rows
    ]
