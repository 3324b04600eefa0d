"""Happenings about the nominations of many contests at once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class OfAllAsked:
    """Something was asked for all contests that wait for it."""

    code: ClassVar[str] = "nominations.of-all-asked"
    sentence: ClassVar[str] = "asked for the contests of {reference}: {what} (contests: {contests})"
    reference: str
    what: str
    contests: int
