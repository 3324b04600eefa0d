"""Happenings about dates of the year."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class DateDone:
    """A date was marked as done."""

    code: ClassVar[str] = "year.done"
    sentence: ClassVar[str] = "marked as done: {what}, due {due_on}"
    key: str
    what: str
    due_on: str
    statutory: bool
    sha256: str


@dataclass(frozen=True, slots=True)
class DateDismissed:
    """A date was dismissed."""

    code: ClassVar[str] = "year.dismissed"
    sentence: ClassVar[str] = "dismissed: {what}, due {due_on}"
    key: str
    what: str
    due_on: str
    statutory: bool


@dataclass(frozen=True, slots=True)
class DateReopened:
    """A date that was settled was opened again."""

    code: ClassVar[str] = "year.reopened"
    sentence: ClassVar[str] = "opened again: {what}, due {due_on}"
    key: str
    what: str
    due_on: str


@dataclass(frozen=True, slots=True)
class FeedMade:
    """A person made the address of a calendar feed; any earlier one stopped working."""

    code: ClassVar[str] = "year.feed-made"
    sentence: ClassVar[str] = "made a private address for a calendar program"
    replaced: bool


@dataclass(frozen=True, slots=True)
class FeedRevoked:
    """A person revoked the address of their calendar feed."""

    code: ClassVar[str] = "year.feed-revoked"
    sentence: ClassVar[str] = "revoked the private address for a calendar program"


@dataclass(frozen=True, slots=True)
class DigestChosen:
    """A person chose whether to be sent the weekly digest."""

    code: ClassVar[str] = "year.digest-chosen"
    sentence: ClassVar[str] = "chose about the weekly digest: wanted {wanted}"
    wanted: bool


@dataclass(frozen=True, slots=True)
class DigestsSent:
    """The weekly digest was sent."""

    code: ClassVar[str] = "year.digests-sent"
    sentence: ClassVar[str] = "sent the weekly digest to {people:person|people}"
    people: int
