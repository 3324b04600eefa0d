"""Refusals: what an operation says when it will not act.

A refusal is a class of its own beside the operation that raises it. Its `code` is stable and documented (the reference
page of refusal codes is made from `all_refusals()`), its `problem` says what is wrong and its `remedy` what the person
can do. Values may be filled in by keyword; they must never be personal data.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import ClassVar

from pollwright.messages import Message, Voice, in_full, told


class PlainEnglish:
    """The voice of an installation before it has another, and of commands."""

    def text(self, english: str) -> str:
        """Return the text as it is."""
        return english

    def day(self, value: date) -> str:
        """Return a day as people write it, `29 April 2026`."""
        return in_full(value)


_ENGLISH = PlainEnglish()
_voices: list[Voice] = [_ENGLISH]


def speak_with(voice: Voice) -> None:
    """Put refusals in another voice from now on: the pages' own, which knows the reader's language."""
    _voices[0] = voice


class Refused(Exception):
    """An act that was refused; nothing was changed.

    `problem` and `remedy` are patterns for the translators' catalogue; `said` and `advice` are filled, in the language
    of whoever reads. The exception's own text stays English, for logs.

    :param values: what fills the `{placeholders}` of `problem` and `remedy`; those named in `words` are words that
        are translated too, and so are messages.
    """

    code: ClassVar[str] = "pollwright.R000"
    problem: ClassVar[str] = "This can't be done."
    remedy: ClassVar[str] = "Ask your administrator."
    status: ClassVar[int] = 409
    words: ClassVar[frozenset[str]] = frozenset()

    def __init__(self, **values: object) -> None:
        self.values = values
        super().__init__(f"{self.code}: {self._put(self.problem, _ENGLISH)} {self._put(self.remedy, _ENGLISH)}")

    @property
    def said(self) -> str:
        """What is wrong, in the language in use."""
        return self._put(self.problem, _voices[0])

    @property
    def advice(self) -> str:
        """What the person can do, in the language in use."""
        return self._put(self.remedy, _voices[0])

    def _put(self, pattern: str, voice: Voice) -> str:
        return voice.text(pattern).format(**{name: self._worded(name, voice) for name in self.values})

    def _worded(self, name: str, voice: Voice) -> object:
        """Return a value as the voice writes it: a day, or a word; anything else as it is. A moment stays one."""
        value = self.values[name]
        if isinstance(value, Message):
            return told(value, voice)
        if isinstance(value, date) and not isinstance(value, datetime):
            return voice.day(value)
        return voice.text(str(value)) if name in self.words else value


class NotPermitted(Refused):
    """The actor's role does not carry the permission (403)."""

    code = "access.R001"
    problem = "Your role does not allow this ({permission})."
    remedy = "Ask a senior officer or an administrator of your authority."
    status = 403


class NotFound(Refused):
    """The thing does not exist in the actor's authority (404): another authority's record looks the same as none."""

    code = "access.R002"
    problem = "There is no {kind} {reference} in your authority."
    remedy = "Check the reference, or search for it."
    status = 404
    words = frozenset({"kind"})


def all_refusals() -> Iterator[type[Refused]]:
    """Yield every refusal class that is loaded, in order of code, for the reference page and its test."""
    found: set[type[Refused]] = set()
    waiting = [Refused]
    while waiting:
        for refusal in waiting.pop().__subclasses__():
            if refusal not in found:
                found.add(refusal)
                waiting.append(refusal)
    yield from sorted(found, key=lambda refusal: (refusal.code, refusal.__name__))
