"""The pages of polling day, clicked through as the officers at the desk do."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

from pollwright.acting import Role
from pollwright.authorities.models import Authority
from pollwright.polling_day.models import Asset, Box, Call, Desk, Drop, Incident, PackingLine, Run, Sundry
from pollwright.stations.models import Venue
from tests.fixtures.arranging import arranged
from tests.fixtures.signing_in import errors_on
from tests.polling_day.days import Day, clock
from tests.register.test_applications_pages import text_of
from tests.stations.towns import ON


@pytest.fixture(autouse=True)
def set_clock(authority: Authority) -> None:
    """Set the authority's clock to the eve of the day; the hour is the real one."""
    with arranged():
        authority.demonstration, authority.clock_on = True, ON
        authority.save()


@pytest.fixture
def client(client_as: Callable[[Role], Client]) -> Client:
    return client_as(Role.OFFICER)


def test_a_call_becomes_an_incident_and_both_are_closed(client: Client, day: Day) -> None:
    path = f"/polling-day/desks/{day.reference}/"
    call = {"station": day.station(1), "caller": "presiding", "category": "venue", "words": "The hall is locked"}
    client.post(f"{path}do/call/", call | {"follow_up": "Ring the keyholder"})
    logged = Call.objects.get()
    client.post(
        f"{path}do/incident/",
        {
            "call": logged.reference,
            "station": day.station(1),
            "severity": "stops",
            "happened": "0:00",
            "words": "Locked",
        },
    )
    incident = Incident.objects.get()
    during = text_of(client.get(path))

    early = client.post(
        f"/polling-day/calls/{logged.reference}/answer/",
        {"version": "2", "answer": "Somebody comes", "follow_up": "Ring again", "close": "yes"},
    )
    client.post(
        f"/polling-day/calls/{logged.reference}/answer/", {"version": "2", "answer": "Opened at 6:50", "close": "yes"}
    )
    client.post(f"/polling-day/incidents/{incident.reference}/close/", {"version": "1", "outcome": "Opened in time"})

    assert "1 incident stops voting or endangers it." in during
    assert "Something is still to be done about this call: Ring again." in errors_on(early)[0]
    assert "Opened at 6:50" in text_of(client.get(f"/polling-day/calls/{logged.reference}/"))
    assert "Opened in time" in text_of(client.get(f"/polling-day/incidents/{incident.reference}/"))
    assert "endangers" not in text_of(client.get(path))


def test_an_allegation_of_fraud_is_seen_by_few(client_as: Callable[[Role], Client], day: Day) -> None:
    senior, officer = client_as(Role.SENIOR), client_as(Role.OFFICER)
    path = f"/polling-day/desks/{day.reference}/"
    typed = {"severity": "serious", "happened": "0:00", "words": "Somebody voted twice", "integrity": "yes"}
    officer.post(f"{path}do/incident/", typed)
    senior.post(f"{path}do/incident/", typed | {"words": "Votes were bought"})

    # An officer's form has no such box, so the first is an ordinary incident.
    restricted = Incident.objects.get(integrity=True)
    assert restricted.words == "Votes were bought"
    assert "Votes were bought" in text_of(senior.get(f"{path}incidents/"))
    assert "Votes were bought" not in text_of(officer.get(f"{path}incidents/"))
    assert officer.get(f"/polling-day/incidents/{restricted.reference}/").status_code == 404


def test_a_visit_with_a_fault_makes_an_incident(client: Client, day: Day) -> None:
    path = f"/polling-day/desks/{day.reference}/"
    checks = (
        "outside", "inside", "booths", "access", "box", "papers", "register", "identification", "equipment", "staff",
        "conduct",
    )  # fmt: skip
    seen = dict.fromkeys(checks, "right") | {"access": "fault"}
    visit = {"station": day.station(2), "inspector": "I. Spector", "arrived": "0:00"}
    silent = client.post(f"{path}do/visit/", visit | seen)
    client.post(f"{path}do/visit/", visit | seen | {"note": "The ramp is missing"})

    assert "Something is not in order, and the visit doesn't say what." in errors_on(silent)[0]
    assert Incident.objects.get().words == "The ramp is missing\nWay in without steps, lit, doors open"
    assert "I. Spector" in text_of(client.get(f"{path}visits/?faulty=yes"))


def test_packing_goes_by_the_catalogue_and_is_checked_off(client: Client, day: Day) -> None:
    path = f"/polling-day/desks/{day.reference}/"
    client.post("/polling-day/sundries/fill/", {"sure": "yes"})
    client.post(
        "/polling-day/sundries/new/", {"name": "Tea", "per": "electors", "quantity": "2", "size": "2", "least": "1"}
    )
    client.post(f"{path}do/make-packing/", {"sure": "yes"})
    tea = PackingLine.objects.filter(sundry__name="Tea").order_by("station__number")
    # Three electors at station 1, two at station 2: two packets for each two begun.
    numbers = list(tea.values_list("quantity", flat=True))
    mine = PackingLine.objects.filter(station__number=1)
    client.post(f"{path}stations/{day.station(1)}/packing/", {"packed": [line.sundry.reference for line in mine]})
    client.post(f"{path}do/make-packing/", {"sure": "yes"})

    assert numbers == [4, 2]
    assert list(mine.filter(sundry__name="Voting booth").values_list("quantity", flat=True)) == [2]
    assert Sundry.objects.filter(code="marking").get().per == "booth"
    assert mine.filter(sundry__code="marking").get().quantity == 2
    page = text_of(client.get(f"{path}packing/"))
    count = mine.count()
    assert f"1 Parish Hall 3 {count} {count} Yes" in page
    assert client.get(f"{path}packing.pdf").content.startswith(b"%PDF")


def test_a_run_brings_equipment_to_venues_in_order(client: Client, day: Day) -> None:
    path = f"/polling-day/desks/{day.reference}/"
    ramp = {"name": "Ramp", "kind": "ramp", "count": "4", "condition": "good", "place": "Depot"}
    client.post("/polling-day/equipment/new/", ramp)
    asset = Asset.objects.get()
    client.post(
        f"/polling-day/equipment/{asset.reference}/change/", ramp | {"version": "1", "count": "3", "condition": "worn"}
    )
    starts = {"day-day": "5", "day-month": "5", "day-year": "2027", "starts": "9:00"}
    client.post(f"{path}runs/new/", {"name": "North", "kind": "delivery", "driver": "D. River"} | starts)
    run = Run.objects.get()
    hall, school = (Venue.objects.get(name=name).reference for name in ("Parish Hall", "Infant School"))
    act = f"/polling-day/runs/{run.reference}/"
    client.post(f"{act}add/", {"venue": hall, "due": "9:30", "load": "2 booths, ramp"})
    backwards = client.post(f"{act}add/", {"venue": school, "due": "9:15"})
    client.post(f"{act}add/", {"venue": school, "due": "10:00"})
    client.post(f"{act}log/", {"venue": hall, "state": "done", "received_by": "Caretaker"})

    assert "The van can't be at" in errors_on(backwards)[0]
    assert list(Drop.objects.order_by("order").values_list("venue__name", "state", "received_by")) == [
        ("Parish Hall", "done", "Caretaker"), ("Infant School", "planned", ""),
    ]  # fmt: skip
    assert "Venues on no run: 0 for delivery, 2 for collection." in text_of(client.get(f"{path}runs/"))
    assert "3 Condition Worn, but fit for use" in text_of(client.get(f"/polling-day/equipment/{asset.reference}/"))
    assert client.get(f"{act}sheet.pdf").content.startswith(b"%PDF")


def test_a_desk_is_opened_and_its_boxes_are_given_and_named_on_the_board(client: Client, day: Day) -> None:
    again = client.get("/polling-day/desks/new/")
    path = f"/polling-day/desks/{day.reference}/"
    client.post(f"{path}do/give-boxes/", {"sure": "yes"})
    code = Box.objects.earliest("pk").code
    early = client.post(
        f"/polling-day/boxes/{code}/receive/",
        {"brought_by": "Sam", "seals": "1", "postal_packs": "0", "bags": "0", "account": "yes"},
    )
    client.post(f"{path}do/due/", {"version": "1", "due": "23:30"})

    assert "Every day with polls to come has its desk." in text_of(again)
    assert "The poll is open until 22:00; no box is received before that." in errors_on(early)[0]
    assert "Missing 2 Missing" in text_of(client.get(f"{path}boxes/"))
    assert Desk.objects.get().boxes_due_at == clock(23, 30)
    listed = b"".join(client.get(f"{path}boxes/?as=csv").streaming_content).decode("utf-8-sig")  # type: ignore[attr-defined]
    assert listed.splitlines()[1].split(",")[:3] == ["1 Parish Hall", code, "Missing"]


def test_who_only_answers_the_public_sees_nothing_of_the_day(client_as: Callable[[Role], Client], day: Day) -> None:
    clerk = client_as(Role.CUSTOMER_SERVICE)

    assert clerk.get(f"/polling-day/desks/{day.reference}/").status_code == 403
    assert day.desk.day == date(2027, 5, 6)
