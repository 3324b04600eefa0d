"""The words of the papers of polls in English and Welsh, with days and times written out.

Welsh stands only where the wording is known; everything else is shown in English behind a mark that nobody can miss, so
that no translation is invented here.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import date, time
from functools import cache
from pathlib import Path
from typing import Any

from pollwright.documents.blocks import Version, texts_of
from pollwright.documents.imprint import Language

STYLES = Path(__file__).resolve().parent / "styles"
WELSH_NEEDED = "[Welsh wording needed]"


@dataclass(slots=True)
class WelshWords:
    """The Welsh that an authority has entered from official forms, and what was wanted without being held.

    :cvar held: Welsh by its English; both have the same places for values, such as "{opens} to {closes}".
    :cvar missing: the English, in the order in which it was wanted.
    :cvar fixed: those of them that are texts of ours, not names or texts that somebody entered.
    """

    held: Mapping[str, str] = field(default_factory=dict)
    missing: list[str] = field(default_factory=list)
    fixed: list[str] = field(default_factory=list)


Holder = Callable[[int], WelshWords]
_HOLDERS: list[Holder] = []


def declare_holder(holder: Holder) -> None:
    """Declare who holds the Welsh that authorities enter; the room that keeps it does so when the program starts."""
    if holder not in _HOLDERS:
        _HOLDERS.append(holder)


def words_of(authority_id: int) -> WelshWords:
    """Return the Welsh that an authority has entered, for rooms below the one that keeps it."""
    return _HOLDERS[0](authority_id) if _HOLDERS else WelshWords()


_SPOKEN: ContextVar[WelshWords | None] = ContextVar("welsh_words", default=None)


@contextmanager
def speaking(words: WelshWords) -> Iterator[WelshWords]:
    """Say papers with the words of an authority beside those of our own text set, while the block lasts."""
    token = _SPOKEN.set(words)
    try:
        yield words
    finally:
        _SPOKEN.reset(token)


def say(language: Language, english: str, **values: str) -> str:
    """Return the words in the language, with the values put in; English behind a mark where the Welsh is not known."""
    known = english if language is Language.ENGLISH else _welsh_of(english, fixed=True)
    return f"{WELSH_NEEDED} {english.format(**values)}" if known is None else known.format(**values)


def want(english: str) -> None:
    """Want the Welsh of a text of ours as `say` does, without saying it: it may have places for values."""
    _welsh_of(english, fixed=True)


def in_each(languages: Sequence[Language], texts: Iterable[str]) -> dict[str, str]:
    """Return texts of ours by their English as labels that are read once: in each language, parted by strokes."""
    return {english: " / ".join(say(language, english) for language in languages) for english in texts}


def held_in(languages: Sequence[Language], texts: Iterable[str]) -> tuple[dict[str, str], tuple[str, ...]]:
    """Return texts of ours for narrow columns, in the languages in which they are held, and those without their Welsh.

    The paper names the latter behind the mark, where it has room.
    """
    held: dict[str, str] = {}
    needed = []
    for english in texts:
        said = [say(language, english) for language in languages]
        held[english] = " / ".join(one for one in said if WELSH_NEEDED not in one)
        needed += [english] if any(WELSH_NEEDED in one for one in said) else []
    return held, tuple(needed)


def named(language: Language, english: str, welsh: str = "") -> str:
    """Return a name or a text that somebody entered; in Welsh as they entered it, or as the words of the authority have it.

    It is said as it is, and never has values put in.
    """
    if language is Language.ENGLISH or not english:
        return english
    known = welsh or _welsh_of(english)
    return f"{WELSH_NEEDED} {english}" if known is None else known


def long_date(language: Language, on: date) -> str:
    """Return the day as the papers write it, such as "Thursday 7 May 2026"."""
    names = _calendar()
    weekday, month = names["weekdays"][language][on.weekday()], names["months"][language][on.month - 1]
    return f"{weekday} {on.day} {month} {on.year}"


def clock(at: time) -> str:
    """Return the time as people say it: "7am", "4.30pm", "noon", "midnight"."""
    if (at.hour, at.minute) in {(0, 0), (12, 0), (23, 59)}:
        return "noon" if at.hour == 12 else "midnight"
    minutes = f".{at.minute:02}" if at.minute else ""
    return f"{(at.hour - 1) % 12 + 1}{minutes}{'am' if at.hour < 12 else 'pm'}"


def pounds(pence: int) -> str:
    """Return an amount of money such as "£1,234.50"; whole pounds have no pence."""
    return f"£{pence / 100:,.2f}" if pence % 100 else f"£{pence // 100:,}"


def wording_needed(versions: tuple[Version, ...]) -> tuple[str, ...]:
    """Return the texts that still want their Welsh wording: a paper with any is not fit to be published."""
    return tuple(text for version in versions for text in texts_of(version) if WELSH_NEEDED in text)


def _welsh_of(english: str, *, fixed: bool = False) -> str | None:
    spoken = _SPOKEN.get() or WelshWords()
    known = spoken.held.get(english, _welsh().get(english))
    if known is None and english not in spoken.missing:
        spoken.missing.append(english)
    if known is None and fixed and english not in spoken.fixed:
        spoken.fixed.append(english)
    return known


@cache
def _welsh() -> dict[str, str]:
    found: dict[str, str] = json.loads((STYLES / "welsh.json").read_text(encoding="utf-8"))["words"]
    return found


@cache
def _calendar() -> dict[str, Any]:
    found: dict[str, Any] = json.loads((STYLES / "wording.json").read_text(encoding="utf-8"))
    return found
