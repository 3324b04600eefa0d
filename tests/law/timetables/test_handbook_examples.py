"""The worked timetables of the handbook (elections, sections 1.3 and 2.1 to 2.5), date by date."""

from datetime import date, time

import pytest

from pollwright.law.nations import Nation
from pollwright.law.timetables.days import BUILT_IN, HolidayTable
from pollwright.law.timetables.kinds import Kind
from pollwright.law.timetables.rule_sets import Poll
from pollwright.law.timetables.steps import Step
from pollwright.law.timetables.working_out import timetable

OFFSETS = (25, 19, 18, 12, 11, 6, 5, 4)
STEPS = (
    Step.NOTICE_OF_ELECTION,
    Step.NOMINATIONS_CLOSE,
    Step.SOPN_PUBLISHED,
    Step.REGISTRATION_DEADLINE,
    Step.POSTAL_DEADLINE,
    Step.PROXY_DEADLINE,
    Step.FINAL_ALTERATION,
    Step.LOST_POSTAL_REPLACEMENT_FROM,
)


def england(kind: Kind, on: date, *, by_election: bool = False, trigger: date | None = None) -> Poll:
    return Poll(kind, Nation.ENGLAND, on, by_election, trigger)


# Section 2.3, column by column
@pytest.mark.parametrize(
    ("poll", "days"),
    [
        (
            england(Kind.LOCAL, date(2025, 5, 1)),
            (
                "2025-03-25",
                "2025-04-02",
                "2025-04-03",
                "2025-04-11",
                "2025-04-14",
                "2025-04-23",
                "2025-04-24",
                "2025-04-25",
            ),
        ),
        (
            england(Kind.LOCAL, date(2026, 5, 7)),
            (
                "2026-03-30",
                "2026-04-09",
                "2026-04-10",
                "2026-04-20",
                "2026-04-21",
                "2026-04-28",
                "2026-04-29",
                "2026-04-30",
            ),
        ),
        (
            england(Kind.PCC, date(2024, 5, 2)),
            (
                "2024-03-26",
                "2024-04-05",
                "2024-04-08",
                "2024-04-16",
                "2024-04-17",
                "2024-04-24",
                "2024-04-25",
                "2024-04-26",
            ),
        ),
        (
            england(Kind.COMBINED_AUTHORITY_MAYORAL, date(2026, 7, 30), by_election=True),
            (
                "2026-06-25",
                "2026-07-03",
                "2026-07-06",
                "2026-07-14",
                "2026-07-15",
                "2026-07-22",
                "2026-07-23",
                "2026-07-24",
            ),
        ),
        (
            england(Kind.LOCAL, date(2021, 12, 2), by_election=True),
            (
                "2021-10-28",
                "2021-11-05",
                "2021-11-08",
                "2021-11-16",
                "2021-11-17",
                "2021-11-24",
                "2021-11-25",
                "2021-11-26",
            ),
        ),
        (
            england(Kind.LOCAL, date(2027, 5, 6)),
            (
                "2027-03-31",
                "2027-04-08",
                "2027-04-09",
                "2027-04-19",
                "2027-04-20",
                "2027-04-27",
                "2027-04-28",
                "2027-04-29",
            ),
        ),
    ],
    ids=lambda value: f"{value.kind}-{value.on}" if isinstance(value, Poll) else "",
)
def test_worked_elections(poll: Poll, days: tuple[str, ...]) -> None:
    found = timetable(poll)

    assert [str(found.step(step).on) for step in STEPS] == list(days)
    assert [found.step(step).working_days for step in STEPS] == list(OFFSETS)


@pytest.mark.parametrize(
    ("kind", "poll", "due"),
    [
        (Kind.LOCAL, date(2026, 5, 7), date(2026, 6, 11)),
        (Kind.LOCAL, date(2021, 12, 2), date(2022, 1, 6)),
        (Kind.PARISH, date(2026, 5, 7), date(2026, 6, 4)),
        (Kind.PARISH, date(2021, 12, 2), date(2021, 12, 30)),
    ],
)
def test_worked_returns_of_expenses(kind: Kind, poll: date, due: date) -> None:
    assert timetable(england(kind, poll)).step(Step.EXPENSES_RETURN).on == due


# Commission's timetable of 2 May 2024 (as reprinted): declared on Saturday 4 to Monday 6 May, due on Monday 10 June.
def test_expenses_of_a_late_declaration_end_the_range() -> None:
    found = timetable(england(Kind.LOCAL, date(2024, 5, 2))).step(Step.EXPENSES_RETURN)

    assert (found.on, found.earliest, found.latest) == (date(2024, 6, 6), date(2024, 6, 6), date(2024, 6, 10))


# T-08, by hand: 28 days after 26 November 2026 is Christmas Eve, the next day that counts is Tuesday 29 December
def test_expenses_due_on_a_day_that_does_not_count_are_due_on_the_next_that_does() -> None:
    found = timetable(england(Kind.PARISH, date(2026, 11, 26)))

    assert found.step(Step.EXPENSES_RETURN).on == date(2026, 12, 29)


# RPA 1983, section 119(3): the bank holidays of the constituency's own nation, at a general election too. 21 days after 12
# December 2019 is 2 January, a bank holiday in Scotland alone
@pytest.mark.parametrize(
    ("nation", "claims"),
    [
        (Nation.ENGLAND, date(2020, 1, 2)),
        (Nation.WALES, date(2020, 1, 2)),
        (Nation.SCOTLAND, date(2020, 1, 3)),
        (Nation.NORTHERN_IRELAND, date(2020, 1, 2)),
    ],
)
def test_what_is_owed_for_the_campaign_goes_by_the_nation_s_own_bank_holidays(nation: Nation, claims: date) -> None:
    found = timetable(Poll(Kind.UK_PARLIAMENT, nation, date(2019, 12, 12)))

    assert found.step(Step.EXPENSES_CLAIMS).on == claims


# By hand: 35 days after Monday 17 March 2025 is Easter Monday, no bank holiday in Scotland; after 19 November 2026 it is
# Christmas Eve, which section 119(2) names, and 25 and 28 December are bank holidays
@pytest.mark.parametrize(
    ("poll", "due"), [(date(2025, 3, 17), date(2025, 4, 21)), (date(2026, 11, 19), date(2026, 12, 29))]
)
def test_scottish_expenses_are_due_on_easter_monday_and_not_on_christmas_eve(poll: date, due: date) -> None:
    found = timetable(Poll(Kind.LOCAL, Nation.SCOTLAND, poll, by_election=True))

    assert found.step(Step.EXPENSES_RETURN).on == due


# T-08, by hand: declared on Monday 31 March 2025, 35 days end on the bank holiday of 5 May
def test_the_end_of_the_range_of_expenses_is_a_day_that_counts_too() -> None:
    found = timetable(england(Kind.LOCAL, date(2025, 3, 27), by_election=True)).step(Step.EXPENSES_RETURN)

    assert (found.on, found.latest) == (date(2025, 5, 1), date(2025, 5, 6))


def test_worked_scottish_local_elections_of_6_may_2027() -> None:
    found = timetable(Poll(Kind.LOCAL, Nation.SCOTLAND, date(2027, 5, 6)))

    # Section 2.3, last line
    expected = {
        Step.NOTICE_OF_ELECTION: date(2027, 3, 24),
        Step.NOMINATIONS_CLOSE: date(2027, 4, 2),
        Step.SOPN_PUBLISHED: date(2027, 4, 5),
        Step.REGISTRATION_DEADLINE: date(2027, 4, 19),
        Step.POSTAL_DEADLINE: date(2027, 4, 20),
        Step.PROXY_DEADLINE: date(2027, 4, 27),
    }
    assert {step: found.step(step).on for step in expected} == expected


def test_worked_general_election_of_4_july_2024() -> None:
    found = timetable(england(Kind.UK_PARLIAMENT, date(2024, 7, 4)))

    # Section 2.4
    expected = {
        Step.DISSOLUTION: (date(2024, 5, 30), None),
        Step.WRIT_RECEIVED: (date(2024, 5, 31), None),
        Step.NOTICE_OF_ELECTION: (date(2024, 6, 4), time(16)),
        Step.NOMINATIONS_CLOSE: (date(2024, 6, 7), time(16)),
        Step.AGENTS_APPOINTED: (date(2024, 6, 7), time(16)),
        Step.FIRST_INTERIM_ALTERATION: (date(2024, 6, 7), None),
        Step.SOPN_PUBLISHED: (date(2024, 6, 7), time(17)),
        Step.NOTICE_OF_POLL: (date(2024, 6, 7), time(17)),
        Step.NOTICE_OF_POLL_LAST: (date(2024, 6, 10), time(16)),
        Step.REGISTRATION_DEADLINE: (date(2024, 6, 18), None),
        Step.POSTAL_DEADLINE: (date(2024, 6, 19), time(17)),
        Step.PROXY_DEADLINE: (date(2024, 6, 26), time(17)),
        Step.VAC_DEADLINE: (date(2024, 6, 26), time(17)),
        Step.FINAL_ALTERATION: (date(2024, 6, 27), None),
        Step.POLLING_COUNTING_AGENTS: (date(2024, 6, 27), None),
        Step.LOST_POSTAL_REPLACEMENT_FROM: (date(2024, 6, 28), None),
        Step.POLL: (date(2024, 7, 4), time(7)),
        Step.POLL_CLOSES: (date(2024, 7, 4), time(22)),
    }
    assert {step: (found.step(step).on, found.step(step).by) for step in expected} == expected
    second = found.step(Step.SECOND_INTERIM_ALTERATION)
    assert (second.on, second.earliest, second.latest) == (None, date(2024, 6, 10), date(2024, 6, 26))
    assert found.step(Step.SOPN_PUBLISHED).latest == date(2024, 6, 10)


def test_worked_by_election_of_gorton_and_denton() -> None:
    found = timetable(england(Kind.UK_PARLIAMENT, date(2026, 2, 26), by_election=True))

    # T-10: nominations closed on Tuesday 3 February, 17 working days before; they may close 17 to 19 before
    closing = found.step(Step.NOMINATIONS_CLOSE)
    assert (closing.on, closing.earliest, closing.latest) == (None, date(2026, 1, 30), date(2026, 2, 3))
    assert found.step(Step.REGISTRATION_DEADLINE).on == date(2026, 2, 10)
    assert (found.step(Step.VAC_DEADLINE).on, found.step(Step.VAC_DEADLINE).by) == (date(2026, 2, 18), time(17))


NEIGHBOURHOOD_STEPS = (
    Step.INFORMATION_STATEMENT,
    Step.NOTICE_OF_REFERENDUM,
    Step.FIRST_INTERIM_ALTERATION,
    Step.REGISTRATION_DEADLINE,
    Step.POSTAL_DEADLINE,
    Step.PROXY_DEADLINE,
    Step.NOTICE_OF_POLL,
    Step.POLLING_COUNTING_AGENTS,
    Step.LOST_POSTAL_REPLACEMENT_FROM,
)


def test_worked_neighbourhood_referendum_of_27_february_2025() -> None:
    found = timetable(england(Kind.NEIGHBOURHOOD_PLANNING_REFERENDUM, date(2025, 2, 27)))

    days = [20, 23, 24, 11, 12, 19, 19, 20, 21]
    months = [1, 1, 1, 2, 2, 2, 2, 2, 2]
    expected = [date(2025, month, day) for month, day in zip(months, days, strict=True)]
    assert [found.step(step).on for step in NEIGHBOURHOOD_STEPS] == expected
    second = found.step(Step.SECOND_INTERIM_ALTERATION)
    assert (second.earliest, second.latest) == (date(2025, 1, 27), date(2025, 2, 19))


def without(day: date) -> HolidayTable:
    """Return the table as it was before a day was proclaimed."""
    return HolidayTable({nation: days - {day} for nation, days in BUILT_IN.days.items()})


def test_worked_neighbourhood_referendum_before_and_after_the_day_of_the_funeral_was_proclaimed() -> None:
    decided = date(2022, 8, 1)
    poll = england(Kind.NEIGHBOURHOOD_PLANNING_REFERENDUM, date(2022, 10, 13), trigger=decided)
    before = without(date(2022, 9, 19))

    published, moved = timetable(poll, before), timetable(poll)

    # Section 2.5 and T-07: Tower Hamlets published 5 September; with the holiday it would be 2 September
    assert [str(published.step(step).on)[5:] for step in NEIGHBOURHOOD_STEPS] == (
        ["09-05", "09-08", "09-09", "09-27", "09-28", "10-05", "10-05", "10-06", "10-07"]
    )
    assert published.step(Step.POLL).latest == date(2022, 10, 19)
    assert moved.step(Step.INFORMATION_STATEMENT).on == date(2022, 9, 2)
    assert timetable(poll, before.with_days(frozenset({date(2022, 9, 19)}))) == moved


@pytest.mark.parametrize(
    ("received", "last"), [(date(2026, 6, 22), date(2026, 8, 10)), (date(2026, 11, 23), date(2027, 1, 15))]
)
def test_a_council_by_election_is_within_35_working_days_of_the_request(received: date, last: date) -> None:
    # E-08
    found = timetable(england(Kind.LOCAL, last, by_election=True, trigger=received))

    assert (found.step(Step.POLL).latest, found.doubts) == (last, ())


def test_a_vacancy_that_is_declared_is_filled_from_25_to_35_working_days_after() -> None:
    # E-09, by hand from Monday 22 June 2026
    found = timetable(england(Kind.LOCAL, date(2026, 7, 30), by_election=True, trigger=date(2026, 6, 22)))

    poll = found.step(Step.POLL)
    assert (poll.on, poll.earliest, poll.latest) == (date(2026, 7, 30), date(2026, 7, 27), date(2026, 8, 10))


def test_a_parish_by_election_is_within_60_working_days_of_the_notice_and_asked_for_within_14() -> None:
    # E-11
    found = timetable(england(Kind.PARISH, date(2027, 2, 18), by_election=True, trigger=date(2026, 11, 23)))

    assert found.step(Step.POLL).latest == date(2027, 2, 19)
    assert found.step(Step.VACANCY_REQUESTS_CLOSE).on == date(2026, 12, 11)


def test_easter_monday_is_passed_over_by_scottish_conduct_rules_but_not_by_the_regulations() -> None:
    poll = Poll(Kind.LOCAL, Nation.SCOTLAND, date(2022, 5, 5))
    holyrood = Poll(Kind.SCOTTISH_PARLIAMENT, Nation.SCOTLAND, date(2026, 5, 7))

    # 18 April 2022 was Easter Monday; T-05 for 7 May 2026
    assert timetable(poll).step(Step.REGISTRATION_DEADLINE).on == date(2022, 4, 18)
    assert timetable(holyrood).step(Step.NOTICE_OF_ELECTION).on == date(2026, 3, 25)
    assert timetable(holyrood).step(Step.NOMINATIONS_CLOSE).on == date(2026, 4, 1)


@pytest.mark.parametrize(
    ("nation", "deadline"),
    [(Nation.ENGLAND, date(2023, 4, 3)), (Nation.WALES, date(2023, 4, 3)), (Nation.SCOTLAND, date(2023, 4, 4))],
)
def test_absent_voting_of_13_april_2023_counts_easter_monday_in_scotland_only(nation: Nation, deadline: date) -> None:
    # T-04, worked there for the certificates' deadline, which has the same six working days
    assert timetable(Poll(Kind.LOCAL, nation, date(2023, 4, 13))).step(Step.PROXY_DEADLINE).on == deadline


def test_a_register_revised_before_the_poll_lets_people_apply_later() -> None:
    found = timetable(england(Kind.LOCAL, date(2026, 12, 3), by_election=True))

    # REG-340
    assert found.step(Step.REGISTRATION_DEADLINE).on == date(2026, 11, 17)
    assert found.step(Step.REGISTRATION_REVISED_REGISTER).on == date(2026, 11, 20)


@pytest.mark.parametrize("poll", [date(2019, 12, 12), date(2026, 11, 26), date(2026, 5, 7)])
def test_elsewhere_in_the_year_the_revised_register_gives_no_longer(poll: date) -> None:
    steps = {dated.step for dated in timetable(england(Kind.LOCAL, poll, by_election=True)).steps}

    assert Step.REGISTRATION_REVISED_REGISTER not in steps


def test_the_statement_of_postal_papers_has_a_window_that_moves_off_holidays() -> None:
    # FK-05: the 10th day is a Sunday, the 25th a bank holiday
    found = timetable(england(Kind.LOCAL, date(2027, 5, 6))).step(Step.POSTAL_STATEMENT)

    assert (found.on, found.earliest, found.latest) == (None, date(2027, 5, 17), date(2027, 6, 1))
