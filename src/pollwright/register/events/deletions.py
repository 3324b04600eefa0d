"""Happenings about deletions and the reports that lead to them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated, ClassVar

from pollwright.law.deletions import Origin, Outcome, Shows
from pollwright.register.states import ReportKind


@dataclass(frozen=True, slots=True)
class DeletionOpened:
    """A case for deleting an entry was opened."""

    code: ClassVar[str] = "register.deletion-opened"
    sentence: ClassVar[str] = "opened deletion case {reference} of elector {elector} ({source})"
    reference: str
    elector: str
    source: Annotated[str, Origin, Shows]


@dataclass(frozen=True, slots=True)
class DeletionSourceAdded:
    """A source of information was added to a case."""

    code: ClassVar[str] = "register.deletion-source-added"
    sentence: ClassVar[str] = "added a source ({source}) to deletion case {reference}: {outcome}"
    reference: str
    source: Annotated[str, Origin, Shows, "the officer is satisfied"]
    outcome: Annotated[str, Outcome]


@dataclass(frozen=True, slots=True)
class ReportsReceived:
    """A list of deaths or moves was taken in."""

    code: ClassVar[str] = "register.reports-received"
    sentence: ClassVar[str] = (
        "took in {records:report|reports} of {kind}: {matched:became a case|became cases}, {doubtful} to be picked, {unmatched} of nobody"
        " known, {repeated} came before"
    )
    kind: Annotated[str, ReportKind]
    records: int
    matched: int
    doubtful: int
    unmatched: int
    repeated: int
    unreadable: int


@dataclass(frozen=True, slots=True)
class ReportSettled:
    """An officer said whom a report is about, or that it is about nobody."""

    code: ClassVar[str] = "register.report-settled"
    sentence: ClassVar[str] = "settled report {report}: {how}"
    report: str
    how: Annotated[str, "about elector {elector}", "about nobody"]


@dataclass(frozen=True, slots=True)
class DeletionsDetermined:
    """Deletions were determined."""

    code: ClassVar[str] = "register.deletions-determined"
    sentence: ClassVar[str] = "determined {deleted:deletion|deletions} on {on}; {left:was left|were left}"
    on: date
    deleted: int
    left: int
    cases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DeletionsProposed:
    """Deletions were put before a second person: each one by the authority's choice, or many near a poll."""

    code: ClassVar[str] = "register.deletions-proposed"
    sentence: ClassVar[str] = "put {cases:deletion|deletions} before a second person: {why}"
    cases: int
    why: Annotated[str, "the authority asks for it with every deletion", "the poll of {day} is near"]


@dataclass(frozen=True, slots=True)
class DeletionUndone:
    """A deletion was taken back before any notice carried it."""

    code: ClassVar[str] = "register.deletion-undone"
    sentence: ClassVar[str] = "took back the deletion of case {reference} before any notice carried it"
    reference: str


@dataclass(frozen=True, slots=True)
class DeletionClosed:
    """A case was closed and the entry kept."""

    code: ClassVar[str] = "register.deletion-closed"
    sentence: ClassVar[str] = "closed deletion case {reference}: the entry is kept"
    reference: str


@dataclass(frozen=True, slots=True)
class ExpiriesOpened:
    """Cases were opened for declarations that have lapsed."""

    code: ClassVar[str] = "register.expiries-opened"
    sentence: ClassVar[str] = "opened {cases:deletion case|deletion cases} for declarations that lapsed by {on}"
    cases: int
    on: date
