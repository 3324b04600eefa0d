"""Which days count. Expected days are from the GOV.UK list, published timetables and the calendar on the wall."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pollwright.law.bank_holidays import bank_holidays
from pollwright.law.calendars import BeyondTheCalendar, Calendar, calendar_for, good_friday
from pollwright.law.nations import Nation
from tests.law.calendars_for_tests import ENGLAND, SCOTLAND

DAYS = st.dates(date(2013, 6, 1), date(2027, 6, 30))


@pytest.mark.parametrize(
    ("day", "works"),
    [
        (date(2026, 11, 20), True),  # a Friday
        (date(2026, 11, 21), False),  # Saturday
        (date(2026, 11, 22), False),  # Sunday
        (date(2026, 12, 24), False),  # Christmas Eve, a Thursday and no bank holiday
        (date(2026, 12, 25), False),  # Christmas Day
        (date(2026, 12, 28), False),  # Boxing Day, observed
        (date(2026, 4, 2), True),  # Maundy Thursday has counted since 2007
        (date(2026, 4, 3), False),  # Good Friday
        (date(2026, 4, 6), False),  # Easter Monday
        (date(2022, 9, 19), False),  # state funeral
    ],
)
def test_days_that_count_in_england(day: date, works: bool) -> None:
    assert ENGLAND.is_working_day(day) == works


@pytest.mark.parametrize(
    ("day", "in_england", "in_scotland"),
    [
        (date(2026, 1, 2), True, False),
        (date(2026, 4, 6), False, True),  # Easter Monday is no bank holiday in Scotland
        (date(2026, 6, 15), True, False),  # World Cup
        (date(2026, 8, 3), True, False),
        (date(2026, 8, 31), False, True),
        (date(2026, 11, 30), True, False),
    ],
)
def test_scotland_keeps_its_own_holidays(day: date, in_england: bool, in_scotland: bool) -> None:
    assert (ENGLAND.is_working_day(day), SCOTLAND.is_working_day(day)) == (in_england, in_scotland)


def test_english_holidays_of_2027_are_those_of_the_published_list() -> None:
    found = [holiday.on for holiday in bank_holidays(Nation.ENGLAND) if holiday.on.year == 2027]

    # Handbook, elections 2.1: Christmas is observed on 27 and 28 December.
    assert found == [
        date(2027, 1, 1),
        date(2027, 3, 26),
        date(2027, 3, 29),
        date(2027, 5, 3),
        date(2027, 5, 31),
        date(2027, 8, 30),
        date(2027, 12, 27),
        date(2027, 12, 28),
    ]


def test_good_friday_needs_no_table() -> None:
    bare = Calendar(Nation.ENGLAND, frozenset())

    assert [bare.is_working_day(date(2026, 4, day)) for day in (2, 3, 6)] == [True, False, True]


@pytest.mark.parametrize("nation", [Nation.ENGLAND, Nation.SCOTLAND, Nation.NORTHERN_IRELAND])
def test_good_friday_is_worked_out_as_the_government_lists_it(nation: Nation) -> None:
    listed = [holiday.on for holiday in bank_holidays(nation) if holiday.name == "Good Friday"]

    assert listed == [good_friday(year) for year in range(2012, 2029)]


def test_good_friday_in_the_years_that_strain_the_moon() -> None:
    # Easter Day: 22 March 1818, 25 April 1943, 19 April 1981, 23 March 2008, 25 April 2038 (astronomical tables).
    assert [good_friday(year) for year in (1818, 1943, 1981, 2008, 2038)] == [
        date(1818, 3, 20),
        date(1943, 4, 23),
        date(1981, 4, 17),
        date(2008, 3, 21),
        date(2038, 4, 23),
    ]


@pytest.mark.parametrize(
    ("number", "day"),
    [
        # Published timetable of the town council elections of 7 May 2026 (BCP Council).
        (25, date(2026, 3, 30)),
        (19, date(2026, 4, 9)),
        (18, date(2026, 4, 10)),
        (12, date(2026, 4, 20)),
        (11, date(2026, 4, 21)),
        (6, date(2026, 4, 28)),
        (5, date(2026, 4, 29)),
        (4, date(2026, 4, 30)),
        (0, date(2026, 5, 7)),
    ],
)
def test_working_days_before_the_poll_of_7_may_2026(number: int, day: date) -> None:
    assert ENGLAND.working_days_before(date(2026, 5, 7), number) == day


def test_scottish_local_elections_of_2022_counted_as_the_commission_published_them() -> None:
    poll = date(2022, 5, 5)

    found = [SCOTLAND.working_days_before(poll, number) for number in (24, 12, 11, 6)]

    assert found == [date(2022, 3, 30), date(2022, 4, 18), date(2022, 4, 19), date(2022, 4, 26)]


def test_a_day_of_mourning_added_late_moves_the_count() -> None:
    # Tower Hamlets published WD-28 of 13 October 2022 as 5 September before 19 September was declared.
    without = Calendar(Nation.ENGLAND, ENGLAND.holidays - {date(2022, 9, 19)})
    poll = date(2022, 10, 13)

    assert without.working_days_before(poll, 28) == date(2022, 9, 5)
    assert ENGLAND.working_days_before(poll, 28) == date(2022, 9, 2)


def test_an_extra_day_is_not_counted() -> None:
    mourning = date(2027, 4, 14)

    calendar = calendar_for(Nation.ENGLAND, extra=frozenset({mourning}))

    assert calendar.working_days_before(date(2027, 4, 16), 2) == date(2027, 4, 13)
    assert calendar.working_days_before(date(2027, 4, 16), 1) == date(2027, 4, 15)


def test_the_nearest_working_days_around_christmas_2026() -> None:
    boxing_day_observed = date(2026, 12, 28)

    found = (
        ENGLAND.working_day_on_or_before(boxing_day_observed),
        ENGLAND.working_day_on_or_after(boxing_day_observed),
        ENGLAND.previous_working_day(date(2026, 12, 29)),
        ENGLAND.next_working_day(date(2026, 12, 23)),
        ENGLAND.working_day_on_or_after(date(2026, 12, 29)),
        ENGLAND.working_day_on_or_before(date(2026, 12, 29)),
    )

    assert found == (
        date(2026, 12, 23),
        date(2026, 12, 29),
        date(2026, 12, 23),
        date(2026, 12, 29),
        date(2026, 12, 29),
        date(2026, 12, 29),
    )


@pytest.mark.parametrize("day", [date(2029, 1, 2), date(2011, 12, 30)])
def test_a_day_past_the_known_holidays_is_refused_rather_than_guessed(day: date) -> None:
    with pytest.raises(BeyondTheCalendar, match="from 1 January 2012 to 31 December 2028"):
        ENGLAND.is_working_day(day)


def test_counting_past_the_known_holidays_is_refused_too() -> None:
    with pytest.raises(BeyondTheCalendar):
        ENGLAND.working_days_after(date(2028, 12, 29), 1)


def test_a_negative_count_is_refused() -> None:
    with pytest.raises(ValueError, match="whole numbers from nought"):
        ENGLAND.working_days_before(date(2026, 5, 7), -1)


@given(DAYS, st.integers(0, 60))
def test_counting_back_undoes_counting_on(day: date, number: int) -> None:
    start = ENGLAND.working_day_on_or_after(day)

    assert ENGLAND.working_days_before(ENGLAND.working_days_after(start, number), number) == start


@given(DAYS, st.integers(1, 60), st.integers(1, 60))
def test_two_counts_make_one(day: date, first: int, second: int) -> None:
    stepped = SCOTLAND.working_days_after(SCOTLAND.working_days_after(day, first), second)

    assert stepped == SCOTLAND.working_days_after(day, first + second)


@given(DAYS, st.integers(1, 60))
def test_a_count_steps_over_just_so_many_working_days(day: date, number: int) -> None:
    end = ENGLAND.working_days_after(day, number)

    stepped = (day + timedelta(days=days) for days in range(1, (end - day).days + 1))

    assert sum(ENGLAND.is_working_day(each) for each in stepped) == number
    assert ENGLAND.is_working_day(end)
