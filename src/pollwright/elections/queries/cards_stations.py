"""At which station each elector votes, as far as the room above has said how to tell.

Stations are above elections, so their tables are not known here: the room of stations declares a reader when the
program starts. Without one, or without a scheme for the polls, there are no stations, and no card can be released.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, replace

from pollwright.elections.queries.boundary_standing import StandingPart, parts_mark, standing_parts


@dataclass(frozen=True, slots=True)
class StationRange:
    """Electors of a polling district who vote at one station: all of them, or those of a range of numbers (G-01).

    :param first: the first elector number; None from the beginning of the district.
    :param last: the last elector number, which counts; None to the end of the district.
    :param number: of the station, as cards and notices print it.
    :param address: of the place, a line each, at most five.
    """

    district: str
    first: int | None
    last: int | None
    number: str
    name: str
    address: tuple[str, ...]
    postcode: str


@dataclass(frozen=True, slots=True)
class PollingScheme:
    """The scheme that polls go by.

    :param reference: of the scheme with its version, such as ``S0000012 version 3``: it changes with every amendment.
    :param adopted: whether it is settled; cards need an adopted scheme.
    """

    reference: str
    adopted: bool
    ranges: tuple[StationRange, ...]


SchemeReader = Callable[[int, Collection[int]], PollingScheme | None]
"""Takes the authority's id and the ids of the polls of the day, and returns their scheme, or None without one."""

_DECLARED: list[SchemeReader] = []


def declare_stations(reader: SchemeReader) -> None:
    """Declare how the room above tells which station an elector votes at; once, when the program starts."""
    _DECLARED[:] = [reader]


def stations_for(authority_id: int, poll_ids: Collection[int]) -> PollingScheme | None:
    """Return the scheme of polls that are taken together, or of one poll, with the stations of other authorities' parts."""
    found = _DECLARED[0](authority_id, poll_ids) if _DECLARED else None
    parts = standing_parts(authority_id, poll_ids)
    mark = parts_mark(parts)
    if found is None or not mark:
        return found
    theirs = tuple(station for part in parts for station in stations_of_part(part))
    return replace(found, reference=f"{found.reference}, parts {mark}", ranges=(*found.ranges, *theirs))


def own_stations(authority_id: int, poll_ids: Collection[int]) -> PollingScheme | None:
    """Return the scheme of some polls, without the stations of other authorities' parts."""
    return _DECLARED[0](authority_id, poll_ids) if _DECLARED else None


def stations_of_part(part: StandingPart) -> list[StationRange]:
    """Return the stations of a part on another register, as its agreed file gives them."""
    return [
        StationRange(
            one["district"], one["first"], one["last"], str(one["station"]), one["name"],
            tuple(line for line in one["address"].split(", ") if line), one["postcode"],
        )
        for one in part.stations
    ]  # fmt: skip
