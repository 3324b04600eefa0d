"""Happenings about the records of the office. Titles and words of a record stand in the record, not here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, ClassVar

from pollwright.office.states import DateKind


@dataclass(frozen=True, slots=True)
class RecordOpened:
    """A record was put into a list."""

    code: ClassVar[str] = "office.opened"
    sentence: ClassVar[str] = "put {reference} into the list {kind}"
    reference: str
    kind: str


@dataclass(frozen=True, slots=True)
class RecordChanged:
    """A record was changed."""

    code: ClassVar[str] = "office.changed"
    sentence: ClassVar[str] = "changed {reference}"
    reference: str


@dataclass(frozen=True, slots=True)
class DateSet:
    """A date of a record was set."""

    code: ClassVar[str] = "office.date-set"
    sentence: ClassVar[str] = "set a date of {reference}: {kind} on {on}"
    reference: str
    kind: Annotated[str, DateKind]
    on: str


@dataclass(frozen=True, slots=True)
class DateMet:
    """What was due on a date of a record was done."""

    code: ClassVar[str] = "office.date-met"
    sentence: ClassVar[str] = "did what was due of {reference}: {kind} on {on}"
    reference: str
    kind: Annotated[str, DateKind]
    on: str


@dataclass(frozen=True, slots=True)
class NoteAdded:
    """A note was added to a record."""

    code: ClassVar[str] = "office.note-added"
    sentence: ClassVar[str] = "added a note to {reference}"
    reference: str


@dataclass(frozen=True, slots=True)
class DocumentAdded:
    """A document was added to a record."""

    code: ClassVar[str] = "office.document-added"
    sentence: ClassVar[str] = "added a document to {reference}"
    reference: str
    sha256: str


@dataclass(frozen=True, slots=True)
class RecordsLinked:
    """Two records were linked."""

    code: ClassVar[str] = "office.linked"
    sentence: ClassVar[str] = "linked {reference} with {to}"
    reference: str
    to: str


@dataclass(frozen=True, slots=True)
class RecordsImported:
    """Records were taken over from a table."""

    code: ClassVar[str] = "office.imported"
    sentence: ClassVar[str] = "took {records:record|records} over into the list {kind}; the file has SHA-256 {sha256}"
    kind: str
    records: int
    sha256: str
