"""Calendar files (iCalendar, RFC 5545): all-day events and moments in UTC."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from icalendar import Calendar, Event


@dataclass(frozen=True, slots=True)
class CalendarEvent:
    """An event of a calendar.

    :param uid: the same whenever the same thing is written again, so that calendars update it.
    :param starts: a day (all-day) or an aware moment.
    :param last_day: of several all-day days, the last one; None of a single day or a moment.
    """

    uid: str
    summary: str
    description: str
    starts: date | datetime
    last_day: date | None = None


def calendar_file(name: str, events: Iterable[CalendarEvent], written_at: datetime) -> bytes:
    """Return a calendar file in UTF-8.

    :param written_at: an aware moment, the stamp of every event.
    """
    calendar = Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", "-//Pollwright//Timetable//EN")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", name)
    for event in events:
        calendar.add_component(_event(event, written_at))
    return calendar.to_ical(sorted=False)


def _event(event: CalendarEvent, written_at: datetime) -> Event:
    made = Event()
    made.add("uid", event.uid)
    made.add("dtstamp", written_at.astimezone(UTC))
    if isinstance(event.starts, datetime):
        made.add("dtstart", event.starts.astimezone(UTC))
    else:
        made.add("dtstart", event.starts)
        made.add("dtend", (event.last_day or event.starts) + timedelta(days=1))
    made.add("summary", event.summary)
    made.add("description", event.description)
    made.add("transp", "TRANSPARENT")
    return made
