"""A timetable as a paper and as a Word file. Loaded only when one of them is asked for."""

from __future__ import annotations

from datetime import datetime

from pollwright.cli.timetable_written import HEADER, clock, name_of, row_of, title_of
from pollwright.documents.imprint import Imprint
from pollwright.documents.papers.timetable import TimetableLine, TimetablePaper
from pollwright.documents.typesetting import render
from pollwright.documents.word import table_document
from pollwright.law.timetables.working_out import Dated, Timetable


def as_paper(found: Timetable, made_at: datetime) -> bytes:
    """Return the timetable as a tagged PDF."""
    poll = found.poll
    return render(
        TimetablePaper(
            imprint=Imprint("Returning Officer", "", f"{poll.kind} {poll.nation} {poll.on}", made_at.date()),
            name=name_of(found),
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


def as_word(found: Timetable, made_at: datetime) -> bytes:
    """Return the timetable as a Word file."""
    facts = [f"Rules: {found.rules}", *found.doubts]
    return table_document(title_of(found), facts, HEADER, (row_of(dated) for dated in found.steps), made_at)
