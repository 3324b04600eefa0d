"""What happens to long work. Titles, references and codes only: work never carries personal data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, ClassVar

from pollwright.audit.sentences import ITSELF


@dataclass(frozen=True, slots=True)
class WorkAsked:
    """Long work was asked for."""

    code: ClassVar[str] = "jobs.work-asked"
    sentence: ClassVar[str] = "asked for {title} ({reference})"
    reference: str
    kind: str
    title: Annotated[str, ITSELF]


@dataclass(frozen=True, slots=True)
class WorkBegun:
    """An attempt at the work began."""

    code: ClassVar[str] = "jobs.work-begun"
    sentence: ClassVar[str] = "began work {reference}, attempt {attempt}"
    reference: str
    attempt: int


@dataclass(frozen=True, slots=True)
class WorkDone:
    """The work was done."""

    code: ClassVar[str] = "jobs.work-done"
    sentence: ClassVar[str] = "finished work {reference}"
    reference: str
    attempt: int


@dataclass(frozen=True, slots=True)
class WorkRefused:
    """The work was refused, and changed nothing."""

    code: ClassVar[str] = "jobs.work-refused"
    sentence: ClassVar[str] = "work {reference} was refused ({refusal})"
    reference: str
    refusal: str


@dataclass(frozen=True, slots=True)
class WorkFailed:
    """The work ended by a fault of ours, or of the machine."""

    code: ClassVar[str] = "jobs.work-failed"
    sentence: ClassVar[str] = "work {reference} failed ({fault})"
    reference: str
    fault: Annotated[str, "worker died"]


@dataclass(frozen=True, slots=True)
class WorkCancelAsked:
    """Somebody asked that running work be stopped."""

    code: ClassVar[str] = "jobs.work-cancel-asked"
    sentence: ClassVar[str] = "asked that work {reference} be stopped"
    reference: str


@dataclass(frozen=True, slots=True)
class WorkCancelled:
    """The work was stopped and changed nothing."""

    code: ClassVar[str] = "jobs.work-cancelled"
    sentence: ClassVar[str] = "work {reference} was cancelled"
    reference: str


@dataclass(frozen=True, slots=True)
class WorkPutBack:
    """The work waits again, to run once more from the start."""

    code: ClassVar[str] = "jobs.work-put-back"
    sentence: ClassVar[str] = "work {reference} waits again ({cause})"
    reference: str
    attempt: int
    cause: Annotated[str, "worker died", "worker hung", "worker stopped"]
