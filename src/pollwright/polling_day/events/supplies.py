"""Happenings about sundries, equipment and runs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated, ClassVar

from pollwright.polling_day.states import DropState


@dataclass(frozen=True, slots=True)
class CatalogueFilled:
    """The sundries that the law asks for were put into the catalogue."""

    code: ClassVar[str] = "polling_day.catalogue-filled"
    sentence: ClassVar[str] = "filled the catalogue of sundries with what the law or practice asks for: {items}"
    items: int


@dataclass(frozen=True, slots=True)
class SundryAdded:
    """A sundry was added to the catalogue."""

    code: ClassVar[str] = "polling_day.sundry-added"
    sentence: ClassVar[str] = "added sundry {reference} to the catalogue: {what}"
    reference: str
    what: str


@dataclass(frozen=True, slots=True)
class SundryChanged:
    """A sundry was changed or taken out of the catalogue."""

    code: ClassVar[str] = "polling_day.sundry-changed"
    sentence: ClassVar[str] = "changed sundry {reference}"
    reference: str


@dataclass(frozen=True, slots=True)
class PackingMade:
    """Packing lists were made of the catalogue."""

    code: ClassVar[str] = "polling_day.packing-made"
    sentence: ClassVar[str] = "made the packing lists of desk {desk} (lines: {lines}, stations: {stations})"
    desk: str
    lines: int
    stations: int


@dataclass(frozen=True, slots=True)
class StationsPacked:
    """Everything for some stations was packed."""

    code: ClassVar[str] = "polling_day.stations-packed"
    sentence: ClassVar[str] = "noted at desk {desk} that stations are packed (stations: {stations}, lines: {lines})"
    desk: str
    stations: int
    lines: int


@dataclass(frozen=True, slots=True)
class PackingChecked:
    """What was packed for a station was checked."""

    code: ClassVar[str] = "polling_day.packing-checked"
    sentence: ClassVar[str] = "checked the packing of station {station}: {checked} of {lines:line|lines}"
    station: str
    checked: int
    lines: int


@dataclass(frozen=True, slots=True)
class AssetAdded:
    """Equipment was entered."""

    code: ClassVar[str] = "polling_day.asset-added"
    sentence: ClassVar[str] = "entered equipment {reference}: {count} {what}"
    reference: str
    count: int
    what: str


@dataclass(frozen=True, slots=True)
class AssetChanged:
    """The number, condition or place of equipment changed."""

    code: ClassVar[str] = "polling_day.asset-changed"
    sentence: ClassVar[str] = "changed equipment {reference}"
    reference: str


@dataclass(frozen=True, slots=True)
class RunPlanned:
    """A van's round was planned."""

    code: ClassVar[str] = "polling_day.run-planned"
    sentence: ClassVar[str] = "planned run {reference}: {title}"
    reference: str
    title: str


@dataclass(frozen=True, slots=True)
class DropPlanned:
    """A venue was added to a run."""

    code: ClassVar[str] = "polling_day.drop-planned"
    sentence: ClassVar[str] = "added venue {venue} to run {run}, due at {due}"
    run: str
    venue: str
    due: str


@dataclass(frozen=True, slots=True)
class DropRemoved:
    """A venue was taken out of a run."""

    code: ClassVar[str] = "polling_day.drop-removed"
    sentence: ClassVar[str] = "took venue {venue} out of run {run}"
    run: str
    venue: str


@dataclass(frozen=True, slots=True)
class DropLogged:
    """The van had been at a venue, or could not deliver."""

    code: ClassVar[str] = "polling_day.drop-logged"
    sentence: ClassVar[str] = "noted that run {run} was at venue {venue}: {state}"
    run: str
    venue: str
    state: Annotated[str, DropState]


@dataclass(frozen=True, slots=True)
class FallbackAsked:
    """The paper fallback of a desk was asked for."""

    code: ClassVar[str] = "polling_day.fallback-asked"
    sentence: ClassVar[str] = "asked for the paper pack of desk {desk}"
    desk: str


@dataclass(frozen=True, slots=True)
class FallbackPrinted:
    """The paper fallback of a desk was made."""

    code: ClassVar[str] = "polling_day.fallback-printed"
    sentence: ClassVar[str] = "made the paper pack of desk {desk} for {day} (stations: {stations})"
    desk: str
    day: date
    stations: int
    sha256: str
