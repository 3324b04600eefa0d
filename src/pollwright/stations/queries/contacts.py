"""Whom to ring about venues: keyholders, caretakers, those who take bookings."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time

from django.db.models import Q, QuerySet

from pollwright.pages.tables import Page, TableRequest, Total, keyset_queryset
from pollwright.pages.tables.paging import COUNT_CAP
from pollwright.stations.models import VenueContact


@dataclass(frozen=True, slots=True)
class VenueContactRow:
    """Somebody to ring about a venue that is in use."""

    id: int
    venue_reference: str
    venue: str
    address1: str
    address2: str
    postcode: str
    role: str
    name: str
    phone: str
    email: str
    from_time: time | None
    to_time: time | None


_ROW = (
    "pk", "venue__reference", "venue__name", "venue__address1", "venue__address2", "venue__postcode", "role", "name",
    "phone", "email", "from_time", "to_time",
)  # fmt: skip


def venue_contacts(authority_id: int, asked: TableRequest) -> Page[VenueContactRow]:
    """Return a page of the people to ring about venues."""
    held = _standing(authority_id)
    if asked.search:
        words = asked.search
        held = held.filter(
            Q(venue__name__icontains=words) | Q(venue__postcode__istartswith=words) | Q(name__icontains=words)
        )
    if roles := asked.filters.get("role"):
        held = held.filter(role__in=list(roles))
    rows = keyset_queryset(held, asked.order, asked.cursor).values_list(*_ROW)[: asked.size + 1]
    total = Total.of(held.order_by()[: COUNT_CAP + 1].count())
    return Page.gather(asked, [VenueContactRow(*row) for row in rows], total)


def every_contact(authority_id: int) -> list[VenueContactRow]:
    """Return all of them, by venue."""
    held = _standing(authority_id).order_by("venue__name", "venue", "role", "pk")
    return [VenueContactRow(*row) for row in held.values_list(*_ROW)]


def _standing(authority_id: int) -> QuerySet[VenueContact]:
    held = VenueContact.objects.filter(authority=authority_id, ended_on__isnull=True)
    return held.filter(venue__withdrawn_on__isnull=True)
