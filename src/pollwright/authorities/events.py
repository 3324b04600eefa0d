"""Happenings about authorities."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class ClockSet:
    """The clock of a demonstration was set."""

    code: ClassVar[str] = "authorities.clock-set"
    sentence: ClassVar[str] = "set the demonstration's clock to {shown}"
    shown: date
