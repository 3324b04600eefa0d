"""Happenings about the sessions at which postal votes are opened."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class OpeningFixed:
    """A session at which postal votes are opened was fixed."""

    code: ClassVar[str] = "printing.opening-fixed"
    sentence: ClassVar[str] = "fixed session {reference} of opening the postal votes of {poll} for {starts}"
    reference: str
    poll: str
    starts: str


@dataclass(frozen=True, slots=True)
class OpeningWithdrawn:
    """A session at which postal votes were to be opened was withdrawn."""

    code: ClassVar[str] = "printing.opening-withdrawn"
    sentence: ClassVar[str] = "withdrew session {reference} of opening the postal votes of {poll} on {starts}"
    reference: str
    poll: str
    starts: str
