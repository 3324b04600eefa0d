"""Happenings about the Welsh of the papers' words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class WelshEntered:
    """The Welsh of texts was entered from an official form."""

    code: ClassVar[str] = "printing.welsh-entered"
    sentence: ClassVar[str] = "entered the Welsh of {count:text of papers|texts of papers}, from {source}"
    count: int
    source: str


@dataclass(frozen=True, slots=True)
class WelshCorrected:
    """The Welsh of a text was corrected."""

    code: ClassVar[str] = "printing.welsh-corrected"
    sentence: ClassVar[str] = "corrected the Welsh of text {reference}"
    reference: str
