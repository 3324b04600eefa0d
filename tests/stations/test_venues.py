"""Venues, what they cost and who is rung, and their bookings."""

from datetime import date, time
from typing import Any

import pytest

from pollwright.acting import Actor
from pollwright.elections.operations.ending import postpone_poll
from pollwright.elections.operations.rehearsing import rehearse_poll
from pollwright.stations.models import Booking, Venue, VenueContact
from pollwright.stations.operations import bookings, venues
from pollwright.stations.operations.venues import VenueFacts
from pollwright.stations.queries.checks import checked
from pollwright.stations.states import Access, BookingState, ContactRole, access_of
from tests.stations.towns import ON, POLL_DAY, Town


@pytest.fixture
def hall(officer: Actor) -> Venue:
    return venues.add_venue(actor=officer, facts=VenueFacts("Hall", postcode="ta1 1zz", hire_pence=12_500))


# B-24: a way without steps or with a ramp, and doors wide enough; whatever was not answered is not assumed.
@pytest.mark.parametrize(
    ("answers", "access"),
    [
        ({"step_free": "yes", "doors": "yes"}, Access.ACCESSIBLE),
        ({"step_free": "no", "ramp": "yes", "doors": "yes"}, Access.ACCESSIBLE),
        ({"step_free": "no", "ramp": "no", "doors": "yes"}, Access.INACCESSIBLE),
        ({"step_free": "yes", "doors": "no"}, Access.INACCESSIBLE),
        ({"step_free": "yes"}, Access.UNKNOWN),
        ({"step_free": "no", "doors": "yes"}, Access.UNKNOWN),
        ({}, Access.UNKNOWN),
    ],
)
def test_access_follows_from_the_answers(answers: dict[str, str], access: Access) -> None:
    assert access_of(answers) is access


def test_a_venue_is_assessed_and_the_second_officer_is_told(officer: Actor, senior: Actor, hall: Venue) -> None:
    act: dict[str, Any] = {"reference": hall.reference, "version": 1, "on": ON}
    venues.assess_access(actor=officer, answers={"step_free": "yes", "doors": "yes", "toilet": "perhaps"}, **act)

    with pytest.raises(venues.VenueChanged):
        venues.assess_access(actor=senior, answers={"doors": "no"}, **act)

    hall.refresh_from_db()
    assert (hall.access, hall.answers, hall.postcode) == (
        "accessible", {"step_free": "yes", "doors": "yes"}, "TA1 1ZZ",
    )  # fmt: skip


def test_a_polling_place_has_one_venue(officer: Actor, town: Town) -> None:
    first = venues.add_venue(actor=officer, facts=VenueFacts("Hall"), place="PP-AA")

    with pytest.raises(venues.PlaceHasVenue):
        venues.add_venue(actor=officer, facts=VenueFacts("Other hall"), place="PP-AA")

    assert list(Venue.objects.values_list("reference", flat=True)) == [first.reference]


def test_a_keyholder_is_added_with_hours_and_ended(officer: Actor, hall: Venue) -> None:
    act = {"actor": officer, "reference": hall.reference, "role": ContactRole.KEYHOLDER, "name": "K. Holder"}
    added = venues.add_contact(**act, phone="01632 960001", from_time=time(6), to_time=time(22))

    with pytest.raises(venues.HoursBackwards):
        venues.add_contact(**act, from_time=time(22), to_time=time(6))
    venues.end_contact(actor=officer, reference=hall.reference, contact=added.pk, on=ON)

    assert list(VenueContact.objects.values_list("role", "ended_on")) == [("keyholder", ON)]


def test_a_booking_is_asked_for_once_and_answered_once(officer: Actor, senior: Actor, hall: Venue) -> None:
    booking = bookings.ask_for_venue(actor=officer, reference=hall.reference, day=POLL_DAY, on=ON)
    answer: dict[str, Any] = {"reference": booking.reference, "version": 1, "cost_pence": 11_000, "on": ON}

    with pytest.raises(bookings.AlreadyBooked):
        bookings.ask_for_venue(actor=senior, reference=hall.reference, day=POLL_DAY, on=ON)
    bookings.answer_booking(actor=officer, state=BookingState.CONFIRMED, **answer)
    with pytest.raises(bookings.BookingAnswered):
        bookings.answer_booking(actor=senior, state=BookingState.REFUSED, **answer)

    assert list(Booking.objects.values_list("state", "cost_pence")) == [("confirmed", 11_000)]


def test_a_refused_venue_can_be_asked_again(officer: Actor, hall: Venue) -> None:
    booking = bookings.ask_for_venue(actor=officer, reference=hall.reference, day=POLL_DAY, on=ON)
    bookings.answer_booking(
        actor=officer, reference=booking.reference, version=1, state=BookingState.REFUSED, cost_pence=0, on=ON
    )

    bookings.ask_for_venue(actor=officer, reference=hall.reference, day=POLL_DAY, on=ON)

    assert Booking.objects.count() == 2


def test_a_day_that_has_gone_is_not_booked(officer: Actor, hall: Venue) -> None:
    with pytest.raises(bookings.InThePast):
        bookings.ask_for_venue(actor=officer, reference=hall.reference, day=date(2027, 2, 28), on=ON)


def test_the_venues_of_a_scheme_are_asked_for_at_once_and_confirmed_ones_warn_no_more(
    officer: Actor, town: Town
) -> None:
    scheme = town.scheme(officer)
    asked = bookings.ask_for_venues(
        actor=officer, reference=scheme.reference, access_from=time(6), access_to=time(22, 30), on=ON
    )
    bookings.answer_booking(
        actor=officer, reference=asked[0].reference, version=1, state=BookingState.CONFIRMED, cost_pence=0, on=ON
    )

    with pytest.raises(bookings.EveryVenueAsked):
        bookings.ask_for_venues(actor=officer, reference=scheme.reference, access_from=None, access_to=None, on=ON)

    unconfirmed = [one.problem for one in checked(scheme) if one.code == "stations.venue-not-confirmed"]
    assert len(asked) == 2
    assert unconfirmed == [f"Venue {asked[1].venue.reference} of station 2 is not confirmed for the day."]


def test_when_a_poll_is_postponed_the_venues_that_no_other_poll_needs_are_given_up(
    officer: Actor, senior: Actor, town: Town
) -> None:
    scheme = town.scheme(officer)
    asked = bookings.ask_for_venues(actor=officer, reference=scheme.reference, access_from=None, access_to=None, on=ON)
    stays = town.scheme(officer, of=town.poll("North").reference)
    tried = town.scheme(officer, of=rehearse_poll(actor=senior, reference=stays.poll.reference).reference)
    act: dict[str, Any] = {"actor": officer, "reference": scheme.reference, "reason": "Flood", "on": ON}

    with pytest.raises(bookings.NothingBooked):
        bookings.give_up_bookings(**act)
    with pytest.raises(bookings.RehearsalBooksNothing):
        bookings.ask_for_venues(actor=officer, reference=tried.reference, access_from=None, access_to=None, on=ON)
    poll = scheme.poll
    postpone_poll(actor=senior, reference=poll.reference, version=poll.version, reason="Flood", on=ON)
    given_up = bookings.give_up_bookings(**act)

    # the poll in North keeps the hall at which both wards' scheme had its first station
    assert [one.venue.name for one in given_up] == ["Infant School"]
    assert sorted(Booking.objects.values_list("state", flat=True)) == ["cancelled", "requested"]
    assert len(asked) == 2
