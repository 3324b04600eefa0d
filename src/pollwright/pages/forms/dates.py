"""The field for a day: three boxes."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any, ClassVar

from django.http import QueryDict
from django.utils.dates import MONTHS
from django.utils.translation import gettext

from pollwright.pages import wording
from pollwright.pages.forms.fields import Field, Files, Invalid, Options

PARTS: Mapping[str, str] = MappingProxyType({"day": "2", "month": "2", "year": "4"})
ENGLISH_MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)


@dataclass(frozen=True, slots=True)
class DateField(Field):
    """A day. The value is a ``date``. A month may be written as a number or a name.

    ``earliest`` and ``latest`` are the first and last day that make sense; a form that needs today for them is
    made in the view, which reads the clock.
    """

    earliest: date | None = None
    latest: date | None = None

    macro: ClassVar[str] = "date"

    def read(self, data: QueryDict, files: Files) -> Any:
        """Return the three parts as they were typed."""
        return {part: data.get(f"{self.name}-{part}", "").strip() for part in PARTS}

    def blank(self, value: Any) -> Any:
        """Return the three parts of a day."""
        if value is None:
            return dict.fromkeys(PARTS, "")
        return {"day": str(value.day), "month": str(value.month), "year": str(value.year)}

    def parse(self, typed: Any) -> date | None:
        """Return the day."""
        absent = [part for part in PARTS if not typed[part]]
        if len(absent) == len(PARTS):
            return None
        label = str(self.label)
        if absent:
            names = gettext(" and ").join(_part_name(part) for part in absent)
            raise Invalid(gettext("%(label)s must include a %(parts)s") % {"label": label, "parts": names}, absent[0])
        on = self._day(typed)
        self._within(on)
        return on

    def anchor(self, part: str = "") -> str:
        """Return the id of the box at fault, or of the first."""
        return f"{self.name}-{part or 'day'}"

    def options(self, typed: Any, error: Invalid | None) -> Options:
        """Return the options of ``govukDateInput``."""
        items = []
        for part, width in PARTS.items():
            wrong = error is not None and error.part in {"", part}
            items.append(
                {
                    "name": part,
                    "label": _part_name(part).capitalize(),
                    "classes": f"govuk-input--width-{width}{' govuk-input--error' if wrong else ''}",
                    "value": typed[part],
                }
            )
        return {
            "id": self.name,
            "namePrefix": self.name,
            "fieldset": self._fieldset(),
            "items": items,
        } | self._around(error)

    def _day(self, typed: Mapping[str, str]) -> date:
        if _is_number(typed["year"]) and len(typed["year"]) != 4:
            raise Invalid(gettext("Year must include 4 numbers"), "year")
        month = _month(typed["month"])
        if month is None or not _is_number(typed["year"]) or not _is_number(typed["day"]):
            raise Invalid(self._not_real())
        try:
            return date(int(typed["year"]), month, int(typed["day"]))
        except ValueError:
            raise Invalid(self._not_real()) from None

    def _within(self, on: date) -> None:
        label = str(self.label)
        if self.earliest is not None and on < self.earliest:
            first = wording.short_day(self.earliest)
            raise Invalid(gettext("%(label)s must be on or after %(day)s") % {"label": label, "day": first})
        if self.latest is not None and on > self.latest:
            last = wording.short_day(self.latest)
            raise Invalid(gettext("%(label)s must be on or before %(day)s") % {"label": label, "day": last})

    def _not_real(self) -> str:
        return gettext("%(label)s must be a real date") % {"label": str(self.label)}


def _is_number(typed: str) -> bool:
    """Whether ``typed`` is a few plain digits, so that reading it costs nothing."""
    return typed.isascii() and typed.isdigit() and len(typed) <= 9


def _month(typed: str) -> int | None:
    """Return the month of a number, or of a name or its first letters (three at least), in English or the page's."""
    if _is_number(typed):
        return int(typed)
    word = typed.casefold().rstrip(".")
    names = [*enumerate(ENGLISH_MONTHS, start=1), *((number, str(name).casefold()) for number, name in MONTHS.items())]
    found = {number for number, name in names if name.startswith(word)}
    return found.pop() if len(found) == 1 and len(word) >= 3 else None


def _part_name(part: str) -> str:
    return {"day": gettext("day"), "month": gettext("month"), "year": gettext("year")}[part]


def day_asked(text: str) -> date | None:
    """Return the day of an address, written 2026-05-07; None where it is none."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
