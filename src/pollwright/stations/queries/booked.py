"""Bookings that nobody needs any more, since the poll of their scheme is not taken."""

from __future__ import annotations

from django.db.models import QuerySet

from pollwright.elections.models import Poll
from pollwright.elections.states import ENDED
from pollwright.stations.models import Booking, Scheme, Station
from pollwright.stations.queries.polled import day_of_scheme, polls_of
from pollwright.stations.states import BookingState, Purpose

ACTIVE = (BookingState.REQUESTED, BookingState.CONFIRMED)


def not_taken(scheme: Scheme) -> bool:
    """Return whether every poll of a scheme has ended without being held; a rehearsal never is, and books nothing."""
    lead = scheme.poll or (scheme.combination and scheme.combination.lead)
    if lead and lead.rehearsal:
        return False
    return all(poll.state in ENDED for poll in polls_of(scheme))


def to_give_up(scheme: Scheme) -> QuerySet[Booking]:
    """Return the bookings of the venues of a scheme that is not taken, but for those that another poll of the day needs."""
    if not not_taken(scheme):
        return Booking.objects.none()
    day = day_of_scheme(scheme)
    polls = Poll.objects.filter(authority=scheme.authority_id, day=day, rehearsal=False).exclude(state__in=ENDED)
    kept = Scheme.objects.filter(poll__in=polls) | Scheme.objects.filter(combination__polls__in=polls)
    needed = Station.objects.filter(scheme__in=kept.values("pk")).values("venue")
    of_scheme = Station.objects.filter(scheme=scheme).values("venue")
    held = Booking.objects.filter(
        authority=scheme.authority_id, day=day, purpose=Purpose.STATION, state__in=ACTIVE, venue__in=of_scheme
    )
    return held.exclude(venue__in=needed)
