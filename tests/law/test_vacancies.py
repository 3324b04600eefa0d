"""Casual vacancies. The dates are those worked in the handbook (E-07 to E-14)."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pollwright.law.nations import Nation, NotCovered
from pollwright.law.poll_ids import VacancyReason
from pollwright.law.timetables.kinds import Kind
from pollwright.law.timetables.rule_sets import Poll
from pollwright.law.timetables.steps import Step
from pollwright.law.timetables.working_out import timetable
from pollwright.law.vacancies import (
    Next,
    Request,
    RequestVerdict,
    Vacancy,
    VacancyRule,
    check_requests,
    parish_poll_demanded,
    poll_range,
    retires_on,
    six_month_rule,
    vacancy_rule,
    what_follows,
)
from tests.law.calendars_for_tests import ENGLAND

NOTICE = date(2026, 11, 23)
PRINCIPAL = vacancy_rule(Kind.LOCAL, Nation.ENGLAND, NOTICE)
PARISH = vacancy_rule(Kind.PARISH, Nation.ENGLAND, NOTICE)
PARISH_VACANCY = Vacancy(
    Kind.PARISH,
    Nation.ENGLAND,
    VacancyReason.RESIGNATION,
    arose_on=date(2026, 11, 20),
    retires_on=date(2028, 5, 8),
    members=9,
    seat="1",
    notice_on=NOTICE,
)
COUNCIL_VACANCY = replace(PARISH_VACANCY, kind=Kind.LOCAL, notice_on=None, members=110)


def asking(*days: date, seat: str = "1") -> list[Request]:
    return [Request(f"elector {number}", on, seat=seat) for number, on in enumerate(days)]


@pytest.mark.parametrize(
    ("received", "latest"),
    [(date(2026, 6, 22), date(2026, 8, 10)), (date(2026, 11, 23), date(2027, 1, 15))],
)
def test_a_council_seat_is_filled_within_35_working_days_of_the_second_request(received: date, latest: date) -> None:
    # E-08: the second passes over Christmas Eve, 25 and 28 December and New Year's Day.
    assert poll_range(PRINCIPAL, received, ENGLAND).latest == latest


def test_a_seat_declared_vacant_is_filled_between_25_and_35_working_days_and_nobody_need_ask() -> None:
    # E-09. Counted by hand from Mon 22 June 2026, with no bank holiday until 31 August: 27 July and 10 August.
    found = what_follows(replace(COUNCIL_VACANCY, declared_on=date(2026, 6, 22)), [], date(2026, 6, 22), ENGLAND)

    assert found.next is Next.BY_ELECTION
    assert found.poll is not None
    assert (found.poll.earliest, found.poll.latest) == (date(2026, 7, 27), date(2026, 8, 10))
    assert [working.source.rule for working in found.poll.workings] == ["E-08", "E-09", "E-09"]


def test_two_electors_of_the_authority_call_a_council_election_even_before_the_notice_of_vacancy() -> None:
    found = what_follows(COUNCIL_VACANCY, asking(date(2026, 6, 1), date(2026, 6, 22)), date(2026, 6, 22), ENGLAND)

    assert found.next is Next.BY_ELECTION
    assert found.poll is not None
    assert found.poll.latest == date(2026, 8, 10)


def test_the_notice_of_a_parish_gives_14_working_days_to_ask_and_60_to_hold_the_poll() -> None:
    # E-11: notice 23 November 2026, requests by 11 December, poll by 19 February 2027.
    on_last_day = [*[date(2026, 11, 24)] * 9, date(2026, 12, 11)]

    found = what_follows(PARISH_VACANCY, asking(*on_last_day), date(2026, 12, 11), ENGLAND)

    assert found.next is Next.BY_ELECTION
    assert found.poll is not None
    assert found.poll.latest == date(2027, 2, 19)
    assert found.requests is not None
    assert (found.requests.last_day, found.requests.reached_on) == (date(2026, 12, 11), date(2026, 12, 11))


@pytest.mark.parametrize(
    ("on", "following"), [(date(2026, 12, 11), Next.AWAIT_REQUESTS), (date(2026, 12, 12), Next.CO_OPTION)]
)
def test_nine_requests_lead_to_co_option_once_the_last_day_is_over(on: date, following: Next) -> None:
    found = what_follows(PARISH_VACANCY, asking(*[date(2026, 11, 24)] * 9), on, ENGLAND)

    assert (found.next, found.poll) == (following, None)


def test_a_tenth_request_a_day_late_is_told_so() -> None:
    requests = asking(*[date(2026, 11, 24)] * 9, date(2026, 12, 14))

    found = what_follows(PARISH_VACANCY, requests, date(2026, 12, 14), ENGLAND)

    assert found.next is Next.CO_OPTION
    assert found.requests is not None
    assert (found.requests.counting, found.requests.verdicts[-1][1]) == (9, RequestVerdict.TOO_LATE)


def test_each_request_has_its_verdict() -> None:
    good = Request("a", date(2026, 11, 24), seat="1")
    requests = [
        good,
        replace(good, received_on=date(2026, 11, 25)),
        replace(good, elector="b", seat="2"),
        replace(good, elector="c", in_area=False),
        replace(good, elector="d", on_register=False),
        replace(good, elector="e", received_on=date(2026, 11, 20)),
    ]

    found = check_requests(requests, PARISH, NOTICE, ENGLAND, "1")

    assert {request.elector + f"{request.received_on:%d}": verdict for request, verdict in found.verdicts} == {
        "a24": RequestVerdict.COUNTS,
        "a25": RequestVerdict.REPEATED,
        "b24": RequestVerdict.OTHER_SEAT,
        "c24": RequestVerdict.OUTSIDE_AREA,
        "d24": RequestVerdict.NOT_AN_ELECTOR,
        "e20": RequestVerdict.BEFORE_NOTICE,
    }


def test_a_vacancy_in_the_last_six_months_waits_for_the_ordinary_election() -> None:
    # E-10. Ordinary elections on 6 May 2027: councillors retire on 10 May, so the six months begin on 10 November.
    retiring = retires_on(date(2027, 5, 6))
    before = replace(COUNCIL_VACANCY, retires_on=retiring, arose_on=date(2026, 11, 9))
    within = replace(before, arose_on=date(2026, 11, 10))

    assert [six_month_rule(one).holds for one in (before, within)] == [False, True]
    assert what_follows(within, asking(NOTICE, NOTICE), NOTICE, ENGLAND).next is Next.ORDINARY_ELECTION
    assert what_follows(replace(within, kind=Kind.PARISH), [], NOTICE, ENGLAND).next is Next.CO_OPTION


@pytest.mark.parametrize(("vacant", "waits"), [(3, True), (4, False)])
def test_more_than_a_third_of_a_council_vacant_does_not_wait(vacant: int, waits: bool) -> None:
    vacancy = replace(COUNCIL_VACANCY, members=9, vacant=vacant, retires_on=date(2027, 5, 10))

    assert six_month_rule(vacancy).holds is waits


def test_before_the_notice_a_parish_waits_for_it_and_a_council_for_requests() -> None:
    found = [
        what_follows(replace(one, notice_on=None), [], NOTICE, ENGLAND).next
        for one in (PARISH_VACANCY, COUNCIL_VACANCY)
    ]

    assert found == [Next.AWAIT_NOTICE, Next.AWAIT_REQUESTS]


@pytest.mark.parametrize(
    ("in_favour", "present", "demanded"), [(9, 40, False), (10, 40, True), (3, 10, False), (4, 10, True), (0, 0, False)]
)
def test_a_parish_poll_is_demanded_by_ten_or_by_a_third(in_favour: int, present: int, demanded: bool) -> None:
    assert parish_poll_demanded(in_favour, present).holds is demanded


def test_a_seat_in_the_commons_is_not_filled_by_these_rules() -> None:
    with pytest.raises(NotCovered):
        vacancy_rule(Kind.UK_PARLIAMENT, Nation.ENGLAND, NOTICE)


@given(days=st.lists(st.integers(0, 40), max_size=14), repeated=st.booleans())
def test_a_parish_poll_needs_ten_different_electors_in_time(days: list[int], repeated: bool) -> None:
    requests = [
        Request("one" if repeated else f"{number}", ENGLAND.working_days_after(NOTICE, day))
        for number, day in enumerate(days)
    ]

    found = check_requests(requests, PARISH, NOTICE, ENGLAND)

    in_time = sum(day <= 14 for day in days)
    counting = min(in_time, 1) if repeated else in_time
    assert (found.counting, found.reached_on is not None) == (counting, counting >= 10)


@pytest.mark.parametrize(
    ("kind", "rule", "trigger", "on"),
    [
        (Kind.LOCAL, PRINCIPAL, date(2026, 6, 22), date(2026, 8, 6)),
        (Kind.PARISH, PARISH, NOTICE, date(2027, 2, 18)),
    ],
)
def test_the_range_of_a_vacancy_ends_where_the_timetable_of_the_by_election_has_it(
    kind: Kind, rule: VacancyRule, trigger: date, on: date
) -> None:
    poll = timetable(Poll(kind, Nation.ENGLAND, on, by_election=True, trigger=trigger)).step(Step.POLL)

    assert poll_range(rule, trigger, ENGLAND).latest == poll.latest
