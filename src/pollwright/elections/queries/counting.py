"""Counting the timetable of a poll of an authority, by the bank holidays in use and the authority's own days."""

from __future__ import annotations

import hashlib
from datetime import date

from pollwright.authorities.calendars import holidays_of as listed_holidays
from pollwright.authorities.calendars import nation_of, own_days
from pollwright.law.calendars import BeyondTheCalendar
from pollwright.law.nations import NotCovered
from pollwright.law.notices import ImpossibleDate
from pollwright.law.timetables.days import HolidayTable
from pollwright.law.timetables.kinds import Kind
from pollwright.law.timetables.rule_sets import Poll
from pollwright.law.timetables.working_out import Timetable, timetable
from pollwright.refusals import Refused

MARK_LENGTH = 12


class NoRulesForThePoll(Refused):
    """There is no such poll in law, or its rules are not held."""

    code = "elections.R001"
    problem = "No such poll can be held on that day. {why}."
    remedy = "Check the kind of poll, whether it is a by-election, and the day."


class NotAPollingDay(Refused):
    """The day is one on which no poll can be held."""

    code = "elections.R002"
    problem = "{day} is not a working day, so no poll can be held on it."
    remedy = "Choose a working day."


class HolidaysNotKnown(Refused):
    """The timetable reaches into years whose bank holidays are not known."""

    code = "elections.R003"
    problem = "The working days of {year} can't be counted, because its bank holidays are not known."
    remedy = "Accept a newer public list of bank holidays under Settings, or ask your administrator to."


def holidays_of(authority_id: int) -> HolidayTable:
    """Return the bank holidays that an authority goes by, with the days that it added (T-07)."""
    return listed_holidays(authority_id).with_days(own_days(authority_id))


def mark_of(table: HolidayTable) -> str:
    """Return a short mark of a table of bank holidays, which differs where any day in it does."""
    nations = sorted(table.days)
    days = "\n".join(f"{nation}:{' '.join(f'{day}' for day in sorted(table.of(nation)))}" for nation in nations)
    return hashlib.sha256(days.encode()).hexdigest()[:MARK_LENGTH]


def counted(
    authority_id: int,
    kind: Kind,
    day: date,
    *,
    by_election: bool,
    trigger: date | None,
    table: HolidayTable | None = None,
) -> Timetable:
    """Return the timetable of a poll of the authority as it would be counted now.

    :raises NoRulesForThePoll: where there is no such poll in the authority's nation on that day.
    :raises NotAPollingDay: where the day is not a working day.
    :raises HolidaysNotKnown: where the bank holidays of the poll's year are not known.
    """
    poll = Poll(kind, nation_of(authority_id), day, by_election, trigger)
    try:
        return timetable(poll, table or holidays_of(authority_id))
    except NotCovered as error:
        raise NoRulesForThePoll(why=error.args[0]) from error
    except ImpossibleDate as error:
        raise NotAPollingDay(day=day) from error
    except BeyondTheCalendar as error:
        raise HolidaysNotKnown(year=day.year) from error
