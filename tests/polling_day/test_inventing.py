"""The invented day of a rehearsal, and the ballot paper accounts that stations hand in (B-39)."""

from collections.abc import Callable
from datetime import time

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from pollwright.acting import Actor, Role
from pollwright.elections.operations.rehearsing import discard_rehearsal
from pollwright.jobs.models import Work
from pollwright.jobs.runner import perform
from pollwright.polling_day.invented import Part, Place, Wanted, invent
from pollwright.polling_day.models import Box, PaperAccount, PaperRange, Turnout
from pollwright.polling_day.operations.accounts import (
    AccountFigures,
    AccountThere,
    AccountTooEarly,
    AccountTooMany,
    enter_account,
)
from pollwright.polling_day.operations.inventing import DayAsked, LoggedAlready, OnlyInARehearsal, invent_day
from pollwright.polling_day.queries.accounts import every_account
from pollwright.polling_day.queries.stations_of_day import stations_of_day
from tests.polling_day.days import Day, clock, day_of
from tests.polling_day.test_papers_and_turnout import contest, issue
from tests.register.test_applications_pages import text_of
from tests.stations.towns import Town

HOURS = [time(hour) for hour in range(8, 23)]
PARTS = st.lists(
    st.builds(Part, st.integers(0, 900), st.sets(st.sampled_from((1, 2, 3)), max_size=3).map(lambda each: tuple(each))),
    max_size=4,
)


@given(
    PARTS,
    st.fixed_dictionaries(dict.fromkeys((1, 2, 3), st.integers(0, 3000))),
    st.integers(1, 100),
    st.text(max_size=8),
)
def test_whatever_is_invented_adds_up(parts: list[Part], papers: dict[int, int], percent: int, seed: str) -> None:
    used = {number for part in parts for number in part.contests}
    place = Place("S/1", tuple(parts), {one: papers[one] for one in used}, dict.fromkeys(used, 5))

    made = invent(place, Wanted(seed, percent), HOURS)

    voters = [many for _hour, many in made.turnout]
    assert voters == sorted(voters)
    assert voters[-1] <= sum(part.in_person for part in parts)
    assert made == invent(place, Wanted(seed, percent), HOURS)
    for sheet in made.sheets:
        entitled = [part for part in parts if sheet.contest in part.contests]
        assert sheet.entrusted == papers[sheet.contest] == sheet.issued + sheet.spoilt + sheet.unused
        assert min(sheet.spoilt, sheet.unused, sheet.tendered) >= 0
        assert sheet.issued <= min(voters[-1], sum(part.in_person for part in entitled))
        if len(entitled) == len(parts):
            assert sheet.issued == voters[-1]


@pytest.fixture
def rehearsed(officer: Actor, senior: Actor, town: Town) -> Day:
    """The desk of a rehearsal with forty electors at station 1 (North) and thirty at station 2 (South)."""
    town.electors("AA", 40)
    town.electors("BA", 30)
    return day_of(town, officer, senior, rehearsal=True)


def invented(day: Day, **facts: object) -> int:
    asked = DayAsked(**({"seed": "May", "percent": 40} | facts))  # type: ignore[arg-type]
    return invent_day(
        actor=day.officer, reference=day.reference, asked=asked, at=clock(9), conclude=lambda outcome: outcome
    )


def figures() -> list[tuple[int, int]]:
    return list(PaperAccount.objects.order_by("station__number").values_list("station__number", "issued"))


def test_a_day_is_invented_again_from_the_same_words_and_goes_with_its_rehearsal(rehearsed: Day) -> None:
    voters = invented(rehearsed, missing=1)
    with pytest.raises(LoggedAlready):
        invented(rehearsed)
    first = figures()
    again = invented(rehearsed, replace=True)

    most = {station.number: station.in_person for station in stations_of_day(rehearsed.desk)}
    assert (again, figures()) == (voters, first)
    assert sum(issued for _number, issued in first) == voters > 0
    assert all(issued <= most[number] for number, issued in first)
    assert [row.difference for row in every_account(rehearsed.desk)] == [0, 0]
    assert Box.objects.filter(received_at__isnull=False, account=True).count() == 2
    assert Turnout.objects.filter(hour=time(22)).count() == 2
    assert {one.kind for one in PaperRange.objects.all()} == {"ordinary", "tendered"}
    version = type(rehearsed.poll).objects.get(pk=rehearsed.poll.pk).version
    discard_rehearsal(actor=rehearsed.senior, reference=rehearsed.poll.reference, version=version, on=clock(9).date())
    for model in (Turnout, PaperAccount, Box, PaperRange):
        assert not model.objects.exists()  # type: ignore[attr-defined]


def test_nothing_is_invented_at_a_real_desk(day: Day) -> None:
    with pytest.raises(OnlyInARehearsal, match=day.reference):
        invented(day)

    assert not Turnout.objects.exists()


def test_an_account_is_entered_after_the_close_and_corrected_with_a_reason(day: Day) -> None:
    # B-39: entrusted 1,050, unused 488, spoilt 3: 559 issued
    issue(day, 1, 1050, extra=False)
    given = {"actor": day.officer, "reference": day.reference, "station": day.station(1)}
    given |= {"contest": contest(day, "North"), "figures": AccountFigures(488, 3, 0)}

    with pytest.raises(AccountTooEarly):
        enter_account(**given, at=clock(21, 59))  # type: ignore[arg-type]
    made = enter_account(**given, at=clock(22, 5))  # type: ignore[arg-type]
    with pytest.raises(AccountThere):
        enter_account(**given, at=clock(22, 6))  # type: ignore[arg-type]
    for wrong in (AccountFigures(1050, 1, 0), AccountFigures(0, 0, 1)):
        with pytest.raises(AccountTooMany):
            enter_account(**given | {"figures": wrong}, at=clock(22, 6), reason="x")  # type: ignore[arg-type]
    mended = enter_account(
        **given | {"figures": AccountFigures(487, 3, 0)},
        at=clock(22, 7),
        reason="Counted again",  # type: ignore[arg-type]
    )

    assert (made.entrusted, made.issued, mended.issued, mended.version) == (1050, 559, 560, 2)


def test_a_rehearsal_is_filled_from_its_desk_and_its_accounts_are_listed(
    rehearsed: Day, client_as: Callable[[Role], Client]
) -> None:
    client, page = client_as(Role.OFFICER), f"/polling-day/desks/{rehearsed.reference}/"
    assert "Invent a day’s votes" in text_of(client.get(page))

    client.post(f"{page}invent/", {"seed": "May", "percent": "40", "missing": "0"})
    perform(rehearsed.town.authority.pk, Work.objects.get(kind="polling_day.invent-votes").reference)
    shown = text_of(client.get(f"{page}accounts/"))

    assert "2 of 2 accounts are in" in shown
    assert client.get(f"{page}accounts/?download=csv").status_code == 200
