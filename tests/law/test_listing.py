"""Objections, the first day to allow, and hearings, against the examples of the handbook (2.4)."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pollwright.law.listing import (
    earliest_determination,
    hearing_range,
    hearing_request_until,
    listing,
    may_allow,
    missing_from_objection,
    objection_in_time,
)
from tests.law.calendars_for_tests import ENGLAND


@pytest.mark.parametrize(
    ("received_on", "first", "last", "determine_from"),
    [
        # REG-230: both worked examples.
        (date(2026, 4, 20), date(2026, 4, 21), date(2026, 4, 27), date(2026, 4, 28)),
        (date(2025, 12, 19), date(2025, 12, 22), date(2025, 12, 31), date(2026, 1, 2)),
        # By hand: an application made online on Saturday 14 November 2026.
        (date(2026, 11, 14), date(2026, 11, 16), date(2026, 11, 20), date(2026, 11, 23)),
    ],
)
def test_objections_have_five_clear_working_days(
    received_on: date, first: date, last: date, determine_from: date
) -> None:
    dates = listing(received_on, ENGLAND)

    assert (dates.objections_from, dates.objections_until, dates.determine_from) == (first, last, determine_from)
    assert [working.on for working in dates.workings] == [received_on, first, last, determine_from]


def test_an_anonymous_application_is_never_listed_and_may_be_allowed_at_once() -> None:
    # REG-173.
    dates = listing(date(2026, 4, 28), ENGLAND, anonymous=True)

    assert (dates.objections_from, dates.objections_until, dates.determine_from) == (None, None, date(2026, 4, 28))


@pytest.mark.parametrize(
    ("on", "anonymous", "allowed"),
    [
        (date(2026, 4, 27), False, False),
        (date(2026, 4, 28), False, True),
        (date(2026, 4, 29), False, True),
        (date(2026, 4, 20), True, True),
    ],
)
def test_nothing_but_an_anonymous_application_is_allowed_before_the_sixth_day(
    on: date, anonymous: bool, allowed: bool
) -> None:
    answer = may_allow(date(2026, 4, 20), on, ENGLAND, anonymous=anonymous)

    assert answer.holds == allowed


@pytest.mark.parametrize(
    ("objected_on", "suspends", "rule_of"),
    [
        (date(2026, 4, 20), True, "reg 29"),
        (date(2026, 4, 27), True, "reg 29"),
        (date(2026, 4, 28), False, "Objections received after the five-day period"),
    ],
)
def test_only_an_objection_within_the_five_days_suspends_the_application(
    objected_on: date, suspends: bool, rule_of: str
) -> None:
    answer = objection_in_time(date(2026, 4, 20), objected_on, ENGLAND)

    assert (answer.holds, answer.workings[0].source.provision) == (suspends, rule_of)


def test_a_hearing_is_required_within_three_working_days() -> None:
    # REG-234: notice of 22 April 2026, until 27 April.
    assert hearing_request_until(date(2026, 4, 22), ENGLAND) == date(2026, 4, 27)


def test_a_hearing_is_held_from_the_third_to_the_seventh_working_day() -> None:
    # REG-235: notice of Wed 22 April 2026, between Mon 27 April and Fri 1 May.
    dates = hearing_range(date(2026, 4, 22), ENGLAND)

    assert (dates.not_before, dates.not_after) == (date(2026, 4, 27), date(2026, 5, 1))


def test_an_objection_names_what_it_lacks() -> None:
    missing = missing_from_objection(name=True, address=False, elector_number=True, grounds=False)

    assert [working.says for working in missing] == ["The objector's address", "The grounds of the objection"]


@given(st.dates(date(2013, 1, 1), date(2028, 11, 1)))
def test_the_first_day_to_allow_is_a_working_day_after_six_others_began(received_on: date) -> None:
    first = earliest_determination(received_on, ENGLAND)

    assert ENGLAND.working_day_on_or_after(first) == first
    assert ENGLAND.working_days_before(first, 6) <= received_on < ENGLAND.working_days_before(first, 5)
