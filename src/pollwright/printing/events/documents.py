"""Happenings about documents of polls."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, ClassVar

from pollwright.printing.states import Kind


@dataclass(frozen=True, slots=True)
class DocumentsAsked:
    """Documents were asked for."""

    code: ClassVar[str] = "printing.documents-asked"
    sentence: ClassVar[str] = "asked for documents of {poll}: {kind}, {count} of them"
    poll: str
    kind: Annotated[str, Kind]
    count: int


@dataclass(frozen=True, slots=True)
class DocumentsPrepared:
    """Documents were prepared and checked."""

    code: ClassVar[str] = "printing.documents-prepared"
    sentence: ClassVar[str] = "prepared documents of {poll}: {kind}, {count} of them, {faulty} with faults"
    poll: str
    kind: Annotated[str, Kind]
    count: int
    faulty: int


@dataclass(frozen=True, slots=True)
class DocumentsApproved:
    """Documents were approved by a second person."""

    code: ClassVar[str] = "printing.documents-approved"
    sentence: ClassVar[str] = "approved {documents} of {poll}"
    poll: str
    documents: str


@dataclass(frozen=True, slots=True)
class DocumentPublished:
    """A document was published."""

    code: ClassVar[str] = "printing.document-published"
    sentence: ClassVar[str] = "published {kind} {reference}, SHA-256 {sha256}, {timeliness}"
    reference: str
    kind: Annotated[str, Kind]
    sha256: str
    timeliness: str


@dataclass(frozen=True, slots=True)
class DocumentWithdrawn:
    """A document was withdrawn."""

    code: ClassVar[str] = "printing.document-withdrawn"
    sentence: ClassVar[str] = "withdrew {kind} {reference}"
    reference: str
    kind: Annotated[str, Kind]


@dataclass(frozen=True, slots=True)
class DocumentsVoided:
    """Something changed on which documents were made."""

    code: ClassVar[str] = "printing.documents-voided"
    sentence: ClassVar[str] = (
        "made documents void because {because}: {voided} void, {overtaken:published one overtaken|published ones overtaken}"
    )
    because: str
    voided: int
    overtaken: int


@dataclass(frozen=True, slots=True)
class PlaceAdded:
    """A place for posting notices was added."""

    code: ClassVar[str] = "printing.place-added"
    sentence: ClassVar[str] = "added posting place {reference}"
    reference: str


@dataclass(frozen=True, slots=True)
class PlaceWithdrawn:
    """A place for posting notices is used no more."""

    code: ClassVar[str] = "printing.place-withdrawn"
    sentence: ClassVar[str] = "took posting place {reference} out of use"
    reference: str


@dataclass(frozen=True, slots=True)
class DocumentPosted:
    """A document was posted at a place."""

    code: ClassVar[str] = "printing.document-posted"
    sentence: ClassVar[str] = (
        "logged that {document} was posted at {place} on {on}, with {photos:photograph|photographs}"
    )
    document: str
    place: str
    on: str
    photos: int
