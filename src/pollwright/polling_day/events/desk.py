"""Happenings at the desk."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated, ClassVar

from pollwright.polling_day.states import Category, Severity


@dataclass(frozen=True, slots=True)
class DeskOpened:
    """The desk of a polling day was opened."""

    code: ClassVar[str] = "polling_day.desk-opened"
    sentence: ClassVar[str] = "opened desk {reference} for the polls of {day} (polls: {polls}, stations: {stations})"
    reference: str
    day: date
    polls: int
    stations: int


@dataclass(frozen=True, slots=True)
class BoxesDueMoved:
    """It was decided when the last ballot box should be in."""

    code: ClassVar[str] = "polling_day.boxes-due"
    sentence: ClassVar[str] = "set {due} as the time by which all boxes of desk {desk} should be in"
    desk: str
    due: datetime


@dataclass(frozen=True, slots=True)
class CallLogged:
    """Somebody rang the desk."""

    code: ClassVar[str] = "polling_day.call-logged"
    sentence: ClassVar[str] = "logged call {reference} from station {station} ({category})"
    reference: str
    station: Annotated[str, "none"]
    category: Annotated[str, Category]


@dataclass(frozen=True, slots=True)
class CallAnswered:
    """A call was answered, or what was left to do was done."""

    code: ClassVar[str] = "polling_day.call-answered"
    sentence: ClassVar[str] = "answered call {reference}, which is now {state}"
    reference: str
    state: Annotated[str, "open", "closed"]


@dataclass(frozen=True, slots=True)
class IncidentLogged:
    """Something went wrong."""

    code: ClassVar[str] = "polling_day.incident-logged"
    sentence: ClassVar[str] = "logged incident {reference} at station {station} ({severity})"
    reference: str
    station: Annotated[str, "none"]
    severity: Annotated[str, Severity]


@dataclass(frozen=True, slots=True)
class IncidentClosed:
    """An incident was closed."""

    code: ClassVar[str] = "polling_day.incident-closed"
    sentence: ClassVar[str] = "closed incident {reference}"
    reference: str


@dataclass(frozen=True, slots=True)
class VisitLogged:
    """An inspector was at a station."""

    code: ClassVar[str] = "polling_day.visit-logged"
    sentence: ClassVar[str] = "logged visit {reference} to station {station} (not in order: {faults})"
    reference: str
    station: str
    faults: int


@dataclass(frozen=True, slots=True)
class VotesAsked:
    """It was asked that the votes of a rehearsal be invented."""

    code: ClassVar[str] = "polling_day.votes-asked"
    sentence: ClassVar[str] = "asked for invented votes at rehearsal desk {desk}, beginning from {seed}"
    desk: str
    seed: str


@dataclass(frozen=True, slots=True)
class VotesInvented:
    """The day of a rehearsal was invented: turnout, accounts of papers and boxes."""

    code: ClassVar[str] = "polling_day.votes-invented"
    sentence: ClassVar[str] = (
        "invented the day of rehearsal desk {desk}, beginning from {seed}, at a turnout of {percent}%"
        " (stations: {stations}, voters: {voters}, ballot papers issued: {papers})"
    )
    desk: str
    seed: str
    percent: int
    stations: int
    voters: int
    papers: int


@dataclass(frozen=True, slots=True)
class RehearsedDayDiscarded:
    """What was logged at the stations of a rehearsal went with it."""

    code: ClassVar[str] = "polling_day.rehearsed-day-discarded"
    sentence: ClassVar[str] = (
        "threw away what was logged at stations of rehearsal desk {desk}"
        " (turnout figures: {turnout}, accounts: {accounts}, boxes: {boxes}, ranges of papers: {ranges})"
    )
    desk: str
    turnout: int
    accounts: int
    boxes: int
    ranges: int
