"""Where the spots of a map stand on its picture, and the lines between them."""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt

from pollwright.stations.queries.maps import Spot

WIDTH = 720
MARGIN = 24
SIDE, LEAST_SIDE = 12, 4
"""The side of a station's square on the picture, where it has room and where many crowd it."""
ROOMY = 40
"""How many stations have room for full squares."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A station or district on the picture."""

    x: float
    y: float
    label: str
    title: str
    station: bool


@dataclass(frozen=True, slots=True)
class Line:
    """From the middle of a district to where it votes."""

    x1: float
    y1: float
    x2: float
    y2: float


def side_of(stations: int) -> float:
    """Return the side of a station's square: smaller where many are on the picture.

    >>> side_of(12), side_of(160), side_of(2_000)
    (12, 6.0, 4)
    """
    return round(max(LEAST_SIDE, min(SIDE, SIDE * sqrt(ROOMY / max(stations, 1)))), 1)


def drawn(found: list[Spot]) -> dict[Spot, Mark]:
    """Return where the spots stand on the picture, north up; those of the commonest coordinates only."""
    known = [one for one in found if one.x is not None and one.y is not None]
    systems = [one.srid for one in known]
    chosen = max(sorted(set(systems)), key=systems.count, default=0)
    placed = {one: (float(one.x or 0), float(one.y or 0)) for one in known if one.srid == chosen}
    if not placed:
        return {}
    west, east = min(x for x, _y in placed.values()), max(x for x, _y in placed.values())
    south, north = min(y for _x, y in placed.values()), max(y for _x, y in placed.values())
    scale = (WIDTH - 2 * MARGIN) / max(east - west, north - south, 1e-6)
    return {
        one: Mark(
            round(MARGIN + (x - west) * scale, 1),
            round(MARGIN + (north - y) * scale, 1),
            one.label,
            one.name,
            one.kind == "station",
        )
        for one, (x, y) in placed.items()
    }


def lines_between(found: list[Spot], marks: dict[Spot, Mark]) -> list[Line]:
    """Return a line from each district on the picture to each station that it votes at."""
    stations = {one.number: marks[one] for one in found if one.kind == "station" and one in marks}
    return [
        Line(marks[one].x, marks[one].y, stations[number].x, stations[number].y)
        for one in found
        if one.kind == "district" and one in marks
        for number in one.stations
        if number in stations
    ]
