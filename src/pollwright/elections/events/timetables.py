"""Happenings about the timetables of polls."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class StepDone:
    """A step of a timetable was marked as done."""

    code: ClassVar[str] = "elections.step-done"
    sentence: ClassVar[str] = "marked the step {step} of poll {reference} as done on {day}"
    reference: str
    step: str
    day: date


@dataclass(frozen=True, slots=True)
class StepNotDone:
    """A step that was marked as done is not done after all."""

    code: ClassVar[str] = "elections.step-not-done"
    sentence: ClassVar[str] = "took back that the step {step} of poll {reference} was done"
    reference: str
    step: str


@dataclass(frozen=True, slots=True)
class TimetableRecounted:
    """A timetable was counted anew, because the bank holidays or the rules changed."""

    code: ClassVar[str] = "elections.timetable-recounted"
    sentence: ClassVar[str] = "accepted the timetable of poll {reference} as counted anew: {changed:step|steps} changed"
    reference: str
    changed: int


@dataclass(frozen=True, slots=True)
class StepsShifted:
    """The steps that were left of a timetable were moved."""

    code: ClassVar[str] = "elections.steps-shifted"
    sentence: ClassVar[str] = "moved {steps:remaining step|remaining steps} of poll {reference} by {days:day|days}"
    reference: str
    steps: int
    days: int


@dataclass(frozen=True, slots=True)
class DayFixed:
    """The Returning Officer fixed the last day for nominations where the law leaves a choice."""

    code: ClassVar[str] = "elections.day-fixed"
    sentence: ClassVar[str] = (
        "fixed {day} as the last day for nominations in poll {reference}, with {steps:step|steps} of it"
    )
    reference: str
    day: date
    steps: int
