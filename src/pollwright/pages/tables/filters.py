"""The filters of a table.

A filter reads its value from an address or a posted form, writes it back into addresses, and says it in
words. What cannot be read is left out with a message, never an error page; a choice that there is not
matches nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, ClassVar

from django.http import QueryDict
from django.utils.translation import gettext

from pollwright.pages import wording

DATE_FORMS = ("%Y-%m-%d", "%d/%m/%Y", "%d.%m.%Y", "%d %B %Y", "%d %b %Y")
LONGEST_TEXT = 200

Choices = tuple[tuple[str, str], ...]
Pairs = list[tuple[str, str]]


class FilterProblem(ValueError):
    """A value that a filter cannot use; the message is for the person."""


class NoSuchChoice(FilterProblem):
    """A choice that a filter does not have: no row has it, so the list is empty rather than whole."""

    def __init__(self, label: str) -> None:
        super().__init__(gettext("%(label)s: choose one of the choices in the list") % {"label": label})


@dataclass(frozen=True, slots=True)
class DateRange:
    """Days from ``start`` to ``end``, both counted, either open."""

    start: date | None
    end: date | None


@dataclass(frozen=True, slots=True)
class Filter:
    """What all filters share: the name in addresses and the words beside it.

    ``private`` values never stand in an address as they are (see ``sealing``).
    """

    key: str
    label: str
    template: ClassVar[str]
    private: ClassVar[bool] = False

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the parameters the filter reads."""
        return (self.key,)

    def parse(self, data: QueryDict) -> Any | None:
        """Return the filter's value, or None where it is not in use.

        :raises FilterProblem: where what was given cannot be used.
        """
        raise NotImplementedError

    def pairs(self, value: Any) -> Pairs:
        """Return the parameters that give ``value`` again."""
        return [(self.key, value)]

    def words(self, value: Any) -> str:
        """Return ``value`` in words."""
        return str(value)


@dataclass(frozen=True, slots=True)
class ChoiceFilter(Filter):
    """One of some choices: pairs of value and label. The value is a ``str``."""

    choices: Choices = ()
    template: ClassVar[str] = "choice"

    def parse(self, data: QueryDict) -> str | None:
        """Return the chosen value."""
        given = data.get(self.key, "")
        if given and given not in dict(self.choices):
            raise NoSuchChoice(self.label)
        return given or None

    def words(self, value: Any) -> str:
        """Return the label of the choice."""
        return dict(self.choices)[value]


@dataclass(frozen=True, slots=True)
class MultiChoiceFilter(Filter):
    """Any of some choices. The value is a tuple of ``str`` in the order of the choices."""

    choices: Choices = ()
    template: ClassVar[str] = "choices"

    def parse(self, data: QueryDict) -> tuple[str, ...] | None:
        """Return the chosen values."""
        given = {one for one in data.getlist(self.key) if one}
        if given - dict(self.choices).keys():
            raise NoSuchChoice(self.label)
        return tuple(value for value, _ in self.choices if value in given) or None

    def pairs(self, value: Any) -> Pairs:
        """Return one parameter for each chosen value."""
        return [(self.key, one) for one in value]

    def words(self, value: Any) -> str:
        """Return the labels of the choices."""
        labels = dict(self.choices)
        return gettext(" or ").join(labels[one] for one in value)


@dataclass(frozen=True, slots=True)
class TextFilter(Filter):
    """Words to look for in one column. The value is a ``str`` without outer spaces."""

    hint: str = ""
    template: ClassVar[str] = "text"
    private: ClassVar[bool] = True

    def parse(self, data: QueryDict) -> str | None:
        """Return the words."""
        return text_of(data.get(self.key, ""), self.label) or None


@dataclass(frozen=True, slots=True)
class DateRangeFilter(Filter):
    """Days between two days. The value is a ``DateRange``."""

    template: ClassVar[str] = "dates"

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the two parameters."""
        return (f"{self.key}-from", f"{self.key}-to")

    def parse(self, data: QueryDict) -> DateRange | None:
        """Return the range; days are read as ``2026-05-07``, ``7/5/2026`` or ``7 May 2026``."""
        start, end = (self._day(data.get(name, "").strip()) for name in self.names)
        if start is None and end is None:
            return None
        if start and end and end < start:
            raise FilterProblem(
                gettext("%(label)s: the second day must be the same as or after the first") % {"label": self.label}
            )
        return DateRange(start, end)

    def pairs(self, value: Any) -> Pairs:
        """Return the days that are set, as ``2026-05-07``."""
        days = zip(self.names, (value.start, value.end), strict=True)
        return [(name, on.isoformat()) for name, on in days if on is not None]

    def words(self, value: Any) -> str:
        """Return ``from 1 May 2026 to 7 May 2026``, or the half that is set."""
        start, end = wording.short_day(value.start), wording.short_day(value.end)
        if not end:
            return gettext("from %(start)s") % {"start": start}
        if not start:
            return gettext("up to %(end)s") % {"end": end}
        return gettext("from %(start)s to %(end)s") % {"start": start, "end": end}

    def _day(self, given: str) -> date | None:
        if not given:
            return None
        for form in DATE_FORMS:
            try:
                return datetime.strptime(given, form).date()  # noqa: DTZ007 (a day has no zone)
            except ValueError:
                continue
        raise FilterProblem(gettext("%(label)s: enter days like 7/5/2026") % {"label": self.label})


@dataclass(frozen=True, slots=True)
class YesNoFilter(Filter):
    """Yes or no. The value is a ``bool``."""

    template: ClassVar[str] = "choice"

    @property
    def choices(self) -> Choices:
        """The two choices."""
        return (("yes", gettext("Yes")), ("no", gettext("No")))

    def parse(self, data: QueryDict) -> bool | None:
        """Return the answer."""
        given = data.get(self.key, "")
        if given not in {"", "yes", "no"}:
            raise NoSuchChoice(self.label)
        return None if not given else given == "yes"

    def pairs(self, value: Any) -> Pairs:
        """Return ``yes`` or ``no``."""
        return [(self.key, "yes" if value else "no")]

    def words(self, value: Any) -> str:
        """Return ``Yes`` or ``No``."""
        return wording.yes_no(value)


def text_of(given: str, label: str) -> str:
    """Return typed words without outer spaces.

    :raises FilterProblem: where they are too long, or hold a NUL, which PostgreSQL text cannot.
    """
    text = given.strip()
    if len(text) > LONGEST_TEXT:
        raise FilterProblem(
            gettext("%(label)s: use %(most)s characters or fewer") % {"label": label, "most": LONGEST_TEXT}
        )
    if "\x00" in text:
        raise FilterProblem(gettext("%(label)s: take out the characters that cannot be read") % {"label": label})
    return text


def names_of(filters: Sequence[Filter]) -> list[str]:
    """Return the names of all the parameters that some filters read."""
    return [name for one in filters for name in one.names]
