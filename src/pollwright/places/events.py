"""Happenings of places."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated, ClassVar

from pollwright.places.states import AreaKind, PropertyKind, PropertyStatus


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
    sentence: ClassVar[str] = "received {files:file|files} of places"
    files: int
    sha256: str


@dataclass(frozen=True, slots=True)
class PlacesChecked:
    """An import of places was tried, with nothing changed, or was refused."""

    code: ClassVar[str] = "places.checked"
    sentence: ClassVar[str] = "checked an import of places ({reference}): {read:row|rows}, {errors} with errors"
    reference: str
    layout: str
    read: int
    errors: int


@dataclass(frozen=True, slots=True)
class PropertyAdded:
    """A property was added."""

    code: ClassVar[str] = "places.property-added"
    sentence: ClassVar[str] = "added property {reference} to district {district}"
    reference: str
    district: str


@dataclass(frozen=True, slots=True)
class AddressCorrected:
    """The address of a property was put right."""

    code: ClassVar[str] = "places.address-corrected"
    sentence: ClassVar[str] = "corrected the address of property {reference}"
    reference: str


@dataclass(frozen=True, slots=True)
class UseChanged:
    """What a property is, or whether anybody lives there, changed."""

    code: ClassVar[str] = "places.use-changed"
    sentence: ClassVar[str] = "set property {reference} to {kind}, {status}"
    reference: str
    kind: Annotated[str, PropertyKind]
    status: Annotated[str, PropertyStatus]


@dataclass(frozen=True, slots=True)
class PropertyMoved:
    """A misplaced property was put into its district."""

    code: ClassVar[str] = "places.property-moved"
    sentence: ClassVar[str] = "corrected the district of property {reference} from {before} to {after}"
    reference: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class PropertySplit:
    """A property was split."""

    code: ClassVar[str] = "places.property-split"
    sentence: ClassVar[str] = "split property {reference}"
    reference: str
    into: tuple[str, ...]
    on: date


@dataclass(frozen=True, slots=True)
class PropertiesMerged:
    """Properties were merged."""

    code: ClassVar[str] = "places.properties-merged"
    sentence: ClassVar[str] = "merged properties into {into}"
    merged: tuple[str, ...]
    into: str
    on: date


@dataclass(frozen=True, slots=True)
class PropertyDemolished:
    """A property is no more."""

    code: ClassVar[str] = "places.property-demolished"
    sentence: ClassVar[str] = "ended property {reference}, demolished"
    reference: str
    on: date


@dataclass(frozen=True, slots=True)
class AreaAdded:
    """An area was added."""

    code: ClassVar[str] = "places.area-added"
    sentence: ClassVar[str] = "added area {area} ({kind}): {name}"
    area: str
    kind: Annotated[str, AreaKind]
    name: str


@dataclass(frozen=True, slots=True)
class AreaEnded:
    """An area holds no more."""

    code: ClassVar[str] = "places.area-ended"
    sentence: ClassVar[str] = "ended area {area} ({kind})"
    area: str
    kind: Annotated[str, AreaKind]
    on: date


@dataclass(frozen=True, slots=True)
class DistrictAdded:
    """A polling district was added."""

    code: ClassVar[str] = "places.district-added"
    sentence: ClassVar[str] = "added polling district {district}: {name}"
    district: str
    name: str
    areas: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DistrictChanged:
    """The name or polling place of a district changed."""

    code: ClassVar[str] = "places.district-changed"
    sentence: ClassVar[str] = "changed polling district {district}"
    district: str


@dataclass(frozen=True, slots=True)
class PollingPlaceAdded:
    """A polling place was added."""

    code: ClassVar[str] = "places.polling-place-added"
    sentence: ClassVar[str] = "added polling place {reference}: {name}"
    reference: str
    name: str


@dataclass(frozen=True, slots=True)
class PollingPlaceChanged:
    """The particulars of a polling place were put right."""

    code: ClassVar[str] = "places.polling-place-changed"
    sentence: ClassVar[str] = "changed polling place {reference}"
    reference: str


@dataclass(frozen=True, slots=True)
class TaskResolved:
    """A task that an import opened was dealt with."""

    code: ClassVar[str] = "places.task-resolved"
    sentence: ClassVar[str] = "dealt with the task about property {reference}"
    reference: str
    kind: str


@dataclass(frozen=True, slots=True)
class ChangeDrafted:
    """A change of polling districts was drafted."""

    code: ClassVar[str] = "places.change-drafted"
    sentence: ClassVar[str] = "drafted change of districts {reference}"
    reference: str


@dataclass(frozen=True, slots=True)
class MovesPlanned:
    """Properties were added to a change of districts."""

    code: ClassVar[str] = "places.moves-planned"
    sentence: ClassVar[str] = "planned {count:move|moves} to {district} in change {reference}"
    reference: str
    district: str
    count: int


@dataclass(frozen=True, slots=True)
class MovesTakenOut:
    """Properties were taken out of a change of districts."""

    code: ClassVar[str] = "places.moves-taken-out"
    sentence: ClassVar[str] = "took {count:move|moves} out of change {reference}"
    reference: str
    count: int


@dataclass(frozen=True, slots=True)
class ChangeNoticed:
    """Notice of a change of districts was published (REG-322)."""

    code: ClassVar[str] = "places.change-noticed"
    sentence: ClassVar[str] = "published the notice of change {reference}, to take effect on {effective_on}"
    reference: str
    notice_on: date
    effective_on: date
    properties: int


@dataclass(frozen=True, slots=True)
class ChangeWithdrawn:
    """A change of districts was withdrawn."""

    code: ClassVar[str] = "places.change-withdrawn"
    sentence: ClassVar[str] = "withdrew change of districts {reference}"
    reference: str


@dataclass(frozen=True, slots=True)
class ChangeEffective:
    """A change of districts took effect."""

    code: ClassVar[str] = "places.change-effective"
    sentence: ClassVar[str] = "change of districts {reference} took effect: {properties:property|properties} moved"
    reference: str
    properties: int
