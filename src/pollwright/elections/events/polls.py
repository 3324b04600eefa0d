"""Happenings about polls and contests."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class PollCalled:
    """A poll was called."""

    code: ClassVar[str] = "elections.poll-called"
    sentence: ClassVar[str] = "called poll {reference}, {title}, for {day} (contests: {contests}, seats: {seats})"
    reference: str
    title: str
    day: date
    contests: int
    seats: int


@dataclass(frozen=True, slots=True)
class ParishPollsCalled:
    """Polls of many parishes were called at once."""

    code: ClassVar[str] = "elections.parish-polls-called"
    sentence: ClassVar[str] = "called the parish polls of {day} (polls: {polls}, contests: {contests}, seats: {seats})"
    day: date
    polls: int
    contests: int
    seats: int


@dataclass(frozen=True, slots=True)
class SeatsChanged:
    """The seats of a contest were changed before its notice."""

    code: ClassVar[str] = "elections.seats-changed"
    sentence: ClassVar[str] = "changed the seats of contest {reference} from {before} to {after}"
    reference: str
    before: int
    after: int


@dataclass(frozen=True, slots=True)
class CardsAskedFor:
    """A parish council asked for poll cards."""

    code: ClassVar[str] = "elections.cards-asked-for"
    sentence: ClassVar[str] = "noted that poll cards were asked for on {day} for contest {reference}"
    reference: str
    day: date


@dataclass(frozen=True, slots=True)
class PollWithdrawn:
    """A poll that was only planned was withdrawn."""

    code: ClassVar[str] = "elections.poll-withdrawn"
    sentence: ClassVar[str] = "withdrew poll {reference}"
    reference: str
