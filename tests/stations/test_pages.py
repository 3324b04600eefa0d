"""The pages of venues, schemes and stations, clicked through as an officer does."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from pollwright.acting import Actor, Role
from pollwright.authorities.models import Authority
from pollwright.stations.models import Amendment, Booking, Scheme, Station, Venue, VenueContact
from tests.fixtures.arranging import arranged
from tests.fixtures.people import actor_in
from tests.fixtures.signing_in import errors_on
from tests.register.test_applications_pages import text_of
from tests.stations.towns import ON, Town, worked


@pytest.fixture(autouse=True)
def clock(authority: Authority) -> None:
    """Set the authority's clock to the day of the other tests."""
    with arranged():
        authority.demonstration, authority.clock_on = True, ON
        authority.save()


@pytest.fixture
def client(client_as: Callable[[Role], Client]) -> Client:
    return client_as(Role.OFFICER)


def test_a_venue_is_lost_after_the_scheme_was_adopted(client: Client, town: Town) -> None:
    town.electors("AA", 3)
    town.electors("BA", 2)
    poll = town.poll("North", "South")
    unmade = client.get(f"/polls/of/{poll.reference}/").content.decode()
    client.post("/stations/schemes/new/", {"of": poll.reference, "made_from": "places"})
    worked(town.authority)
    scheme = Scheme.objects.get()
    made = client.get(f"/polls/of/{poll.reference}/").content.decode()
    path = f"/stations/schemes/{scheme.reference}/"
    client.post("/stations/venues/new/", {"name": "Tent", "address1": "The Green", "hire": "125.50"})
    hall, tent = Venue.objects.get(name="Parish Hall").reference, Venue.objects.get(name="Tent").reference
    change = {"version": "1", "venue": hall, "backup": tent}
    client.post(f"{path}stations/1/change/", change)

    refused = client.post(f"{path}do/adopt/", {"version": _version()})
    client.post(f"{path}do/adopt/", {"version": _version(), "reason": "Keepers answer on Friday"})
    worked(town.authority)
    client.post(f"{path}stations/1/backup/", {"version": "2", "reason": "Burst pipe"})
    listed = client.post(f"{path}amendments/1/")
    told = b"".join(listed.streaming_content).decode("utf-8-sig").splitlines()  # type: ignore[attr-defined]

    assert f"/stations/schemes/new/?of={poll.reference}" in unmade
    assert f'"/stations/schemes/{scheme.reference}/"' in made
    assert "warnings about scheme" in errors_on(refused)[0]
    assert Station.objects.get(number=1).venue.name == "Tent"
    assert [line.split(",")[1] for line in told] == ["Number", "AA-1", "AA-2", "AA-3"]
    page = text_of(client.get(path))
    assert "5 electors in the register and at the stations, district by district" in page
    assert "Parish Hall, TA1 1ZZ → Tent, The Green" in page
    assert "Tent" in text_of(client.get(f"{path}stations/?q=AA"))


def test_a_keyholder_and_a_booking_stand_on_the_page_of_the_venue(client: Client, town: Town) -> None:
    client.post("/stations/venues/new/", {"name": "Hall", "hire": "90", "rooms": "Main hall\nBar"})
    venue = Venue.objects.get()
    path = f"/stations/venues/{venue.reference}/"
    contact = {"role": "keyholder", "name": "K. Holder", "phone": "01632 960001"}
    wrong = client.post(f"{path}contact/", contact | {"from_time": "22:00", "to_time": "6:00"})
    client.post(f"{path}contact/", contact | {"from_time": "6:00", "to_time": "22:00"})
    day = {"day-day": "6", "day-month": "5", "day-year": "2027"}
    client.post(f"{path}book/", day | {"purpose": "station", "access_from": "6.15"})
    booking = Booking.objects.get()
    client.post(
        f"/stations/bookings/{booking.reference}/answer/", {"version": "1", "state": "confirmed", "cost": "80.05"}
    )

    page = text_of(client.get(path))

    booking.refresh_from_db()
    assert "The time from which is not before the time until which." in errors_on(wrong)[0]
    assert (venue.rooms, booking.cost_pence, booking.state) == (["Main hall", "Bar"], 8005, "confirmed")
    assert "K. Holder 01632 960001 6am to 10pm" in page
    assert "£80.05" in page
    client.post(f"{path}contact-end/", {"contact": VenueContact.objects.get().pk, "sure": "yes"})
    assert "K. Holder" not in text_of(client.get(path))


def test_a_district_is_divided_and_moved_on_the_pages(client: Client, town: Town) -> None:
    town.electors("AA", 4)
    scheme = town.scheme(_actor(town))
    path = f"/stations/schemes/{scheme.reference}/"
    parts = {"district": "AA", "station1": "1", "last1": "3", "station2": "2"}
    client.post(f"{path}do/divide/", {"version": _version(), **parts})
    client.post(f"{path}do/allot/", {"version": _version(), "districts": "AB, BA", "number": "2"})
    late = client.post(f"{path}do/allot/", {"version": "1", "districts": "AB", "number": "1"})

    assert "AA-1 to AA-3" in text_of(client.get(f"{path}stations/1/"))
    assert "AA-4 and above, AB, BA" in text_of(client.get(f"{path}stations/"))
    assert f"Scheme {scheme.reference} was changed since you opened it." in errors_on(late)[0]


def test_the_map_says_the_same_in_a_picture_and_a_table(client: Client, town: Town) -> None:
    for number, code in enumerate(("AA", "BA")):
        town.ledger.property(town.districts[code], easting=300_000 + number * 1_000, northing=120_000)
    scheme = town.scheme(_actor(town))
    with arranged():
        Venue.objects.filter(name="Parish Hall").update(easting=300_500, northing=120_000)
    path = f"/stations/schemes/{scheme.reference}/"

    page, features = client.get(f"{path}map/"), client.get(f"{path}map.geojson").json()["features"]
    with arranged():
        town.ledger.property(town.districts["BA"], easting=460_000, northing=120_000)
    close = client.get(f"{path}map/?near=1")

    assert "Parish Hall AA, AB 300500, 120000" in text_of(page)
    assert page.content.count(b"<circle") == 2
    assert page.content.count(b"<line") == 1
    assert (close.content.count(b"<circle"), b"Map round station 1" in close.content) == (1, True)
    assert [(one["properties"]["label"], one["geometry"] is None) for one in features] == [
        ("AA", False), ("AB", True), ("BA", False), ("1", False), ("2", True),
    ]  # fmt: skip


def test_the_list_asks_the_database_as_often_for_four_stations_as_for_two(client: Client, town: Town) -> None:
    scheme = town.scheme(_actor(town))
    path = f"/stations/schemes/{scheme.reference}/stations/"
    client.get(path)
    with CaptureQueriesContext(connection) as two:
        client.get(path)
    with arranged():
        for number in (3, 4):
            Station.objects.create(
                authority=town.authority, scheme=scheme, number=number, venue=Venue.objects.get(name="Parish Hall")
            )

    with CaptureQueriesContext(connection) as four:
        client.get(path)

    assert len(four) == len(two)


def test_who_may_only_look_is_offered_nothing_to_do(client_as: Callable[[Role], Client], town: Town) -> None:
    scheme = town.scheme(_actor(town))
    clerk = client_as(Role.CUSTOMER_SERVICE)

    page = clerk.get(f"/stations/schemes/{scheme.reference}/")
    act = clerk.post(f"/stations/schemes/{scheme.reference}/do/count/", {"version": "1"})

    assert "Adopt" not in text_of(page)
    assert (act.status_code, Amendment.objects.count()) == (403, 0)


def _version() -> str:
    return str(Scheme.objects.get().version)


def _actor(town: Town) -> Actor:
    return actor_in(town.authority, Role.OFFICER)
