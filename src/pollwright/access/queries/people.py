"""Reading people: the list, one person, their own account."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from allauth.mfa.models import Authenticator
from django.db.models import Exists, OuterRef, Q, QuerySet

from pollwright.access.models import Membership, Person
from pollwright.acting import Role
from pollwright.audit.models import Event, EventSubject
from pollwright.pages.tables import Page, TableRequest, Total, keyset_queryset

SIGNED_IN = "access.signed-in"
LATEST = 500


@dataclass(frozen=True, slots=True)
class PersonRow:
    """One person of an authority, as a list shows them. `protected` says that a second factor is set up."""

    id: int
    handle: str
    name: str
    email: str
    role: Role
    since: date
    active: bool
    protected: bool


@dataclass(frozen=True, slots=True)
class PersonFacts:
    """One person of an authority, with the roles they held here before, newest first, and their last sign-in here."""

    person_id: int
    handle: str
    name: str
    email: str
    role: Role
    since: date
    active: bool
    factors: tuple[str, ...]
    password_temporary: bool
    past: tuple[tuple[Role, date, date], ...]
    last_signed_in: datetime | None


def people_of(authority_id: int, *, asked: TableRequest, on: date) -> Page[PersonRow]:
    """Return a page of the people who hold a role on a day."""
    held = _held(authority_id, on)
    if asked.search:
        held = held.filter(Q(person__name__icontains=asked.search) | Q(person__email__icontains=asked.search))
    if role := asked.filters.get("role"):
        held = held.filter(role__in=role)
    if (active := asked.filters.get("active")) is not None:
        held = held.filter(person__is_active=active)
    rows = keyset_queryset(held, asked.order, asked.cursor)[: asked.size + 1]
    return Page.gather(asked, [_row(one) for one in rows], Total.of(held.count()))


def every_person_of(authority_id: int, *, on: date) -> list[PersonRow]:
    """Return all the people who hold a role on a day, by name."""
    return [_row(one) for one in _held(authority_id, on).order_by("person__name", "id")]


def person_in(authority_id: int, handle: str, *, on: date) -> PersonFacts | None:
    """Return the facts of a person of an authority; None where they hold no role there, and held none before."""
    rows = list(
        Membership.objects.filter(authority=authority_id, person__handle=handle, valid_from__lte=on)
        .select_related("person")
        .order_by("-valid_from", "-pk")
    )
    if not rows or (rows[0].valid_to is not None and rows[0].valid_to <= on):
        return None
    held, person = rows[0], rows[0].person
    return PersonFacts(
        person_id=person.pk,
        handle=str(person.handle),
        name=person.name,
        email=person.email,
        role=Role(held.role),
        since=held.valid_from,
        active=person.is_active,
        factors=factors_of(person.pk),
        password_temporary=person.password_temporary,
        past=tuple((Role(one.role), one.valid_from, one.valid_to) for one in rows[1:] if one.valid_to),
        last_signed_in=_last_signed_in(authority_id, person.pk),
    )


def person_by_email(email: str) -> Person | None:
    """Return the person who signs in with an address, in whatever authority, or None."""
    return Person.objects.filter(email__iexact=email.strip()).first()


def factors_of(person_id: int) -> tuple[str, ...]:
    """Return the kinds of second factor that a person has: `totp`, `webauthn`, `recovery_codes`; each once, sorted."""
    kinds = Authenticator.objects.filter(user_id=person_id).values_list("type", flat=True).distinct()
    return tuple(sorted(kinds))


def _held(authority_id: int, on: date) -> QuerySet[Membership]:
    factors = Authenticator.objects.filter(user_id=OuterRef("person_id"))
    return (
        Membership.objects.filter(Q(valid_to__isnull=True) | Q(valid_to__gt=on), authority=authority_id)
        .filter(valid_from__lte=on)
        .select_related("person")
        .annotate(protected=Exists(factors))
    )


def _row(held: Membership) -> PersonRow:
    return PersonRow(
        id=held.pk,
        handle=str(held.person.handle),
        name=held.person.name,
        email=held.person.email,
        role=Role(held.role),
        since=held.valid_from,
        active=held.person.is_active,
        protected=held.protected,  # type: ignore[attr-defined]
    )


def _last_signed_in(authority_id: int, person_id: int) -> datetime | None:
    """Look among the latest events about the person, of which sign-ins are the most."""
    latest = EventSubject.objects.filter(authority_id=authority_id, kind="person", subject_id=person_id)
    found = Event.objects.filter(
        pk__in=latest.order_by("-event_id").values("event_id")[:LATEST], code=SIGNED_IN, actor_id=person_id
    )
    return found.order_by("-pk").values_list("at", flat=True).first()


@dataclass(frozen=True, slots=True)
class Factor:
    """One second factor of a person; `left` counts recovery codes."""

    pk: int
    kind: str
    name: str
    added: datetime
    used: datetime | None
    left: int = 0


def own_factors(person_id: int) -> list[Factor]:
    """Return a person's own second factors, the oldest first."""
    rows = Authenticator.objects.filter(user_id=person_id).order_by("created_at", "pk")
    return [_factor(one) for one in rows]


def _factor(one: Authenticator) -> Factor:
    wrapped: Any = one.wrap()
    codes = one.type == Authenticator.Type.RECOVERY_CODES
    name = wrapped.name if one.type == Authenticator.Type.WEBAUTHN else ""
    return Factor(
        one.pk, one.type, name, one.created_at, one.last_used_at, len(wrapped.get_unused_codes()) if codes else 0
    )
