"""Happenings about the packs of stations, and about those whose station was changed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class PacksAsked:
    """Packs were asked for."""

    code: ClassVar[str] = "printing.packs-asked"
    sentence: ClassVar[str] = "asked for the station packs of {target}"
    target: str


@dataclass(frozen=True, slots=True)
class PacksPrepared:
    """Packs were prepared."""

    code: ClassVar[str] = "printing.packs-prepared"
    sentence: ClassVar[str] = (
        "prepared station packs {reference} from electorate {electorate}: {stations:station|stations}, {electors:elector|electors},"
        " {pages:page|pages}, SHA-256 {sha256}"
    )
    reference: str
    electorate: str
    stations: int
    electors: int
    pages: int
    sha256: str


@dataclass(frozen=True, slots=True)
class PacksReleaseAsked:
    """Somebody asked that packs be proved and released."""

    code: ClassVar[str] = "printing.packs-release-asked"
    sentence: ClassVar[str] = "asked to release station packs {reference}"
    reference: str


@dataclass(frozen=True, slots=True)
class PacksReleased:
    """Packs were proved and released."""

    code: ClassVar[str] = "printing.packs-released"
    sentence: ClassVar[str] = "released station packs {reference} (stations: {stations}, electors: {electors})"
    reference: str
    stations: int
    electors: int


@dataclass(frozen=True, slots=True)
class PacksHandedOut:
    """The file of packs was handed out."""

    code: ClassVar[str] = "printing.packs-handed-out"
    sentence: ClassVar[str] = "downloaded station packs {reference}, SHA-256 {sha256}"
    reference: str
    sha256: str


@dataclass(frozen=True, slots=True)
class PacksWithdrawn:
    """Packs are not to be used."""

    code: ClassVar[str] = "printing.packs-withdrawn"
    sentence: ClassVar[str] = "withdrew station packs {reference}"
    reference: str
