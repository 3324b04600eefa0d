"""Ballot papers by number (B-10, B-39) and turnout by the hour."""

from datetime import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pollwright.acting import Actor
from pollwright.elections.models import Contest
from pollwright.polling_day.models import PaperRange, Turnout
from pollwright.polling_day.operations import ranges as operations
from pollwright.polling_day.operations import turnout
from pollwright.polling_day.operations.calls import InTheFuture
from pollwright.polling_day.operations.desks import NotOfTheDay
from pollwright.polling_day.queries.ranges import entrusted
from pollwright.polling_day.queries.turnout import Hour, TurnoutRow, hours, turnout_rows
from pollwright.polling_day.states import PaperKind
from pollwright.stations.models import Station
from tests.polling_day.days import Day, clock
from tests.polling_day.test_late_changes import add


def contest(day: Day, name: str) -> str:
    return str(Contest.objects.get(poll=day.poll, name=name).reference)


def issue(day: Day, first: int, last: int, number: int = 1, **facts: object) -> PaperRange:
    given: dict[str, object] = {"contest": contest(day, "North"), "kind": PaperKind.ORDINARY, "extra": True}
    return operations.issue_range(
        actor=day.officer, reference=day.reference, station=day.station(number), first=first, last=last,
        at=clock(15), **(given | facts),
    )  # fmt: skip


def test_every_station_gets_whole_books_numbered_on(day: Day) -> None:
    # B-10: consecutive ranges per station, rounded up to a book. North is polled at station 1 only, three electors.
    made = operations.allot_ranges(
        actor=day.officer, reference=day.reference, contest=contest(day, "North"), first=101, book=2, at=clock(6)
    )

    assert [(one.station.number, one.first, one.last, one.extra) for one in made] == [(1, 101, 104, False)]
    with pytest.raises(operations.AllottedBefore):
        operations.allot_ranges(
            actor=day.officer, reference=day.reference, contest=contest(day, "North"), first=1, book=2, at=clock(6)
        )


@pytest.mark.parametrize(("first", "last"), [(50, 60), (40, 50), (1, 200), (45, 47), (60, 60)])
def test_no_number_is_issued_twice(day: Day, first: int, last: int) -> None:
    issue(day, 41, 60)

    with pytest.raises(operations.NumbersIssued, match="41 to 60"):
        issue(day, first, last)

    assert PaperRange.objects.count() == 1


def test_an_extra_range_counts_in_the_account_and_one_taken_back_does_not(day: Day, senior: Actor) -> None:
    # B-39: entrusted 1,050, unused 488, spoilt 3: 559 in the box.
    station = Station.objects.get(scheme=day.scheme, number=1)
    issue(day, 1, 1000, extra=False)
    issue(day, 1001, 1050)
    wrong = issue(day, 2001, 2050)
    issue(day, 1, 10, kind=PaperKind.TENDERED)
    operations.take_back_range(actor=senior, reference=wrong.reference, version=1, reason="Never left", at=clock(16))

    account = entrusted(day.desk, station.pk, contest(day, "North"), unused=488, spoilt=3)

    assert (account.entrusted, account.expected_in_box) == (1050, 559)
    assert issue(day, 2001, 2050, 1).first == 2001


def test_a_contest_is_given_papers_only_where_it_is_taken(day: Day) -> None:
    with pytest.raises(NotOfTheDay):
        issue(day, 1, 50, number=2)


def log(day: Day, hour: int, voters: int, number: int = 1, **facts: object) -> Turnout:
    return turnout.log_turnout(
        actor=day.officer, reference=day.reference, station=day.station(number), hour=time(hour), voters=voters,
        **({"at": clock(22, 30)} | facts),
    )  # fmt: skip


def test_turnout_never_falls_and_is_never_more_than_the_electors(day: Day) -> None:
    log(day, 9, 1)
    log(day, 15, 2)

    with pytest.raises(turnout.TurnoutFalls, match="2 voters by 15:00; 1 does not go with that"):
        log(day, 17, 1)
    with pytest.raises(turnout.TurnoutFalls):
        log(day, 7 + 1, 2)
    with pytest.raises(turnout.MoreThanElectors, match="has 3 electors"):
        log(day, 17, 4)
    with pytest.raises(turnout.OutsideTheHours):
        log(day, 7, 0)
    with pytest.raises(InTheFuture):
        log(day, 17, 3, at=clock(16, 59))
    with pytest.raises(turnout.FigureThere):
        log(day, 15, 3)
    log(day, 15, 3, reason="Misheard")

    assert list(Turnout.objects.order_by("hour").values_list("hour", "voters")) == [(time(9), 1), (time(15), 3)]


def test_who_was_added_on_the_day_may_vote_too(day: Day) -> None:
    add(day)

    assert log(day, 22, 4).voters == 4


def test_the_hours_of_all_stations_add_up(day: Day) -> None:
    log(day, 9, 1)
    log(day, 11, 2)
    log(day, 11, 1, number=2)

    # Station 2 told nothing by nine; station 1 counts at eleven with its second figure.
    assert hours(turnout_rows(day.desk)) == [Hour(time(9), 1, 1), Hour(time(11), 3, 2)]


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.lists(st.integers(0, 500), max_size=4), max_size=3))
def test_the_sum_by_hour_never_falls_where_no_station_s_does(told: list[list[int]]) -> None:
    rows = [
        TurnoutRow(place, None, {time(9 + step): voters for step, voters in enumerate(sorted(figures))})  # type: ignore[arg-type]
        for place, figures in enumerate(told)
    ]

    sums = [one.voters for one in hours(rows)]

    assert sums == sorted(sums)
    assert sums[-1:] == ([sum(row.latest or 0 for row in rows)] if sums else [])
