"""Happenings about objections and reviews."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated, ClassVar


@dataclass(frozen=True, slots=True)
class ObjectionRecorded:
    """An objection was recorded."""

    code: ClassVar[str] = "register.objection-recorded"
    sentence: ClassVar[str] = "recorded objection {reference} to {what}, {timing}"
    reference: str
    what: Annotated[str, "application {application}", "the entry of elector {elector}"]
    timing: Annotated[str, "in time", "which does not hold it up"]


@dataclass(frozen=True, slots=True)
class HearingFixed:
    """A hearing was fixed."""

    code: ClassVar[str] = "register.hearing-fixed"
    sentence: ClassVar[str] = "fixed the hearing of {reference} for {hearing_on}"
    reference: str
    hearing_on: date


@dataclass(frozen=True, slots=True)
class ObjectionDecided:
    """An objection was decided or withdrawn."""

    code: ClassVar[str] = "register.objection-decided"
    sentence: ClassVar[str] = "objection {reference}: {outcome}"
    reference: str
    outcome: Annotated[str, "upheld", "disallowed", "withdrawn"]


@dataclass(frozen=True, slots=True)
class ReviewOpened:
    """A review of entitlement was opened."""

    code: ClassVar[str] = "register.review-opened"
    sentence: ClassVar[str] = "opened type {kind} review {reference} of elector {elector} ({registers})"
    reference: str
    kind: str
    elector: str
    registers: Annotated[str, "both", "parliamentary", "local"]


@dataclass(frozen=True, slots=True)
class ReviewNoticeSent:
    """The notice of a review was sent."""

    code: ClassVar[str] = "register.review-notice-sent"
    sentence: ClassVar[str] = "sent the notice of review {reference}; {until}"
    reference: str
    until: Annotated[str, "hearing on {day}", "answer by {day}"]


@dataclass(frozen=True, slots=True)
class ReviewClosed:
    """A review was decided."""

    code: ClassVar[str] = "register.review-closed"
    sentence: ClassVar[str] = "decided review {reference}: {outcome}"
    reference: str
    outcome: Annotated[str, "to be removed", "kept"]
