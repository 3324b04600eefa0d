"""A timetable as a paper, a Word file and a calendar file. Loaded only when one of them is asked for."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from pollwright.documents.imprint import Imprint
from pollwright.documents.papers.timetable import TimetableLine, TimetablePaper
from pollwright.documents.typesetting import render
from pollwright.documents.word import table_document
from pollwright.elections.papers.timetable_written import HEADER, clock, name_of, row_of, spoken, title_of, until
from pollwright.formats.icalendar import CalendarEvent, calendar_file
from pollwright.law.timetables.working_out import Dated, Timetable

LONDON = ZoneInfo("Europe/London")


def as_paper(found: Timetable, made_at: datetime, *, name: str = "", imprint: Imprint | None = None) -> bytes:
    """Return the timetable as a tagged PDF.

    :param name: what the poll is called, where that is more than its kind.
    :param imprint: who issues it; without one, nobody in particular does.
    """
    poll = found.poll
    nobody = Imprint("Returning Officer", "", f"{poll.kind} {poll.nation} {poll.on}", made_at.date())
    return render(
        TimetablePaper(
            imprint=imprint or nobody,
            name=name or name_of(found),
            nation=poll.nation.replace("-", " ").title(),
            poll=poll.on,
            rules=found.rules,
            doubts=found.doubts,
            lines=tuple(_line(dated) for dated in found.steps),
            total=len(found.steps),
        )
    )


def _line(dated: Dated) -> TimetableLine:
    days = "" if dated.working_days is None else str(dated.working_days)
    return TimetableLine(
        dated.title,
        dated.on,
        dated.earliest,
        dated.latest,
        clock(dated.by) if dated.by else "",
        days,
        dated.source.describe(),
    )


def as_word(found: Timetable, made_at: datetime, *, title: str = "", facts: Sequence[str] = ()) -> bytes:
    """Return the timetable as a Word file; `facts` stand under its title before the rules and the doubts."""
    facts = [*facts, f"Rules: {found.rules}", *found.doubts]
    return table_document(title or title_of(found), facts, HEADER, (row_of(dated) for dated in found.steps), made_at)


def as_calendar(found: Timetable, written_at: datetime, *, name: str = "", title: str = "") -> bytes:
    """Return the timetable as a calendar file; a step keeps its identifier when its day moves.

    :param name: what identifies the poll, so that its events replace those of an earlier file.
    """
    poll = found.poll
    name = name or f"{poll.kind}.{poll.nation}{'.by' if poll.by_election else ''}.{poll.on}"
    events = (_event(dated, name) for dated in found.steps)
    return calendar_file(title or title_of(found), events, written_at)


def _event(dated: Dated, name: str) -> CalendarEvent:
    uid = f"{dated.step}.{name}@timetable.pollwright"
    rule = dated.source.describe()
    if dated.on is None:
        first = dated.earliest or dated.last
        between = f"Between {spoken(first)} and {spoken(dated.last)}{until(dated.by)}. {rule}"
        return CalendarEvent(uid, dated.title, between, first, max(first, dated.last))
    starts = datetime.combine(dated.on, dated.by, tzinfo=LONDON) if dated.by else dated.on
    return CalendarEvent(uid, dated.title, rule, starts)
