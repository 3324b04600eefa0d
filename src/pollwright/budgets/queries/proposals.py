"""Orders that stand elsewhere and under no heading yet: those of the office, and venues that are hired."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q

from pollwright.budgets.models import Commitment
from pollwright.budgets.states import OrderSource
from pollwright.office.models import OfficeLink, OfficeRecord
from pollwright.stations.models import Booking
from pollwright.stations.states import BookingState

ORDERS = "orders"
"""The office's list of orders and invoices."""
PRINT_JOBS = "print-jobs"
"""The office's list of print jobs, whose cost is the quantity at the price for a thousand."""
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
    found = [
        one
        for one in (*_office(authority_id), *_print_jobs(authority_id), *_bookings(authority_id))
        if first <= one.on <= last
    ]
    open_still = [one for one in found if (one.source, one.origin) not in taken]
    return sorted(open_still, key=lambda one: (one.on, one.source, one.origin))


def proposal(authority_id: int, source: OrderSource, origin: str) -> Proposal | None:
    """Return one of them by its own reference, None where it is none or was taken over."""
    if Commitment.objects.filter(authority=authority_id, source=source, origin=origin).exists():
        return None
    office = source == OrderSource.OFFICE
    found = (*_office(authority_id), *_print_jobs(authority_id)) if office else _bookings(authority_id)
    return next((one for one in found if one.origin == origin), None)


def _office(authority_id: int) -> list[Proposal]:
    noted = Commitment.objects.filter(authority=authority_id, source=OrderSource.OFFICE).values("origin")
    held = OfficeRecord.objects.filter(authority=authority_id, kind=ORDERS).exclude(state__in=GONE)
    held = held.exclude(_linked(Q(kind=PRINT_JOBS, reference__in=noted)))
    found = []
    for reference, title, fields, opened in held.values_list("reference", "title", "fields", "opened_on"):
        pence = fields.get("amount")
        if isinstance(pence, int) and pence > 0:
            ordered = fields.get("ordered_on")
            day = date.fromisoformat(ordered) if ordered else opened
            found.append(Proposal(OrderSource.OFFICE, reference, title, fields.get("supplier") or "", pence, day))
    return found


def _print_jobs(authority_id: int) -> list[Proposal]:
    """Return the print jobs that cost something. One that is linked with an order of the office is that order, and no other."""
    held = OfficeRecord.objects.filter(~_linked(Q(kind=ORDERS)), authority=authority_id, kind=PRINT_JOBS)
    found = []
    for reference, title, fields, opened in held.exclude(state="cancelled").values_list(
        "reference", "title", "fields", "opened_on"
    ):
        pence = _for_thousands(fields.get("quantity"), fields.get("unit_price"))
        if pence > 0:
            found.append(Proposal(OrderSource.OFFICE, reference, title, fields.get("supplier") or "", pence, opened))
    return found


def _linked(which: Q) -> Exists:
    """Return whether a record of the office is linked, either way, with one of which that holds."""
    found = OfficeRecord.objects.filter(which)
    either = Q(record=OuterRef("pk"), to__in=found) | Q(to=OuterRef("pk"), record__in=found)
    return Exists(OfficeLink.objects.filter(either))


def _for_thousands(quantity: object, price: object) -> int:
    """Return the pence of so many pieces at a price for a thousand, rounded half up; nought where one is not known."""
    known = isinstance(quantity, int) and isinstance(price, int)
    return (2 * quantity * price + 1_000) // 2_000 if known else 0  # type: ignore[operator]


def _bookings(authority_id: int) -> list[Proposal]:
    held = Booking.objects.filter(authority=authority_id, state=BookingState.CONFIRMED, cost_pence__gt=0)
    rows = held.values_list("reference", "venue__name", "cost_pence", "day", "venue__reference")
    return [
        Proposal(OrderSource.BOOKING, reference, f"Hire of {venue}"[:200], venue, pence, day, place)
        for reference, venue, pence, day, place in rows
    ]
