"""Which rules a poll goes by: pairs that do not exist, changes of the law, and what every timetable keeps to."""

from datetime import date, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pollwright.law.calendars import BeyondTheCalendar, good_friday
from pollwright.law.nations import Nation, NotCovered
from pollwright.law.notices import ImpossibleDate
from pollwright.law.timetables.days import BUILT_IN
from pollwright.law.timetables.kinds import NATIONS, Kind
from pollwright.law.timetables.rule_sets import RULE_SETS, Poll
from pollwright.law.timetables.steps import TITLES, Step
from pollwright.law.timetables.working_out import Timetable, timetable

PAIRS = [(kind, nation) for kind, nations in NATIONS.items() for nation in nations]
LASTING = [pair for pair in PAIRS if pair != (Kind.PARISH_POLL, Nation.WALES)]
THURSDAY = date(2026, 5, 7)


def polling_days() -> st.SearchStrategy[date]:
    """Days from 2017 to the spring of 2028 on which polls can be held anywhere."""
    closed = BUILT_IN.anywhere()
    return st.dates(date(2017, 6, 1), date(2028, 5, 31)).filter(
        lambda day: (
            day.weekday() < 5
            and day not in closed
            and (day.month, day.day) not in {(12, 24), (12, 25)}
            and day != good_friday(day.year) + timedelta(days=3)
        )
    )


@pytest.mark.parametrize(("kind", "nation"), LASTING)
def test_every_kind_of_poll_has_a_timetable_where_it_exists(kind: Kind, nation: Nation) -> None:
    found = timetable(Poll(kind, nation, THURSDAY))

    assert found.step(Step.POLL).on == THURSDAY
    assert all(dated.source.describe() and dated.title for dated in found.steps)


@pytest.mark.parametrize(
    ("kind", "nation"), [(kind, nation) for kind in Kind for nation in Nation if nation not in NATIONS[kind]]
)
def test_a_poll_that_does_not_exist_in_a_nation_is_refused(kind: Kind, nation: Nation) -> None:
    with pytest.raises(NotCovered, match=f"there is none in {nation.replace('-', ' ').title()}"):
        timetable(Poll(kind, nation, THURSDAY))


@pytest.mark.parametrize(
    "kind",
    [
        Kind.RECALL,
        Kind.NEIGHBOURHOOD_PLANNING_REFERENDUM,
        Kind.COUNCIL_TAX_REFERENDUM,
        Kind.GOVERNANCE_REFERENDUM,
        Kind.BID,
        Kind.PARISH_POLL,
    ],
)
def test_petitions_and_referendums_have_no_by_elections(kind: Kind) -> None:
    with pytest.raises(NotCovered, match="there are no by-elections"):
        timetable(Poll(kind, NATIONS[kind][0], THURSDAY, by_election=True))


def test_the_senedd_of_lists_has_no_by_elections() -> None:
    with pytest.raises(NotCovered, match="there are no by-elections from 7 April 2026 on"):
        timetable(Poll(Kind.SENEDD, Nation.WALES, date(2026, 10, 1), by_election=True))


# Local Government and Elections (Wales) Act 2021, section 162 and schedule 13, in force on 5 May 2022
def test_communities_in_wales_have_no_polls_since_2022() -> None:
    before = timetable(Poll(Kind.PARISH_POLL, Nation.WALES, date(2022, 5, 4)))

    assert before.step(Step.POLL_CLOSES).by == time(21)
    with pytest.raises(NotCovered, match="there are no polls from 5 May 2022 on"):
        timetable(Poll(Kind.PARISH_POLL, Nation.WALES, date(2022, 5, 5)))


def test_without_the_writ_a_by_election_has_a_range_for_it_and_for_the_notice() -> None:
    found = timetable(Poll(Kind.UK_PARLIAMENT, Nation.ENGLAND, date(2026, 2, 26), by_election=True))

    # Section 2.2, by hand: papers close from 30 January to 3 February, and at the latest on the seventh working day after
    # the writ; 26 working days before the poll is 21 January, 20 before is 29 January
    writ, notice = found.step(Step.WRIT_RECEIVED), found.step(Step.NOTICE_OF_ELECTION)
    assert (writ.on, writ.earliest, writ.latest) == (None, date(2026, 1, 21), date(2026, 1, 29))
    assert (notice.earliest, notice.latest) == (date(2026, 1, 21), date(2026, 1, 29))


def test_the_act_that_dissolves_parliament_is_the_one_in_force() -> None:
    cited = [
        timetable(Poll(Kind.UK_PARLIAMENT, Nation.ENGLAND, day)).step(Step.DISSOLUTION).source.instrument
        for day in (date(2017, 6, 8), date(2024, 7, 4))
    ]

    assert cited == ["Fixed-term Parliaments Act 2011", "Dissolution and Calling of Parliament Act 2022"]


def test_a_poll_before_the_rules_that_are_held_is_refused() -> None:
    with pytest.raises(NotCovered, match="rules are held for polls from 22 May 2014"):
        timetable(Poll(Kind.LOCAL, Nation.ENGLAND, date(2013, 5, 2)))


# T-20: a polling day that is passed over is refused
@pytest.mark.parametrize(
    ("kind", "nation", "day"),
    [
        (Kind.LOCAL, Nation.ENGLAND, date(2026, 5, 9)),  # a Saturday
        (Kind.LOCAL, Nation.ENGLAND, date(2026, 12, 24)),
        (Kind.LOCAL, Nation.ENGLAND, date(2022, 9, 19)),
        (Kind.LOCAL, Nation.SCOTLAND, date(2026, 4, 6)),  # Easter Monday
        (Kind.UK_PARLIAMENT, Nation.ENGLAND, date(2027, 1, 4)),  # a bank holiday in Scotland only
    ],
)
def test_a_poll_on_a_day_that_is_passed_over_is_refused(kind: Kind, nation: Nation, day: date) -> None:
    with pytest.raises(ImpossibleDate, match="is not a working day"):
        timetable(Poll(kind, nation, day))


def test_a_poll_past_the_known_bank_holidays_is_refused() -> None:
    with pytest.raises(BeyondTheCalendar):
        timetable(Poll(Kind.LOCAL, Nation.ENGLAND, date(2031, 5, 1)))


def test_steps_after_the_known_bank_holidays_are_doubted_and_the_others_stand() -> None:
    found = timetable(Poll(Kind.LOCAL, Nation.ENGLAND, date(2028, 12, 7), by_election=True))

    assert found.step(Step.PROXY_DEADLINE).on == date(2028, 11, 29)
    assert [doubt.partition(": ")[0] for doubt in found.doubts] == [
        "Statement of postal ballot papers sent",
        "Claims for election expenses received, 21 days after the result is declared",
        "Claims for election expenses paid, 28 days after the result is declared",
        "Return of election expenses, 35 days after the result is declared",
    ]


def steps_of(found: Timetable) -> set[Step]:
    return {dated.step for dated in found.steps}


# Handbook section 11 and B-30: voter identification from 4 May 2023, at general elections from 5 October 2023; none at
# Welsh and Scottish councils, Holyrood and the Senedd
@pytest.mark.parametrize(
    ("poll", "asked"),
    [
        (Poll(Kind.LOCAL, Nation.ENGLAND, date(2023, 5, 3)), False),
        (Poll(Kind.LOCAL, Nation.ENGLAND, date(2023, 5, 4)), True),
        (Poll(Kind.LOCAL, Nation.WALES, date(2026, 5, 7)), False),
        (Poll(Kind.LOCAL, Nation.SCOTLAND, date(2026, 5, 7)), False),
        (Poll(Kind.PCC, Nation.WALES, date(2024, 5, 2)), True),
        (Poll(Kind.SENEDD, Nation.WALES, date(2026, 5, 7)), False),
        (Poll(Kind.SCOTTISH_PARLIAMENT, Nation.SCOTLAND, date(2026, 5, 7)), False),
        (Poll(Kind.UK_PARLIAMENT, Nation.SCOTLAND, date(2023, 10, 5), by_election=True), True),
        (Poll(Kind.UK_PARLIAMENT, Nation.ENGLAND, date(2023, 2, 9), by_election=True), False),
        (Poll(Kind.UK_PARLIAMENT, Nation.ENGLAND, date(2019, 12, 12)), False),
        (Poll(Kind.UK_PARLIAMENT, Nation.WALES, date(2024, 7, 4)), True),
        (Poll(Kind.UK_PARLIAMENT, Nation.NORTHERN_IRELAND, date(2024, 7, 4)), False),
        (Poll(Kind.PARISH_POLL, Nation.ENGLAND, date(2026, 5, 7)), False),
    ],
)
def test_certificates_have_deadlines_where_they_are_asked_for(poll: Poll, asked: bool) -> None:
    found = steps_of(timetable(poll))

    assert found & {Step.VAC_DEADLINE, Step.TEMP_VAC_DEADLINE} == (
        {Step.VAC_DEADLINE, Step.TEMP_VAC_DEADLINE} if asked else set()
    )


def test_welsh_councils_cite_their_own_rules_from_5_may_2022() -> None:
    cited = [
        timetable(Poll(Kind.LOCAL, Nation.WALES, day)).step(Step.NOTICE_OF_ELECTION).source.instrument
        for day in (date(2021, 11, 25), date(2022, 5, 5))
    ]

    assert cited == [
        "Local Elections (Principal Areas) (England and Wales) Rules 2006 (SI 2006/3304)",
        "Local Elections (Principal Areas) (Wales) Rules 2021 (WSI 2021/1459)",
    ]


# Explanatory notes of the 2021 Act: 21 working days; every other Holyrood poll has 11
@pytest.mark.parametrize(
    ("day", "deadline"),
    [
        (date(2016, 5, 5), date(2016, 4, 19)),
        (date(2021, 5, 6), date(2021, 4, 6)),
        (date(2026, 5, 7), date(2026, 4, 21)),
    ],
)
def test_postal_applications_of_holyrood_closed_earlier_in_2021_only(day: date, deadline: date) -> None:
    assert timetable(Poll(Kind.SCOTTISH_PARLIAMENT, Nation.SCOTLAND, day)).step(Step.POSTAL_DEADLINE).on == deadline


def test_christmas_eve_counts_in_scottish_council_elections_only() -> None:
    poll = date(2026, 1, 29)

    # By hand from Thursday 29 January 2026: Scotland passes over 25 and 26 December, 1 and 2 January; England 24, 25 and
    # 26 December and 1 January. Bearsden South closed its nominations on 23 December.
    scotland = timetable(Poll(Kind.LOCAL, Nation.SCOTLAND, poll)).step(Step.NOMINATIONS_CLOSE)
    england = timetable(Poll(Kind.LOCAL, Nation.ENGLAND, poll)).step(Step.NOTICE_OF_ELECTION)
    assert (scotland.on, england.on) == (date(2025, 12, 23), date(2025, 12, 19))


def test_the_writ_narrows_the_choice_of_the_last_day_for_nominations() -> None:
    received = date(2026, 1, 29)

    found = timetable(Poll(Kind.UK_PARLIAMENT, Nation.ENGLAND, date(2026, 2, 26), True, received))

    # T-10 and section 2.2, by hand: notice by 4pm on Monday 2 February; papers from the third day after a notice on the
    # 29th, Tuesday 3 February, to the seventh after the writ, the 9th; 17 working days before the poll is the 3rd
    assert (found.step(Step.NOTICE_OF_ELECTION).on, found.step(Step.NOTICE_OF_ELECTION).by) == (
        date(2026, 2, 2),
        time(16),
    )
    assert found.step(Step.NOMINATIONS_CLOSE).on == date(2026, 2, 3)
    assert (found.step(Step.POLL).earliest, found.step(Step.POLL).latest) == (date(2026, 2, 26), date(2026, 3, 6))
    assert found.doubts == ()


def test_papers_close_no_later_than_the_seventh_working_day_after_the_writ() -> None:
    found = timetable(Poll(Kind.UK_PARLIAMENT, Nation.ENGLAND, date(2026, 2, 26), True, date(2026, 1, 22)))

    # By hand: the seventh working day after Thursday 22 January is Monday 2 February
    closing = found.step(Step.NOMINATIONS_CLOSE)
    assert (closing.earliest, closing.latest, found.doubts) == (date(2026, 1, 30), date(2026, 2, 2), ())


def test_a_poll_that_the_trigger_does_not_allow_is_doubted_and_still_worked_out() -> None:
    found = timetable(Poll(Kind.UK_PARLIAMENT, Nation.ENGLAND, date(2026, 2, 26), True, date(2026, 1, 12)))

    assert [doubt[:52] for doubt in found.doubts] == ["Counted from the day on which the writ is received ("]
    assert found.step(Step.NOMINATIONS_CLOSE).latest == date(2026, 2, 3)


def test_a_trigger_that_nothing_hangs_on_is_said() -> None:
    found = timetable(Poll(Kind.LOCAL, Nation.ENGLAND, THURSDAY, trigger=date(2026, 3, 2)))

    assert found.doubts == ("Nothing in this timetable is counted from a trigger",)


# E-14 and E-22, by hand
def test_parish_polls_and_improvement_ballots_have_their_own_hours_and_ranges() -> None:
    demanded, noticed = date(2026, 6, 1), date(2026, 6, 1)

    parish = timetable(Poll(Kind.PARISH_POLL, Nation.ENGLAND, date(2026, 6, 25), trigger=demanded))
    ballot = timetable(Poll(Kind.BID, Nation.ENGLAND, date(2026, 7, 23), trigger=noticed))

    assert (parish.step(Step.POLL).by, parish.step(Step.POLL_CLOSES).by) == (time(16), time(21))
    assert (parish.step(Step.POLL).earliest, parish.step(Step.POLL).latest) == (date(2026, 6, 19), date(2026, 7, 6))
    assert parish.step(Step.NOTICE_OF_POLL).on == date(2026, 6, 18)
    assert (ballot.step(Step.NOTICE_OF_BALLOT).on, ballot.step(Step.BALLOT_PAPERS_SENT).on) == (
        date(2026, 6, 11),
        date(2026, 6, 25),
    )
    # The 90th day is Sunday 30 August, the ballot is on a working day
    assert (ballot.step(Step.POLL).earliest, ballot.step(Step.POLL).latest) == (date(2026, 7, 13), date(2026, 8, 28))
    assert ballot.step(Step.POLL_CLOSES).by == time(17)


def test_a_poll_on_a_wednesday_in_the_first_week_of_january() -> None:
    found = timetable(Poll(Kind.LOCAL, Nation.ENGLAND, date(2027, 1, 6)))

    # By hand: 1 January, 24, 25 and 28 December (Boxing Day observed) are passed over
    assert found.step(Step.PROXY_DEADLINE).on == date(2026, 12, 23)
    assert found.step(Step.NOMINATIONS_CLOSE).on == date(2026, 12, 4)


@given(pair=st.sampled_from(LASTING), day=polling_days())
def test_steps_stand_in_order_each_once_and_never_on_a_day_that_does_not_count(
    pair: tuple[Kind, Nation], day: date
) -> None:
    found = timetable(Poll(*pair, day))

    due = [dated.due for dated in found.steps]
    counted = [dated for dated in found.steps if dated.working_days is not None and dated.on]
    closed = BUILT_IN.of(pair[1]) - ({date(2019, 12, 2)} if day == date(2019, 12, 12) else set())
    assert due == sorted(due)
    assert len(steps_of(found)) == len(found.steps)
    assert [dated for dated in counted if dated.on is not None and (dated.on.weekday() > 4 or dated.on in closed)] == []
    assert all(dated.on or (dated.earliest and dated.latest) for dated in found.steps)
    assert all(
        dated.earliest is None or dated.latest is None or dated.earliest <= dated.latest for dated in found.steps
    )


@given(pair=st.sampled_from(LASTING), day=polling_days())
def test_what_must_come_before_comes_before(pair: tuple[Kind, Nation], day: date) -> None:
    found = timetable(Poll(*pair, day))

    order = [
        Step.NOTICE_OF_ELECTION_EARLIEST,
        Step.NOTICE_OF_ELECTION,
        Step.NOMINATIONS_CLOSE,
        Step.SOPN_PUBLISHED,
        Step.REGISTRATION_DEADLINE,
        Step.FINAL_ALTERATION,
        Step.POLL,
        Step.EXPENSES_RETURN,
    ]
    days = [found.step(step).due for step in order if step in steps_of(found)]
    assert days == sorted(days)


@given(pair=st.sampled_from(LASTING), day=polling_days(), back=st.integers(1, 30))
def test_a_day_proclaimed_late_never_moves_a_deadline_later(pair: tuple[Kind, Nation], day: date, back: int) -> None:
    proclaimed = frozenset({day - timedelta(days=back)})
    poll = Poll(*pair, day)

    before, after = timetable(poll), timetable(poll, BUILT_IN.with_days(proclaimed))

    moved = [
        dated.step
        for dated in before.steps
        if dated.working_days is not None
        and dated.on is not None
        and (after.step(dated.step).on or dated.on) > dated.on
    ]
    assert moved == []


def test_every_step_has_a_title_and_every_set_its_own_code() -> None:
    codes = [one.code for one in RULE_SETS]

    assert set(TITLES) == set(Step)
    assert sorted(set(codes)) == sorted(codes)


# Greater London Authority Elections Rules 2007, rule 7 as SI 2016/24 amended it, by hand from Thursday 16 October 2025
def test_a_vacancy_in_london_has_the_timetable_of_councillors() -> None:
    poll = date(2025, 10, 16)

    ordinary = timetable(Poll(Kind.GLA, Nation.ENGLAND, poll))
    vacancy = timetable(Poll(Kind.GLA, Nation.ENGLAND, poll, by_election=True))

    steps = (Step.NOTICE_OF_ELECTION, Step.NOMINATIONS_CLOSE, Step.WITHDRAWALS_CLOSE, Step.SOPN_PUBLISHED)
    assert [str(ordinary.step(step).on)[5:] for step in steps] == ["09-04", "09-12", "09-12", "09-16"]
    assert [str(vacancy.step(step).on)[5:] for step in steps] == ["09-11", "09-19", "09-19", "09-22"]
    assert vacancy.step(Step.FIRST_INTERIM_ALTERATION).on == date(2025, 9, 19)


# Government of Wales Act 2006, section 10(5): three months beginning with the vacancy (Caerphilly, 12 August 2025)
@pytest.mark.parametrize(
    ("kind", "nation", "vacant", "last"),
    [
        (Kind.SENEDD, Nation.WALES, date(2025, 8, 12), date(2025, 11, 11)),
        (Kind.SENEDD, Nation.WALES, date(2025, 8, 17), date(2025, 11, 14)),  # the last day is a Sunday
        (Kind.SCOTTISH_PARLIAMENT, Nation.SCOTLAND, date(2025, 8, 12), date(2025, 11, 11)),
        (Kind.LOCAL, Nation.SCOTLAND, date(2025, 8, 12), date(2025, 11, 12)),
    ],
)
def test_months_that_begin_with_the_vacancy_end_the_day_before(
    kind: Kind, nation: Nation, vacant: date, last: date
) -> None:
    found = timetable(Poll(kind, nation, date(2025, 10, 23), by_election=True, trigger=vacant))

    assert (found.step(Step.POLL).latest, found.doubts) == (last, ())


# Voter Identification Regulations 2022, regulations 1(8)(a), 10 and 18, Recall Petition Regulations 2016, regulations 15,
# 94 and 95, by hand: Rutherglen signed from 20 June to 31 July 2023, six working days before is Friday 21 July
def test_those_who_sign_a_petition_show_who_they_are_since_2023() -> None:
    found = timetable(Poll(Kind.RECALL, Nation.SCOTLAND, date(2023, 6, 20)))
    before = timetable(Poll(Kind.RECALL, Nation.ENGLAND, date(2019, 3, 19)))
    northern = timetable(Poll(Kind.RECALL, Nation.NORTHERN_IRELAND, date(2026, 6, 2)))

    certificates = [Step.VAC_DEADLINE, Step.TEMP_VAC_DEADLINE]
    assert [(found.step(step).on, found.step(step).by) for step in certificates] == [
        (date(2023, 7, 21), time(17)),
        (date(2023, 7, 31), time(16)),
    ]
    assert (steps_of(before) | steps_of(northern)) & set(certificates) == set()
    spoilt = [one.step(Step.SPOILT_LOST_REISSUE_UNTIL) for one in (found, northern)]
    assert [(one.on, one.by) for one in spoilt] == [(date(2023, 7, 31), time(12)), (date(2026, 7, 10), time(17))]


def test_the_statement_of_a_petition_is_sent_from_ten_working_days_to_twenty_five_days_after_its_end() -> None:
    found = timetable(Poll(Kind.RECALL, Nation.ENGLAND, date(2019, 3, 19))).step(Step.POSTAL_STATEMENT)

    # By hand: Peterborough ended on 1 May 2019, 6 May was a bank holiday; the 25th day after is Sunday 26 May, and Monday
    # the 27th a bank holiday
    assert (found.on, found.earliest, found.latest) == (None, date(2019, 5, 16), date(2019, 5, 28))


def test_a_scottish_improvement_ballot_lasts_six_weeks() -> None:
    # By hand: Paisley sent its papers on 12 September 2019 at the latest, for 24 October
    days = {
        nation: timetable(Poll(Kind.BID, nation, date(2019, 10, 24))).step(Step.BALLOT_PAPERS_SENT).on
        for nation in Nation
    }

    assert days.pop(Nation.SCOTLAND) == date(2019, 9, 12)
    assert set(days.values()) == {date(2019, 9, 26)}
