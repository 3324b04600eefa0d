"""The stations of an adopted scheme as papers name them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from pollwright.elections.models import Poll
from pollwright.elections.queries.boundary_standing import standing_parts
from pollwright.stations.models import Allotment, Scheme
from pollwright.stations.queries.polled import polled_districts
from pollwright.stations.queries.words import range_words, venue_line


@dataclass(frozen=True, slots=True)
class StationPart:
    """Electors of a district who vote at a station; `last` is None where the range has no end."""

    district: str
    name: str
    first: int
    last: int | None
    electors: int
    in_person: int


@dataclass(frozen=True, slots=True)
class StationLine:
    """A station with who votes there; `id` is 0 of a station in another authority's part."""

    id: int
    number: int
    place: str
    parts: tuple[StationPart, ...]

    @property
    def voters(self) -> str:
        """Who votes there, as notices print it."""
        return ", ".join(range_words(part.district, part.first, part.last) for part in self.parts)

    @property
    def in_person(self) -> int:
        """How many may vote there in person."""
        return sum(part.in_person for part in self.parts)


def stations_of(
    scheme: Scheme, polls: Collection[Poll] = (), districts: Collection[str] | None = None
) -> list[StationLine]:
    """Return the stations at which some polls are taken, by number; all of the scheme where none are named.

    :param districts: only the electors of these districts, by code; None for all.
    """
    held = Allotment.objects.filter(authority=scheme.authority_id, scheme=scheme)
    if polls:
        held = held.filter(district__in=[one.id for one in polled_districts(scheme.authority_id, list(polls))])
    if districts is not None:
        held = held.filter(district__code__in=list(districts))
    held = held.select_related("station__venue", "district")
    gathered: dict[int, list[Allotment]] = {}
    for one in held.order_by("station__number", "district__code", "first_number"):
        gathered.setdefault(one.station_id, []).append(one)
    return [_line(rows) for rows in gathered.values()]


def stations_across(authority_id: int, polls: Collection[Poll], contest: str = "") -> list[StationLine]:
    """Return the stations of other authorities' parts of some polls, or of one contest, as their agreed files have them."""
    gathered: dict[int, list[dict[str, Any]]] = {}
    for part in standing_parts(authority_id, [poll.pk for poll in polls]):
        if not contest or part.contest == contest:
            for one in part.stations:
                gathered.setdefault(int(one["station"]), []).append(one)
    return [_across(number, rows) for number, rows in sorted(gathered.items())]


def _across(number: int, rows: list[dict[str, Any]]) -> StationLine:
    parts = {
        (one["district"], one["first"]): StationPart(
            one["district"], one["district"], one["first"] or 1, one["last"], one["electors"], one["in_person"]
        )
        for one in rows
    }
    lines = dict.fromkeys((rows[0]["name"], *rows[0]["address"].split(", "), rows[0]["postcode"]))
    return StationLine(0, number, ", ".join(line for line in lines if line), tuple(parts.values()))


def _line(rows: list[Allotment]) -> StationLine:
    station = rows[0].station
    parts = tuple(
        StationPart(
            row.district.code, row.district.name, row.first_number, row.last_number, row.electors, row.in_person
        )
        for row in rows
    )
    return StationLine(station.pk, station.number, venue_line(station.venue, station.room), parts)
