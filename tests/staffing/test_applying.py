"""Applying for work at polls online: taken in once, by adults who declare what is asked, and decided by an officer."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client

from pollwright.acting import Actor, Role
from pollwright.audit.models import Event
from pollwright.authorities.models import Authority
from pollwright.authorities.operations.settings import change_setting
from pollwright.oversight.kinds import RETENTION_KINDS
from pollwright.staffing.models import Availability, StaffApplication, StaffMember
from pollwright.staffing.operations.bank import MemberFacts, add_member
from tests.fixtures.arranging import arranged
from tests.register.test_applications_pages import text_of
from tests.stations.towns import ON, POLL_DAY, Town

PAGE = "/staffing/apply/quantock/"


@pytest.fixture(autouse=True)
def clock(authority: Authority) -> None:
    """Set the authority's clock to a day before the poll."""
    with arranged():
        authority.demonstration, authority.clock_on = True, ON
        authority.save(update_fields=["demonstration", "clock_on"])


@pytest.fixture
def stranger(head: Actor, town: Town) -> Client:
    """Nobody who signed in, while the council recruits for a poll that was called."""
    town.poll("North")
    change_setting(
        actor=head, name="staffing.online_applications", value=True, valid_from=ON, on=ON, reason="May polls"
    )
    return Client()


def typed(**other: Any) -> dict[str, Any]:
    """Return what somebody types who applies."""
    given = {"forenames": "Robin", "surname": "Applicant", "email": "robin@example.org", "phone": "01823 555 0100"}
    given |= {"address1": "1 Quarry Road", "postcode": "ta1 1zz", "wanted": ["poll-clerk"], "experience": "Twice"}
    given |= {"born_on-day": "17", "born_on-month": "5", "born_on-year": "1980", "days": [POLL_DAY.isoformat()]}
    return given | {"right_to_work": "yes", "impartial": "yes"} | other


def test_an_application_is_taken_in_once_and_an_officer_takes_the_applicant_into_the_bank(
    stranger: Client, client_as: Callable[[Role], Client]
) -> None:
    first = stranger.post(PAGE, typed(), follow=True)
    again = stranger.post(PAGE, typed(), follow=True)
    assert StaffApplication.objects.count()
    made = StaffApplication.objects.select_related("member").get()
    page = f"/staffing/people/{made.member.reference}/"
    shown = text_of(client_as(Role.OFFICER).get(page))
    client_as(Role.OFFICER).post(f"{page}accept/", {"version": "1", "reason": "Interviewed"})

    assert "Your application was received" in text_of(first)
    assert "Your application was received" in text_of(again)
    assert (made.times, made.wanted, made.member.postcode, made.member.state) == (
        2,
        ["poll-clerk"],
        "TA1 1ZZ",
        "applied",
    )
    assert "Declares a right to work Yes" in shown
    assert list(Availability.objects.values_list("day", "free")) == [(POLL_DAY, True)]
    assert StaffMember.objects.get().state == "bank"
    told = Event.objects.filter(code__startswith="staffing.applied").order_by("pk")
    assert list(told.values_list("code", "capacity")) == [
        ("staffing.applied-online", "member of the public"), ("staffing.applied-again", "member of the public"),
    ]  # fmt: skip


def test_whoever_is_in_the_bank_already_is_named_to_the_officer_and_not_to_the_applicant(
    stranger: Client, officer: Actor, client_as: Callable[[Role], Client]
) -> None:
    there = add_member(actor=officer, facts=MemberFacts("Robin", "Applicant", postcode="TA1 1ZZ"), on=date(2026, 1, 5))

    answer = text_of(stranger.post(PAGE, typed(), follow=True))

    made = StaffApplication.objects.get()
    shown = text_of(client_as(Role.OFFICER).get(f"/staffing/people/{made.member.reference}/"))
    assert ("Your application was received" in answer, there.reference in answer) == (True, False)
    assert (made.twin, f"Same name and postcode {there.reference}" in shown) == (there, True)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"born_on-year": "2012"}, "Whoever works at a poll is 18 or over."),
        ({"postcode": "XX"}, "postcode"),
        ({"impartial": ""}, ""),
        ({"wanted": []}, ""),
        ({"days": ["2031-01-01"]}, ""),
    ],
)
def test_bad_input_is_told_and_nothing_is_kept(stranger: Client, wrong: dict[str, Any], said: str) -> None:
    answer = stranger.post(PAGE, typed(**wrong))

    assert (answer.status_code, said in text_of(answer), StaffMember.objects.count()) == (200, True, 0)


def test_whoever_cancels_is_not_told_that_an_application_was_received(stranger: Client) -> None:
    assert f'href="{PAGE}received/"' not in stranger.get(PAGE).content.decode()


def test_nobody_applies_where_the_council_does_not_recruit_or_is_not_known(authority: Authority) -> None:
    stranger = Client()

    closed, sent = stranger.get(PAGE), stranger.post(PAGE, typed(days=[]))

    assert "Applications are not taken online at the moment" in text_of(closed)
    assert ("Applications for work at polls are not taken online" in text_of(sent), StaffMember.objects.count()) == (
        True, 0,
    )  # fmt: skip
    assert stranger.get("/staffing/apply/nowhere/").status_code == 404
    assert RETENTION_KINDS["staff-particulars"].remove[0].startswith("DELETE FROM staffing_staffapplication ")
