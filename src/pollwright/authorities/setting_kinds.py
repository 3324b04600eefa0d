"""What kinds of settings there are: a number, a line of words, one of a few values, yes or no, months."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pollwright.messages import Message, joined, plain

Value = int | str | bool | list[int]


class NotAValue(ValueError):
    """A value that a setting can't have; the message tells the person what to enter."""


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting: its name, what it is called, its default, and what it means.

    :param group: the heading it stands under.
    :param source: the handbook rule or the choice that it carries.
    """

    name: str
    label: str
    default: Value
    help: str
    group: str
    source: str = ""

    kind = "text"

    def clean(self, value: Any) -> Value:
        """Return the value, checked.

        :raises NotAValue: where it is none of this setting's values.
        """
        raise NotImplementedError

    def words(self, value: Value) -> str:
        """Return a value in words: a message where they are ours, to be told in the language of whoever reads."""
        return str(value)


@dataclass(frozen=True, slots=True)
class Number(Setting):
    """A whole number between two bounds, both allowed."""

    least: int = 0
    most: int = 1_000_000
    unit: str = ""
    nought: str = ""

    kind = "number"

    def clean(self, value: Any) -> Value:
        """Return the number."""
        if isinstance(value, bool) or not isinstance(value, int) or not self.least <= value <= self.most:
            raise NotAValue(f"{self.label} must be a whole number from {self.least:,} to {self.most:,}")
        return value

    def words(self, value: Value) -> str:
        """Return the number with its unit, or what nought means."""
        if value == 0 and self.nought:
            return plain(self.nought)
        number = f"{value:,}"
        return Message("{number} {unit}", number=number, unit=plain(self.unit)) if self.unit else number


@dataclass(frozen=True, slots=True)
class Text(Setting):
    """A line of words, such as an address; empty until the authority enters it."""

    longest: int = 300

    kind = "text"

    def clean(self, value: Any) -> Value:
        """Return the words, their spaces made single."""
        words = " ".join(str(value).split())
        if not isinstance(value, str) or len(words) > self.longest:
            raise NotAValue(f"{self.label} must be {self.longest} characters or fewer")
        return words

    def words(self, value: Value) -> str:
        """Return the words, or that there are none."""
        return str(value) or plain("Not entered")


@dataclass(frozen=True, slots=True)
class OneOf(Setting):
    """One of a few values, each with its words."""

    choices: tuple[tuple[str, str], ...] = ()

    kind = "choice"

    def clean(self, value: Any) -> Value:
        """Return the chosen value."""
        if value not in dict(self.choices):
            raise NotAValue(f"{self.label} must be one of the choices")
        return str(value)

    def words(self, value: Value) -> str:
        """Return the words of the choice."""
        return plain(dict(self.choices)[str(value)])


@dataclass(frozen=True, slots=True)
class YesNo(Setting):
    """Yes or no."""

    kind = "yes-no"

    def clean(self, value: Any) -> Value:
        """Return the answer."""
        if not isinstance(value, bool):
            raise NotAValue(f"{self.label} must be yes or no")
        return value

    def words(self, value: Value) -> str:
        """Return yes or no."""
        return plain("Yes") if value else plain("No")


@dataclass(frozen=True, slots=True)
class Months(Setting):
    """Months of the year, as numbers."""

    within: tuple[int, ...] = tuple(range(1, 13))

    kind = "months"

    def clean(self, value: Any) -> Value:
        """Return the months in order, each once."""
        if not isinstance(value, list | tuple) or any(one not in self.within for one in value):
            raise NotAValue(f"{self.label} must be months out of {', '.join(MONTHS[one] for one in self.within)}")
        return sorted(set(value))

    def words(self, value: Value) -> str:
        """Return the names of the months."""
        months = value if isinstance(value, list) else []
        return joined(", ", (MONTHS[one] for one in months)) if months else plain("None")


MONTHS: Mapping[int, str] = {
    1: "January",
    2: "February",
    3: "March",
    4: "April",
    5: "May",
    6: "June",
    7: "July",
    8: "August",
    9: "September",
    10: "October",
    11: "November",
    12: "December",
}
