"""Dates of applications, notices and registers that another calendar moves, while they are not done."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.db import connection
from django.utils.translation import gettext as _

from pollwright.authorities.counting import MovedDate
from pollwright.law.calendars import BeyondTheCalendar, Calendar
from pollwright.law.listing import listing
from pollwright.law.notices import (
    ImpossibleDate,
    NoticeDates,
    NoticeKind,
    election_notice,
    final_notice_on,
    monthly_notice,
    revised_register,
)
from pollwright.pages.wording import day
from pollwright.register.models import Notice, Publication
from pollwright.register.queries.application_queues import OPEN
from pollwright.register.states import PaperState

PLANNED = (PaperState.DRAFT, PaperState.PREPARING, PaperState.PREPARED, PaperState.APPROVED)


def moved_applications(authority_id: int, after: Calendar) -> list[tuple[date, date, date, int]]:
    """Return the listed applications that may be allowed on another day: listed on, before, after and how many."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT a.lists_on, a.may_determine_from, count(*) FROM register_application a"
            f" WHERE a.authority_id = %s AND NOT a.anonymous AND {OPEN} GROUP BY 1, 2 ORDER BY 1, 2",
            [authority_id],
        )
        rows = cursor.fetchall()
    counted = [(listed, before, _determine_from(listed, after), number) for listed, before, number in rows]
    return [(listed, before, now, number) for listed, before, now, number in counted if now and now != before]


def moved_papers(authority_id: int, after: Calendar) -> Iterator[MovedDate]:
    """Yield the days of notices and registers not yet issued that would be others, or are not lawful any more."""
    for notice in Notice.objects.filter(authority=authority_id, state__in=PLANNED).order_by("published_on", "pk"):
        name = _("Notice %(reference)s") % {"reference": notice.reference}
        yield from _differing(name, notice, _notice_dates(notice, after))
    registers = Publication.objects.filter(authority=authority_id, state__in=PLANNED, kind="revised")
    for register in registers.order_by("published_on", "pk"):
        name = _("Register %(reference)s") % {"reference": register.reference}
        yield from _differing(name, register, _register_dates(register, after))


def _determine_from(listed: date, after: Calendar) -> date | None:
    try:
        return listing(listed, after).determine_from
    except BeyondTheCalendar:
        return None


def _differing(name: str, paper: Notice | Publication, dates: NoticeDates | None) -> Iterator[MovedDate]:
    if dates is None:
        yield MovedDate(_("%(paper)s: publication") % {"paper": name}, paper.published_on, None, 1, anew=False)
        return
    for words, before, now in (
        (_("%(paper)s: publication"), paper.published_on, dates.published_on),
        (_("%(paper)s: determinations up to"), paper.determined_by, dates.determined_by),
        (_("%(paper)s: applications received up to"), paper.received_by, dates.received_by),
    ):
        if before is not None and before != now:
            yield MovedDate(words % {"paper": name}, before, now, 1, anew=False)


def _notice_dates(notice: Notice, after: Calendar) -> NoticeDates | None:
    """Return the dates of a planned notice by another calendar; None where its day is not lawful by it."""
    kind, on = NoticeKind(notice.kind), notice.published_on
    try:
        if kind is NoticeKind.MONTHLY:
            return monthly_notice(on.year, on.month, after)
        if kind is NoticeKind.FINAL and notice.poll_on is not None:
            on = final_notice_on(notice.poll_on, after)
        return election_notice(kind, on, after)
    except (ImpossibleDate, BeyondTheCalendar):
        return None


def _register_dates(register: Publication, after: Calendar) -> NoticeDates | None:
    try:
        return revised_register(register.published_on, after)
    except (ImpossibleDate, BeyondTheCalendar):
        return None


def in_words(listed: date) -> str:
    """Return whose date it is: the applications listed on a day."""
    return _("Applications listed on %(day)s: may be allowed from") % {"day": day(listed)}
