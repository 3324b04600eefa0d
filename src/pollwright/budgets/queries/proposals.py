"""Orders that stand elsewhere and under no heading yet: those of the office, and venues that are hired."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from pollwright.budgets.models import Commitment
from pollwright.budgets.states import OrderSource
from pollwright.office.models import OfficeRecord
from pollwright.stations.models import Booking
from pollwright.stations.states import BookingState

ORDERS = "orders"
"""The office's list of orders and invoices."""
GONE = ("cancelled", "paid")


@dataclass(frozen=True, slots=True)
class Proposal:
    """An order that could be noted under a heading. `href_args` lead to where it stands."""

    source: OrderSource
    origin: str
    title: str
    supplier: str
    pence: int
    on: date
    venue: str = ""


def proposals(authority_id: int, year: int) -> list[Proposal]:
    """Return what was ordered for a financial year and stands under no heading, earliest first."""
    first, last = date(year, 4, 1), date(year + 1, 3, 31)
    held = Commitment.objects.filter(authority=authority_id).exclude(origin="")
    taken = set(held.values_list("source", "origin"))
    found = [one for one in (*_office(authority_id), *_bookings(authority_id)) if first <= one.on <= last]
    open_still = [one for one in found if (one.source, one.origin) not in taken]
    return sorted(open_still, key=lambda one: (one.on, one.source, one.origin))


def proposal(authority_id: int, source: OrderSource, origin: str) -> Proposal | None:
    """Return one of them by its own reference, None where it is none or was taken over."""
    if Commitment.objects.filter(authority=authority_id, source=source, origin=origin).exists():
        return None
    found = _office(authority_id) if source == OrderSource.OFFICE else _bookings(authority_id)
    return next((one for one in found if one.origin == origin), None)


def _office(authority_id: int) -> list[Proposal]:
    held = OfficeRecord.objects.filter(authority=authority_id, kind=ORDERS).exclude(state__in=GONE)
    found = []
    for reference, title, fields, opened in held.values_list("reference", "title", "fields", "opened_on"):
        pence = fields.get("amount")
        if isinstance(pence, int) and pence > 0:
            ordered = fields.get("ordered_on")
            day = date.fromisoformat(ordered) if ordered else opened
            found.append(Proposal(OrderSource.OFFICE, reference, title, fields.get("supplier") or "", pence, day))
    return found


def _bookings(authority_id: int) -> list[Proposal]:
    held = Booking.objects.filter(authority=authority_id, state=BookingState.CONFIRMED, cost_pence__gt=0)
    rows = held.values_list("reference", "venue__name", "cost_pence", "day", "venue__reference")
    return [
        Proposal(OrderSource.BOOKING, reference, f"Hire of {venue}"[:200], venue, pence, day, place)
        for reference, venue, pence, day, place in rows
    ]
