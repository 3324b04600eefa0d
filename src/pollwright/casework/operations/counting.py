"""From which days the answer of a case is counted, and until when it is in time. The rules stand in `pollwright.law`."""

from __future__ import annotations

from datetime import date

from pollwright.authorities.calendars import calendar_of, holidays_of, nation_of, own_days
from pollwright.authorities.queries.settings import number_of, values_of
from pollwright.casework.models import Case
from pollwright.casework.states import REQUESTS, CaseKind, OfficeKind, Stage
from pollwright.law.calendars import Calendar
from pollwright.law.complaints import Clock, acknowledge_by, complaint_due
from pollwright.law.information_requests import Regime, answer_due, request_calendar, review_due


def count_days(case: Case, *, on: date) -> None:
    """Set by when the stage of a case is acknowledged and answered; the case is not saved.

    :param on: the day whose settings count.
    """
    kind = CaseKind(case.kind)
    case.acknowledge_by = None
    if kind in REQUESTS:
        case.due_on = _request(case)
    elif kind is CaseKind.COMPLAINT:
        _complaint(case, on)
    elif kind in (CaseKind.MEDIA, CaseKind.ALLEGATION):
        case.due_on = case.deadline
    elif kind is CaseKind.COMPLIMENT:
        case.due_on = None
    else:
        days = number_of(case.authority_id, "casework.enquiry_days", on=on)
        case.due_on = calendar_of(case.authority_id).working_days_after(case.counted_from, days)


def days_of_requests(authority_id: int) -> Calendar:
    """Return the working days in which requests to an authority are counted."""
    return request_calendar(nation_of(authority_id), holidays_of(authority_id), own_days(authority_id))


def _request(case: Case) -> date:
    regime, calendar = Regime(case.kind), days_of_requests(case.authority_id)
    if case.stage == Stage.SECOND:
        return review_due(regime, case.counted_from, calendar).on
    paused = (case.paused_from, case.paused_to) if case.paused_from and case.paused_to else None
    extended = case.extended_on is not None
    return answer_due(regime, case.counted_from, calendar, extended=extended, left_out=paused).on


def _complaint(case: Case, on: date) -> None:
    calendar = calendar_of(case.authority_id)
    if case.office != OfficeKind.COUNCIL:
        days = number_of(case.authority_id, "casework.officer_days", on=on)
        case.due_on = calendar.working_days_after(case.counted_from, days)
        return
    (clock,) = values_of(case.authority_id, "casework.complaint_clock", on=on)
    case.acknowledge_by = acknowledge_by(case.stage_on, calendar)
    case.due_on = complaint_due(
        case.stage,
        case.stage_on,
        calendar,
        clock=Clock(clock),
        acknowledged_on=case.acknowledged_on,
        extended=case.extended_on is not None,
    ).on
