"""Happenings about looking: protected values that were revealed, lists that left, findings of data quality."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, ClassVar

from pollwright.register.states import QualityKind


@dataclass(frozen=True, slots=True)
class ProtectedRevealed:
    """A person looked at protected particulars of an elector."""

    code: ClassVar[str] = "register.protected-revealed"
    sentence: ClassVar[str] = "revealed {what} of elector {reference}"
    reference: str
    what: Annotated[str, "the sealed particulars", "the date of birth"]


@dataclass(frozen=True, slots=True)
class ElectorsDownloaded:
    """A list of electors left as a file."""

    code: ClassVar[str] = "register.electors-downloaded"
    sentence: ClassVar[str] = "downloaded a list of {rows:elector|electors} as {format}, narrowed by {narrowed_by}"
    rows: int
    format: str
    narrowed_by: Annotated[str, "nothing", "search"]


@dataclass(frozen=True, slots=True)
class ListDownloaded:
    """A list of people besides that of the electors left as a file."""

    code: ClassVar[str] = "register.list-downloaded"
    sentence: ClassVar[str] = "downloaded the list {name} with {rows:row|rows} as {format}, narrowed by {narrowed_by}"
    name: str
    rows: int
    format: str
    narrowed_by: Annotated[str, "nothing", "search"]


@dataclass(frozen=True, slots=True)
class ElectorsListAsked:
    """A person asked for a long list of electors as a file."""

    code: ClassVar[str] = "register.electors-list-asked"
    sentence: ClassVar[str] = "asked for a list of {rows:elector|electors} as {format}, narrowed by {narrowed_by}"
    rows: int
    format: str
    narrowed_by: Annotated[str, "nothing", "search"]


@dataclass(frozen=True, slots=True)
class ElectorsListed:
    """A long list of electors was written."""

    code: ClassVar[str] = "register.electors-listed"
    sentence: ClassVar[str] = "wrote a list of {rows:elector|electors} as {format}"
    rows: int
    format: str
    sha256: str


@dataclass(frozen=True, slots=True)
class QualitySearchAsked:
    """Somebody asked for a search for implausible entries."""

    code: ClassVar[str] = "register.quality-asked"
    sentence: ClassVar[str] = "asked for a search for implausible entries"


@dataclass(frozen=True, slots=True)
class QualitySearched:
    """The register was searched for implausible entries."""

    code: ClassVar[str] = "register.quality-searched"
    sentence: ClassVar[str] = "searched the register for implausible entries: {found} new, {gone} no longer so"
    found: int
    gone: int
    by_kind: dict[str, int]


@dataclass(frozen=True, slots=True)
class FindingExplained:
    """A finding of data quality was looked at and is right as it is."""

    code: ClassVar[str] = "register.quality-explained"
    sentence: ClassVar[str] = "looked at a finding ({kind}): the register is right"
    kind: Annotated[str, QualityKind]


@dataclass(frozen=True, slots=True)
class FindingMended:
    """A finding of data quality was put right."""

    code: ClassVar[str] = "register.quality-mended"
    sentence: ClassVar[str] = "put right what a finding ({kind}) was about"
    kind: Annotated[str, QualityKind]
