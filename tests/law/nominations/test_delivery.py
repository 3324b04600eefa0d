"""Delivery to the second, hours and objections. The days are those of the handbook's timetables (2.3, 2.4)."""

from datetime import UTC, date, datetime

import pytest

from pollwright.law.nations import Nation
from pollwright.law.nominations.delivery import (
    delivery_window,
    hours_of_notice,
    in_time,
    may_be_delivered,
    may_object,
    objection_windows,
)
from pollwright.law.notices import LONDON
from pollwright.law.timetables.kinds import Kind
from pollwright.law.timetables.rule_sets import Poll
from pollwright.law.timetables.steps import Step
from pollwright.law.timetables.working_out import timetable
from tests.law.calendars_for_tests import ENGLAND

LOCAL = timetable(Poll(Kind.LOCAL, Nation.ENGLAND, date(2026, 5, 7)))
COMMISSIONER = timetable(Poll(Kind.PCC, Nation.ENGLAND, date(2024, 5, 2)))


def at(day: date, hour: int, minute: int = 0, second: int = 0, micro: int = 0) -> datetime:
    return datetime(day.year, day.month, day.day, hour, minute, second, micro, tzinfo=LONDON)


CLOSE = date(2026, 4, 9)


@pytest.mark.parametrize(
    ("received", "holds"),
    [
        (at(CLOSE, 15, 59, 59), True),
        (at(CLOSE, 16), True),
        (at(CLOSE, 16, 0, 0, 900_000), True),
        (at(CLOSE, 16, 0, 1), False),
        (at(CLOSE, 16, 1), False),
        (datetime(2026, 4, 9, 15, 0, 0, tzinfo=UTC), True),
        (datetime(2026, 4, 9, 15, 0, 1, tzinfo=UTC), False),
    ],
)
def test_a_paper_is_in_time_until_four_to_the_second_by_the_clock_of_london(received: datetime, holds: bool) -> None:
    assert in_time(received, LOCAL).holds is holds


def test_a_withdrawal_at_a_minute_to_four_is_in_time() -> None:
    assert in_time(at(CLOSE, 15, 59), LOCAL, Step.WITHDRAWALS_CLOSE).holds


@pytest.mark.parametrize(
    ("received", "holds"),
    [
        (at(date(2026, 3, 20), 9), True),
        (at(date(2026, 3, 19), 12), False),
        (at(date(2026, 3, 20), 8, 59), False),
        (at(date(2026, 4, 6), 12), False),
        (at(date(2026, 4, 8), 17), True),
        (at(CLOSE, 16), True),
        (at(CLOSE, 16, 30), False),
    ],
)
def test_local_papers_come_in_office_hours_on_working_days_from_the_notice(received: datetime, holds: bool) -> None:
    # T-09: none on Easter Monday (6 April 2026). T-14: notices of 20 March were seen for this poll.
    window = delivery_window(LOCAL, date(2026, 3, 20))

    assert may_be_delivered(received, window, ENGLAND).holds is holds


@pytest.mark.parametrize(
    ("received", "holds"),
    [
        (at(date(2024, 3, 26), 12), False),
        (at(date(2024, 3, 27), 9, 59), False),
        (at(date(2024, 3, 27), 10), True),
        (at(date(2024, 3, 27), 16, 1), False),
    ],
)
def test_a_commissioner_s_papers_come_from_ten_to_four_after_the_day_of_the_notice(
    received: datetime, holds: bool
) -> None:
    window = delivery_window(COMMISSIONER, date(2024, 3, 26))

    assert may_be_delivered(received, window, ENGLAND).holds is holds


# 2.2: on the last day (Fri 5 April 2024) 10 to 12 all papers; 12 to 5 those delivered after 4pm on Thu 4 April
@pytest.mark.parametrize(
    ("objected", "delivered", "holds"),
    [
        (at(date(2024, 4, 5), 9, 59), at(date(2024, 4, 2), 10), False),
        (at(date(2024, 4, 5), 11), at(date(2024, 4, 2), 10), True),
        (at(date(2024, 4, 5), 13), at(date(2024, 4, 4), 16), False),
        (at(date(2024, 4, 5), 13), at(date(2024, 4, 5), 10, 5), True),
        (at(date(2024, 4, 5), 17), at(date(2024, 4, 5), 15), True),
        (at(date(2024, 4, 5), 17, 0, 1), at(date(2024, 4, 5), 15), False),
    ],
)
def test_objections_are_heard_on_the_last_day_in_two_windows(
    objected: datetime, delivered: datetime, holds: bool
) -> None:
    assert may_object(objected, delivered, objection_windows(COMMISSIONER, ENGLAND)).holds is holds


def test_local_rules_know_no_objections() -> None:
    assert objection_windows(LOCAL, ENGLAND) == ()


@pytest.mark.parametrize(
    ("words", "opens", "closes"),
    [
        ("", "09:00", "17:00"),
        ("Monday to Friday, 10am to 4pm", "10:00", "16:00"),
        ("Weekdays 8.30am to 5pm, not on bank holidays", "08:30", "17:00"),
        ("09:15 - 16:45", "09:15", "16:45"),
        ("10am until 12 noon", "10:00", "12:00"),
        ("Monday 9am to 5pm, Tuesday 9am to 7pm", "00:00", "23:59"),
        ("9 to 5", "00:00", "23:59"),
        ("By appointment", "00:00", "23:59"),
    ],
)
def test_the_hours_of_delivery_are_those_of_the_notice_and_none_is_refused_that_cannot_be_read(
    words: str, opens: str, closes: str
) -> None:
    # handbook 2.2: the rules of councillors fix the last moment only; the notice of election says the hours
    assert [f"{one:%H:%M}" for one in hours_of_notice(words)] == [opens, closes]
