"""Happenings about how polls are combined, go on and end."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated, ClassVar

from pollwright.elections.states import ContestState


@dataclass(frozen=True, slots=True)
class PollsCombined:
    """Polls of one day are taken together."""

    code: ClassVar[str] = "elections.polls-combined"
    sentence: ClassVar[str] = "combined polls of {day} in {reference}, led by {lead} (polls: {polls})"
    reference: str
    day: date
    polls: int
    lead: str


@dataclass(frozen=True, slots=True)
class CombinationDissolved:
    """Polls are not taken together any more."""

    code: ClassVar[str] = "elections.combination-dissolved"
    sentence: ClassVar[str] = "dissolved combination {reference} (polls: {polls})"
    reference: str
    polls: int


@dataclass(frozen=True, slots=True)
class PollNoticePublished:
    """The notice of a poll was published."""

    code: ClassVar[str] = "elections.notice-published"
    sentence: ClassVar[str] = "noted that the notice of poll {reference} was published on {day}"
    reference: str
    day: date


@dataclass(frozen=True, slots=True)
class PollLeftOthers:
    """A poll is no longer taken together with others; `lead` leads those that are left."""

    code: ClassVar[str] = "elections.poll-left-others"
    sentence: ClassVar[str] = "took poll {reference} out of combination {combination} (left: {left}, lead: {lead})"
    reference: str
    combination: str
    left: int
    lead: str


@dataclass(frozen=True, slots=True)
class ContestEnded:
    """A contest came to another state."""

    code: ClassVar[str] = "elections.contest-moved"
    sentence: ClassVar[str] = "contest {reference}: {state}"
    reference: str
    state: Annotated[str, ContestState]


@dataclass(frozen=True, slots=True)
class PollPostponed:
    """A poll was postponed."""

    code: ClassVar[str] = "elections.poll-postponed"
    sentence: ClassVar[str] = "postponed poll {reference}"
    reference: str


@dataclass(frozen=True, slots=True)
class CalledInPlace:
    """A poll was called in place of one that was not held."""

    code: ClassVar[str] = "elections.called-in-place"
    sentence: ClassVar[str] = "called poll {reference} in place of {replaced}"
    reference: str
    replaced: str


@dataclass(frozen=True, slots=True)
class PollsRehearsed:
    """Polls that are taken together were copied as a rehearsal."""

    code: ClassVar[str] = "elections.polls-rehearsed"
    sentence: ClassVar[str] = "made rehearsal {reference} of combination {copied} (polls: {polls})"
    reference: str
    copied: str
    polls: int


@dataclass(frozen=True, slots=True)
class RehearsalOfPollsDiscarded:
    """A rehearsal of polls that are taken together was thrown away."""

    code: ClassVar[str] = "elections.polls-rehearsal-discarded"
    sentence: ClassVar[str] = "threw rehearsal {reference} away (polls: {polls})"
    reference: str
    polls: int


@dataclass(frozen=True, slots=True)
class RehearsalMade:
    """A poll was copied as a rehearsal."""

    code: ClassVar[str] = "elections.rehearsal-made"
    sentence: ClassVar[str] = "made rehearsal {reference} of poll {copied}"
    reference: str
    copied: str


@dataclass(frozen=True, slots=True)
class RehearsalDiscarded:
    """A rehearsal was thrown away."""

    code: ClassVar[str] = "elections.rehearsal-discarded"
    sentence: ClassVar[str] = "threw rehearsal {reference} away"
    reference: str
