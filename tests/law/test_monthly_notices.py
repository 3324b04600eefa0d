"""Monthly notices and the revised register, against the tables of the handbook (3.2 and 3.3)."""

from datetime import date

import pytest

from pollwright.law.calendars import Calendar, calendar_for
from pollwright.law.nations import Nation
from pollwright.law.notices import (
    ImpossibleDate,
    NoticeKind,
    monthly_notice,
    monthly_notices,
    notice_of_revision_by,
    revised_register,
    revised_register_due,
)
from pollwright.law.open_register import open_register_month, open_register_republication, open_register_with
from tests.law.calendars_for_tests import ENGLAND, SCOTLAND, WALES

# Handbook 3.2: every row, as (published, last application, determination cut-off, compulsory).
TABLE = [
    (date(2026, 1, 2), date(2025, 12, 11), date(2025, 12, 19), True),
    (date(2026, 2, 2), date(2026, 1, 9), date(2026, 1, 19), True),
    (date(2026, 3, 2), date(2026, 2, 6), date(2026, 2, 16), True),
    (date(2026, 4, 1), date(2026, 3, 10), date(2026, 3, 18), True),
    (date(2026, 5, 1), date(2026, 4, 9), date(2026, 4, 17), True),
    (date(2026, 6, 1), date(2026, 5, 8), date(2026, 5, 18), True),
    (date(2026, 7, 1), date(2026, 6, 9), date(2026, 6, 17), True),
    (date(2026, 8, 3), date(2026, 7, 10), date(2026, 7, 20), True),
    (date(2026, 9, 1), date(2026, 8, 10), date(2026, 8, 18), True),
    (date(2026, 10, 1), date(2026, 9, 9), date(2026, 9, 17), False),
    (date(2026, 11, 2), date(2026, 10, 9), date(2026, 10, 19), False),
    (date(2027, 1, 4), date(2026, 12, 11), date(2026, 12, 21), True),
    (date(2027, 2, 1), date(2027, 1, 8), date(2027, 1, 18), True),
    (date(2027, 3, 1), date(2027, 2, 5), date(2027, 2, 15), True),
    (date(2027, 4, 1), date(2027, 3, 10), date(2027, 3, 18), True),
    (date(2027, 5, 4), date(2027, 4, 12), date(2027, 4, 20), True),
]


@pytest.mark.parametrize(("published_on", "received_by", "determined_by", "compulsory"), TABLE)
@pytest.mark.parametrize("calendar", [ENGLAND, WALES], ids=["england", "wales"])
def test_monthly_notice_is_as_the_handbook_tables_it(
    calendar: Calendar, published_on: date, received_by: date, determined_by: date, compulsory: bool
) -> None:
    notice = monthly_notice(published_on.year, published_on.month, calendar)

    assert (notice.kind, notice.published_on, notice.received_by, notice.determined_by, notice.compulsory) == (
        NoticeKind.MONTHLY,
        published_on,
        received_by,
        determined_by,
        compulsory,
    )


def test_scottish_notice_of_january_2027_waits_for_two_holidays() -> None:
    # Handbook 3.2: published Tue 5 January, determination Tue 22 December, application Mon 14 December 2026.
    notice = monthly_notice(2027, 1, SCOTLAND)

    assert (notice.published_on, notice.determined_by, notice.received_by) == (
        date(2027, 1, 5),
        date(2026, 12, 22),
        date(2026, 12, 14),
    )


def test_the_register_month_and_the_two_before_need_no_notice() -> None:
    optional = [notice.published_on.month for notice in monthly_notices(2026, ENGLAND) if not notice.compulsory]

    assert optional == [10, 11, 12]


def test_a_register_put_off_to_february_frees_december_to_february() -> None:
    # REG-311 read with REG-320: a register of 1 February 2027.
    register_on = date(2027, 2, 1)

    optional = [
        (notice.published_on.year, notice.published_on.month)
        for year in (2026, 2027)
        for notice in monthly_notices(year, ENGLAND, register_on)
        if not notice.compulsory
    ]

    assert optional == [(2026, 12), (2027, 1), (2027, 2)]


def test_a_cut_off_on_a_day_that_does_not_count_rolls_back() -> None:
    # 14 days before 1 May 2026 is 17 April; were that a day of mourning, the cut-off would be Thu 16 April and the last
    # application, six working days before, Wed 8 April.
    calendar = calendar_for(Nation.ENGLAND, extra=frozenset({date(2026, 4, 17)}))

    notice = monthly_notice(2026, 5, calendar)

    assert (notice.determined_by, notice.received_by) == (date(2026, 4, 16), date(2026, 4, 8))


def test_workings_show_each_step_of_a_monthly_notice() -> None:
    notice = monthly_notice(2026, 5, ENGLAND)

    assert [(working.says, working.on, working.source.rule) for working in notice.workings] == [
        ("Published on the first working day of the month", date(2026, 5, 1), "REG-310"),
        ("Carries determinations made 14 days or more before, on a working day", date(2026, 4, 17), "REG-310"),
        ("Carries applications received six working days before that", date(2026, 4, 9), "REG-310"),
        ("Must be issued", date(2026, 12, 1), "REG-311"),
    ]


@pytest.mark.parametrize(
    ("calendar", "published_on", "last_determination", "determined_by", "received_by"),
    [
        # Handbook 3.3, every row, strict and by the calendar where both are given.
        (ENGLAND, date(2024, 12, 1), None, date(2024, 11, 29), date(2024, 11, 21)),
        (ENGLAND, date(2024, 12, 1), date(2024, 11, 30), date(2024, 11, 30), date(2024, 11, 22)),
        (ENGLAND, date(2025, 12, 1), None, date(2025, 11, 28), date(2025, 11, 20)),
        (ENGLAND, date(2025, 12, 1), date(2025, 11, 30), date(2025, 11, 30), date(2025, 11, 21)),
        (ENGLAND, date(2026, 12, 1), None, date(2026, 11, 30), date(2026, 11, 20)),
        (SCOTLAND, date(2026, 12, 1), None, date(2026, 11, 27), date(2026, 11, 19)),
        (ENGLAND, date(2027, 12, 1), None, date(2027, 11, 30), date(2027, 11, 22)),
        # REG-321: any day in November takes the last working day of October; by hand, 29,28,27,26,23,22 October.
        (ENGLAND, date(2026, 11, 17), None, date(2026, 10, 30), date(2026, 10, 22)),
    ],
)
def test_revised_register_cut_offs(
    calendar: Calendar, published_on: date, last_determination: date | None, determined_by: date, received_by: date
) -> None:
    register = revised_register(published_on, calendar, last_determination)

    assert (register.kind, register.published_on, register.determined_by, register.received_by) == (
        NoticeKind.REVISED,
        published_on,
        determined_by,
        received_by,
    )


@pytest.mark.parametrize(
    ("last_determination", "says"),
    [
        (None, "Carries determinations made up to the day before publication (strict: the last working day)"),
        (
            date(2025, 11, 30),
            "Carries determinations made up to the day before publication (chosen: a later calendar day)",
        ),
    ],
)
def test_the_workings_say_whether_the_strict_day_was_taken(last_determination: date | None, says: str) -> None:
    register = revised_register(date(2025, 12, 1), ENGLAND, last_determination)

    assert register.workings[1].says == says


@pytest.mark.parametrize("chosen", [date(2025, 11, 27), date(2025, 12, 1)])
def test_a_last_determination_outside_the_lawful_days_is_refused(chosen: date) -> None:
    with pytest.raises(ImpossibleDate, match="from 2025-11-28 to 2025-11-30"):
        revised_register(date(2025, 12, 1), ENGLAND, chosen)


def test_a_november_register_may_not_carry_determinations_of_november() -> None:
    with pytest.raises(ImpossibleDate, match="from 2026-10-30 to 2026-10-31"):
        revised_register(date(2026, 11, 17), ENGLAND, date(2026, 11, 16))


@pytest.mark.parametrize(
    ("published_on", "provision", "compulsory"),
    [(date(2026, 12, 1), "s 13(1)", True), (date(2027, 2, 1), "s 13(1)", True), (date(2027, 3, 1), "s 13(3)", False)],
)
def test_the_canvass_register_is_a_duty_and_any_other_a_choice(
    published_on: date, provision: str, compulsory: bool
) -> None:
    register = revised_register(published_on, ENGLAND)

    assert (register.source.provision, register.compulsory) == (provision, compulsory)


def test_an_election_since_july_lets_the_register_slip_to_february() -> None:
    due = [revised_register_due(2026, election_since_july=polled) for polled in (False, True)]

    assert due == [date(2026, 12, 1), date(2027, 2, 1)]


def test_notice_of_a_revision_is_given_14_days_before() -> None:
    # REG-322; counted on the calendar, as the period is longer than seven days.
    assert notice_of_revision_by(date(2027, 3, 1)) == date(2027, 2, 15)


def test_the_open_register_comes_out_in_october_and_november_with_14_days_to_choose() -> None:
    # REG-312: first working days of October and November 2026; 14 days before by hand.
    found = [(each.published_on, each.choices_by) for each in open_register_republication(2026, ENGLAND)]

    assert found == [(date(2026, 10, 1), date(2026, 9, 17)), (date(2026, 11, 2), date(2026, 10, 19))]


def test_the_open_register_also_comes_out_with_each_month_and_each_revised_register() -> None:
    found = open_register_month(2027, 5, ENGLAND), open_register_with(date(2026, 12, 1))

    assert [(each.published_on, each.choices_by) for each in found] == [
        (date(2027, 5, 4), date(2027, 4, 20)),
        (date(2026, 12, 1), date(2026, 11, 17)),
    ]
