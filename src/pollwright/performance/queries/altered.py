"""ES02: how many changes determined by each month's deadline stood in that month's notice, and which (MM-F05, MM-F06).

A change belongs to the first monthly notice or revised register whose deadline is on or after its determination. It is
there where it took effect by then, by that paper or an election notice before it. One that was taken back and made
again by the deadline counts once.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Any

from django.db import connection

from pollwright.authorities.calendars import calendar_of
from pollwright.law.calendars import Calendar
from pollwright.law.notices import monthly_notice, revised_register
from pollwright.pages.tables import Page, TableRequest
from pollwright.performance.models import IndicatorDefinition
from pollwright.performance.queries.paging import page_of
from pollwright.performance.rating import Period
from pollwright.refusals import NotFound
from pollwright.register.models import Notice, Publication
from pollwright.register.states import PaperState

REVISED_IN = 12
MONTHS_BEFORE = 4


@dataclass(frozen=True, slots=True)
class Deadline:
    """A monthly notice or revised register: its day, its deadline, and its reference where it was issued."""

    published_on: date
    determined_by: date
    reference: str = ""


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """A change behind the figure. `state` is carried, missed or taken-back."""

    id: int
    elector: str
    kind: str
    reason: str
    determined_on: date
    due_on: date
    due_in: str
    carried_on: date | None
    state: str


@dataclass(frozen=True, slots=True)
class AlterationFacts:
    """One alteration with what it came from, where it went, and whether it was taken back."""

    id: int
    elector: str
    kind: str
    reason: str
    district: str
    determined_on: date
    determined_by: str
    ground: str
    determination: str
    case: str
    application: str
    carried_by: str
    carried_on: date | None
    taken_back: str


_ROWS = """
    SELECT a.id, e.reference AS elector, a.kind, a.reason, a.determined_on, w.published_on AS due_on,
           w.reference AS due_in, found.carried_on,
           CASE WHEN found.whole AND found.carried_on <= w.published_on THEN 'carried'
                WHEN back.alteration_id IS NOT NULL THEN 'taken-back' ELSE 'missed' END AS state
    FROM unnest(%(after)s::date[], %(by)s::date[], %(published)s::date[], %(references)s::text[])
         AS w(after, by, published_on, reference)
    JOIN register_alteration a
      ON a.authority_id = %(authority)s AND a.determined_on > w.after AND a.determined_on <= w.by
    JOIN register_elector e ON e.id = a.elector_id
    LEFT JOIN register_alterationwithdrawal back ON back.alteration_id = a.id
    LEFT JOIN LATERAL (
        SELECT max(l.effective_on) AS carried_on,
               (NOT a.parliamentary OR bool_or(l.parliamentary)) AND (NOT a.local OR bool_or(l.local)) AS whole
        FROM register_noticeline l WHERE l.alteration_id = a.id
    ) found ON true
    WHERE back.alteration_id IS NULL
       OR (%(taken_back)s AND a.determination_id IS NOT NULL AND NOT EXISTS (
            SELECT FROM register_alteration again
            WHERE again.elector_id = a.elector_id AND again.kind = a.kind AND again.id > a.id
              AND again.determined_on <= w.by))
"""
_COUNTS = f"SELECT count(*) FILTER (WHERE state = 'carried'), count(*) FROM ({_ROWS}) AS changes"
_ONE = """
    SELECT a.id, e.reference, a.kind, a.reason, d.code, a.determined_on, coalesce(det.determined_by, ''),
           coalesce(det.ground, ''), coalesce(det.reference, ''), coalesce(c.reference, ''),
           coalesce(ap.reference, ''), coalesce(n.reference, pub.reference, ''), l.effective_on,
           coalesce(back.reason, '')
    FROM register_alteration a
    JOIN register_elector e ON e.id = a.elector_id
    JOIN places_pollingdistrict d ON d.id = a.district_id
    LEFT JOIN register_determination det ON det.id = a.determination_id
    LEFT JOIN register_deletioncase c ON c.id = det.deletion_id
    LEFT JOIN register_application ap ON ap.id = det.application_id
    LEFT JOIN register_noticeline l ON l.alteration_id = a.id
    LEFT JOIN register_notice n ON n.id = l.notice_id
    LEFT JOIN register_publication pub ON pub.id = l.publication_id
    LEFT JOIN register_alterationwithdrawal back ON back.alteration_id = a.id
    WHERE a.authority_id = %s AND a.id = %s
    ORDER BY l.effective_on LIMIT 1
"""


def changes_counted(authority_id: int, period: Period, definition: IndicatorDefinition, *, on: date) -> tuple[int, int]:
    """Return how many changes were in their notice, and how many there were, in the notices of a period up to a day."""
    given = _given(authority_id, period, definition, on)
    with connection.cursor() as cursor:
        cursor.execute(_COUNTS, given)
        carried, due = cursor.fetchone()
    return carried, due


def change_rows(
    authority_id: int, period: Period, definition: IndicatorDefinition, asked: TableRequest, *, on: date
) -> Page[ChangeRow]:
    """Return a page of the changes behind the figure."""
    given = _given(authority_id, period, definition, on)
    where = "TRUE"
    if states := asked.filters.get("state"):
        where, given["states"] = "state = ANY(%(states)s)", list(states)
    if asked.search:
        where += " AND elector ILIKE %(search)s"
        given["search"] = f"%{asked.search}%"
    select = f"SELECT * FROM ({_ROWS}) AS changes WHERE {where}"
    return page_of(asked, select, given, ChangeRow)


def alteration_facts(authority_id: int, number: int) -> AlterationFacts:
    """Return one alteration, without the name of its elector.

    :raises NotFound: where the authority has none of that number.
    """
    with connection.cursor() as cursor:
        cursor.execute(_ONE, [authority_id, number])
        row = cursor.fetchone()
    if row is None:
        raise NotFound(kind="alteration", reference=str(number))
    return AlterationFacts(*row)


def deadlines_of(authority_id: int, period: Period, *, on: date) -> list[tuple[date, Deadline]]:
    """Return the deadlines of the papers of a period up to a day, each with the deadline before it."""
    calendar = calendar_of(authority_id)
    months = _months(period)
    found = [_deadline(authority_id, calendar, year, month) for year, month in months]
    papers = [one for one in found if one is not None]
    return [
        (before.determined_by, paper)
        for before, paper in pairwise(papers)
        if period.first <= paper.published_on <= min(period.last, on)
    ]


def _months(period: Period) -> list[tuple[int, int]]:
    start, end = period.first, period.last
    numbers = range(start.year * 12 + start.month - 1 - MONTHS_BEFORE, end.year * 12 + end.month)
    return [(number // 12, number % 12 + 1) for number in numbers]


def _deadline(authority_id: int, calendar: Calendar, year: int, month: int) -> Deadline | None:
    """Return the paper of a month: as issued, else as the law has it; None where none was issued and none need be."""
    within: dict[str, Any] = {"authority": authority_id, "state": PaperState.ISSUED}
    within |= {"published_on__year": year, "published_on__month": month}
    named = ("published_on", "determined_by", "reference")
    register = Publication.objects.filter(kind="revised", determined_by__isnull=False, **within)
    notice = Notice.objects.filter(kind="monthly", **within)
    for held in (register, notice):
        if row := held.order_by("published_on").values_list(*named).first():
            return Deadline(*row)
    if month == REVISED_IN:
        dates = revised_register(date(year, month, 1), calendar)
        return Deadline(dates.published_on, dates.determined_by)
    lawful = monthly_notice(year, month, calendar)
    return Deadline(lawful.published_on, lawful.determined_by) if lawful.compulsory else None


def _given(authority_id: int, period: Period, definition: IndicatorDefinition, on: date) -> dict[str, Any]:
    papers = deadlines_of(authority_id, period, on=on)
    return {
        "authority": authority_id,
        "after": [after for after, _ in papers],
        "by": [paper.determined_by for _, paper in papers],
        "published": [paper.published_on for _, paper in papers],
        "references": [paper.reference for _, paper in papers],
        "taken_back": definition.taken_back_counts,
    }
