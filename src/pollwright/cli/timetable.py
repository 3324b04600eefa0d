"""`pollwright timetable`: the statutory timetable of a poll, as data, calendar, paper or editable document."""

from __future__ import annotations

import importlib
import sys
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated
from zoneinfo import ZoneInfo

import typer

from pollwright.cli.bank_holidays import holidays_in_use
from pollwright.elections.papers.timetable_written import as_data, as_lines
from pollwright.law.calendars import BeyondTheCalendar
from pollwright.law.nations import Nation, NotCovered
from pollwright.law.notices import ImpossibleDate
from pollwright.law.timetables.kinds import Kind
from pollwright.law.timetables.rule_sets import Poll
from pollwright.law.timetables.working_out import Timetable
from pollwright.law.timetables.working_out import timetable as worked_out
from pollwright.refusals import Refused
from pollwright.terminal import CommandFailed, as_json, say

LONDON = ZoneInfo("Europe/London")


class TimetableFormat(StrEnum):
    """How a timetable is written."""

    JSON = "json"
    TEXT = "text"
    ICS = "ics"
    PDF = "pdf"
    DOCX = "docx"


WRITERS = {
    TimetableFormat.ICS: "pollwright.elections.papers.timetable_files:as_calendar",
    TimetableFormat.PDF: "pollwright.elections.papers.timetable_files:as_paper",
    TimetableFormat.DOCX: "pollwright.elections.papers.timetable_files:as_word",
}
"""What writes papers and calendars: loaded when it is asked for, since that takes longer than to count."""


class NoSuchTimetable(Refused):
    """There is no such poll in law, or its rules are not held."""

    code = "cli.R001"
    problem = "There is no timetable for this poll. {why}."
    remedy = "Check the kind of poll, the nation and the day."


class NotAPollingDay(Refused):
    """The day is one on which no poll can be held."""

    code = "cli.R002"
    problem = "No timetable can be counted to this day. {why}."
    remedy = "Choose a working day."


class BankHolidaysNotKnown(Refused):
    """The timetable reaches into years whose bank holidays are not published yet, or are too long ago."""

    code = "cli.R003"
    problem = "The working days can't be counted. {why}."
    remedy = "Add a newer public list: pollwright bank-holidays update FILE."


def timetable(
    kind: Annotated[Kind, typer.Argument(help=f"What is held: {', '.join(Kind)}.", metavar="KIND")],
    poll: Annotated[
        str, typer.Option("--poll", metavar="DAY", help="Polling day (of a recall petition, the first day of signing).")
    ],
    nation: Annotated[Nation, typer.Option("--nation", help="Where it is held.")],
    by_election: Annotated[bool, typer.Option("--by-election", help="It fills a vacancy.")] = False,
    trigger: Annotated[
        str,
        typer.Option(
            "--trigger", help="Day of what sets the poll off: the writ, vacancy, request, decision or notice."
        ),
    ] = "",
    non_working_day: Annotated[
        list[str] | None,
        typer.Option(
            "--non-working-day",
            metavar="DAY",
            help="A day proclaimed since the table was made; give it once for each day.",
        ),
    ] = None,
    format_: Annotated[TimetableFormat, typer.Option("--format", help="How to write it.")] = TimetableFormat.JSON,
    out: Annotated[Path | None, typer.Option("--out", help="File to write it to, not standard output.")] = None,
) -> None:
    """Print the statutory timetable of a poll: every step with its date, time and rule. Needs no database.

    Where the law leaves a range, the step has `earliest` and `latest`; `date` is null where the range is all that is
    known.
    """
    extra = frozenset(_day(one, "--non-working-day") for one in non_working_day or ())
    started = _day(trigger, "--trigger") if trigger else None
    found = _found(Poll(kind, nation, _day(poll, "--poll"), by_election, started), extra)
    for doubt in found.doubts:
        say(f"{doubt}.")
    _deliver(_written(found, format_, datetime.now(LONDON)), format_, out)


def _found(poll: Poll, extra: frozenset[date]) -> Timetable:
    try:
        return worked_out(poll, holidays_in_use().with_days(extra))
    except NotCovered as error:
        raise NoSuchTimetable(why=error.args[0]) from error
    except ImpossibleDate as error:
        raise NotAPollingDay(why=error) from error
    except (BeyondTheCalendar, OverflowError) as error:
        raise BankHolidaysNotKnown(why=error) from error


def _written(found: Timetable, format_: TimetableFormat, now: datetime) -> bytes:
    if format_ in WRITERS:
        module, _, writer = WRITERS[format_].partition(":")
        made: bytes = getattr(importlib.import_module(module), writer)(found, now)
        return made
    if format_ is TimetableFormat.TEXT:
        return "".join(f"{line}\n" for line in as_lines(found)).encode()
    return f"{as_json(as_data(found))}\n".encode()


def _deliver(content: bytes, format_: TimetableFormat, out: Path | None) -> None:
    if out is not None:
        out.write_bytes(content)
        say(f"Written: {out}")
        return
    if format_ in (TimetableFormat.PDF, TimetableFormat.DOCX) and sys.stdout.isatty():
        raise CommandFailed(f"A terminal can't show {format_.upper()}.", "Name a file: --out FILE")
    if hasattr(sys.stdout, "buffer"):
        sys.stdout.flush()
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
        return
    sys.stdout.write(content.decode())


def _day(text: str, option: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise typer.BadParameter("must be a day such as 2027-05-06", param_hint=option) from error
