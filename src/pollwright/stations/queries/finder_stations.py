"""The stations of a scheme as files for the national finder tell them, and what was released so far."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from pollwright.stations.models import FinderRelease, Scheme, Station
from pollwright.stations.states import Layout

SHOWN = 30


@dataclass(frozen=True, slots=True)
class StationRow:
    """A station with its venue. `answers` are "yes" or "no" by question of access; what was not asked is not there."""

    number: int
    room: str
    name: str
    lines: tuple[str, ...]
    postcode: str
    uprn: int | None
    easting: Any
    northing: Any
    srid: int
    answers: dict[str, str]


@dataclass(frozen=True, slots=True)
class ReleaseRow:
    """A file that was released; `changes` is the token of what changed since the one before, "" where nothing did."""

    layout: Layout
    part: str
    number: int
    rows: int
    file: str
    name: str
    changes: str
    changed: int
    released_by: str
    released_at: datetime


def stations_told(scheme: Scheme) -> dict[int, StationRow]:
    """Return the stations of a scheme by number."""
    held = Station.objects.filter(authority=scheme.authority_id, scheme=scheme).select_related("venue")
    return {
        one.number: StationRow(
            one.number,
            one.room,
            one.venue.name,
            tuple(
                line
                for line in (one.venue.address1, one.venue.address2, one.venue.address3, one.venue.address4)
                if line
            ),
            one.venue.postcode,
            one.venue.uprn,
            one.venue.easting,
            one.venue.northing,
            one.venue.srid,
            one.venue.answers,
        )
        for one in held.order_by("number")
    }


def last_releases(scheme: Scheme, layout: Layout) -> dict[str, FinderRelease]:
    """Return the last release of each file of a layout, by its part."""
    held = FinderRelease.objects.filter(authority=scheme.authority_id, scheme=scheme, layout=layout)
    return {one.part: one for one in held.select_related("file").order_by("number")}


def layouts_released(scheme: Scheme) -> list[Layout]:
    """Return the layouts in which files of a scheme were released."""
    held = FinderRelease.objects.filter(authority=scheme.authority_id, scheme=scheme)
    found = set(held.values_list("layout", flat=True))
    return [layout for layout in Layout if layout in found]


def releases(authority_id: int, reference: str) -> Sequence[ReleaseRow]:
    """Return the files of a scheme that were released, newest first."""
    held = FinderRelease.objects.filter(authority=authority_id, scheme__reference=reference)
    return [
        ReleaseRow(
            Layout(one.layout), one.part, one.number, one.rows, one.file.token, one.file.name,
            one.changes.token if one.changes else "", one.changed, one.released_by, one.released_at,
        )
        for one in held.select_related("file", "changes").order_by("-released_at", "part")[:SHOWN]
    ]  # fmt: skip
