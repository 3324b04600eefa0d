"""Coloured tags for states."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


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
        """Return the tag of ``state``.

        :raises KeyError: where the state has none, since a state that nobody named is a fault.
        """
        return self.tags[state]
