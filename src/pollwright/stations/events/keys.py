"""Happenings about the keys by which others read released stations."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class KeyMade:
    """A key was made. The key itself stands nowhere."""

    code: ClassVar[str] = "stations.key-made"
    sentence: ClassVar[str] = "made key {reference} ({begins}…) to the released stations for {holder}"
    reference: str
    begins: str
    holder: str


@dataclass(frozen=True, slots=True)
class KeyWithdrawn:
    """A key was withdrawn; it opens nothing more."""

    code: ClassVar[str] = "stations.key-withdrawn"
    sentence: ClassVar[str] = "withdrew key {reference} to the released stations from {holder}"
    reference: str
    holder: str
