"""Turnout by the hour: the figures of every station, and what they come to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time

from pollwright.pages.tables import Page, TableRequest, Total
from pollwright.polling_day.models import Turnout
from pollwright.polling_day.queries.desk_rows import AnyDesk
from pollwright.polling_day.queries.short_lists import in_asked_order
from pollwright.polling_day.queries.stations_of_day import StationOfDay, stations_of_day


@dataclass(frozen=True, slots=True)
class TurnoutRow:
    """A station with its figures by hour, and its latest one."""

    id: int
    station: StationOfDay
    figures: dict[time, int]

    @property
    def number(self) -> int:
        """The number of the station."""
        return self.station.number

    @property
    def latest(self) -> int | None:
        """The last figure that it told."""
        return self.figures[max(self.figures)] if self.figures else None

    @property
    def percent(self) -> float | None:
        """Of those who may vote in person, to one place."""
        if self.latest is None or not self.station.in_person:
            return None
        return round(100 * self.latest / self.station.in_person, 1)


@dataclass(frozen=True, slots=True)
class Hour:
    """What the stations that told a figure by an hour come to."""

    hour: time
    voters: int
    stations: int


def turnout_rows(desk: AnyDesk) -> list[TurnoutRow]:
    """Return every station of the day with its figures."""
    figures: dict[int, dict[time, int]] = {}
    for station, hour, voters in Turnout.objects.filter(desk=desk.pk).values_list("station", "hour", "voters"):
        figures.setdefault(station, {})[hour] = voters
    return [TurnoutRow(one.id, one, figures.get(one.id, {})) for one in stations_of_day(desk)]


def turnout_page(rows: list[TurnoutRow], asked: TableRequest) -> Page[TurnoutRow]:
    """Return all stations with their figures: a list that is never long, in order of scheme and number."""
    words = asked.search.casefold().split()
    found = [
        row for row in rows if all(word in f"{row.station.label} {row.station.districts}".casefold() for word in words)
    ]
    if asked.filters.get("told") is not None:
        found = [row for row in found if bool(row.figures) is asked.filters["told"]]
    return Page(asked, in_asked_order(found, asked), None, None, Total(len(found)))


def hours(rows: list[TurnoutRow]) -> list[Hour]:
    """Return the sums by hour; a station that told nothing by an hour counts with its figure of the hour before."""
    told = sorted({hour for row in rows for hour in row.figures})
    return [
        Hour(
            hour,
            sum(max((voters for other, voters in row.figures.items() if other <= hour), default=0) for row in rows),
            sum(hour in row.figures for row in rows),
        )
        for hour in told
    ]


def latest(desk: AnyDesk) -> dict[int, int]:
    """Return the latest figure of each station that told one, by its id."""
    found: dict[int, int] = {}
    for station, voters in Turnout.objects.filter(desk=desk.pk).order_by("hour").values_list("station", "voters"):
        found[station] = voters
    return found
