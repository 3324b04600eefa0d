"""Happenings about polling schemes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, ClassVar

from pollwright.stations.states import Layout, Uncontested


@dataclass(frozen=True, slots=True)
class SchemeAsked:
    """Somebody asked that a scheme be made."""

    code: ClassVar[str] = "stations.scheme-asked"
    sentence: ClassVar[str] = "asked for the polling scheme of {poll}, made from {source}"
    poll: str
    source: str


@dataclass(frozen=True, slots=True)
class CountAsked:
    """Somebody asked that the electors of a scheme be counted."""

    code: ClassVar[str] = "stations.count-asked"
    sentence: ClassVar[str] = "asked that the electors of scheme {reference} be counted"
    reference: str


@dataclass(frozen=True, slots=True)
class AdoptionAsked:
    """Somebody asked that a scheme be adopted."""

    code: ClassVar[str] = "stations.adoption-asked"
    sentence: ClassVar[str] = "asked that scheme {reference} be adopted, with {warnings:warning|warnings}"
    reference: str
    warnings: int


@dataclass(frozen=True, slots=True)
class SchemeMade:
    """A scheme was made."""

    code: ClassVar[str] = "stations.scheme-made"
    sentence: ClassVar[str] = (
        "made scheme {reference} of {poll} from {source} (stations: {stations}, districts: {districts})"
    )
    reference: str
    poll: str
    source: str
    stations: int
    districts: int
    venues_added: int


@dataclass(frozen=True, slots=True)
class ElectorsCounted:
    """The electors of a scheme were counted."""

    code: ClassVar[str] = "stations.electors-counted"
    sentence: ClassVar[str] = "counted the electors of scheme {reference}: {electors}, {in_person} of them in person"
    reference: str
    electors: int
    in_person: int


@dataclass(frozen=True, slots=True)
class StationAdded:
    """A station was added to a draft."""

    code: ClassVar[str] = "stations.station-added"
    sentence: ClassVar[str] = "added station {number} at venue {venue} to scheme {reference}"
    reference: str
    number: int
    venue: str


@dataclass(frozen=True, slots=True)
class StationChanged:
    """A station of a draft was changed, or its backup or note at any time."""

    code: ClassVar[str] = "stations.station-changed"
    sentence: ClassVar[str] = "changed station {number} of scheme {reference}"
    reference: str
    number: int


@dataclass(frozen=True, slots=True)
class StationRemoved:
    """A station without electors was taken out of a draft."""

    code: ClassVar[str] = "stations.station-removed"
    sentence: ClassVar[str] = "took station {number} out of scheme {reference}"
    reference: str
    number: int


@dataclass(frozen=True, slots=True)
class DistrictsAllotted:
    """Whole districts were put at a station of a draft."""

    code: ClassVar[str] = "stations.districts-allotted"
    sentence: ClassVar[str] = "put districts at station {number} of scheme {reference} (districts: {districts})"
    reference: str
    number: int
    districts: int
    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DistrictDivided:
    """A district of a draft was divided between stations by numbers."""

    code: ClassVar[str] = "stations.district-divided"
    sentence: ClassVar[str] = "divided district {district} of scheme {reference} between {parts:station|stations}"
    reference: str
    district: str
    parts: int
    ranges: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SchemeAdopted:
    """A scheme was adopted."""

    code: ClassVar[str] = "stations.scheme-adopted"
    sentence: ClassVar[str] = (
        "adopted scheme {reference} (stations: {stations}, electors: {electors}, warnings: {warnings})"
    )
    reference: str
    stations: int
    electors: int
    warnings: int


@dataclass(frozen=True, slots=True)
class SchemeAmended:
    """An adopted scheme was amended."""

    code: ClassVar[str] = "stations.scheme-amended"
    sentence: ClassVar[str] = (
        "amendment {amendment} of scheme {reference}, station {number}: {after} (electors: {electors})"
    )
    reference: str
    amendment: int
    number: int
    after: str
    electors: int


@dataclass(frozen=True, slots=True)
class AffectedListed:
    """The electors whom an amendment affects were listed, for letters."""

    code: ClassVar[str] = "stations.affected-listed"
    sentence: ClassVar[str] = (
        "listed the electors whom amendment {amendment} of scheme {reference} affects (electors: {electors})"
    )
    reference: str
    amendment: int
    electors: int


@dataclass(frozen=True, slots=True)
class FinderAsked:
    """It was asked that the stations be written for the national finder."""

    code: ClassVar[str] = "stations.finder-asked"
    sentence: ClassVar[str] = (
        "asked for the stations of scheme {reference} for the finder ({layout}), homes without a poll {uncontested}"
    )
    reference: str
    layout: Annotated[str, Layout]
    uncontested: Annotated[str, Uncontested]


@dataclass(frozen=True, slots=True)
class FinderReleased:
    """The stations of a scheme were released for the national finder."""

    code: ClassVar[str] = "stations.finder-released"
    sentence: ClassVar[str] = (
        "released the stations of scheme {reference} for the finder ({layout}; rows: {rows}, changed: {changed})"
    )
    reference: str
    layout: str
    rows: int
    changed: int
    sha256: str


@dataclass(frozen=True, slots=True)
class DividedCountedAgain:
    """The register was numbered anew, and the divided districts of a scheme were counted by the new numbers."""

    code: ClassVar[str] = "stations.divided-counted-again"
    sentence: ClassVar[str] = (
        "counted divided districts of scheme {reference} by the new numbers (districts: {districts}, homes elsewhere: {moved})"
    )
    reference: str
    districts: int
    moved: int
