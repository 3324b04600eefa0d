"""Coloured tags for states."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from django.utils.translation import gettext


class Colour(StrEnum):
    """The tag colours of GOV.UK Frontend."""

    GREY = "grey"
    GREEN = "green"
    TEAL = "teal"
    BLUE = "blue"
    PURPLE = "purple"
    MAGENTA = "magenta"
    RED = "red"
    ORANGE = "orange"
    YELLOW = "yellow"


@dataclass(frozen=True, slots=True)
class Tag:
    """Words on a colour. The words carry the meaning; the colour only helps the eye."""

    text: str
    colour: Colour = Colour.GREY


@dataclass(frozen=True, slots=True)
class TagSet:
    """The tag of every state of a thing.

    >>> TagSet({"open": Tag("Open", Colour.BLUE)}).of("open").text
    'Open'
    """

    tags: Mapping[str, Tag]

    def of(self, state: str) -> Tag:
        """Return the tag of ``state``, in the language in use.

        :raises KeyError: where the state has none, since a state that nobody named is a fault.
        """
        tag = self.tags[state]
        return replace(tag, text=_shown(tag.text))

    @property
    def choices(self) -> tuple[tuple[str, str], ...]:
        """Every state with its words, in the language in use, for a filter."""
        return tuple((state, _shown(tag.text)) for state, tag in self.tags.items())


def _shown(text: str) -> str:
    """Return the words of a tag in the language in use, with a capital."""
    words = gettext(text)
    return words[:1].upper() + words[1:]
