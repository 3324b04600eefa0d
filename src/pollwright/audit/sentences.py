"""Sentences of events, made when they are shown, in the language of whoever reads.

The trail keeps a code and facts. The sentence stands once, on the class of the event, and is a pattern for the
translators' catalogue; the English one is kept beside the facts as well, sealed, for searching and for when retention
has removed the facts. How a fact is written follows from the type of its field: a day and a number as the language
writes them, `Annotated[str, …]` as words that can be translated, and plain text (references, names) as it is; only a
day, a moment or a code with underscores that was kept as plain text is written as what it is. Nouns go with their number
(see `audit.counted`).

`Annotated[str, …]` lists enumerations, whose codes are the words (`death-certificate` is said `death certificate`), and
phrases, where a name in braces stands for whatever the act filled in. Several are parted by commas.
"""

from __future__ import annotations

import dataclasses
import importlib
import importlib.util
import inspect
import pkgutil
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from enum import Enum
from functools import lru_cache
from types import ModuleType
from typing import IO, Annotated, Any, get_args, get_origin, get_type_hints

from django.conf import settings
from django.utils.formats import number_format
from django.utils.translation import get_language, gettext
from django.utils.translation.trans_real import translation

import pollwright
from pollwright.audit.counted import LONDON, Counted, worded
from pollwright.messages import recalled, spaced
from pollwright.pages.voice import translated
from pollwright.pages.wording import short_day, short_moment

EVENTS = "events"
ITSELF = "*"
"""In `Annotated[str, ITSELF]`: the value is a text of the catalogue, such as the title of a piece of work."""


@lru_cache(maxsize=1)
def kinds() -> Mapping[str, type]:
    """Return every kind of event by its code, from the `events` of every room."""
    return {kind.code: kind for module in _modules() for kind in kinds_in(module)}  # type: ignore[attr-defined]


def kinds_in(module: ModuleType) -> list[type]:
    """Return the kinds of event that a module defines, in its order."""
    return [
        thing
        for thing in vars(module).values()
        if isinstance(thing, type) and thing.__module__ == module.__name__ and _is_event(thing)
    ]


def said(code: str, summary: str, facts: Mapping[str, Any] | None) -> str:
    """Return the sentence of an event in the language in use, beginning a line.

    :param summary: the sentence as the trail keeps it; used where the facts were removed, or the kind is not known.
    """
    kind = kinds().get(code)
    sentence = summary if kind is None or facts is None else _filled(kind, facts) or summary
    return sentence[:1].upper() + sentence[1:]


def words_of(kind: type) -> Iterator[str]:
    """Yield what a translator is given of a kind of event: its pattern, and every word that may stand in it."""
    yield kind.sentence  # type: ignore[attr-defined]
    for words in _fields(kind).values():
        yield from (word for word in words if word != ITSELF)


def extracted(
    file: IO[bytes], _keywords: object, _tags: object, options: object
) -> Iterator[tuple[int, None, str, list[str]]]:
    """Yield the words of a room's events for Babel: line, function, message, comments. It takes no `options`."""
    name = ".".join(_after_the_package(file.name))
    for kind in kinds_in(importlib.import_module(name)):
        line = inspect.getsourcelines(kind)[1]
        for message in words_of(kind):
            yield line, None, message, [f"{kind.code}: {inspect.getdoc(kind)}"]  # type: ignore[attr-defined]


def _after_the_package(path: str) -> list[str]:
    parts = path.replace("\\", "/").removesuffix(".py").split("/")
    parts = parts[len(parts) - 1 - parts[::-1].index("pollwright") :]
    return parts[:-1] if parts[-1] == "__init__" else parts


def _modules() -> Iterator[ModuleType]:
    for room in pkgutil.iter_modules(pollwright.__path__):
        if not room.ispkg or importlib.util.find_spec(f"pollwright.{room.name}.{EVENTS}") is None:
            continue
        module = importlib.import_module(f"pollwright.{room.name}.{EVENTS}")
        yield module
        for part in pkgutil.iter_modules(getattr(module, "__path__", ())):
            yield importlib.import_module(f"{module.__name__}.{part.name}")


def _is_event(thing: type) -> bool:
    return dataclasses.is_dataclass(thing) and hasattr(thing, "code") and hasattr(thing, "sentence")


@lru_cache(maxsize=512)
def _hints(kind: type) -> Mapping[str, Any]:
    known = get_type_hints(kind, include_extras=True)
    return {field.name: known[field.name] for field in dataclasses.fields(kind)}


@lru_cache(maxsize=512)
def _fields(kind: type) -> Mapping[str, tuple[str, ...]]:
    """Return the words that each worded field of a kind may hold."""
    return {
        name: tuple(word for given in get_args(hint)[1:] for word in _words(given))
        for name, hint in _hints(kind).items()
        if get_origin(hint) is Annotated
    }


def _words(given: Any) -> Iterator[str]:
    if isinstance(given, type) and issubclass(given, Enum):
        yield from (spaced(str(each.value)) for each in given)
    else:
        yield given


def _filled(kind: type, facts: Mapping[str, Any]) -> str:
    """Return the sentence in the language in use; empty where the facts don't fill it, as those of an older version."""
    hints, words = _hints(kind), _fields(kind)
    shown = {
        name: _worded(str(value), words[name]) if name in words else _written(value, hints.get(name))
        for name, value in facts.items()
    }
    try:
        return gettext(kind.sentence).format(**shown)  # type: ignore[attr-defined]
    except (KeyError, IndexError, ValueError):
        return ""


def _written(value: Any, hint: Any) -> str:
    wanted = get_args(hint) or (hint,)
    if value is None:
        return ""
    if isinstance(value, int) and not isinstance(value, bool):
        return Counted(number_format(value, use_l10n=True, force_grouping=True), _form(value), value)
    if datetime in wanted:
        return short_moment(datetime.fromtimestamp(float.fromhex(value), LONDON))
    if date in wanted:
        return short_day(date.fromisoformat(value))
    return ", ".join(map(_text, value)) if isinstance(value, list) else _text(value)


def _form(many: int) -> int:
    """Return which form of a noun goes with a number in the language in use, by the rule of its catalogue."""
    return int(translation(get_language() or settings.LANGUAGE_CODE).plural(many))


def _text(value: Any) -> str:
    """Return plain text as it is, and a day, a moment or a code as a person would say it."""
    return worded(str(value), short_day, short_moment, gettext)


def _worded(value: str, words: tuple[str, ...]) -> str:
    """Return a value in words: whole where it is a phrase, else the words that commas part."""
    whole = _phrase(value, words)
    return whole or ", ".join(_phrase(each, words) or each for each in value.split(", "))


def _phrase(value: str, words: tuple[str, ...]) -> str:
    if value in words or words == (ITSELF,):
        return gettext(value)
    if spaced(value) in words:
        return gettext(spaced(value))
    for pattern in words:
        if "{" in pattern and (found := recalled(value, pattern)):
            return translated(found)
    return ""
