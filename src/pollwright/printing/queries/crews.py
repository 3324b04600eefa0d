"""Who works at each station, as far as the room above has said how to tell.

Staff are above printing, so their tables are not known here: the room of staffing declares a reader when the program
starts. Without one the packs of the stations name nobody.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import NamedTuple


class CrewMember(NamedTuple):
    """Somebody who has accepted to work at a station: as what, name, telephone."""

    role: str
    name: str
    telephone: str


CrewReader = Callable[[int, Collection[int]], Mapping[str, tuple[CrewMember, ...]]]
"""Takes the authority's id and the ids of the polls of the day, and returns who works at each station, by its number."""

_DECLARED: list[CrewReader] = []


def declare_crews(reader: CrewReader) -> None:
    """Declare how the room above tells who works at each station; once, when the program starts."""
    _DECLARED[:] = [reader]


def crews_for(authority_id: int, poll_ids: Collection[int]) -> Mapping[str, tuple[CrewMember, ...]]:
    """Return who works at each station of polls that are taken together, or of one poll, by the station's number."""
    return _DECLARED[0](authority_id, poll_ids) if _DECLARED else {}
