"""Stations from which nothing is heard: none of the hours by which they tell their turnout may pass unnoticed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from pollwright.authorities.queries.settings import number_of
from pollwright.elections.models import Poll
from pollwright.law.notices import LONDON
from pollwright.polling_day.models import Turnout
from pollwright.polling_day.queries.desk_rows import AnyDesk
from pollwright.polling_day.queries.stations_of_day import hours_of_day

EVERY: Final = "polling_day.report_hours"
"""The setting that says how often stations tell their turnout."""
GRACE: Final = timedelta(minutes=30)
"""How long the desk waits for a figure before it alarms; one taken so long before its hour counts for it."""


@dataclass(frozen=True, slots=True)
class Heard:
    """What was heard of the stations of a desk.

    :param due: the last hour by which each should have told a figure; None before the first.
    :param stations: ids of those that told one by then.
    """

    due: datetime | None
    stations: frozenset[int]

    def silent(self, station: int) -> bool:
        """Whether a station should have been heard of and was not."""
        return self.due is not None and station not in self.stations


def heard(desk: AnyDesk, polls: list[Poll], *, at: datetime) -> Heard:
    """Return what was heard of the stations of a desk's polls by a moment."""
    every = number_of(desk.authority_id, EVERY, on=desk.day)
    opens, closes = (datetime.combine(desk.day, hour, tzinfo=LONDON) for hour in hours_of_day(polls))
    due = report_due(opens, closes, timedelta(hours=every), at=at)
    if due is None:
        return Heard(None, frozenset())
    since = (due - GRACE).astimezone(LONDON).time()
    told = Turnout.objects.filter(desk=desk.pk, hour__gte=since).values_list("station", flat=True)
    return Heard(due, frozenset(told))


def report_due(opens: datetime, closes: datetime, every: timedelta, *, at: datetime) -> datetime | None:
    """Return the last hour by which stations should have been heard of, once the desk has waited long enough.

    Counted from the opening on, and at the close in any case; None where they are never asked or none has passed.
    """
    if not every or at < opens:
        return None
    due = None
    hour = opens + every
    while hour < closes:
        due = hour if hour + GRACE <= at else due
        hour += every
    return closes if closes + GRACE <= at else due
