"""Venues and bookings as plain rows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time

from django.db.models import Q, QuerySet

from pollwright.pages.tables import Page, TableRequest, Total, in_days, keyset_queryset
from pollwright.pages.tables.paging import COUNT_CAP
from pollwright.refusals import NotFound
from pollwright.stations.models import Booking, Station, Venue, VenueContact
from pollwright.stations.queries.words import venue_lines


@dataclass(frozen=True, slots=True)
class VenueRow:
    """A venue in a list."""

    id: int
    reference: str
    name: str
    postcode: str
    school: bool
    hire_pence: int
    access: str
    withdrawn_on: date | None


@dataclass(frozen=True, slots=True)
class ContactRow:
    """Somebody to ring."""

    id: int
    role: str
    name: str
    phone: str
    email: str
    from_time: time | None
    to_time: time | None


@dataclass(frozen=True, slots=True)
class BookingRow:
    """A booking in a list."""

    id: int
    reference: str
    venue: str
    venue_name: str
    day: date
    purpose: str
    state: str
    cost_pence: int
    access_from: time | None
    access_to: time | None
    requested_on: date
    answered_on: date | None
    note: str
    version: int


@dataclass(frozen=True, slots=True)
class UseRow:
    """A station that is in a venue, or falls back on it."""

    scheme: str
    title: str
    number: int
    backup: bool


@dataclass(frozen=True, slots=True)
class VenueRecord:
    """Everything known of one venue."""

    id: int
    reference: str
    version: int
    name: str
    lines: tuple[str, ...]
    address: tuple[str, str, str, str]
    postcode: str
    uprn: int | None
    place: str
    place_name: str
    school: bool
    rooms: tuple[str, ...]
    hire_pence: int
    answers: dict[str, str]
    access: str
    assessed_on: date | None
    notes: str
    withdrawn_on: date | None
    contacts: tuple[ContactRow, ...]
    bookings: tuple[BookingRow, ...]
    uses: tuple[UseRow, ...]


_VENUE = ("pk", "reference", "name", "postcode", "school", "hire_pence", "access", "withdrawn_on")
_BOOKING = (
    "pk", "reference", "venue__reference", "venue__name", "day", "purpose", "state", "cost_pence", "access_from",
    "access_to", "requested_on", "answered_on", "note", "version",
)  # fmt: skip
_CONTACT = ("pk", "role", "name", "phone", "email", "from_time", "to_time")


def venues(authority_id: int, asked: TableRequest) -> Page[VenueRow]:
    """Return a page of venues; those out of use only where they are asked for."""
    held = Venue.objects.filter(authority=authority_id)
    held = held.filter(withdrawn_on__isnull=asked.filters.get("use") != "out")
    if access := asked.filters.get("access"):
        held = held.filter(access__in=list(access))
    if (school := asked.filters.get("school")) is not None:
        held = held.filter(school=school)
    for word in asked.search.split():
        held = held.filter(
            Q(name__icontains=word)
            | Q(address1__icontains=word)
            | Q(address2__icontains=word)
            | Q(postcode__icontains=word)
            | Q(reference__iexact=word)
        )
    rows = keyset_queryset(held, asked.order, asked.cursor).values_list(*_VENUE)[: asked.size + 1]
    return Page.gather(asked, [VenueRow(*row) for row in rows], _total(held))


def bookings(authority_id: int, asked: TableRequest) -> Page[BookingRow]:
    """Return a page of bookings."""
    held = Booking.objects.filter(authority=authority_id)
    for name in ("state", "purpose"):
        if value := asked.filters.get(name):
            held = held.filter(**{f"{name}__in": list(value)})
    held = held.filter(in_days("day", asked.filters.get("day")))
    for word in asked.search.split():
        held = held.filter(
            Q(venue__name__icontains=word) | Q(venue__reference__iexact=word) | Q(reference__iexact=word)
        )
    rows = keyset_queryset(held, asked.order, asked.cursor).values_list(*_BOOKING)[: asked.size + 1]
    return Page.gather(asked, [BookingRow(*row) for row in rows], _total(held))


def venue_record(authority_id: int, reference: str) -> VenueRecord:
    """Return one venue with its contacts, its last bookings and the stations in it.

    :raises NotFound: where the authority has none of that reference.
    """
    venue = Venue.objects.select_related("place").filter(authority=authority_id, reference=reference).first()
    if venue is None:
        raise NotFound(kind="venue", reference=reference)
    contacts = VenueContact.objects.filter(authority=authority_id, venue=venue, ended_on__isnull=True)
    booked = Booking.objects.filter(authority=authority_id, venue=venue).order_by("-day", "-pk")[:20]
    return VenueRecord(
        id=venue.pk,
        reference=venue.reference,
        version=venue.version,
        name=venue.name,
        lines=venue_lines(venue),
        address=(venue.address1, venue.address2, venue.address3, venue.address4),
        postcode=venue.postcode,
        uprn=venue.uprn,
        place=venue.place.reference if venue.place else "",
        place_name=venue.place.name if venue.place else "",
        school=venue.school,
        rooms=tuple(venue.rooms),
        hire_pence=venue.hire_pence,
        answers=dict(venue.answers),
        access=venue.access,
        assessed_on=venue.assessed_on,
        notes=venue.notes,
        withdrawn_on=venue.withdrawn_on,
        contacts=tuple(ContactRow(*row) for row in contacts.order_by("role", "name", "pk").values_list(*_CONTACT)),
        bookings=tuple(BookingRow(*row) for row in booked.values_list(*_BOOKING)),
        uses=tuple(_uses(venue)),
    )


def booking_facts(authority_id: int, reference: str) -> BookingRow:
    """Return one booking.

    :raises NotFound: where the authority has none of that reference.
    """
    row = Booking.objects.filter(authority=authority_id, reference=reference).values_list(*_BOOKING).first()
    if row is None:
        raise NotFound(kind="booking", reference=reference)
    return BookingRow(*row)


def contact_facts(authority_id: int, reference: str, contact: str) -> ContactRow:
    """Return one contact of a venue who is still rung; `contact` is its id as an address gave it.

    :raises NotFound: where the venue has none.
    """
    held = VenueContact.objects.filter(authority=authority_id, venue__reference=reference, ended_on__isnull=True)
    row = held.filter(pk=int(contact)).values_list(*_CONTACT).first() if contact.isdigit() else None
    if row is None:
        raise NotFound(kind="contact of venue", reference=reference)
    return ContactRow(*row)


def venue_choices(authority_id: int) -> list[tuple[str, str]]:
    """Return reference and words of every venue in use, by name."""
    held = Venue.objects.filter(authority=authority_id, withdrawn_on__isnull=True).order_by("name", "reference")
    return [
        (reference, f"{name} {postcode}".strip() + f" ({reference})")
        for reference, name, postcode in held.values_list("reference", "name", "postcode")
    ]


def _uses(venue: Venue) -> list[UseRow]:
    held = (
        Station.objects.filter(Q(venue=venue) | Q(backup=venue), authority=venue.authority_id)
        .select_related("scheme")
        .order_by("-scheme_id", "number")[:30]
    )
    return [UseRow(one.scheme.reference, one.scheme.title, one.number, one.venue_id != venue.pk) for one in held]


def _total(held: QuerySet[Venue] | QuerySet[Booking]) -> Total:
    return Total.of(held.order_by()[: COUNT_CAP + 1].count())
