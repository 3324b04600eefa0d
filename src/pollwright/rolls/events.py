"""Happenings about rolls of voters. Numbers only, never a name or an address."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, ClassVar


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
    fields: Annotated[
        str, "nothing", "voter", "contact", "hereditament", "rating reference", "rateable value", "send to", "proxy",
        "proxy address", "votes by", "station",
    ]  # fmt: skip


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
        "froze the roll of contest {contest}: {votes:vote|votes}, {by_post} of them by post, rateable value {value}"
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


@dataclass(frozen=True, slots=True)
class RollInvented:
    """The roll of a rehearsal was filled with votes of nobody."""

    code: ClassVar[str] = "rolls.invented"
    sentence: ClassVar[str] = (
        "filled the roll of contest {contest}, which is a rehearsal, with {votes:invented vote|invented votes}"
    )
    contest: str
    votes: int


@dataclass(frozen=True, slots=True)
class VotersAllotted:
    """Voters of a roll were allotted to a polling station; station 0 stands for the post."""

    code: ClassVar[str] = "rolls.voters-allotted"
    sentence: ClassVar[str] = (
        "allotted voters of the roll of contest {contest}: {votes}, to station {station} (0: by post)"
    )
    contest: str
    votes: int
    station: int


@dataclass(frozen=True, slots=True)
class RollPapersPrepared:
    """Poll cards and registers were made from a frozen roll."""

    code: ClassVar[str] = "rolls.papers-prepared"
    sentence: ClassVar[str] = (
        "prepared papers {reference} of the roll of contest {contest}: {in_person:vote|votes} at {stations:station|stations},"
        " {by_post} by post, {cards:poll card|poll cards}"
    )
    reference: str
    contest: str
    in_person: int
    by_post: int
    stations: int
    cards: int
    cards_sha256: str
    registers_sha256: str


@dataclass(frozen=True, slots=True)
class RollPapersReleased:
    """A second person released poll cards and registers of a roll, after their proof."""

    code: ClassVar[str] = "rolls.papers-released"
    sentence: ClassVar[str] = (
        "released papers {reference} of the roll of contest {contest}, prepared by {prepared_by}: {votes:vote|votes},"
        " {registered:line of registers and lists|lines of registers and lists}, {carded:person with a card|people with a card}"
    )
    reference: str
    contest: str
    prepared_by: str
    votes: int
    registered: int
    carded: int


@dataclass(frozen=True, slots=True)
class RollPapersWithdrawn:
    """Papers of a roll were withdrawn."""

    code: ClassVar[str] = "rolls.papers-withdrawn"
    sentence: ClassVar[str] = "withdrew papers {reference} of the roll of contest {contest}"
    reference: str
    contest: str


@dataclass(frozen=True, slots=True)
class RollPapersOvertaken:
    """Papers of a roll no longer say what holds."""

    code: ClassVar[str] = "rolls.papers-overtaken"
    sentence: ClassVar[str] = "marked papers {reference} of the roll of contest {contest} as overtaken: {because}"
    reference: str
    contest: str
    because: str


@dataclass(frozen=True, slots=True)
class RollPapersHandedOut:
    """A file of released papers was downloaded."""

    code: ClassVar[str] = "rolls.papers-handed-out"
    sentence: ClassVar[str] = "downloaded {file} of papers {reference}"
    reference: str
    file: str
    sha256: str


@dataclass(frozen=True, slots=True)
class RollCardsCounted:
    """The printer said how many poll cards were made."""

    code: ClassVar[str] = "rolls.cards-counted"
    sentence: ClassVar[str] = "entered the printer's count of the poll cards of {reference}: {counted} of {cards}"
    reference: str
    cards: int
    counted: int
