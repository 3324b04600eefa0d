"""Notices and registers whose lawful day has come and that are not out: nothing issues itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import connection

from pollwright.law.calendars import Calendar
from pollwright.law.notices import monthly_notice, revised_register_due
from pollwright.law.open_register import open_register_month
from pollwright.register.queries.options import Choices


@dataclass(frozen=True, slots=True)
class Overdue:
    """A paper whose day is today or past.

    :param kind: the kind of notice, or revised, or open.
    :param reference: empty where nobody has planned it.
    """

    kind: str
    on: date
    reference: str = ""
    notice: bool = True


@dataclass(frozen=True, slots=True)
class Papers:
    """How an authority's papers stand on a day.

    :param overdue: those that should be out by the end of the day and are not, the longest overdue first.
    :param last_register: the day of the last register that went out, a month's open register left aside; None before any.
    """

    overdue: list[Overdue]
    last_register: date | None


@dataclass(frozen=True, slots=True)
class _Last:
    """The days of the last papers that went out, None where there is none, and whether a poll delays the register."""

    monthly: date | None
    register: date | None
    opened: date | None
    polled: bool


_PAPERS = """
SELECT 'planned', kind, published_on, reference, true FROM register_notice
WHERE authority_id = %(authority)s AND published_on <= %(on)s AND state NOT IN ('issued', 'withdrawn')
UNION ALL
SELECT 'planned', kind, published_on, reference, false FROM register_publication
WHERE authority_id = %(authority)s AND published_on <= %(on)s AND state NOT IN ('issued', 'withdrawn')
UNION ALL
SELECT 'last', 'monthly', max(published_on), '', true FROM register_notice
WHERE authority_id = %(authority)s AND kind = 'monthly' AND state = 'issued'
UNION ALL
SELECT 'last', what, max(published_on), '', false FROM register_publication p
CROSS JOIN LATERAL (VALUES ('register', p.kind <> 'open'), ('open', p.kind <> 'imported')) AS counts(what, counted)
WHERE authority_id = %(authority)s AND state = 'issued' AND published_on <= %(on)s AND counted GROUP BY what
UNION ALL
SELECT 'last', 'poll', max(poll_on), '', true FROM register_notice
WHERE authority_id = %(authority)s AND poll_on BETWEEN %(july)s AND %(december)s AND state <> 'withdrawn'
"""


def papers_overdue(authority_id: int, calendar: Calendar, *, on: date, choices: Choices) -> list[Overdue]:
    """Return the papers that should be out by the end of today and are not, the longest overdue first."""
    return papers_on(authority_id, calendar, on=on, choices=choices).overdue


def papers_on(authority_id: int, calendar: Calendar, *, on: date, choices: Choices) -> Papers:
    """Return how the papers stand on a day.

    Overdue are those that were planned for today or earlier, and those that the law, or the authority's choice of optional
    months, asks for: the notice of the month, the open register of the month (REG-312) and the register after the
    canvass (REG-320). An authority that has no register yet is asked for neither of the last two.
    """
    canvass = on.year if on.month == 12 else on.year - 1
    given: dict[str, int | date] = {
        "authority": authority_id,
        "on": on,
        "july": date(canvass, 7, 1),
        "december": date(canvass, 12, 1),
    }
    with connection.cursor() as cursor:
        cursor.execute(_PAPERS, given)
        rows = cursor.fetchall()
    planned = [Overdue(kind, day, ref, notice) for what, kind, day, ref, notice in rows if what == "planned"]
    held = {kind: day for what, kind, day, _, _ in rows if what == "last"}
    last = _Last(held.get("monthly"), held.get("register"), held.get("open"), held.get("poll") is not None)
    begun = {(paper.kind, paper.on) for paper in planned}
    due = [paper for paper in _due(last, calendar, on, canvass, choices) if (paper.kind, paper.on) not in begun]
    overdue = sorted([*planned, *due], key=lambda paper: (paper.on, paper.kind, paper.reference))
    return Papers(overdue, last.register)


def _due(last: _Last, calendar: Calendar, on: date, canvass: int, choices: Choices) -> list[Overdue]:
    """Return what is due by law or choice and has not gone out, planned or not."""
    never = date.min
    notice = monthly_notice(on.year, on.month, calendar)
    found = []
    if (notice.compulsory or on.month in choices.months) and (last.monthly or never) < notice.published_on:
        found.append(Overdue(notice.kind.value, notice.published_on))
    if last.register is not None:
        opened = open_register_month(on.year, on.month, calendar)
        if (last.opened or never) < opened.published_on:
            found.append(Overdue("open", opened.published_on, notice=False))
        if last.register < date(canvass, 11, 1):
            by = revised_register_due(canvass, election_since_july=last.polled)
            found.append(Overdue("revised", by, notice=False))
    return [paper for paper in found if paper.on <= on]


@dataclass(frozen=True, slots=True)
class Issued:
    """The days of the monthly notices and of the registers that were published.

    :param polled: the years in which a poll is held from 1 July to 1 December, whose register has until 1 February.
    """

    notices: frozenset[date]
    registers: tuple[date, ...]
    polled: frozenset[int]


_ISSUED = """
SELECT 'notice', published_on FROM register_notice
WHERE authority_id = %(authority)s AND kind = 'monthly' AND state = 'issued' AND published_on >= %(since)s
UNION ALL
SELECT 'poll', poll_on FROM register_notice
WHERE authority_id = %(authority)s AND state <> 'withdrawn' AND poll_on >= %(since)s
AND to_char(poll_on, 'MMDD') BETWEEN '0701' AND '1201'
UNION ALL
SELECT 'register', published_on FROM register_publication
WHERE authority_id = %(authority)s AND kind = 'revised' AND state = 'issued' AND published_on >= %(since)s
ORDER BY 2
"""


def papers_issued(authority_id: int, *, since: date) -> Issued:
    """Return which papers that come back were published since a day, in one statement."""
    with connection.cursor() as cursor:
        cursor.execute(_ISSUED, {"authority": authority_id, "since": since})
        rows = cursor.fetchall()
    days = {kind: [day for what, day in rows if what == kind] for kind in ("notice", "register", "poll")}
    polled = frozenset(day.year for day in days["poll"])
    return Issued(frozenset(days["notice"]), tuple(days["register"]), polled)
