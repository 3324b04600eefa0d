"""The public's finder: where the people of an address vote, what they bring, and nothing about who lives there."""

import re
from html import unescape
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from pollwright.acting import Actor
from pollwright.authorities.models import Authority
from pollwright.elections.models import Poll
from pollwright.formats.national_grid import longitude_and_latitude
from pollwright.places.models import Property
from pollwright.postgres import PUBLIC_SITE
from pollwright.stations.models import Scheme, Venue
from pollwright.stations.operations import adopting, amending, stations
from pollwright.stations.operations.venues import VenueFacts, add_venue
from tests.fixtures.arranging import arranged
from tests.stations.towns import AT, ON, POLL_DAY, Town, version_of

FINDER = "/quantock/stations/"
SURNAME = "Seededname"


@pytest.fixture
def street(officer: Actor, town: Town) -> Scheme:
    """Quarry Road, TA1 1ZZ: 1, 3 and 5 in AA, divided after number 2 between stations 1 and 2; 9 in BA, at station 2."""
    scheme = town.scheme(officer)
    for number, key in enumerate(("1", "3", "5"), start=1):
        town.elector("AA", number, home(town, key), surname=SURNAME)
    home(town, "9", "BA")
    stations.divide_district(
        actor=officer, reference=scheme.reference, version=version_of(scheme), district="AA", parts=[(1, 2), (2, None)],
        on=ON,
    )  # fmt: skip
    with arranged():
        town.authority.demonstration, town.authority.clock_on = True, ON
        town.authority.save()
    return scheme


def home(town: Town, key: str, code: str = "AA", **facts: Any) -> Property:
    return town.ledger.property(
        town.districts[code], reference=f"P-{key}", address=f"{key} Quarry Road, Wellbridge", sort_key=key,
        **({"postcode": "TA1 1ZZ"} | facts),
    )  # fmt: skip


def adopt(officer: Actor, scheme: Scheme) -> None:
    adopting.adopt_scheme(
        actor=officer, reference=scheme.reference, version=version_of(scheme), at=AT, on=ON, reason="As agreed"
    )


def asked(resident: Client, **typed: str) -> str:
    """Ask the finder in the role of the public site, and return the words of its answer."""
    with connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL ROLE {PUBLIC_SITE}")
        answer = resident.post(FINDER, typed)
        cursor.execute("RESET ROLE")
    assert answer.cookies == {}
    assert SURNAME not in answer.content.decode()
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", answer.content.decode().split("<main")[1])).split())


def told_stations(resident: Client, reference: str) -> list[int]:
    text = asked(resident, postcode="ta11zz", address=reference)
    return [int(number) for number in re.findall(r"Polling station (\d+)", text)]


def test_each_home_of_a_divided_postcode_is_told_its_own_station(
    resident: Client, officer: Actor, street: Scheme, town: Town
) -> None:
    for key in ("2", "6"):
        home(town, key)
    adopt(officer, street)

    # Electors 1 and 2 (at 1 and 3) vote at station 1, elector 3 (at 5) at station 2; homes without electors as those
    # before them do.
    assert {key: told_stations(resident, f"P-{key}") for key in "123569"} == {
        "1": [1], "2": [1], "3": [1], "5": [2], "6": [2], "9": [2],
    }  # fmt: skip


def test_a_postcode_that_votes_at_two_stations_asks_for_the_address_and_others_do_not(
    resident: Client, officer: Actor, street: Scheme, town: Town
) -> None:
    home(town, "20", "BA", postcode="TA2 2ZZ")
    home(town, "22", "BA", postcode="TA2 2ZZ")
    adopt(officer, street)

    chosen = asked(resident, postcode="TA1 1ZZ")
    told = asked(resident, postcode="ta2 2zz")

    assert "Which address is yours? Not everybody with this postcode" in chosen
    assert "1 Quarry Road, Wellbridge" in chosen
    assert "Polling station 2 Where Infant School TA2 2ZZ" in told


def test_somebody_with_electors_at_two_stations_or_a_new_home_is_told_both_and_to_look_at_the_card(
    resident: Client, officer: Actor, street: Scheme, town: Town
) -> None:
    town.elector("AA", 4, Property.objects.get(reference="P-1"))
    adopt(officer, street)
    home(town, "7")

    assert (told_stations(resident, "P-1"), told_stations(resident, "P-7")) == ([1, 2], [1, 2])
    assert "Your poll card says which." in asked(resident, postcode="TA1 1ZZ", address="P-7")


def test_hours_identification_access_and_the_place_are_told(resident: Client, officer: Actor, street: Scheme) -> None:
    with arranged():
        Venue.objects.filter(name="Parish Hall").update(
            access="accessible", answers={"step_free": "no", "ramp": "yes"}, easting="651409.903", northing="313177.270"
        )
    adopt(officer, street)

    text = asked(resident, postcode="TA1 1ZZ", address="P-1")

    # 7am to 10pm (T-22); photographic identification at local polls in England, veterans' cards from May 2025 (B-29, B-30)
    assert "Thursday 6 May 2027 Poll 1: North Open 7am to 10pm" in text
    assert "In a wheelchair You can get in and vote Way in without steps No Ramp Yes" in text
    assert "Latitude and longitude 52.65798, 1.71605 Show on OpenStreetMap" in text
    assert "HM Armed Forces Veteran Card" in text
    assert "Anonymous Elector's Document" not in text


def test_no_identification_is_asked_for_where_the_law_asks_for_none(
    resident: Client, officer: Actor, street: Scheme
) -> None:
    with arranged():
        Poll.objects.update(nation="wales")
    adopt(officer, street)

    # council elections in Wales: none (B-30)
    assert "You need not show who you are." in asked(resident, postcode="TA1 1ZZ", address="P-1")


def test_nothing_is_told_of_a_draft_or_a_rehearsal_or_when_the_poll_is_over(
    resident: Client, officer: Actor, street: Scheme, town: Town
) -> None:
    draft = asked(resident, postcode="TA1 1ZZ")
    adopt(officer, street)
    with arranged():
        Poll.objects.update(rehearsal=True)
    rehearsal = asked(resident, postcode="TA1 1ZZ", address="P-1")
    with arranged():
        Poll.objects.update(rehearsal=False)
        town.authority.clock_on = POLL_DAY.replace(day=7)
        town.authority.save()
    over = asked(resident, postcode="TA1 1ZZ", address="P-1")

    assert [("No poll to come" in text, "Parish Hall" in text) for text in (rehearsal, over)] == [(True, False)] * 2
    assert "Parish Hall" not in draft


def test_a_poll_whose_notice_is_out_is_told_before_its_stations_are(resident: Client, street: Scheme) -> None:
    with arranged():
        Poll.objects.update(notice_published_at=AT)

    assert "have not been made known yet" in asked(resident, postcode="TA1 1ZZ", address="P-9")


def test_a_lost_venue_is_told_at_once_with_what_was_before(resident: Client, officer: Actor, street: Scheme) -> None:
    adopt(officer, street)
    tent = add_venue(actor=officer, facts=VenueFacts("Tent", address1="The Green"))
    amending.move_station(
        actor=officer, reference=street.reference, number=1, version=1, venue=tent.reference, reason="Arson by a neighbour",
        at=AT, on=ON,
    )  # fmt: skip

    text = asked(resident, postcode="TA1 1ZZ", address="P-1")

    assert (
        "This station was moved on Monday 1 March 2027 at 10am. It was to be at: Parish Hall, TA1 1ZZ. Do not go there."
        in text
    )
    assert "Polling station 1" in text
    assert "Where Tent The Green" in text
    assert "Arson" not in text


def test_a_district_sent_elsewhere_is_told_its_new_station(resident: Client, officer: Actor, street: Scheme) -> None:
    adopt(officer, street)
    amending.move_district(
        actor=officer, reference=street.reference, version=version_of(street), district="AA", number=2, reason="Flood",
        at=AT, on=ON,
    )  # fmt: skip

    assert told_stations(resident, "P-1") == [2]
    assert "Before, they had station 1, 2." in asked(resident, postcode="TA1 1ZZ", address="P-1")


def test_what_leads_to_no_address_says_so(resident: Client, street: Scheme) -> None:
    typed: list[dict[str, str]] = [
        {"postcode": ""},
        {"postcode": "TA1"},
        {"postcode": "ZZ9 9ZZ"},
        {"postcode": "TA1 1ZZ", "address": "-"},
        {"postcode": "TA1 1ZZ", "address": "P-404"},
    ]
    wanted = [
        "Enter postcode",
        "Enter a whole postcode, such as TA1 1ZZ",
        "We do not know this address",
        "We do not know this address",
        "Select your address from the list",
    ]

    assert [said in asked(resident, **one) for one, said in zip(typed, wanted, strict=True)] == [True] * 5


def test_too_many_questions_from_one_address_wait_and_others_do_not(
    resident: Client, authority: Authority, settings: Any
) -> None:
    settings.FINDER_QUESTIONS = 2
    settings.TRUSTED_PROXIES = ()

    answers = [resident.post(FINDER, {"postcode": "ZZ9 9ZZ"}, REMOTE_ADDR=one).status_code for one in ["192.0.2.1"] * 3]
    other = resident.post(FINDER, {"postcode": "ZZ9 9ZZ"}, REMOTE_ADDR="192.0.2.2").status_code

    assert (answers, other) == ([200, 200, 429], 200)


def test_a_point_of_the_national_grid_is_where_ordnance_survey_has_it() -> None:
    # The worked example of Ordnance Survey's guide, E 651409.903 N 313177.270; in WGS84 52°39'28.72"N 1°42'57.79"E.
    longitude, latitude = longitude_and_latitude(651409.903, 313177.270)

    assert (round(latitude, 5), round(longitude, 5)) == (52.65798, 1.71605)
