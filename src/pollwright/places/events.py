"""Happenings of places."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class PlacesLoaded:
    """Areas, districts, polling places and properties came in from files."""

    code: ClassVar[str] = "places.loaded"
    sentence: ClassVar[str] = "loaded places: {new} new, {changed} changed, {unchanged} unchanged"
    layout: str
    new: int
    changed: int
    unchanged: int
    by_kind: dict[str, dict[str, int]]
