"""How long a session lasts, and what a person loses when it ends."""

import time

import pytest
from django.core.cache import cache
from django.test import Client

from pollwright.access.models import Person
from pollwright.acting import Role
from pollwright.audit.models import Event
from pollwright.authorities.models import NonWorkingDay
from tests.fixtures.signing_in import PASSWORD, Door, code_now, hidden_fields, messages_on

ACCOUNT = "/access/account/"
DAY = {"day-day": "4", "day-month": "1", "day-year": "2027", "name": "Mourning", "reason": "proclaimed"}


def aged(client: Client, *, seen: int = 0, began: int = 0) -> Client:
    """Make a client's session so many seconds older."""
    session = client.session
    session["seen"] -= seen
    session["began"] -= began
    session.save()
    return client


def said(client: Client) -> list[str]:
    return messages_on(client.get("/sign-in/login/"))


@pytest.mark.parametrize(("seconds", "status"), [(29 * 60, 200), (30 * 60, 302)])
def test_thirty_minutes_without_activity_end_the_session(door: Door, seconds: int, status: int) -> None:
    client = aged(door.client_as(Role.OFFICER), seen=seconds, began=seconds)

    assert client.get(ACCOUNT).status_code == status


def test_the_person_is_told_and_comes_back_to_the_same_page(door: Door) -> None:
    client = aged(door.client_as(Role.OFFICER), seen=1800)

    answer = client.get("/access/roles/?x=1")

    assert answer["Location"] == "/sign-in/login/?next=%2Faccess%2Froles%2F%3Fx%3D1"
    assert said(client) == ["You were signed out after 30 minutes without activity."]
    assert Event.objects.latest("pk").summary == "signed out when the session ran out"


@pytest.mark.parametrize(("seconds", "status"), [(8 * 3600 - 60, 200), (8 * 3600, 302)])
def test_eight_hours_end_the_session_however_busy_it_was(door: Door, seconds: int, status: int) -> None:
    client = aged(door.client_as(Role.OFFICER), began=seconds)

    assert client.get(ACCOUNT).status_code == status


def test_activity_keeps_the_session_and_progress_that_asks_by_itself_does_not(door: Door) -> None:
    busy, idle = (aged(door.client_as(Role.OFFICER), seen=29 * 60) for _ in range(2))

    busy.get(ACCOUNT)
    idle.get(ACCOUNT, headers={"HX-Request": "true", "HX-Trigger": "progress"})
    for client in (busy, idle):
        aged(client, seen=2 * 60)

    assert (busy.get(ACCOUNT).status_code, idle.get(ACCOUNT).status_code) == (200, 302)


def test_htmx_is_led_to_sign_in_and_back_to_the_page_it_was_on(door: Door) -> None:
    client = aged(door.client_as(Role.OFFICER), seen=1800)

    answer = client.get(
        "/access/people/", headers={"HX-Request": "true", "HX-Current-URL": "http://testserver/access/people/?size=25"}
    )

    assert (answer.status_code, answer["HX-Redirect"]) == (
        200,
        "/sign-in/login/?next=%2Faccess%2Fpeople%2F%3Fsize%3D25",
    )


def person_of(client: Client) -> Person:
    return Person.objects.get(pk=client.session["_auth_user_id"])


def sign_in_again(client: Client, person: Person, back: str) -> str:
    cache.clear()  # forgets that the code of these thirty seconds was used
    client.post("/sign-in/login/", {"login": person.email, "password": PASSWORD, "next": back})
    return client.post("/sign-in/second-factor/", {"code": code_now()})["Location"]


def test_a_form_sent_too_late_is_kept_and_can_be_sent_again(door: Door) -> None:
    client = door.client_as(Role.HEAD)
    person = person_of(client)
    aged(client, seen=1800)

    answer = client.post("/access/days/add/", DAY)
    told = said(client)
    back = sign_in_again(client, person, "/access/unsent/")
    page = client.get(back)
    client.post("/access/days/add/", hidden_fields(page))

    assert answer["Location"] == "/sign-in/login/?next=%2Faccess%2Funsent%2F"
    assert told == [
        "You were signed out after 30 minutes without activity. What you sent was not saved, but it is kept."
        " Sign in and you can send it again."
    ]
    kept = [given for given in hidden_fields(page).items() if given[0] != "form_key"]
    assert (dict(kept), page.content.count(b'action="/access/days/add/"')) == (DAY, 1)
    assert page.content.count(b'name="form_key"') == page.content.count(b'name="csrfmiddlewaretoken"')
    assert NonWorkingDay.objects.get().name == "Mourning"


def test_what_was_typed_is_not_readable_in_the_session_and_holds_no_password(door: Door) -> None:
    client = door.client_as(Role.HEAD)
    person = person_of(client)
    aged(client, seen=1800)

    client.post("/access/days/add/", DAY | {"password": "secret-typed"})

    assert "Mourning" not in str(dict(client.session))
    sign_in_again(client, person, "/access/unsent/")
    assert "secret-typed" not in client.get("/access/unsent/").content.decode()


def test_what_one_person_typed_is_never_shown_to_another(door: Door) -> None:
    client = door.client_as(Role.HEAD)
    other = door.person(Role.HEAD)
    aged(client, seen=1800)
    client.post("/access/days/add/", DAY)

    sign_in_again(client, other, "/access/unsent/")

    assert client.get("/access/unsent/")["Location"] == ACCOUNT
    assert "kept_form" not in client.session


def test_what_is_too_large_to_keep_is_said_to_be_lost(door: Door) -> None:
    client = aged(door.client_as(Role.HEAD), seen=1800)

    answer = client.post("/access/days/add/", DAY | {"reason": "x" * 200_001})

    assert answer["Location"] == "/sign-in/login/?next=%2Faccess%2Fdays%2Fadd%2F"
    assert said(client)[0].endswith("What you sent was not saved and was too large to keep. Sign in and repeat it.")


def test_what_is_kept_is_forgotten_on_request_and_after_an_hour(door: Door, monkeypatch: pytest.MonkeyPatch) -> None:
    client = door.client_as(Role.HEAD)
    person = person_of(client)
    for forget in (True, False):
        aged(client, seen=1800)
        client.post("/access/days/add/", DAY)
        sign_in_again(client, person, "/access/unsent/")
        if forget:
            client.post("/access/unsent/forget/")
        else:
            later = time.time() + 3601
            monkeypatch.setattr("pollwright.access.web.kept_forms.time.time", lambda later=later: later)
            monkeypatch.setattr("pollwright.access.web.sessions._over", lambda request, now: "")

        assert client.get("/access/unsent/").status_code == 302


def test_a_form_without_its_token_is_not_kept(door: Door) -> None:
    person = door.person(Role.HEAD)
    client = Client(enforce_csrf_checks=True)
    page = client.get("/sign-in/login/")
    token = page.cookies["csrftoken"].value
    client.post("/sign-in/login/", {"login": person.email, "password": PASSWORD, "csrfmiddlewaretoken": token})
    client.post("/sign-in/second-factor/", {"code": code_now(), "csrfmiddlewaretoken": token})
    aged(client, seen=1800)

    answer = client.post("/access/days/add/", DAY)

    assert (answer.status_code, "kept_form" in client.session) == (403, False)
