"""Asking for venues, and what their keepers answer."""

from __future__ import annotations

from datetime import date, time

from pollwright.acting import Actor, Permission
from pollwright.audit.operations import operation
from pollwright.audit.trail import record
from pollwright.authorities.references import next_reference, next_references
from pollwright.refusals import NotFound, Refused
from pollwright.stations.events import venues as events
from pollwright.stations.models import Booking, Station, Venue
from pollwright.stations.operations.schemes import day_of, scheme_of
from pollwright.stations.operations.venues import in_order, venue_in_use
from pollwright.stations.queries.booked import ACTIVE, to_give_up
from pollwright.stations.queries.polled import polls_of
from pollwright.stations.states import BookingState, Purpose

SERIES = "BK"
ANSWERS = {
    BookingState.REQUESTED: (BookingState.CONFIRMED, BookingState.REFUSED, BookingState.CANCELLED),
    BookingState.CONFIRMED: (BookingState.CANCELLED, BookingState.REFUSED),
}


class AlreadyBooked(Refused):
    """The venue is asked for once for a day and purpose."""

    code = "stations.R010"
    problem = "Venue {venue} is already asked for or booked on {day} ({reference})."
    remedy = "Open that booking."


class BookingAnswered(Refused):
    """A booking was answered, or changed by another officer."""

    code = "stations.R011"
    problem = "Booking {reference} was answered or changed since you opened it."
    remedy = "Open it again to see how it stands."


class InThePast(Refused):
    """A day that has gone can't be booked."""

    code = "stations.R012"
    problem = "{day} has gone."
    remedy = "Choose a day to come."


class EveryVenueAsked(Refused):
    """There is no venue of the scheme that was not asked for."""

    code = "stations.R013"
    problem = "Every venue of scheme {reference} has been asked for on its day."
    remedy = "See the list of bookings for the answers."


class RehearsalBooksNothing(Refused):
    """Keepers are not asked for a day that is only tried."""

    code = "stations.R014"
    problem = "Scheme {reference} is of a rehearsal, for which nothing is booked."
    remedy = "Ask for the venues of the poll itself."


class NothingBooked(Refused):
    """There is no booking to give up."""

    code = "stations.R015"
    problem = "No venue of scheme {reference} is booked that another poll of the day does not need."
    remedy = "See the list of bookings."


@operation(Permission.STATIONS_EDIT)
def ask_for_venue(
    *,
    actor: Actor,
    reference: str,
    day: date,
    on: date,
    purpose: Purpose = Purpose.STATION,
    access_from: time | None = None,
    access_to: time | None = None,
    note: str = "",
) -> Booking:
    """Note that a venue was asked for on a day, at its usual cost.

    :param reference: of the venue.
    :param access_from, access_to: when officers need to get in and will be out.
    :raises AlreadyBooked: where it is booked that day for the same.
    :raises InThePast: where the day has gone.
    """
    if day < on:
        raise InThePast(day=day)
    in_order(access_from, access_to)
    venue = venue_in_use(actor, reference)
    Venue.objects.select_for_update().get(pk=venue.pk, authority=actor.authority_id)
    taken = Booking.objects.filter(venue=venue, day=day, purpose=purpose, state__in=ACTIVE).first()
    if taken is not None:
        raise AlreadyBooked(venue=reference, day=day, reference=taken.reference)
    booking = Booking.objects.create(
        authority_id=actor.authority_id,
        reference=next_reference(actor.authority_id, SERIES),
        venue=venue,
        day=day,
        purpose=purpose,
        cost_pence=venue.hire_pence,
        access_from=access_from,
        access_to=access_to,
        requested_on=on,
        note=note,
    )
    record(events.BookingAsked(booking.reference, reference, day), actor=actor, subjects=[booking, venue])
    return booking


@operation(Permission.STATIONS_EDIT)
def ask_for_venues(
    *, actor: Actor, reference: str, access_from: time | None, access_to: time | None, on: date
) -> list[Booking]:
    """Note that every venue of a scheme that is not booked on its day was asked for.

    :param reference: of the scheme.
    :raises EveryVenueAsked: where there is none.
    :raises RehearsalBooksNothing: for a rehearsal.
    """
    scheme = scheme_of(actor, reference)
    if any(poll.rehearsal for poll in polls_of(scheme)):
        raise RehearsalBooksNothing(reference=reference)
    day = day_of(scheme)
    if day < on:
        raise InThePast(day=day)
    in_order(access_from, access_to)
    booked = Booking.objects.filter(
        authority=actor.authority_id, day=day, purpose=Purpose.STATION, state__in=ACTIVE
    ).values("venue")
    wanted = Station.objects.filter(scheme=scheme).values("venue")
    venues = list(
        Venue.objects.select_for_update()
        .filter(authority=actor.authority_id, pk__in=wanted)
        .exclude(pk__in=booked)
        .order_by("reference")
    )
    if not venues:
        raise EveryVenueAsked(reference=reference)
    references = next_references(actor.authority_id, SERIES, len(venues))
    made = Booking.objects.bulk_create(
        Booking(
            authority_id=actor.authority_id,
            reference=given,
            venue=venue,
            day=day,
            cost_pence=venue.hire_pence,
            access_from=access_from,
            access_to=access_to,
            requested_on=on,
        )
        for given, venue in zip(references, venues, strict=True)
    )
    record(events.BookingsAsked(reference, day, len(made)), actor=actor, subjects=[scheme, *made])
    return made


@operation(Permission.STATIONS_EDIT)
def give_up_bookings(*, actor: Actor, reference: str, reason: str, on: date) -> list[Booking]:
    """Give up the bookings of every venue of a scheme whose poll is not taken, unless another poll of the day needs it.

    :param reference: of the scheme.
    :raises NothingBooked: where there is none.
    """
    scheme = scheme_of(actor, reference)
    booked = to_give_up(scheme).select_for_update(of=("self",))
    given_up = list(booked.select_related("venue").order_by("reference"))
    if not given_up:
        raise NothingBooked(reference=reference)
    for booking in given_up:
        booking.state, booking.answered_on, booking.note = BookingState.CANCELLED, on, reason[:500]
        booking.version += 1
    Booking.objects.bulk_update(given_up, ["state", "answered_on", "note", "version"])
    happened = events.BookingsGivenUp(reference, day_of(scheme), len(given_up))
    venues = [booking.venue for booking in given_up]
    record(happened, actor=actor, subjects=[scheme, *given_up, *venues], reason=reason)
    return given_up


@operation(Permission.STATIONS_EDIT)
def answer_booking(
    *,
    actor: Actor,
    reference: str,
    version: int,
    state: BookingState,
    cost_pence: int,
    on: date,
    access_from: time | None = None,
    access_to: time | None = None,
    note: str = "",
) -> Booking:
    """Note what the keeper of a venue answered, or that the booking is given up.

    :raises BookingAnswered: where the answer is not open to it, or another officer was first.
    """
    booking = (
        Booking.objects.select_for_update(of=("self",))
        .select_related("venue")
        .filter(authority=actor.authority_id, reference=reference)
        .first()
    )
    if booking is None:
        raise NotFound(kind="booking", reference=reference)
    if booking.version != version or state not in ANSWERS.get(BookingState(booking.state), ()):
        raise BookingAnswered(reference=reference)
    in_order(access_from, access_to)
    before = booking.state
    booking.state, booking.cost_pence, booking.answered_on, booking.note = state, cost_pence, on, note
    booking.access_from, booking.access_to = access_from, access_to
    booking.version += 1
    booking.save()
    record(
        events.BookingAnswered(reference, booking.venue.reference, booking.day, state.value),
        actor=actor,
        subjects=[booking, booking.venue],
        changes={"state": (before, state.value)},
        reason=note,
    )
    return booking
