"""Happenings about letters to those whose station was changed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class LettersAsked:
    """Letters were asked for."""

    code: ClassVar[str] = "printing.letters-asked"
    sentence: ClassVar[str] = "asked for letters about amendment {amendment} of scheme {scheme}"
    scheme: str
    amendment: int


@dataclass(frozen=True, slots=True)
class LettersPrepared:
    """Letters were prepared."""

    code: ClassVar[str] = "printing.letters-prepared"
    sentence: ClassVar[str] = (
        "prepared letters {reference} about amendment {amendment} of scheme {scheme}: {affected:elector|electors} affected,"
        " {letters:letter|letters}, {by_hand} by hand"
    )
    reference: str
    scheme: str
    amendment: int
    affected: int
    letters: int
    by_hand: int


@dataclass(frozen=True, slots=True)
class LettersReleased:
    """Letters were released."""

    code: ClassVar[str] = "printing.letters-released"
    sentence: ClassVar[str] = "released letters {reference} (letters: {letters})"
    reference: str
    letters: int


@dataclass(frozen=True, slots=True)
class LettersHandedOut:
    """A file of letters was handed out."""

    code: ClassVar[str] = "printing.letters-handed-out"
    sentence: ClassVar[str] = "downloaded the {form} file of letters {reference}"
    reference: str
    form: str
