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


@dataclass(frozen=True, slots=True)
class PlacesReceived:
    """Files of places came in, to be checked."""

    code: ClassVar[str] = "places.received"
    sentence: ClassVar[str] = "received {files} files of places"
    files: int
    sha256: str


@dataclass(frozen=True, slots=True)
class PlacesChecked:
    """An import of places was tried, with nothing changed, or was refused."""

    code: ClassVar[str] = "places.checked"
    sentence: ClassVar[str] = "checked an import of places ({reference}): {read} rows, {errors} with errors"
    reference: str
    layout: str
    read: int
    errors: int
