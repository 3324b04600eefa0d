"""Declarations that lapse (handbook 1.7 and 1.8)."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pollwright.law.facts import Category
from pollwright.law.nations import NotCovered
from pollwright.law.periods import last_day_of_months, months_after
from pollwright.law.special_categories import (
    Reminder,
    anonymous_term,
    declaration_in_time,
    overseas_term,
    reminder_due,
    second_reminder_range,
    term_of,
)


@pytest.mark.parametrize(
    ("category", "last_day", "remind_from", "remind_to"),
    [
        # REG-153 and table 1.7, each taking effect on 1 December 2024.
        (Category.CROWN_SERVANT, date(2025, 11, 30), date(2025, 9, 1), date(2025, 10, 1)),
        (Category.BRITISH_COUNCIL, date(2025, 11, 30), date(2025, 9, 1), date(2025, 10, 1)),
        (Category.FORCES_CHILD, date(2025, 11, 30), date(2025, 9, 1), date(2025, 10, 1)),
        (Category.LOCAL_CONNECTION, date(2025, 11, 30), date(2025, 9, 1), date(2025, 10, 1)),
        (Category.FORCES, date(2029, 11, 30), date(2029, 9, 1), date(2029, 10, 1)),
    ],
)
def test_a_declaration_of_1_december_2024(
    category: Category, last_day: date, remind_from: date, remind_to: date
) -> None:
    term = term_of(category, date(2024, 12, 1))

    assert (term.last_day, term.ends_on, term.remind_from, term.remind_to) == (
        last_day,
        last_day + timedelta(days=1),
        remind_from,
        remind_to,
    )


def test_an_anonymous_entry_lasts_twelve_months() -> None:
    # REG-177, table 1.7.
    term = anonymous_term(date(2026, 4, 29))

    assert (term.last_day, term.remind_from, term.remind_to) == (
        date(2027, 4, 28),
        date(2027, 1, 29),
        date(2027, 2, 28),
    )


@pytest.mark.parametrize(
    ("effective_on", "ends_on"),
    [
        # REG-161.
        (date(2024, 3, 1), date(2026, 11, 1)),
        (date(2026, 10, 31), date(2028, 11, 1)),
        (date(2026, 11, 1), date(2029, 11, 1)),
        (date(2026, 11, 2), date(2029, 11, 1)),
        (date(2026, 12, 1), date(2029, 11, 1)),
    ],
)
def test_an_overseas_entry_ends_on_the_third_1_november_after_it_took_effect(effective_on: date, ends_on: date) -> None:
    term = term_of(Category.OVERSEAS, effective_on)

    assert (term.ends_on, term.last_day) == (ends_on, ends_on - timedelta(days=1))
    assert term == overseas_term(effective_on)


@pytest.mark.parametrize("category", [Category.ORDINARY, Category.PEER])
def test_an_ordinary_entry_does_not_lapse(category: Category) -> None:
    with pytest.raises(NotCovered):
        term_of(category, date(2026, 1, 1))


def test_the_second_reminder_follows_by_21_to_28_days() -> None:
    # REG-153: sent 10 September 2025, second between 1 and 8 October.
    assert second_reminder_range(date(2025, 9, 10)) == (date(2025, 10, 1), date(2025, 10, 8))


@pytest.mark.parametrize(
    ("on", "first_sent_on", "second_sent", "due"),
    [
        (date(2025, 8, 31), None, False, None),
        (date(2025, 9, 1), None, False, Reminder.FIRST),
        (date(2025, 11, 30), None, False, Reminder.FIRST),
        (date(2025, 12, 1), None, False, None),
        (date(2025, 9, 30), date(2025, 9, 10), False, None),
        (date(2025, 10, 1), date(2025, 9, 10), False, Reminder.SECOND),
        (date(2025, 10, 2), date(2025, 9, 10), True, None),
    ],
)
def test_which_reminder_is_due_to_a_crown_servant(
    on: date, first_sent_on: date | None, second_sent: bool, due: Reminder | None
) -> None:
    term = term_of(Category.CROWN_SERVANT, date(2024, 12, 1))

    found, _ = reminder_due(term, on, first_sent_on=first_sent_on, second_sent=second_sent, no_longer_wanted=False)

    assert found == due


def test_nobody_is_reminded_who_is_known_not_to_be_entitled() -> None:
    # REG-150.
    term = term_of(Category.CROWN_SERVANT, date(2024, 12, 1))

    found, workings = reminder_due(term, date(2025, 9, 1), first_sent_on=None, second_sent=False, no_longer_wanted=True)

    assert (found, [working.source.rule for working in workings]) == (None, ["REG-150"])


@pytest.mark.parametrize(
    ("category", "received_on", "in_time"),
    [
        # REG-151: a declaration of 22 August 2026 must come by 22 November.
        (Category.LOCAL_CONNECTION, date(2026, 11, 22), True),
        (Category.LOCAL_CONNECTION, date(2026, 11, 23), False),
        (Category.OVERSEAS, date(2026, 11, 23), False),
        (Category.FORCES, date(2026, 11, 23), True),
    ],
)
def test_a_declaration_more_than_three_months_old_is_rejected(
    category: Category, received_on: date, in_time: bool
) -> None:
    assert declaration_in_time(category, date(2026, 8, 22), received_on).holds == in_time


@pytest.mark.parametrize(
    ("begins_on", "months", "last_day"),
    [
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2025, 2, 28), 12, date(2026, 2, 27)),
        (date(2025, 8, 31), 6, date(2026, 2, 28)),
        (date(2024, 12, 1), 12, date(2025, 11, 30)),
    ],
)
def test_a_period_of_months_ends_on_the_day_before_its_own_date(begins_on: date, months: int, last_day: date) -> None:
    assert last_day_of_months(begins_on, months) == last_day


@given(st.dates(date(2001, 1, 1), date(2090, 1, 1)), st.integers(1, 240))
def test_months_go_by_one_at_a_time(day: date, months: int) -> None:
    later = months_after(day, months)

    assert (later.year - day.year) * 12 + later.month - day.month == months
    assert later.day <= day.day


@given(st.dates(date(2014, 1, 1), date(2040, 1, 1)))
def test_an_overseas_entry_lasts_more_than_two_years_and_at_most_three(effective_on: date) -> None:
    ends_on = overseas_term(effective_on).ends_on

    assert months_after(effective_on, 24) < ends_on <= months_after(effective_on, 36)
