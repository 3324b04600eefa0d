"""Happenings about papers that leave the office."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class PackHandedOut:
    """Nomination papers to fill in were handed out."""

    code: ClassVar[str] = "nominations.pack-handed-out"
    sentence: ClassVar[str] = "downloaded nomination papers of {of}, for {form}"
    of: str
    form: str


@dataclass(frozen=True, slots=True)
class DecisionLetterHandedOut:
    """The letter about a decision was handed out."""

    code: ClassVar[str] = "nominations.decision-letter-handed-out"
    sentence: ClassVar[str] = "downloaded the letter about the decision on candidate {candidate}, {form}"
    candidate: str
    form: str
