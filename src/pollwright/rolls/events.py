"""Happenings about rolls of voters. Numbers only, never a name or an address."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class RollTaken:
    """A table was taken over into a roll."""

    code: ClassVar[str] = "rolls.taken"
    sentence: ClassVar[str] = "took over a table into the roll of contest {contest}: {added} added, {changed} changed"
    contest: str
    added: int
    changed: int
    sha256: str


@dataclass(frozen=True, slots=True)
class VoteAdded:
    """A vote was added to a roll."""

    code: ClassVar[str] = "rolls.vote-added"
    sentence: ClassVar[str] = "added number {number} to the roll of contest {contest}"
    contest: str
    number: int


@dataclass(frozen=True, slots=True)
class VoteCorrected:
    """A vote on a roll was corrected."""

    code: ClassVar[str] = "rolls.vote-corrected"
    sentence: ClassVar[str] = "corrected number {number} of the roll of contest {contest}: {fields}"
    contest: str
    number: int
    fields: str


@dataclass(frozen=True, slots=True)
class VotesRemoved:
    """Votes were removed from a roll."""

    code: ClassVar[str] = "rolls.votes-removed"
    sentence: ClassVar[str] = "removed votes from the roll of contest {contest}: {votes}, numbers {numbers}"
    contest: str
    votes: int
    numbers: str


@dataclass(frozen=True, slots=True)
class VotePutBack:
    """A vote that had been removed was put back."""

    code: ClassVar[str] = "rolls.vote-put-back"
    sentence: ClassVar[str] = "put number {number} back on the roll of contest {contest}"
    contest: str
    number: int


@dataclass(frozen=True, slots=True)
class RollFrozen:
    """A roll became the electorate of its poll."""

    code: ClassVar[str] = "rolls.frozen"
    sentence: ClassVar[str] = (
        "froze the roll of contest {contest}: {votes} votes, {by_post} of them by post, rateable value {value}"
    )
    contest: str
    votes: int
    by_post: int
    value: int
    spare: int
    sha256: str


@dataclass(frozen=True, slots=True)
class RollOpened:
    """A frozen roll was opened again."""

    code: ClassVar[str] = "rolls.opened"
    sentence: ClassVar[str] = "opened the roll of contest {contest} again"
    contest: str
