"""Whose calendar feed an address is, and who wants the weekly digest."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django_scopes import scope

from pollwright.access.actors import seats
from pollwright.access.matrix import MATRIX
from pollwright.acting import Permission
from pollwright.authorities.models import Authority
from pollwright.year.models import CalendarFeed, DigestChoice


@dataclass(frozen=True, slots=True)
class Reader:
    """A person to whom dates go: what they may be shown today, by the role that they hold today."""

    person_id: int
    email: str
    authority_id: int
    authority_name: str
    permissions: frozenset[Permission]


@dataclass(frozen=True, slots=True)
class Ways:
    """How a person is told: since when they have an address for a calendar program, and whether they want e-mail."""

    feed_since: date | None
    digest: bool


def reader_of_feed(code: str, token_sha256: str, *, on: date) -> Reader | None:
    """Return whose feed an address is; None where it was revoked, or the person may no longer see the calendar."""
    authority_id = Authority.objects.filter(code=code).values_list("pk", flat=True).first()
    if authority_id is None:
        return None
    with scope(authority=authority_id):
        held = (
            CalendarFeed.objects.select_related("person")
            .filter(authority=authority_id, token_sha256=token_sha256, revoked_on__isnull=True)
            .filter(person__is_active=True)
            .first()
        )
    return None if held is None else _reader(held.person_id, held.person.email, authority_id, on)


def digest_readers(authority_id: int, *, on: date, since: date) -> list[Reader]:
    """Return who wants the digest and was sent none since a day, by their number."""
    held = (
        DigestChoice.objects.filter(authority=authority_id, wanted=True, person__is_active=True)
        .exclude(sent_on__gte=since)
        .order_by("person_id")
        .values_list("person_id", "person__email")
    )
    found = (_reader(person_id, email, authority_id, on) for person_id, email in held)
    return [one for one in found if one is not None]


def ways_of(authority_id: int, person_id: int | None) -> Ways:
    """Return how a person is told of dates."""
    feed = CalendarFeed.objects.filter(authority=authority_id, person=person_id, revoked_on__isnull=True).first()
    digest = DigestChoice.objects.filter(authority=authority_id, person=person_id, wanted=True).exists()
    return Ways(None if feed is None else feed.made_on, digest)


def _reader(person_id: int, email: str, authority_id: int, on: date) -> Reader | None:
    seat = next((one for one in seats(person_id, on=on) if one.authority_id == authority_id), None)
    if seat is None or Permission.YEAR_VIEW not in MATRIX[seat.role]:
        return None
    return Reader(person_id, email, authority_id, seat.authority_name, MATRIX[seat.role])
