"""When nomination papers may be delivered, to the second, and when they may be objected to (T-09, T-10, T-13)."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final

from pollwright.law.calendars import Calendar
from pollwright.law.guidance import COMMISSION_COMBINED_CANDIDATES, ELECTIONS_RULES
from pollwright.law.notices import LONDON
from pollwright.law.reach import Reach, rows_for
from pollwright.law.sources import Source
from pollwright.law.timetables.instruments import COMBINED_AUTHORITIES_ORDER_2017, LOCAL_RULES_2006, PCC_ORDER_2012
from pollwright.law.timetables.kinds import ENGLAND, ENGLAND_AND_WALES, EVERYWHERE, Kind
from pollwright.law.timetables.steps import Step
from pollwright.law.timetables.working_out import Timetable
from pollwright.law.workings import NO, YES, Answer, Working
from pollwright.messages import Message, plain

CLOSES: Final = Source(COMMISSION_COMBINED_CANDIDATES, "the deadline can't be moved", "T-13")
NOT_ON_SKIPPED_DAYS: Final = Source(LOCAL_RULES_2006, "Sch 2 r 2", "T-09")
NOT_BEFORE_THE_NOTICE: Final = Source(LOCAL_RULES_2006, "Sch 2 r 1", "T-14")
AS_THE_NOTICE_SAYS: Final = Source(LOCAL_RULES_2006, "notice of election", "2.2")


OFFICE_HOURS: Final = (time(9), time(17))
"""Where nobody has said the hours."""
ANY_HOUR: Final = (time(0), time(23, 59, 59))
_TIME: Final = r"(\d{1,2})(?:[.:]([0-5]\d))?\s*(am|pm|noon)?"
_HOURS: Final = re.compile(rf"\b{_TIME}\s*(?:to|until|-|–)\s*{_TIME}\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class HoursRow:
    """Polls whose rules fix the hours of delivery, from the day after the notice of election."""

    reach: Reach
    opens: time
    closes: time
    source: Source


FIXED_HOURS: Final = (
    HoursRow(Reach((Kind.UK_PARLIAMENT,), EVERYWHERE), time(10), time(16), Source(ELECTIONS_RULES, "r 1", "2.2")),
    HoursRow(
        Reach((Kind.COMBINED_AUTHORITY_MAYORAL,), ENGLAND),
        time(10),
        time(16),
        Source(COMBINED_AUTHORITIES_ORDER_2017, "timetable", "2.2"),
    ),
    HoursRow(Reach((Kind.PCC,), ENGLAND_AND_WALES), time(10), time(16), Source(PCC_ORDER_2012, "timetable", "2.2")),
    HoursRow(Reach((Kind.GLA,), ENGLAND), time(10), time(16), Source(ELECTIONS_RULES, "r 1", "2.2", confirmed=False)),
)


@dataclass(frozen=True, slots=True)
class DeliveryWindow:
    """When papers are received: on working days from `first_day`, from `opens` to `closes`, until the last moment."""

    first_day: date
    opens: time
    closes: time
    last: datetime
    source: Source


@dataclass(frozen=True, slots=True)
class ObjectionWindow:
    """When papers may be objected to; where `delivered_after` is given, only those delivered after that moment."""

    opens: datetime
    closes: datetime
    delivered_after: datetime | None
    source: Source


def closing_moment(timetable: Timetable, step: Step) -> datetime:
    """Return the last moment of a step: its time on its day in London, or the last second of the day.

    :raises KeyError: where the timetable has no such step.
    """
    dated = timetable.step(step)
    return datetime.combine(dated.last, dated.by or time(23, 59, 59), tzinfo=LONDON)


def in_time(received_at: datetime, timetable: Timetable, step: Step = Step.NOMINATIONS_CLOSE) -> Answer:
    """Return whether something came by the last moment of a step, counted in whole seconds (T-13).

    Four o'clock exactly is in time; a second later is not. Nobody can extend it.

    :param received_at: the moment of physical receipt, with its time zone.
    """
    last = closing_moment(timetable, step)
    source = timetable.step(step).source
    holds = received_at.replace(microsecond=0) <= last
    says = Message(
        "Received by {by} on {day}: {holds}", by=f"{last:%H:%M}", day=last.date(), holds=YES if holds else NO
    )
    return Answer(
        holds,
        (
            Working(says, received_at.astimezone(LONDON), source, holds),
            Working("The officer can't move a statutory time", None, CLOSES),
        ),
    )


def hours_of_notice(words: str) -> tuple[time, time]:
    """Return the hours of delivery that a notice gives in words, such as "Monday to Friday, 8.30am to 5pm".

    Where it gives none that can be read, or other hours on other days, no hour is refused: only the last moment is law.
    """
    if not words.strip():
        return OFFICE_HOURS
    found = _HOURS.findall(words)
    if len(found) != 1:
        return ANY_HOUR
    hour, minute, half, last_hour, last_minute, last_half = (part.lower() for part in found[0])
    opens, closes = _clock(hour, minute, half), _clock(last_hour, last_minute, last_half)
    return (opens, closes) if opens and closes and opens < closes else ANY_HOUR


def _clock(hour: str, minute: str, half: str) -> time | None:
    number = int(hour)
    if half:
        number = number % 12 + (12 if half != "am" else 0)
    return time(number, int(minute or 0)) if number < 24 else None


def delivery_window(
    timetable: Timetable, notice_published_on: date, *, opens: time = OFFICE_HOURS[0], closes: time = OFFICE_HOURS[1]
) -> DeliveryWindow:
    """Return when papers are received at a poll.

    :param notice_published_on: the day on which the notice of election was in fact published.
    :param opens: with `closes`, the office hours that the notice gives; used only where the rules fix none.
    """
    poll = timetable.poll
    last = closing_moment(timetable, Step.NOMINATIONS_CLOSE)
    for row in rows_for(FIXED_HOURS, poll.kind, poll.nation, poll.on):
        first = notice_published_on + timedelta(days=1)
        return DeliveryWindow(first, row.opens, row.closes, last, row.source)
    return DeliveryWindow(notice_published_on, opens, closes, last, AS_THE_NOTICE_SAYS)


def may_be_delivered(received_at: datetime, window: DeliveryWindow, calendar: Calendar) -> Answer:
    """Return whether a paper brought at a moment can be received, with every rule that it breaks or keeps.

    :param calendar: the days of the poll's conduct rules.
    """
    at = received_at.astimezone(LONDON).replace(microsecond=0)
    last_day = at.date() == window.last.date()
    closes = window.last.time() if last_day else window.closes
    tests = (
        ("Not before the notice of election", at.date() >= window.first_day, window.first_day, NOT_BEFORE_THE_NOTICE),
        ("On a working day", calendar.is_working_day(at.date()), at.date(), NOT_ON_SKIPPED_DAYS),
        (
            Message("Between {opens:%H:%M} and {closes:%H:%M}", opens=window.opens, closes=closes),
            window.opens <= at.time() <= closes,
            at,
            window.source,
        ),
        ("Before nominations close", at <= window.last, window.last, CLOSES),
    )
    return Answer(
        all(holds for _, holds, _, _ in tests),
        tuple(
            Working(Message("{says}: {holds}", says=plain(says), holds=YES if holds else NO), on, source)
            for says, holds, on, source in tests
        ),
    )


def objection_windows(timetable: Timetable, calendar: Calendar) -> tuple[ObjectionWindow, ...]:
    """Return when papers may be objected to: nothing at polls whose rules know no objections.

    On the last day for nominations all papers can be objected to from ten until noon, and from noon until five only
    those delivered after four the working day before.

    :param calendar: the days of the poll's conduct rules.
    """
    if all(dated.step is not Step.OBJECTIONS_CLOSE for dated in timetable.steps):
        return ()
    closes = closing_moment(timetable, Step.OBJECTIONS_CLOSE)
    source = timetable.step(Step.OBJECTIONS_CLOSE).source
    day = closes.date()
    before = datetime.combine(calendar.previous_working_day(day), time(16), tzinfo=LONDON)
    noon = datetime.combine(day, time(12), tzinfo=LONDON)
    return (
        ObjectionWindow(datetime.combine(day, time(10), tzinfo=LONDON), noon, None, source),
        ObjectionWindow(noon, closes, before, source),
    )


def may_object(at: datetime, paper_delivered_at: datetime, windows: tuple[ObjectionWindow, ...]) -> Answer:
    """Return whether an objection made at a moment to a paper can be heard."""
    workings = tuple(
        Working(
            "All papers may be objected to until"
            if window.delivered_after is None
            else Message(
                "Papers delivered after {time:%H:%M} on {day} may be objected to until",
                time=window.delivered_after.time(),
                day=window.delivered_after.date(),
            ),
            window.closes,
            window.source,
        )
        for window in windows
    )
    heard = any(
        window.opens <= at <= window.closes
        and (window.delivered_after is None or paper_delivered_at > window.delivered_after)
        for window in windows
    )
    return Answer(heard, workings)
