"""Texts with what fills them: said in English where they are made, told again in the language of whoever reads.

The law and the readers of files know no catalogue. They say `Message("Reaches {age} on {day}", age=18, day=day)`, which
is its English sentence wherever text is wanted, and keeps its pattern and its values for the page that shows it.
"""

import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from enum import Enum
from functools import lru_cache
from typing import Any, Protocol, Self, TypeGuard

_NAMED = re.compile(r"\\\{(\w+)\\\}")


class Voice(Protocol):
    """How texts are put before a person: in which language, and how that writes days."""

    def text(self, english: str) -> str:
        """Return a text in the language in use."""

    def day(self, value: date) -> str:
        """Return a day in the language in use."""


class Message(str):
    """A sentence in English with its pattern for the translators' catalogue.

    A value that is a message itself, or a code of a list, is translated with it; a day is written as the language does;
    anything else stays as it is.
    """

    __slots__ = ("pattern", "values")
    pattern: str
    values: Mapping[str, Any]

    def __new__(cls, pattern: str, /, **values: object) -> Self:
        """Fill a pattern. One without values may hold no braces."""
        english = {name: in_full(value) if _is_day(value) else value for name, value in values.items()}
        message = super().__new__(cls, pattern.format(**english))
        message.pattern, message.values = pattern, values
        return message

    def __getnewargs_ex__(self) -> tuple[tuple[str], Mapping[str, Any]]:
        return (self.pattern,), self.values


def in_full(day: date) -> str:
    """Return a day as English writes it: `29 April 2026`."""
    return f"{day:%-d %B %Y}"


def told(text: str, voice: Voice) -> str:
    """Return a text as a voice tells it. Where a translation asks for what the message has not, it stays English."""
    if not isinstance(text, Message):
        return voice.text(text) if text else ""
    if not text.pattern:
        return ""
    try:
        return voice.text(text.pattern).format(**{name: _told(value, voice) for name, value in text.values.items()})
    except (KeyError, IndexError, ValueError):
        return str(text)


def joined(parting: str, texts: Iterable[str]) -> Message:
    """Return several texts as one, each of which is told by itself."""
    parts = {f"part{place}": plain(part) for place, part in enumerate(texts)}
    return Message(parting.join(f"{{{name}}}" for name in parts), **parts)


def plain(text: str) -> Message:
    """Return a text of the catalogue as a message, so that it is told where it stands in another."""
    return text if isinstance(text, Message) else Message(text.replace("{", "{{").replace("}", "}}"))


def recalled(text: str, pattern: str, *, words: bool = False) -> Message | None:
    """Return the message that a kept English text was, None where it does not fit the pattern.

    :param words: what fills it are words of the catalogue too.
    """
    found = _matcher(pattern).fullmatch(text)
    if not found:
        return None
    return Message(pattern, **{name: plain(value) if words else value for name, value in found.groupdict().items()})


def spaced(code: str) -> str:
    """Return a code as words."""
    return code.replace("-", " ").replace("_", " ")


def _told(value: object, voice: Voice) -> object:
    if isinstance(value, Message):
        return told(value, voice)
    if isinstance(value, Enum):
        return told(plain(spaced(str(value.value))), voice)
    return voice.day(value) if _is_day(value) else value


def _is_day(value: object) -> TypeGuard[date]:
    return isinstance(value, date) and not isinstance(value, datetime)


@lru_cache(maxsize=512)
def _matcher(pattern: str) -> re.Pattern[str]:
    return re.compile(_NAMED.sub(r"(?P<\1>.+)", re.escape(pattern)))
