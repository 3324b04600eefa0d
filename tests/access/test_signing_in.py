"""Signing in: password, second factor, recovery codes, lock-out, and what the trail says of it."""

import re
import time

import pytest
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.test import Client

from pollwright.access.models import Membership, Person
from pollwright.access.operations.people import deactivate_person, reset_second_factor
from pollwright.acting import Role
from pollwright.audit.models import Event
from pollwright.authorities.models import Authority
from tests.fixtures.arranging import arranged
from tests.fixtures.people import TODAY, actor_in, person_in
from tests.fixtures.signing_in import (
    PASSWORD,
    SECRET,
    Door,
    code_at,
    code_now,
    errors_on,
    heading_of,
    shown_codes,
    shown_secret,
)

ACCOUNT = "/access/account/"
LOGIN = "/sign-in/login/"
SECOND = "/sign-in/second-factor/"


def codes() -> list[str]:
    return list(Event.objects.order_by("pk").values_list("code", flat=True))


def test_the_tests_own_codes_are_those_of_the_standard() -> None:
    # RFC 6238, appendix B, SHA-1: 94287082 at 59 s, 07081804 at 1111111109 s (the last six of eight digits).
    assert (code_at(59, SECRET), code_at(1111111109, SECRET)) == ("287082", "081804")


def test_a_stranger_is_led_to_sign_in_and_back(client: Client, db: None) -> None:
    answer = client.get(ACCOUNT)

    assert (answer.status_code, answer["Location"]) == (302, "/sign-in/login/?next=%2Faccess%2Faccount%2F")


def test_password_and_code_lead_in_and_back_to_the_page_that_was_asked_for(door: Door) -> None:
    person, client = door.person(), Client()

    first = client.post(LOGIN, {"login": person.email, "password": PASSWORD, "next": ACCOUNT})
    between = client.get(ACCOUNT)
    second = client.post(SECOND, {"code": code_now()})

    assert (first["Location"], between.status_code, second["Location"]) == (SECOND, 302, ACCOUNT)
    assert client.get(ACCOUNT).status_code == 200
    event = Event.objects.get()
    assert (event.summary, event.actor_name, event.channel) == (
        "signed in with a password and a code",
        person.name,
        "web",
    )


def test_signing_in_is_in_the_trail_of_every_authority_of_the_person(door: Door, other_authority: Authority) -> None:
    person = door.person()
    with arranged():
        Membership.objects.create(authority=other_authority, person=person, role=Role.AUDITOR, valid_from=TODAY)
        Membership.everywhere.filter(person=person).update(valid_from="2020-01-01")

    door.client(person)

    held = Event.objects.values_list("authority_id", "actor_role").order_by("authority_id")
    assert list(held) == [(door.authority.pk, "officer"), (other_authority.pk, "auditor")]


def test_without_a_second_factor_every_page_leads_to_setting_one_up(door: Door) -> None:
    person, client = door.person(enrolled=False), Client()

    client.post(LOGIN, {"login": person.email, "password": PASSWORD})

    for address in ("/", ACCOUNT, "/access/people/", "/access/unsent/"):
        assert client.get(address)["Location"] == "/sign-in/factors/app/"


def test_setting_up_an_app_leads_through_the_recovery_codes_to_the_account(door: Door) -> None:
    person, client = door.person(enrolled=False), Client()
    client.post(LOGIN, {"login": person.email, "password": PASSWORD})
    secret = shown_secret(client.get("/sign-in/factors/app/"))

    answer = client.post("/sign-in/factors/app/", {"code": code_now(secret)})

    shown = shown_codes(client.get(answer["Location"]))
    again = shown_codes(client.get(answer["Location"]))
    assert (answer["Location"], len(shown), again) == ("/sign-in/factors/recovery-codes/", 10, [])
    assert client.get(ACCOUNT).status_code == 200
    assert codes() == ["access.signed-in", "access.second-factor-added"]
    assert secret not in str(Authenticator.objects.filter(type="totp").values_list("data", flat=True)[0])


def test_a_session_that_passed_no_second_factor_is_ended_once_another_session_has_set_one_up(door: Door) -> None:
    person = door.person(enrolled=False)
    waiting, enrolling = Client(), Client()
    for client in (waiting, enrolling):
        client.post(LOGIN, {"login": person.email, "password": PASSWORD})
    secret = shown_secret(enrolling.get("/sign-in/factors/app/"))
    enrolling.post("/sign-in/factors/app/", {"code": code_now(secret)})

    answer = waiting.get(ACCOUNT)

    assert answer["Location"] == LOGIN
    assert waiting.get("/sign-in/factors/app/remove/")["Location"].startswith(LOGIN)
    assert enrolling.get(ACCOUNT).status_code == 200


def test_a_recovery_code_works_once_in_place_of_the_app(door: Door) -> None:
    client = door.client_as(Role.OFFICER)
    person = Person.objects.get(pk=client.session["_auth_user_id"])
    client.post("/sign-in/factors/recovery-codes/new/")
    code = shown_codes(client.get("/sign-in/factors/recovery-codes/"))[0]
    answers = []
    for _ in range(2):
        fresh = Client()
        fresh.post(LOGIN, {"login": person.email, "password": PASSWORD})
        answers.append(fresh.post(SECOND, {"code": code}).status_code)

    assert answers == [302, 200]
    assert Event.objects.filter(summary="signed in with a password and a recovery code").count() == 1


def test_a_temporary_password_is_changed_before_anything_else(door: Door) -> None:
    person, client = door.person(temporary=True), Client()
    client.post(LOGIN, {"login": person.email, "password": PASSWORD})
    client.post(SECOND, {"code": code_now()})

    refused = [client.get(address)["Location"] for address in ("/", ACCOUNT, "/sign-in/factors/passkeys/add/")]
    weak = client.post("/sign-in/password/", {"oldpassword": PASSWORD, "password1": "short", "password2": "short"})
    new = "three quiet harbours 9"
    answer = client.post("/sign-in/password/", {"oldpassword": PASSWORD, "password1": new, "password2": new})

    assert (refused, weak.status_code, answer["Location"]) == (["/sign-in/password/"] * 3, 200, ACCOUNT)
    assert client.get(ACCOUNT).status_code == 200
    person.refresh_from_db()
    assert (person.check_password(new), person.password_temporary, codes()[-1]) == (
        True,
        False,
        "access.password-changed",
    )


def test_a_changed_password_ends_the_other_sessions(door: Door) -> None:
    person = door.person()
    one, other = door.client(person), door.client(person)
    new = "three quiet harbours 9"

    one.post("/sign-in/password/", {"oldpassword": PASSWORD, "password1": new, "password2": new})

    assert (one.get(ACCOUNT).status_code, other.get(ACCOUNT).status_code) == (200, 302)


def test_five_failures_lock_the_address_for_that_machine_and_stand_in_the_trail(door: Door) -> None:
    person, client = door.person(), Client()

    answers = [client.post(LOGIN, {"login": person.email, "password": f"wrong {n}"}).status_code for n in range(5)]
    right = client.post(LOGIN, {"login": person.email.upper(), "password": PASSWORD})

    assert answers == [200, 200, 200, 200, 429]
    assert (right.status_code, b"Wait 15 minutes and try again." in right.content) == (429, True)
    assert codes() == ["access.sign-in-failed"] * 5 + ["access.locked-out"]
    last = Event.objects.latest("pk")
    assert (last.actor_name, last.summary) == (
        "Pollwright",
        f"locked signing in as {person.name} for 15 minutes after 5 failures",
    )


@pytest.mark.parametrize(("minutes", "status"), [(14, 429), (15, 302)])
def test_the_lock_opens_by_itself_after_fifteen_minutes(door: Door, minutes: int, status: int) -> None:
    person, client = door.person(), Client()
    for number in range(5):
        client.post(LOGIN, {"login": person.email, "password": f"wrong {number}"})
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE axes_accessattempt SET attempt_time = attempt_time - make_interval(mins => %s)", [minutes]
        )

    answer = client.post(LOGIN, {"login": person.email, "password": PASSWORD})

    assert answer.status_code == status


def test_a_code_that_was_used_is_not_taken_again(door: Door) -> None:
    person, code = door.person(), code_now()
    answers = []
    for _ in range(2):
        client = Client()
        client.post(LOGIN, {"login": person.email, "password": PASSWORD})
        answers.append(client.post(SECOND, {"code": code}).status_code)

    assert answers == [302, 200]


def test_wrong_codes_count_towards_the_same_lock(door: Door) -> None:
    person, client = door.person(), Client()
    client.post(LOGIN, {"login": person.email, "password": PASSWORD})

    answers = [client.post(SECOND, {"code": "000000"}).status_code for _ in range(5)]
    right = client.post(SECOND, {"code": code_now()})

    assert (answers, right.status_code) == ([200, 200, 200, 200, 429], 429)
    assert Event.objects.filter(summary=f"refused a sign-in as {person.name}: wrong code").count() == 5
    assert client.get(ACCOUNT).status_code == 302


def test_a_right_password_does_not_wipe_the_failures_before_the_second_factor_is_passed(door: Door) -> None:
    person, client = door.person(), Client()
    for _ in range(4):
        client.post(LOGIN, {"login": person.email, "password": "wrong"})
    client.post(LOGIN, {"login": person.email, "password": PASSWORD})

    assert client.post(SECOND, {"code": "000000"}).status_code == 429


def test_nobody_else_is_locked_out(door: Door) -> None:
    person, colleague, client = door.person(), door.person(), Client()
    for _ in range(5):
        client.post(LOGIN, {"login": person.email, "password": "wrong"})

    assert client.post(LOGIN, {"login": colleague.email, "password": PASSWORD})["Location"] == SECOND


def test_an_address_that_nobody_has_is_answered_the_same_and_leaves_no_event(door: Door) -> None:
    person, client = door.person(), Client()

    known = client.post(LOGIN, {"login": person.email, "password": "wrong"})
    unknown = client.post(LOGIN, {"login": "nobody@example.org", "password": "wrong"})

    assert (errors_on(known), codes()) == (errors_on(unknown), ["access.sign-in-failed"])
    assert errors_on(known) == ["The email address and/or password you specified are not correct."]


def test_no_address_stands_in_the_tables_that_count_failures(door: Door) -> None:
    person, client = door.person(), Client()

    client.post(LOGIN, {"login": person.email, "password": "wrong"})

    from_axes = str(list(_attempts()))
    assert (person.email in from_axes, "wrong" in from_axes, PASSWORD in from_axes) == (False, False, False)


def _attempts() -> list[tuple[object, ...]]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM axes_accessattempt")
        rows = cursor.fetchall()
    assert len(rows) == 1
    return rows


def test_signing_out_ends_the_session_and_stands_in_the_trail(door: Door) -> None:
    client = door.client_as(Role.OFFICER)

    asked = client.get("/sign-in/logout/")
    client.post("/sign-in/logout/")

    assert (asked.status_code, client.get(ACCOUNT).status_code) == (200, 302)
    assert Event.objects.latest("pk").summary == "signed out by themselves"


def test_a_person_who_is_stopped_is_out_with_their_next_request(door: Door) -> None:
    administrator = actor_in(door.authority, Role.ADMINISTRATOR)
    person = door.person()
    client = door.client(person)

    deactivate_person(actor=administrator, handle=str(person.handle), on=TODAY, reason="left")

    assert client.get(ACCOUNT)["Location"].startswith(LOGIN)
    again = Client()
    assert again.post(LOGIN, {"login": person.email, "password": PASSWORD})["Location"] == "/sign-in/inactive/"


def test_after_a_reset_the_person_sets_up_a_second_factor_again(door: Door) -> None:
    administrator = actor_in(door.authority, Role.ADMINISTRATOR)
    person = door.person()
    client = door.client(person)

    reset_second_factor(actor=administrator, handle=str(person.handle), on=TODAY, reason="lost phone")

    assert client.get(ACCOUNT).status_code == 302
    cache.clear()
    client.post(LOGIN, {"login": person.email, "password": PASSWORD})
    assert client.get(ACCOUNT)["Location"] == "/sign-in/factors/app/"


def test_the_last_second_factor_stays(door: Door) -> None:
    client = door.client_as(Role.OFFICER)

    client.post("/sign-in/factors/app/remove/")

    assert Authenticator.objects.filter(type="totp").count() == 1


def test_something_sensitive_asks_again_who_it_is_once_the_sign_in_is_some_minutes_old(door: Door) -> None:
    client = door.client_as(Role.OFFICER)
    fresh = client.get("/sign-in/factors/recovery-codes/new/")
    session = client.session
    session["began"] = int(time.time()) - 301
    session.save()

    stale = client.get("/sign-in/factors/recovery-codes/new/")
    answer = client.post(stale["Location"], {"password": PASSWORD})

    assert (fresh.status_code, stale["Location"]) == (
        200,
        "/sign-in/again/?next=%2Fsign-in%2Ffactors%2Frecovery-codes%2Fnew%2F",
    )
    assert answer["Location"] == "/sign-in/factors/recovery-codes/new/"
    assert client.get(answer["Location"]).status_code == 200


def test_a_person_without_a_role_is_told_so_and_can_sign_out(door: Door) -> None:
    person = door.person()
    client = door.client(person)
    with arranged():
        Membership.objects.filter(person=person).update(valid_to=TODAY.replace(year=2020, month=2))

    answer = client.get(ACCOUNT)

    assert (answer.status_code, heading_of(answer)) == (403, "You hold no role in an authority")
    assert client.post("/sign-in/logout/").status_code == 302


def test_a_person_of_two_authorities_chooses_one_and_only_one_of_their_own(
    door: Door, other_authority: Authority
) -> None:
    person = door.person()
    with arranged():
        Membership.objects.create(authority=other_authority, person=person, role=Role.AUDITOR, valid_from="2020-01-01")
        third = Authority.objects.create(code="third", name="Third", gss="E06999909", slug="third")
    client = door.client(person)
    chosen = []
    for authority_id in (other_authority.pk, third.pk):
        client.post("/access/authority/", {"authority": authority_id})
        chosen.append(shown_authority(client))

    assert chosen == ["Mendip Vale Council", "Mendip Vale Council"]


def shown_authority(client: Client) -> str:
    found = re.search(r'<span class="pw-header__authority">(.*?)</span>', client.get(ACCOUNT).content.decode())
    return found[1] if found else ""


@pytest.mark.parametrize(
    "address", ["signup/", "password/reset/", "email/", "password/set/", "login/code/", "3rdparty/"]
)
def test_what_is_not_used_of_the_library_has_no_address(client: Client, db: None, address: str) -> None:
    assert client.get(f"/sign-in/{address}").status_code == 404


def test_one_click_sign_in_does_not_exist_here(client: Client, db: None) -> None:
    assert (settings.DEMONSTRATION, client.get("/sign-in/demonstration/").status_code) == (False, 404)


def test_the_way_back_never_leads_to_another_site(door: Door) -> None:
    person, client = door.person(), Client()

    client.post(LOGIN, {"login": person.email, "password": PASSWORD, "next": "https://elsewhere.example/"})
    answer = client.post(SECOND, {"code": code_now()})

    assert answer["Location"] == "/"


def test_people_who_hold_no_password_cannot_sign_in_with_an_empty_one(door: Door) -> None:
    person = person_in(door.authority, Role.OFFICER)

    assert Client().post(LOGIN, {"login": person.email, "password": ""}).status_code == 200
    assert codes() == []
