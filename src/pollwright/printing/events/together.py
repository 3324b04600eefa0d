"""Happenings about the papers of polls that are taken together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, ClassVar

from pollwright.printing.states import Decision, Kind


@dataclass(frozen=True, slots=True)
class AllAsked:
    """Documents of all polls taken together were asked for."""

    code: ClassVar[str] = "printing.all-asked"
    sentence: ClassVar[str] = "asked for documents of combination {combination}: {kind} (polls: {polls})"
    combination: str
    kind: Annotated[str, Kind]
    polls: int


@dataclass(frozen=True, slots=True)
class AllPrepared:
    """Documents of all polls taken together were prepared."""

    code: ClassVar[str] = "printing.all-prepared"
    sentence: ClassVar[str] = "prepared documents of combination {combination}: {count} of {polls:poll|polls}"
    combination: str
    count: int
    polls: int


@dataclass(frozen=True, slots=True)
class AllNamed:
    """Documents of all polls taken together were given their references."""

    code: ClassVar[str] = "printing.all-named"
    sentence: ClassVar[str] = (
        "gave references to documents of combination {combination}: {kind}, {count} of {polls:poll|polls}"
    )
    combination: str
    kind: Annotated[str, Kind]
    count: int
    polls: int


@dataclass(frozen=True, slots=True)
class DecisionAsked:
    """Somebody asked that all documents of a kind be approved or published."""

    code: ClassVar[str] = "printing.decision-asked"
    sentence: ClassVar[str] = "asked to {decision} documents of {of}: {kind}, {count} of them"
    of: str
    kind: Annotated[str, Kind]
    decision: Annotated[str, Decision]
    count: int


@dataclass(frozen=True, slots=True)
class DocumentsLeft:
    """Some of the documents that were decided together were refused."""

    code: ClassVar[str] = "printing.documents-left"
    sentence: ClassVar[str] = "did not {decision} {count:document|documents} of {poll}: {codes}"
    poll: str
    decision: Annotated[str, Decision]
    count: int
    codes: str


@dataclass(frozen=True, slots=True)
class ReleaseAsked:
    """Somebody asked that all orders of ballot papers be released."""

    code: ClassVar[str] = "printing.release-asked"
    sentence: ClassVar[str] = "asked to release {count:order of ballot papers|orders of ballot papers} of {of}"
    of: str
    count: int
