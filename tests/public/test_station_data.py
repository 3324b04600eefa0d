"""The released stations, read with a key: of the key's own council, as released, and nothing of anybody who votes there."""

import json
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.http import HttpResponseBase
from django.test import Client

from pollwright.acting import Actor, Role
from pollwright.audit.models import Event
from pollwright.authorities.models import Authority
from pollwright.postgres import PUBLIC_SITE
from pollwright.stations.models import Scheme, StationDataKey
from pollwright.stations.operations import adopting, amending
from pollwright.stations.operations.finder import ask_to_release_finder
from pollwright.stations.operations.keys import HolderHasKey, KeyWithdrawnAlready, make_key, withdraw_key
from pollwright.stations.papers.stations_schema import ELECTIONS, STATIONS
from pollwright.stations.states import Layout
from tests.fixtures.arranging import arranged
from tests.fixtures.people import actor_in
from tests.fixtures.signing_in import errors_on
from tests.register.test_applications_pages import text_of
from tests.stations.towns import AT, ON, Town, version_of, worked

LIST = "/api/DemocracyClub/Election/"
SURNAME = "Seededname"


@pytest.fixture
def scheme(officer: Actor, town: Town, settings: Any, tmp_path: Any) -> Scheme:
    """A home with an elector in each of two districts, each at a station of its own; adopted and released."""
    settings.FILES_ROOT = tmp_path / "files"
    for number, code in enumerate(("AA", "BA"), start=1):
        town.elector(code, number, town.ledger.property(town.districts[code], postcode="TA1 1ZZ"), surname=SURNAME)
    made = town.scheme(officer)
    with arranged():
        town.authority.demonstration, town.authority.clock_on = True, ON
        town.authority.save()
    adopting.adopt_scheme(
        actor=officer, reference=made.reference, version=version_of(made), at=AT, on=ON, reason="As agreed"
    )
    ask_to_release_finder(actor=officer, reference=made.reference, layout=Layout.FCS)
    worked(town.authority)
    return made


def asked(resident: Client, address: str, key: str = "", **headers: str) -> HttpResponseBase:
    """Ask in the role of the public site."""
    given = {**({"X-API-KEY": key} if key else {}), **headers}
    with connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL ROLE {PUBLIC_SITE}")
        answer = resident.get(address, headers=given)
        cursor.execute("RESET ROLE")
    return answer


def read(answer: HttpResponseBase) -> Any:
    """Return what an answer says, whole."""
    assert answer.status_code == 200, answer
    return json.loads(answer.getvalue())


def kept(schema: dict[str, Any], value: Any) -> bool:
    """Whether a value keeps to one of our schemas: its kind, and of an object exactly its fields."""
    kinds = {"integer": int, "number": float, "string": str, "array": list, "object": dict}
    if not isinstance(value, kinds[schema["type"]]):
        return False
    if schema["type"] == "array":
        return all(kept(schema["items"], one) for one in value)
    if schema["type"] == "object":
        return set(value) == set(schema["required"]) and all(
            kept(part, value[name]) for name, part in schema["properties"].items()
        )
    return True


def test_a_key_opens_the_released_stations_and_says_when_it_was_used(
    resident: Client, officer: Actor, scheme: Scheme
) -> None:
    key = make_key(actor=officer, holder="Democracy Club", at=AT).key

    [poll] = listed = read(asked(resident, LIST, key))
    answers = [
        asked(resident, f"{start}{poll['id']}/{end}", key)
        for start, end in ((LIST, "PollingStation"), (LIST, "PollingStation/"), ("/v1/stations/", ""))
    ]
    stations = [read(one) for one in answers]

    assert (poll["name"], poll["electionDate"]) == (scheme.title, "2027-05-06T00:00:00+00:00")
    assert kept(ELECTIONS, listed)
    assert kept(STATIONS, stations[0])
    assert stations[0] == stations[1] == stations[2]
    assert [(one["id"], [home["addressPostCode"] for home in one["properties"]]) for one in stations[0]] == [
        (1, ["TA1 1ZZ"]), (2, ["TA1 1ZZ"]),
    ]  # fmt: skip
    assert SURNAME not in json.dumps(stations[0])
    with connection.cursor() as cursor:
        cursor.execute("SELECT uses FROM stations_stationdatakeyuse")
        assert cursor.fetchall() == [(4,)]
    assert key not in str(list(StationDataKey.objects.values())) + str(list(Event.objects.values()))


def test_what_the_reader_has_is_not_sent_again_until_the_scheme_is_amended(
    resident: Client, officer: Actor, scheme: Scheme, town: Town
) -> None:
    key = make_key(actor=officer, holder="Democracy Club", at=AT).key
    path = f"/v1/stations/{read(asked(resident, '/v1/stations/', key))[0]['id']}/"
    mark = asked(resident, path, key).headers["ETag"]

    again = asked(resident, path, key, **{"If-None-Match": mark})
    amending.move_district(
        actor=officer, reference=scheme.reference, version=version_of(scheme), district="BA", number=1,
        reason="Burst pipe", at=AT, on=ON,
    )  # fmt: skip
    worked(town.authority)
    amended = asked(resident, path, key, **{"If-None-Match": mark})

    assert (again.status_code, again.getvalue(), again.headers["ETag"]) == (304, b"", mark)
    assert [len(one["properties"]) for one in read(amended)] == [2, 0]


def test_no_key_a_withdrawn_key_and_another_councils_key_open_nothing_of_this_one(
    resident: Client, officer: Actor, scheme: Scheme, other_authority: Authority
) -> None:
    made = make_key(actor=officer, holder="Democracy Club", at=AT)
    stranger = make_key(actor=actor_in(other_authority, Role.OFFICER), holder="Democracy Club", at=AT)
    path = f"/v1/stations/{read(asked(resident, LIST, made.key))[0]['id']}/"

    assert read(asked(resident, LIST, stranger.key)) == []
    assert asked(resident, path, stranger.key).status_code == 404
    withdraw_key(actor=officer, reference=made.row.reference, reason="Sent to the wrong address", at=AT)
    for key in ("", "guess", made.key):
        answer = asked(resident, path, key)
        assert (answer.status_code, json.loads(answer.getvalue())["code"]) == (401, "public.R001")
    with pytest.raises(KeyWithdrawnAlready):
        withdraw_key(actor=officer, reference=made.row.reference, reason="Again", at=AT)
    assert make_key(actor=officer, holder="Democracy Club", at=AT).key != made.key


def test_a_poll_that_is_over_a_draft_and_a_rehearsal_are_not_served(
    resident: Client, officer: Actor, scheme: Scheme, town: Town
) -> None:
    key = make_key(actor=officer, holder="Democracy Club", at=AT).key
    poll = scheme.poll
    assert poll is not None
    before = len(read(asked(resident, LIST, key)))
    with arranged():
        poll.rehearsal = True
        poll.save()
    rehearsed = read(asked(resident, LIST, key))
    with arranged():
        poll.rehearsal, town.authority.clock_on = False, date(2027, 5, 7)
        poll.save()
        town.authority.save()

    assert (before, rehearsed, read(asked(resident, LIST, key))) == (1, [], [])


def test_a_key_and_an_address_ask_only_so_often(
    resident: Client, officer: Actor, scheme: Scheme, settings: Any
) -> None:
    settings.STATION_DATA_QUESTIONS = 2
    key = make_key(actor=officer, holder="Democracy Club", at=AT).key
    other = make_key(actor=officer, holder="A newspaper", at=AT).key

    answers = [asked(resident, LIST, key) for _ in range(3)]
    guesses = [asked(resident, LIST, "guess").status_code for _ in range(3)]

    assert [one.status_code for one in answers] == [200, 200, 429]
    assert answers[2].headers["Retry-After"] == "600"
    assert guesses == [401, 401, 429]
    assert asked(resident, LIST, other).status_code == 200


def test_officers_make_a_key_see_it_once_and_withdraw_it(
    client_as: Callable[[Role], Client], officer: Actor, town: Town
) -> None:
    door = client_as(Role.OFFICER)
    shown = text_of(door.post("/stations/keys/new/", {"holder": "Democracy  Club"}, follow=True))
    again = door.post("/stations/keys/new/", {"holder": "Democracy Club"})
    row = StationDataKey.objects.get()
    later = text_of(door.get("/stations/keys/"))

    door.post(f"/stations/keys/{row.reference}/withdraw/", {"reason": "Lost"})

    assert f"The key of Democracy Club, shown only now: {row.begins}" in shown
    assert "shown only now" not in later
    assert "Democracy Club" in later
    assert "Democracy Club has a key already." in errors_on(again)[0]
    row.refresh_from_db()
    assert (row.reason, row.withdrawn_by != "") == ("Lost", True)
    assert "Withdrawn" in text_of(door.get("/stations/keys/"))
    assert door.get("/stations/keys/?state=in-use").content.decode().count("Democracy Club") == 0
    with pytest.raises(HolderHasKey):
        [make_key(actor=officer, holder="Twice", at=AT) for _ in range(2)]
