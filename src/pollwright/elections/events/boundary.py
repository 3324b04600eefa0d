"""Happenings about electors across the boundary of an authority."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, ClassVar

from pollwright.elections.states import BoundarySide, FiguresBy, Stage


@dataclass(frozen=True, slots=True)
class PartDeclared:
    """A part of a contest was said to be on another authority's register, or to have its Returning Officer there."""

    code: ClassVar[str] = "elections.boundary-part-declared"
    sentence: ClassVar[str] = "entered part {reference} of contest {contest} with {other} ({side})"
    reference: str
    contest: str
    other: str
    side: Annotated[str, BoundarySide]


@dataclass(frozen=True, slots=True)
class PartWithdrawn:
    """A part was withdrawn."""

    code: ClassVar[str] = "elections.boundary-part-withdrawn"
    sentence: ClassVar[str] = "withdrew part {reference} with {other}"
    reference: str
    other: str


@dataclass(frozen=True, slots=True)
class PartFilePrepared:
    """A file of our electors for the other side was prepared and proved."""

    code: ClassVar[str] = "elections.boundary-file-prepared"
    sentence: ClassVar[str] = (
        "prepared file {reference} of part {part} from electorate {electorate}: {electors:elector|electors}, number {number}"
    )
    reference: str
    part: str
    electorate: str
    electors: int
    number: int
    sha256: str


@dataclass(frozen=True, slots=True)
class PartFileReleased:
    """A second person released a file to the other side."""

    code: ClassVar[str] = "elections.boundary-file-released"
    sentence: ClassVar[str] = (
        "released file {reference} of {electors:elector|electors} to {other}, prepared by {prepared_by}"
    )
    reference: str
    electors: int
    other: str
    prepared_by: str


@dataclass(frozen=True, slots=True)
class PartFileHandedOut:
    """A released file was downloaded, to be given to the other side."""

    code: ClassVar[str] = "elections.boundary-file-handed-out"
    sentence: ClassVar[str] = "handed out file {reference} of {electors:elector|electors} for {other}"
    reference: str
    electors: int
    other: str
    sha256: str


@dataclass(frozen=True, slots=True)
class PartFileReceived:
    """A file of the other side's electors was read without a fault."""

    code: ClassVar[str] = "elections.boundary-file-received"
    sentence: ClassVar[str] = (
        "received file {reference} of part {part} from {other}: {electors:elector|electors} ({stage}), number {number}"
    )
    reference: str
    part: str
    other: str
    electors: int
    stage: Annotated[str, Stage]
    number: int
    sha256: str


@dataclass(frozen=True, slots=True)
class PartCountsAgreed:
    """The officers of both sides found the same counts."""

    code: ClassVar[str] = "elections.boundary-counts-agreed"
    sentence: ClassVar[str] = (
        "agreed the counts of file {reference} with {officer}, {capacity}, of {other} ({means}): {electors:elector|electors} in"
        " {districts:district|districts}"
    )
    reference: str
    officer: str
    capacity: str
    other: str
    means: Annotated[str, FiguresBy]
    electors: int
    districts: int


@dataclass(frozen=True, slots=True)
class PartFileWithdrawn:
    """A file was withdrawn: it is not to be used."""

    code: ClassVar[str] = "elections.boundary-file-withdrawn"
    sentence: ClassVar[str] = "withdrew file {reference} of part {part}"
    reference: str
    part: str


@dataclass(frozen=True, slots=True)
class PartManifestAgreed:
    """The officers of both sides found the counts right that the file itself states."""

    code: ClassVar[str] = "elections.boundary-manifest-agreed"
    sentence: ClassVar[str] = (
        "agreed the counts that file {reference} states with {officer}, {capacity}, of {other} ({means}): {electors:elector|electors}"
        " in {districts:district|districts}"
    )
    reference: str
    officer: str
    capacity: str
    other: str
    means: Annotated[str, FiguresBy]
    electors: int
    districts: int


@dataclass(frozen=True, slots=True)
class PartFileAsked:
    """An officer asked that a file of a part be made."""

    code: ClassVar[str] = "elections.boundary-file-asked"
    sentence: ClassVar[str] = "asked that a file of part {part} be made for {other}"
    part: str
    other: str


@dataclass(frozen=True, slots=True)
class PartFileHandedIn:
    """An officer handed in a file of the other side, to be read."""

    code: ClassVar[str] = "elections.boundary-file-handed-in"
    sentence: ClassVar[str] = "handed in a file of {other} for part {part} (SHA-256 {sha256})"
    part: str
    other: str
    sha256: str
