"""The days that the law sets for the months ahead, worked out on the authority's calendar."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from pollwright.law.calendars import Calendar
from pollwright.law.notices import NoticeDates, revised_register_due
from pollwright.law.sources import Source
from pollwright.register.queries.elector_notices import coming_notices
from pollwright.register.queries.options import Choices, revised_register_by

SHOWN = 8
AFTER_CANVASS = 11
"""The month from which on a register is the one that follows the year's canvass."""


@dataclass(frozen=True, slots=True)
class Deadline:
    """One day by which, or on which, something is done.

    :param notice_on: the day of the notice or register that it leads to.
    """

    on: date
    what: str
    compulsory: bool
    source: Source
    notice_on: date


RECEIVED = "Last day to receive applications for the notice of {day}"
DETERMINED = "Last day to determine for the notice of {day}"
PUBLISHED = "Notice of alteration published"
REGISTER = "Revised register published, at the latest"
REGISTER_RECEIVED = "Last day to receive applications for the revised register of {day}"
REGISTER_DETERMINED = "Last day to determine for the revised register of {day}"


def deadlines(
    calendar: Calendar,
    *,
    on: date,
    many: int = SHOWN,
    choices: Choices = Choices(),  # noqa: B008 - frozen
    last_register: date | None = None,
) -> tuple[Deadline, ...]:
    """Return the next deadlines from `on` on, soonest first; the words hold `{day}` for the notice's day.

    :param choices: what the authority has chosen about its notices and registers.
    :param last_register: the day of the last register that was published; once that after the canvass is out (REG-320),
        nothing of it is ahead any more.
    """
    found = [one for notice in coming_notices(calendar, on=on) for one in _of_notice(notice, choices)]
    if last_register is None or last_register < date(on.year, AFTER_CANVASS, 1):
        found += _of_register(calendar, on, choices.cut_off)
    ahead = sorted({one for one in found if one.on >= on}, key=lambda one: (one.on, one.notice_on, one.what))
    return tuple(ahead[:many])


def _of_notice(notice: NoticeDates, choices: Choices) -> tuple[Deadline, ...]:
    day = notice.published_on
    issued = notice.compulsory or day.month in choices.months
    return (
        Deadline(notice.received_by, RECEIVED, issued, notice.workings[2].source, day),
        Deadline(notice.determined_by, DETERMINED, issued, notice.workings[1].source, day),
        Deadline(day, PUBLISHED, issued, notice.source, day),
    )


def _of_register(calendar: Calendar, on: date, cut_off: str) -> tuple[Deadline, ...]:
    due = revised_register_due(on.year, election_since_july=False)
    register = revised_register_by(due, calendar, cut_off)
    return (
        Deadline(register.received_by, REGISTER_RECEIVED, True, register.workings[2].source, due),
        Deadline(register.determined_by, REGISTER_DETERMINED, True, register.workings[1].source, due),
        Deadline(due, REGISTER, True, register.source, due),
    )
