"""On which notice an application will be, and which it misses and why."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from pollwright.authorities.calendars import calendar_of
from pollwright.law.calendars import Calendar
from pollwright.law.notices import (
    ImpossibleDate,
    NoticeDates,
    NoticeKind,
    election_notice,
    monthly_notice,
    revised_register,
)
from pollwright.law.placing import Placement, which_notice
from pollwright.register.models import Notice, NoticeLine, Publication
from pollwright.register.queries.options import choices_of, revised_register_by
from pollwright.register.states import PaperState

MONTHS_SHOWN = 4


def placement(authority_id: int, *, received_on: date, earliest: date, on: date, anonymous: bool = False) -> Placement:
    """Return the first notice that can carry an application, with those it misses and why.

    :param earliest: the first day to determine it, or the day on which it was determined.
    :param on: today; an application that can still be determined can't be determined before today.
    """
    notices = coming_notices(authority_id, since=min(received_on, on))
    return which_notice(received_on, earliest, notices, anonymous=anonymous)


def carried_by(authority_id: int, application_id: int) -> tuple[str, date] | None:
    """Return the reference and day of the notice or register that carried an application, or None before that."""
    line = (
        NoticeLine.objects.filter(authority=authority_id, alteration__determination__application=application_id)
        .order_by("pk")
        .values_list("notice__reference", "publication__reference", "effective_on")
        .first()
    )
    return (line[0] or line[1], line[2]) if line else None


def carriers(authority_id: int, *, on: date) -> list[NoticeDates]:
    """Return the monthly notices and revised registers to be published after a day, soonest first."""
    every = coming_notices(authority_id, since=on)
    return [one for one in every if one.kind in (NoticeKind.MONTHLY, NoticeKind.REVISED) and one.published_on > on]


def coming_notices(authority_id: int, *, since: date) -> list[NoticeDates]:
    """Return the publications from a day on: those that are planned, and those that are due anyhow, by law or by choice."""
    calendar = calendar_of(authority_id)
    planned = [*_planned_notices(authority_id, calendar, since), *_planned_registers(authority_id, calendar, since)]
    taken = {(notice.kind, notice.published_on) for notice in planned}
    expected = _expected(authority_id, calendar, since)
    required = [notice for notice in expected if (notice.kind, notice.published_on) not in taken]
    if any(notice.kind is NoticeKind.REVISED for notice in planned):
        years = {notice.published_on.year for notice in planned if notice.kind is NoticeKind.REVISED}
        required = [
            notice
            for notice in required
            if notice.kind is not NoticeKind.REVISED or notice.published_on.year not in years
        ]
    return sorted([*planned, *required], key=lambda notice: (notice.published_on, notice.kind))


def _expected(authority_id: int, calendar: Calendar, since: date) -> Iterable[NoticeDates]:
    """Yield what the law asks for, and the monthly notices that the authority has chosen to issue besides."""
    chosen = choices_of(authority_id, on=since)
    year, month = since.year, since.month
    for _ in range(MONTHS_SHOWN):
        notice = monthly_notice(year, month, calendar)
        if (notice.compulsory or month in chosen.months) and notice.published_on >= since:
            yield notice
        if month == 12 and date(year, 12, 1) >= since:
            yield revised_register_by(date(year, 12, 1), calendar, chosen.cut_off)
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)


def _planned_notices(authority_id: int, calendar: Calendar, since: date) -> Iterable[NoticeDates]:
    held = Notice.objects.filter(authority=authority_id, published_on__gte=since).exclude(state=PaperState.WITHDRAWN)
    for kind, published_on in held.order_by("published_on", "pk").values_list("kind", "published_on"):
        try:
            if kind == NoticeKind.MONTHLY:
                yield monthly_notice(published_on.year, published_on.month, calendar)
            else:
                yield election_notice(NoticeKind(kind), published_on, calendar)
        except ImpossibleDate:
            continue


def _planned_registers(authority_id: int, calendar: Calendar, since: date) -> Iterable[NoticeDates]:
    held = Publication.objects.filter(authority=authority_id, kind="revised", published_on__gte=since)
    for published_on, last in (
        held.exclude(state=PaperState.WITHDRAWN).order_by("published_on").values_list("published_on", "determined_by")
    ):
        strict = revised_register(published_on, calendar)
        chosen = last is not None and strict.determined_by < last < published_on
        yield revised_register(published_on, calendar, last) if chosen else strict
