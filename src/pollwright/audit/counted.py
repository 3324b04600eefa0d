"""What fills the sentences of events: numbers, each with the form of the noun that goes with it, days and codes as words.

A pattern says the forms behind the number, as `{rows:row|rows}`, which becomes `1 row` or `3 rows`. A translation says as
many forms as its language has, in the order of its own rule: which of them it is follows from the catalogue in use. An
amount of money is kept in pence and said in pounds: `{pence:£}` becomes `£500.00`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any, Self
from zoneinfo import ZoneInfo

from pollwright.messages import in_full, spaced
from pollwright.pages.wording import money

FORMS = "|"
POUNDS = "£"
LONDON = ZoneInfo("Europe/London")
DAY = re.compile(r"\d{4}-\d\d-\d\d")
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)")
_SECONDS = re.compile(r"-?0x[01]\.[0-9a-f]+p[+-]\d+")
CODES = re.compile(r"(?=[^_]*_)[a-z]+(_[a-z]+)*(, [a-z]+(_[a-z]+)*)*")
"""Codes parted by commas, of which one has an underscore, so that no sentence that somebody typed is taken for them."""
_NAMED = re.compile(r"\{(\w+):[^{}]*\|([^{}|]*)\}")
_MONEY = re.compile(r"\{(\w+):£\}")


class Counted(str):
    """A number as it is written, which knows the form of a noun beside it; without forms it is itself."""

    __slots__ = ("form", "many")
    form: int
    many: int

    def __new__(cls, written: str, form: int, many: int = 0) -> Self:
        """Keep how the number is written, the place of the form that goes with it, and the number itself."""
        made = super().__new__(cls, written)
        made.form, made.many = form, many
        return made

    def __format__(self, forms: str) -> str:
        """Return the number with its noun; the last form stands for those that are not given.

        Pence that the pattern asks for in pounds are written so.
        """
        if forms == POUNDS:
            return money(self.many)
        if FORMS not in forms:
            return super().__format__(forms)
        given = forms.split(FORMS)
        return f"{self} {given[min(self.form, len(given) - 1)]}"


def english(many: int) -> int:
    """Return which of the two forms of English goes with a number: that of one, or that of all others."""
    return 0 if many == 1 else 1


def filled(sentence: str, facts: Mapping[str, Any], form: Callable[[int], int] = english) -> str:
    """Return a sentence in English with its facts: numbers as they are, days and codes as words."""
    return sentence.format(**{name: _english(value, form) for name, value in facts.items()})


def worded(text: str, day: Callable[[date], str], moment: Callable[[datetime], str], word: Callable[[str], str]) -> str:
    """Return plain text as it is; a day, a moment in London, or codes that were kept as plain text as they are said."""
    if DAY.fullmatch(text):
        return day(date.fromisoformat(text))
    if MOMENT.fullmatch(text):
        return moment(datetime.fromisoformat(text).astimezone(LONDON))
    if CODES.fullmatch(text):
        return ", ".join(word(spaced(code)) for code in text.split(", "))
    return text


def moment_kept(text: str) -> datetime | None:
    """Return the moment that a payload holds as its seconds since 1970 in hex, in London; None for any other text."""
    return datetime.fromtimestamp(float.fromhex(text), LONDON) if _SECONDS.fullmatch(text) else None


def plain(sentence: str) -> str:
    """Return a pattern as documents show it: each number with the form of all others."""
    return _MONEY.sub(r"£{\1}", _NAMED.sub(r"{\1} \2", sentence))


def counted(value: Any, form: Callable[[int], int], written: str | None = None) -> Any:
    """Return a whole number as one that knows its form; anything else as it is.

    :param written: how it is written, where that is not by its digits alone.
    """
    if isinstance(value, int) and not isinstance(value, bool):
        return Counted(str(value) if written is None else written, form(value), value)
    return value


def _english(value: Any, form: Callable[[int], int]) -> Any:
    if isinstance(value, datetime):
        return _at(value.astimezone(LONDON))
    if isinstance(value, date):
        return in_full(value)
    return worded(str(value), in_full, _at, str) if isinstance(value, str) else counted(value, form)


def _at(moment: datetime) -> str:
    return f"{in_full(moment)} at {moment:%H:%M}"
