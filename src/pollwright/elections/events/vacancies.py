"""Happenings about vacancies."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated, ClassVar


@dataclass(frozen=True, slots=True)
class VacancyRecorded:
    """A seat fell vacant."""

    code: ClassVar[str] = "elections.vacancy-recorded"
    sentence: ClassVar[str] = "recorded vacancy {reference} of {arose_on} in {area}, {body}"
    reference: str
    body: str
    area: str
    arose_on: date


@dataclass(frozen=True, slots=True)
class VacancyNoticed:
    """The notice of a vacancy was published."""

    code: ClassVar[str] = "elections.vacancy-noticed"
    sentence: ClassVar[str] = "noted that the notice of vacancy {reference} was published on {day}"
    reference: str
    day: date


@dataclass(frozen=True, slots=True)
class ElectionRequested:
    """An elector asked that a seat be filled by election."""

    code: ClassVar[str] = "elections.election-requested"
    sentence: ClassVar[str] = "recorded the request of elector {elector_reference} about vacancy {reference}: {verdict}"
    reference: str
    elector_reference: str
    verdict: Annotated[str, "counts", "does not count"]


@dataclass(frozen=True, slots=True)
class VacancySettled:
    """It was settled how a vacancy is filled."""

    code: ClassVar[str] = "elections.vacancy-settled"
    sentence: ClassVar[str] = "settled vacancy {reference}: {outcome}"
    reference: str
    outcome: Annotated[str, "election", "co-option", "ordinary election"]


@dataclass(frozen=True, slots=True)
class VacancyPollCalled:
    """The poll to fill a vacancy was called."""

    code: ClassVar[str] = "elections.vacancy-poll-called"
    sentence: ClassVar[str] = "called poll {poll} to fill vacancy {reference}"
    reference: str
    poll: str
