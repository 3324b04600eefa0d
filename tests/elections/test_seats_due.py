"""The seats with which the calling of an ordinary election starts: of last time, by the scheme of the council (LGA 1972 s 7)."""

import re
from collections.abc import Callable
from datetime import date

import pytest
from django.http import HttpResponse
from django.test import Client

from pollwright.acting import Role
from pollwright.authorities.models import Authority
from pollwright.elections.models import Contest, Poll, Vacancy
from pollwright.elections.queries.contests_before import Basis, Due, seats_due
from pollwright.elections.states import SeatsOf
from pollwright.law.timetables.kinds import Kind
from pollwright.places.models import Area
from tests.elections.test_polls_pages import FIRST
from tests.fixtures.arranging import arranged
from tests.fixtures.ledger import Ledger
from tests.register.test_applications_pages import text_of

DAY = date(2027, 5, 6)


def held(authority: Authority, day: date, seats_of: SeatsOf, contests: dict[Area, int], **facts: object) -> Poll:
    """Make a poll as it was held, long before its calling could be typed here."""
    number = Poll.objects.count() + 1
    given = {"kind": "local", "nation": "england", "title": "Then", "body": "Quantock", "body_slug": "quantock"}
    with arranged():
        poll = Poll.objects.create(
            authority=authority, reference=f"OLD{number}", day=day, seats_of=seats_of, voting_system="FPTP", rules="x",
            **(given | facts),
        )  # fmt: skip
        for at, (area, seats) in enumerate(contests.items()):
            Contest.objects.create(
                authority=authority, poll=poll, reference=f"OLD{number}-{at}", area=area, name=area.name, slug="x",
                seats=seats,
            )  # fmt: skip
    return poll


def due(authority: Authority, seats_of: SeatsOf, day: date = DAY) -> Due:
    return seats_due(authority.pk, Kind.LOCAL, day=day, seats_of=seats_of, body="Quantock")


def test_seats_of_a_whole_council_are_those_of_the_last_ordinary_election_of_that_council(
    authority: Authority, ledger: Ledger
) -> None:
    cam, axe = ledger.area(name="Cam"), ledger.area(name="Axe")
    whole = held(authority, date(2023, 5, 4), SeatsOf.WHOLE, {cam: 3, axe: 2})
    held(authority, date(2025, 2, 6), SeatsOf.VACANCY, {cam: 1}, by_election=True)
    held(authority, date(2025, 5, 1), SeatsOf.WHOLE, {axe: 1}, body="Mendip", body_slug="mendip")
    held(authority, date(2023, 6, 15), SeatsOf.WHOLE, {axe: 2}, replaces=whole)
    held(authority, date(2026, 5, 7), SeatsOf.WHOLE, {cam: 9}, rehearsal=True)

    keys = {f"ward.{cam.code}": 3, f"ward.{axe.code}": 2}
    assert due(authority, SeatsOf.WHOLE) == Due(Basis.SAME, date(2023, 5, 4), keys)


def test_a_third_is_what_was_filled_four_years_ago_or_a_part_of_the_whole_council(
    authority: Authority, ledger: Ledger
) -> None:
    cam, axe = ledger.area(name="Cam"), ledger.area(name="Axe")
    held(authority, date(2022, 5, 5), SeatsOf.WHOLE, {cam: 3, axe: 2})
    after_all = due(authority, SeatsOf.THIRDS)
    held(authority, date(2023, 5, 4), SeatsOf.THIRDS, {cam: 1})
    held(authority, date(2024, 5, 2), SeatsOf.THIRDS, {axe: 1})
    held(authority, date(2026, 5, 7), SeatsOf.THIRDS, {cam: 1, axe: 1})

    assert (after_all.basis, after_all.seats[f"ward.{cam.code}"]) == (Basis.PART, 1)
    assert due(authority, SeatsOf.THIRDS) == Due(Basis.SAME, date(2023, 5, 4), {f"ward.{cam.code}": 1})
    cycle = due(authority, SeatsOf.WHOLE)
    assert (cycle.basis, cycle.seats) == (Basis.CYCLE, {f"ward.{cam.code}": 2, f"ward.{axe.code}": 2})


@pytest.fixture
def client(authority: Authority, client_as: Callable[[Role], Client]) -> Client:
    """An officer who calls polls on Monday 23 November 2026."""
    with arranged():
        authority.demonstration, authority.clock_on = True, date(2026, 11, 23)
        authority.save()
    return client_as(Role.SENIOR)


def test_a_vacancy_starts_from_what_is_known_of_the_council(
    authority: Authority, ledger: Ledger, client: Client
) -> None:
    cam, axe = ledger.area(name="Cam"), ledger.area(name="Axe")
    held(authority, date(2023, 5, 4), SeatsOf.WHOLE, {cam: 3, axe: 2})
    held(authority, DAY, SeatsOf.WHOLE, {cam: 3, axe: 2})

    page = client.get("/polls/vacancies/new/council/")

    names = ("body", "ordinary_on-day", "ordinary_on-year", "members", "vacant")
    assert [typed(page, name) for name in names] == ["Quantock", "6", "2027", "5", "1"]
    assert typed(client.get("/polls/new/"), "body") == "Quantock"


def typed(page: HttpResponse, name: str) -> str:
    """Return what a box of a form starts from."""
    box = next(found for found in re.findall(r"<input[^>]*>", page.content.decode()) if f'name="{name}"' in found)
    value = re.search(r'value="([^"]*)"', box)
    return value[1] if value else ""


def test_the_page_starts_from_them_and_says_which_areas_had_none(
    authority: Authority, ledger: Ledger, client: Client
) -> None:
    cam, new = ledger.area(name="Cam"), ledger.area(name="New")
    held(authority, date(2023, 5, 4), SeatsOf.WHOLE, {cam: 3})

    page = client.get(client.post("/polls/new/", FIRST)["Location"])

    assert (typed(page, f"seats-ward.{cam.code}"), typed(page, f"seats-ward.{new.code}")) == ("3", "")
    assert "those of the ordinary election of 4 May 2023" in text_of(page)
    assert "1 area had no contest then." in text_of(page)


def test_a_general_election_starts_in_every_constituency_and_a_by_election_with_one_seat(
    authority: Authority, ledger: Ledger, client: Client
) -> None:
    for number in (1, 2):
        ledger.area("constituency", code=f"E1400000{number}", name=f"Seat {number}")
    cam = ledger.area(name="Cam")

    general = client.post("/polls/new/", FIRST | {"kind": "uk-parliament", "seats_of": "other"})["Location"]
    by = client.post("/polls/new/", FIRST | {"by_election": "yes", "seats_of": "vacancy"})["Location"]

    page = client.get(by)
    assert client.get(general).content.decode().count("checked") == 2
    assert typed(page, "seats") == "1"
    facts = {"kind": "local", "body": "Quantock", "body_slug": "quantock", "area": cam, "cause": "DEATH"}
    with arranged():
        for number in (1, 2):
            Vacancy.objects.create(
                authority=authority, reference=f"VC{number}", seat=str(number), arose_on=date(2026, 11, 2), **facts
            )
    two = client.get(by)
    assert (typed(two, "seats"), "Vacant: Cam (2 seats)." in text_of(two)) == ("2", True)
    assert f'value="ward.{cam.code}" selected' in page.content.decode()
