"""Election notices against the worked polls of the handbook (3.4) and published timetables."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pollwright.law.nations import NotCovered
from pollwright.law.notices import (
    ImpossibleDate,
    NoticeKind,
    clerical_correction_until,
    december_overlap,
    election_notices,
    second_interim_range,
    takes_effect_for_poll,
)
from pollwright.law.polls import PollType
from pollwright.law.referendums import first_interim_on
from tests.law.calendars_for_tests import ENGLAND, SCOTLAND

POLL_2026 = date(2026, 5, 7)
CLOSE_2026 = date(2026, 4, 9)


def test_the_three_notices_of_7_may_2026() -> None:
    # Handbook 3.4: nominations close 9 April; second interim, for example, 20 April; final 29 April.
    notices = election_notices(POLL_2026, CLOSE_2026, date(2026, 4, 20), ENGLAND)

    assert [(each.kind, each.published_on, each.determined_by, each.received_by) for each in notices] == [
        (NoticeKind.INTERIM_1, date(2026, 4, 9), date(2026, 4, 8), date(2026, 3, 27)),
        (NoticeKind.INTERIM_2, date(2026, 4, 20), date(2026, 4, 17), date(2026, 4, 9)),
        (NoticeKind.FINAL, date(2026, 4, 29), date(2026, 4, 28), date(2026, 4, 20)),
    ]


def test_the_first_and_final_notice_of_6_may_2027() -> None:
    # Handbook 3.4, forecast of the whole-council poll of 2027.
    first, final = election_notices(date(2027, 5, 6), date(2027, 4, 8), None, ENGLAND)

    assert [(each.published_on, each.determined_by, each.received_by) for each in (first, final)] == [
        (date(2027, 4, 8), date(2027, 4, 7), date(2027, 3, 30)),
        (date(2027, 4, 28), date(2027, 4, 27), date(2027, 4, 19)),
    ]


@pytest.mark.parametrize(
    ("poll", "deadline"),
    [
        # Published registration deadlines: general election 2024, PCC 2024, Wiltshire referendum 2025, by-election 2026.
        (date(2024, 7, 4), date(2024, 6, 18)),
        (date(2024, 5, 2), date(2024, 4, 16)),
        (date(2025, 2, 27), date(2025, 2, 11)),
        (date(2026, 2, 26), date(2026, 2, 10)),
    ],
)
def test_the_final_notice_carries_what_came_by_the_published_deadline(poll: date, deadline: date) -> None:
    *_, final = election_notices(poll, ENGLAND.working_days_before(poll, 19), None, ENGLAND)

    assert final.received_by == deadline


def test_the_second_interim_may_be_from_10_to_28_april_2026() -> None:
    # Handbook 3.4, valid range.
    assert second_interim_range(CLOSE_2026, POLL_2026, ENGLAND) == (date(2026, 4, 10), date(2026, 4, 28))


def test_the_second_interim_range_of_the_2024_general_election() -> None:
    # Handbook, elections 2.4: 10 to 26 June.
    assert second_interim_range(date(2024, 6, 7), date(2024, 7, 4), ENGLAND) == (date(2024, 6, 10), date(2024, 6, 26))


@pytest.mark.parametrize("chosen", [CLOSE_2026, date(2026, 4, 29), date(2026, 4, 18), date(2026, 4, 8)])
def test_a_second_interim_off_its_range_or_on_a_saturday_is_refused(chosen: date) -> None:
    with pytest.raises(ImpossibleDate, match="from 2026-04-10 to 2026-04-28"):
        election_notices(POLL_2026, CLOSE_2026, chosen, ENGLAND)


@pytest.mark.parametrize("close", [date(2026, 4, 29), date(2026, 4, 6)])
def test_a_close_of_nominations_on_easter_monday_or_the_final_notice_is_refused(close: date) -> None:
    with pytest.raises(ImpossibleDate, match="first interim notice"):
        election_notices(POLL_2026, close, None, ENGLAND)


def test_a_poll_on_a_sunday_is_refused() -> None:
    with pytest.raises(ImpossibleDate, match="working day"):
        election_notices(date(2026, 5, 10), CLOSE_2026, None, ENGLAND)


def test_the_officer_may_choose_the_sixth_day_and_no_other() -> None:
    *_, final = election_notices(POLL_2026, CLOSE_2026, None, ENGLAND, final_working_days_before=6)

    assert (final.published_on, final.workings[1].source.confirmed) == (date(2026, 4, 28), False)
    with pytest.raises(ImpossibleDate, match="fifth or the sixth"):
        election_notices(POLL_2026, CLOSE_2026, None, ENGLAND, final_working_days_before=4)


@pytest.mark.parametrize(
    ("poll", "poll_type", "first"),
    [
        # REG-333 (governance referendums); neighbourhood referendum of 27 February 2025 in Wiltshire's timetable.
        (date(2026, 5, 7), PollType.GOVERNANCE_REFERENDUM, date(2026, 4, 9)),
        (date(2026, 5, 7), PollType.COUNCIL_TAX_REFERENDUM, date(2026, 4, 9)),
        (date(2025, 2, 27), PollType.NEIGHBOURHOOD_REFERENDUM, date(2025, 1, 24)),
    ],
)
def test_a_referendum_counts_its_first_interim_back_from_the_poll(poll: date, poll_type: PollType, first: date) -> None:
    assert first_interim_on(poll, poll_type, ENGLAND) == first


def test_an_election_has_no_first_interim_counted_back() -> None:
    with pytest.raises(NotCovered):
        first_interim_on(POLL_2026, PollType.ENGLAND_LOCAL, ENGLAND)


def test_the_register_of_1_december_2026_gives_later_applicants_the_vote_of_3_december() -> None:
    # REG-340: P-12 is 17 November, P-5 is 26 November, the register's cut-off 20 November.
    found = december_overlap(date(2026, 12, 3), date(2026, 12, 1), ENGLAND)

    assert (found.on, found.carried_by.kind) == (date(2026, 11, 20), NoticeKind.REVISED)
    assert [working.on for working in found.workings] == [
        date(2026, 11, 17),
        date(2026, 11, 26),
        date(2026, 12, 1),
        date(2026, 11, 20),
    ]


@pytest.mark.parametrize(
    ("poll", "register_on"),
    [(date(2026, 12, 3), date(2026, 11, 26)), (date(2026, 11, 26), date(2026, 12, 1))],
    ids=["register with the final notice", "register after the poll"],
)
def test_without_an_overlap_the_twelfth_day_stands(poll: date, register_on: date) -> None:
    found = december_overlap(poll, register_on, ENGLAND)

    assert (found.on, found.carried_by.kind) == (ENGLAND.working_days_before(poll, 12), NoticeKind.FINAL)


def test_clerical_errors_are_put_right_until_9pm_on_polling_day() -> None:
    assert clerical_correction_until(POLL_2026) == datetime(2026, 5, 7, 21, tzinfo=ZoneInfo("Europe/London"))
    assert clerical_correction_until(POLL_2026).utcoffset() == timedelta(hours=1)


@pytest.mark.parametrize(
    ("kind", "published_on", "poll", "counts"),
    [
        # REG-334: the monthly notice of 1 May 2026 does not help on 7 May; the final notice of 29 April does.
        (NoticeKind.MONTHLY, date(2026, 5, 1), POLL_2026, False),
        (NoticeKind.MONTHLY, date(2026, 4, 1), POLL_2026, True),
        (NoticeKind.FINAL, date(2026, 4, 29), POLL_2026, True),
        (NoticeKind.INTERIM_2, date(2026, 4, 30), POLL_2026, False),
        (NoticeKind.REVISED, date(2026, 12, 1), date(2026, 12, 3), True),
        (NoticeKind.REVISED, date(2026, 12, 4), date(2026, 12, 3), False),
        (NoticeKind.CLERICAL, POLL_2026, POLL_2026, True),
        (NoticeKind.CLERICAL, date(2026, 5, 8), POLL_2026, False),
    ],
)
def test_which_publications_count_at_a_poll(kind: NoticeKind, published_on: date, poll: date, counts: bool) -> None:
    assert takes_effect_for_poll(published_on, poll, ENGLAND, kind).holds == counts


POLLS = st.dates(date(2014, 3, 1), date(2028, 11, 30)).filter(ENGLAND.is_working_day)


@given(POLLS, st.data())
def test_every_election_keeps_its_notices_in_order_and_its_deadline_twelve_days_before(
    poll: date, data: st.DataObject
) -> None:
    close = ENGLAND.working_days_before(poll, 19)
    second = ENGLAND.working_days_after(close, data.draw(st.integers(1, 13)))

    first, interim, final = election_notices(poll, close, second, ENGLAND)

    assert final.received_by == ENGLAND.working_days_before(poll, 12)
    assert final.determined_by == ENGLAND.working_days_before(poll, 6)
    assert first.published_on < interim.published_on < final.published_on < poll
    assert [each.determined_by < each.published_on for each in (first, interim, final)] == [True] * 3
    assert first.received_by < interim.received_by < final.received_by


@given(POLLS.filter(SCOTLAND.is_working_day), st.dates(date(2014, 11, 1), date(2028, 12, 1)))
def test_an_overlapping_register_never_shortens_the_time_to_apply(poll: date, register_on: date) -> None:
    found = december_overlap(poll, register_on, SCOTLAND)

    assert found.on >= SCOTLAND.working_days_before(poll, 12)
