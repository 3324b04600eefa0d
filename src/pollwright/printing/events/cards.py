"""Happenings about sample cards."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class CardSampleHandedOut:
    """Sample cards of a run were handed out."""

    code: ClassVar[str] = "printing.card-sample-handed-out"
    sentence: ClassVar[str] = "downloaded {cards:sample card|sample cards} of run {run}, SHA-256 {sha256}"
    run: str
    cards: int
    sha256: str
