"""Days of requests and complaints. Worked by hand from the calendar; the first is the handbook's own (MM-L02)."""

from datetime import date

import pytest

from pollwright.law.calendars import Calendar, calendar_for
from pollwright.law.complaints import Clock, acknowledge_by, complaint_due, prosecute_by
from pollwright.law.information_requests import (
    Office,
    Regime,
    answer_due,
    fee_lapses_on,
    may_be_added_up,
    may_extend,
    request_calendar,
    review_due,
    search_cost,
    within_the_act,
)
from pollwright.law.nations import Nation
from pollwright.law.timetables.days import BUILT_IN

ENGLAND, SCOTLAND = (request_calendar(nation, BUILT_IN) for nation in (Nation.ENGLAND, Nation.SCOTLAND))


@pytest.mark.parametrize(
    ("received", "calendar", "due"),
    [
        # Christmas Eve counts; 25 and 28 December are holidays
        (date(2026, 12, 1), ENGLAND, date(2026, 12, 31)),
        # St Andrew's Day, 30 November, is a holiday in a part of the United Kingdom: it counts nowhere
        (date(2026, 11, 27), ENGLAND, date(2026, 12, 30)),
        # St Patrick's Day, 17 March, is one in Northern Ireland: passed over in England, counted under the Scottish Act
        (date(2026, 3, 4), ENGLAND, date(2026, 4, 2)),
        (date(2026, 3, 4), SCOTLAND, date(2026, 4, 1)),
    ],
)
def test_freedom_of_information_is_answered_in_twenty_working_days(
    received: date, calendar: Calendar, due: date
) -> None:
    assert answer_due(Regime.FOI, received, calendar).on == due


def test_the_days_from_a_fees_notice_to_the_payment_are_left_out() -> None:
    paid = answer_due(Regime.FOI, date(2026, 12, 1), ENGLAND, left_out=(date(2026, 12, 7), date(2026, 12, 11)))

    # five working days more than 31 December; 1 January and, in Scotland, 4 January are holidays
    assert paid.on == date(2027, 1, 11)
    assert fee_lapses_on(date(2026, 12, 7)) == date(2027, 3, 7)


def test_own_data_are_given_within_a_month_or_three_and_not_on_a_weekend() -> None:
    first = answer_due(Regime.SAR, date(2026, 1, 31), ENGLAND)

    # 28 February 2026 is a Saturday
    assert (first.on, first.workings[0].on) == (date(2026, 3, 2), date(2026, 2, 28))
    assert answer_due(Regime.SAR, date(2026, 1, 31), ENGLAND, extended=True).on == date(2026, 4, 30)


def test_reviews_and_more_time_are_by_the_law_of_the_request() -> None:
    received = date(2026, 3, 4)

    assert review_due(Regime.FOI, received, ENGLAND).on == date(2026, 4, 2)
    assert review_due(Regime.EIR, received, ENGLAND).on == answer_due(Regime.EIR, received, ENGLAND, extended=True).on
    assert may_extend(Regime.FOI, Nation.ENGLAND, ("s43",))
    assert not may_extend(Regime.FOI, Nation.ENGLAND, ("s40",))
    assert not may_extend(Regime.FOI, Nation.SCOTLAND, ("s43",))


def test_what_an_officer_holds_is_outside_the_act_but_not_a_person_s_own_data() -> None:
    assert {office: within_the_act(Regime.FOI, office) for office in Office} == {
        Office.COUNCIL: True, Office.RETURNING_OFFICER: False, Office.REGISTRATION_OFFICER: False,
    }  # fmt: skip
    assert within_the_act(Regime.SAR, Office.REGISTRATION_OFFICER)


def test_eighteen_hours_are_the_limit_and_similar_requests_add_up_for_sixty_working_days() -> None:
    # MM-L04: £450 is 18 hours at £25
    assert [(search_cost(minutes).pence, search_cost(minutes).over) for minutes in (18 * 60, 18 * 60 + 1)] == [
        (45_000, False),
        (45_042, True),
    ]
    last = ENGLAND.working_days_after(date(2026, 3, 4), 60)
    assert may_be_added_up(date(2026, 3, 4), last, ENGLAND)
    assert not may_be_added_up(date(2026, 3, 4), ENGLAND.next_working_day(last), ENGLAND)


def test_a_complaint_is_counted_from_receipt_or_acknowledgement_as_the_council_has_it() -> None:
    received, calendar = date(2026, 11, 2), calendar_for(Nation.ENGLAND)
    given = {"stage": 1, "received_on": received, "calendar": calendar}

    # MM-L08: 5 to acknowledge, 10 to answer and 10 more, 20 at stage 2
    assert acknowledge_by(received, calendar) == date(2026, 11, 9)
    assert [
        complaint_due(**given, clock=Clock.RECEIPT).on,  # type: ignore[arg-type]
        complaint_due(**given, clock=Clock.ACKNOWLEDGEMENT, acknowledged_on=date(2026, 11, 5)).on,  # type: ignore[arg-type]
        complaint_due(**given, clock=Clock.ACKNOWLEDGEMENT).on,  # type: ignore[arg-type]
        complaint_due(**given, clock=Clock.RECEIPT, extended=True).on,  # type: ignore[arg-type]
        complaint_due(2, received, calendar, clock=Clock.RECEIPT).on,
    ] == [date(2026, 11, day) for day in (16, 19, 23, 30, 30)]


def test_an_offence_is_prosecuted_within_a_year_or_two_where_a_court_allows() -> None:
    offence = date(2026, 5, 7)

    # MM-L10
    assert (prosecute_by(offence).on, prosecute_by(offence, extended=True).on) == (date(2027, 5, 7), date(2028, 5, 7))
