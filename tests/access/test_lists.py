"""The lists of this room: delegations, settings over time, and an authority's own non-working days."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from pollwright.access.models import Delegation
from pollwright.acting import Actor, Capacity, Role
from pollwright.authorities.models import Authority, NonWorkingDay, Setting
from tests.fixtures.arranging import arranged
from tests.fixtures.people import person_in

Browser = Callable[[Actor], Client]

# Before and after any day on which the tests may run, since these pages go by the real clock.
LONG_AGO, AGES_AWAY = date(2020, 1, 1), date(2999, 1, 1)


def delegated(council: Authority, reference: str, **given: Any) -> None:
    """Record a delegation to a new person whose name ends with its reference."""
    person = person_in(council, Role.SENIOR)
    with arranged():
        person.name = f"Holder of {reference}"
        person.save(update_fields=["name"])
        facts = {"valid_from": LONG_AGO, "document": f"Minute {reference}", "written_on": LONG_AGO} | given
        Delegation.objects.create(
            authority=council, reference=reference, person=person, capacity=Capacity.DEPUTY_ERO, given_by="x", **facts
        )


def given(council: Authority, name: str, value: object, on: date) -> None:
    """Give a setting a value."""
    with arranged():
        Setting.objects.create(authority=council, name=name, value=value, valid_from=on)


def day(council: Authority, on: date, name: str) -> None:
    """Add a day that is no working day."""
    with arranged():
        NonWorkingDay.objects.create(authority=council, day=on, name=name)


def rows_of(client: Client, address: str) -> list[list[str]]:
    """Return the rows of a list downloaded as CSV."""
    lines = b"".join(client.get(f"{address}as=csv").streaming_content).decode("utf-8-sig").splitlines()  # type: ignore[attr-defined]
    return [line.split(",") for line in lines[1:]]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["D4", "D3", "D2", "D1"]),
        ("sort=person&", ["D1", "D2", "D3", "D4"]),
        ("standing=in+force&", ["D1"]),
        ("standing=ended&", ["D2"]),
        ("standing=revoked&standing=ahead&", ["D4", "D3"]),
        ("search=minute+d3&", ["D3"]),
        ("search=holder+of+d2&", ["D2"]),
    ],
)
def test_delegations_are_searched_filtered_and_sorted(
    head: Actor, browser: Browser, authority: Authority, other_authority: Authority, query: str, found: list[str]
) -> None:
    delegated(authority, "D1")
    delegated(authority, "D2", valid_from=date(2020, 2, 1), valid_to=date(2021, 1, 1))
    delegated(authority, "D3", valid_from=date(2020, 3, 1), revoked_on=date(2020, 4, 1))
    delegated(authority, "D4", valid_from=AGES_AWAY)
    delegated(other_authority, "D9")

    rows = rows_of(browser(head), f"/access/delegations/?{query}columns=reference&")

    assert [row[0] for row in rows] == found


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["300 changes", "6 months", "200 changes"]),
        ("sort=valid_from&setting=notices.second_person_above&", ["200 changes", "300 changes"]),
        ("search=FILES+AS+THEY&", ["6 months"]),
        ("valid_from-to=2026-01-31&", ["200 changes"]),
    ],
)
def test_the_values_of_settings_are_searched_filtered_and_sorted(
    head: Actor, browser: Browser, authority: Authority, other_authority: Authority, query: str, found: list[str]
) -> None:
    given(authority, "notices.second_person_above", 200, date(2026, 1, 31))
    given(authority, "notices.second_person_above", 300, date(2026, 3, 1))
    given(authority, "retention.received-files", 6, date(2026, 2, 1))
    given(other_authority, "notices.second_person_above", 999, date(2026, 1, 1))

    rows = rows_of(browser(head), f"/access/settings-over-time/?{query}columns=value&")

    assert [row[0] for row in rows] == found


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["Mourning", "Coronation", "Jubilee"]),
        ("sort=name&", ["Coronation", "Jubilee", "Mourning"]),
        ("search=jub&", ["Jubilee"]),
        ("day-from=2023-05-08&", ["Mourning", "Coronation"]),
    ],
)
def test_an_authoritys_own_days_are_searched_filtered_and_sorted(
    officer: Actor, browser: Browser, authority: Authority, other_authority: Authority, query: str, found: list[str]
) -> None:
    day(authority, date(2022, 6, 3), "Jubilee")
    day(authority, date(2023, 5, 8), "Coronation")
    day(authority, date(2026, 2, 2), "Mourning")
    day(other_authority, date(2026, 2, 3), "Theirs")

    rows = rows_of(browser(officer), f"/access/days/?{query}columns=name&")

    assert [row[0] for row in rows] == found


def test_a_day_ahead_is_taken_back_from_the_list_and_one_that_is_past_is_not(
    head: Actor, officer: Actor, browser: Browser, authority: Authority
) -> None:
    day(authority, LONG_AGO, "Past")
    day(authority, AGES_AWAY, "Ahead")

    links = [
        [f"/access/days/{on}/remove/" in browser(actor).get("/access/days/").content.decode() for on in days]
        for actor in (head, officer)
        for days in [(LONG_AGO, AGES_AWAY)]
    ]

    assert links == [[False, True], [False, False]]


@pytest.mark.parametrize("address", ["/access/delegations/", "/access/settings-over-time/", "/access/days/"])
def test_lists_ask_the_database_as_often_for_three_rows_as_for_one(
    head: Actor, browser: Browser, authority: Authority, address: str
) -> None:
    def one_more(number: int) -> None:
        delegated(authority, f"D{number}")
        given(authority, "notices.second_person_above", number, date(2026, 1, number))
        day(authority, date(2026, 1, number), f"Day {number}")

    client = browser(head)
    one_more(1)
    client.get(address)
    with CaptureQueriesContext(connection) as one:
        client.get(address)
    one_more(2)
    one_more(3)

    with CaptureQueriesContext(connection) as three:
        page = client.get(address)

    assert (len(three), page.status_code) == (len(one), 200)
