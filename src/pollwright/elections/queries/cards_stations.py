"""At which station each elector votes, as far as the room above has said how to tell.

Stations are above elections, so their tables are not known here: the room of stations declares a reader when the
program starts. Without one, or without a scheme for the polls, there are no stations, and no card can be released.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass


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
    """Return the scheme of polls that are taken together, or of one poll."""
    return _DECLARED[0](authority_id, poll_ids) if _DECLARED else None
