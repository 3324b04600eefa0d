"""A timetable written out: as data or lines of text."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, time
from typing import Any

from pollwright.law.timetables.kinds import NAMES
from pollwright.law.timetables.working_out import Dated, Timetable
from pollwright.terminal import in_columns

HEADER = ("Step", "When", "Working days", "Rule")


def as_data(found: Timetable) -> dict[str, Any]:
    """Return the timetable as JSON holds it; `earliest` and `latest` stand only where the law leaves a range."""
    poll = found.poll
    return {
        "kind": poll.kind,
        "nation": poll.nation,
        "poll": poll.on,
        "by_election": poll.by_election,
        "trigger": poll.trigger,
        "rule_set": found.rules,
        "doubts": found.doubts,
        "steps": [_step(dated) for dated in found.steps],
    }


def _step(dated: Dated) -> dict[str, Any]:
    bounds = {"earliest": dated.earliest, "latest": dated.latest}
    return {
        "step": dated.step,
        "title": dated.title,
        "date": dated.on,
        "time": f"{dated.by:%H:%M}" if dated.by else None,
        "working_days": dated.working_days,
        "rule": dated.source.describe(),
        **{name: day for name, day in bounds.items() if day is not None},
    }


def as_lines(found: Timetable) -> Iterator[str]:
    """Yield the timetable as text in columns."""
    yield title_of(found)
    yield from in_columns(HEADER, (row_of(dated) for dated in found.steps))


def title_of(found: Timetable) -> str:
    """Return the heading: the kind of poll, nation and day."""
    return f"Timetable: {name_of(found)}, {found.poll.nation.replace('-', ' ').title()}, {spoken(found.poll.on)}"


def name_of(found: Timetable) -> str:
    """Return what the poll is called."""
    return f"{NAMES[found.poll.kind]} (by-election)" if found.poll.by_election else NAMES[found.poll.kind]


def row_of(dated: Dated) -> tuple[str, str, str, str]:
    """Return a step as the cells of `HEADER`."""
    if dated.on is not None:
        when = f"{spoken(dated.on)}{until(dated.by)}"
    else:
        when = f"{spoken(dated.earliest or dated.last)} to {spoken(dated.last)}{until(dated.by)}"
    days = "" if dated.working_days is None else str(dated.working_days)
    return dated.title, when, days, dated.source.describe()


def until(by: time | None) -> str:
    """Return the time of day as it follows a day."""
    return f", {clock(by)}" if by else ""


def spoken(day: date) -> str:
    """Return a day as people write it: Thursday 7 May 2026."""
    return f"{day:%A} {day.day} {day:%B} {day.year}"


def clock(moment: time) -> str:
    """Return a time of day as people write it: 4pm, 10.30am."""
    hour = moment.hour % 12 or 12
    minutes = f".{moment:%M}" if moment.minute else ""
    return f"{hour}{minutes}{'pm' if moment.hour >= 12 else 'am'}"
