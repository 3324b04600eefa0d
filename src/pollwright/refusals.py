"""Refusals: what an operation says when it will not act.

A refusal is a class of its own beside the operation that raises it. Its `code` is stable and documented (the reference
page of refusal codes is made from `all_refusals()`), its `problem` says what is wrong and its `remedy` what the person
can do. Values may be filled in by keyword; they must never be personal data.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import ClassVar


class Refused(Exception):
    """An act that was refused; nothing was changed.

    :param values: what fills the `{placeholders}` of `problem` and `remedy`.
    """

    code: ClassVar[str] = "pollwright.R000"
    problem: ClassVar[str] = "This can't be done."
    remedy: ClassVar[str] = "Ask your administrator."
    status: ClassVar[int] = 409

    def __init__(self, **values: object) -> None:
        self.values = values
        words = {name: _in_words(value) for name, value in values.items()}
        self.said = self.problem.format(**words)
        self.advice = self.remedy.format(**words)
        super().__init__(f"{self.code}: {self.said} {self.advice}")


def _in_words(value: object) -> object:
    """Return a day as people write it, `29 April 2026`; anything else as it is. A moment stays one."""
    is_day = isinstance(value, date) and not isinstance(value, datetime)
    return f"{value:%-d %B %Y}" if is_day else value


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
