"""The boxes of a form for nationalities: typed and chosen by the names of countries, or typed as their codes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from pollwright.law.countries import COUNTRIES
from pollwright.law.numbering import folded
from pollwright.pages.forms import TextField
from pollwright.pages.forms.fields import Invalid, Options, Words

LIST = "countries"
BOXES: Final = ("nationalities", "nationality_2", "nationality_3")
NAMES: Final[dict[str, str]] = {"GB": "British"} | {code: name for code, name in COUNTRIES.items() if code != "GB"}
"""What each nationality is called in a box, the commonest first."""
_ALSO: Final = {"united kingdom": "GB", "uk": "GB", "great britain": "GB", "irish": "IE"}
_CODES: Final[dict[str, str]] = (
    {folded(name).removeprefix("the "): code for code, name in NAMES.items()}
    | {code.lower(): code for code in COUNTRIES}
    | _ALSO
)


@dataclass(frozen=True, slots=True)
class CountryField(TextField):
    """A box for a country, with the names to choose from. The value is a tuple of codes, in the order they were typed.

    ``carries`` is the box that brings the list of names with it, for all the boxes of the page. One box takes several
    countries too, apart by semicolons.
    """

    longest: int = 500
    width: int = 20
    autocomplete: str = "off"
    carries: bool = False

    def parse(self, typed: Any) -> tuple[str, ...] | None:  # type: ignore[override]
        """Return the codes.

        :raises Invalid: where something is neither the name nor the code of a country.
        """
        text = TextField.parse(self, typed) or ""
        given = [part.strip() for part in text.split(";") if part.strip()]
        unknown = [part for part in given if code_of(part) is None]
        if unknown:
            raise Invalid(
                gettext("%(typed)s is not a country in the list. Choose one of the names.") % {"typed": unknown[0]}
            )
        return tuple(dict.fromkeys(code for part in given if (code := code_of(part)))) or None

    def blank(self, value: Any) -> str:
        """Return the names of codes."""
        return "; ".join(NAMES.get(code, code) for code in value or ())

    def options(self, typed: Any, error: Invalid | None) -> Options:
        """Return the options of ``govukInput``, with the names that the browser offers."""
        options = TextField.options(self, typed, error) | {"attributes": {"list": LIST}}
        if self.carries:
            names = format_html_join("", '<option value="{}"></option>', ((name,) for name in NAMES.values()))
            options["formGroup"] = {"afterInput": {"html": format_html('<datalist id="{}">{}</datalist>', LIST, names)}}
        return options


def code_of(typed: str) -> str | None:
    """Return the code of a country by its name, by its code, or by both, as pages write it: `Poland (PL)`."""
    words = folded(typed).strip()
    if words in _CODES:
        return _CODES[words]
    name, _space, code = typed.strip().rpartition(" ")
    if name and code.startswith("(") and code.endswith(")"):
        return code_of(name)
    return _CODES.get(words.removeprefix("the "))


def nationality_boxes(*, required: bool, hint: Words = "") -> tuple[CountryField, ...]:
    """Return the boxes: the first must be filled where that is `required`."""
    hint = hint or _("Begin to type, and choose a country. Codes such as PL do too.")
    first, second, third = BOXES
    return (
        CountryField(first, _("Nationality"), hint=hint, required=required, carries=True),
        CountryField(second, _("Second nationality"), required=False),
        CountryField(third, _("Third nationality"), required=False),
    )


def codes_in(given: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the codes that the boxes of a form hold, each once."""
    return tuple(dict.fromkeys(code for box in BOXES for code in given[box] or ()))


def boxes_of(codes: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """Return what stands in the boxes at first; more than three share the last."""
    first, second, third = BOXES
    return {first: tuple(codes[:1]), second: tuple(codes[1:2]), third: tuple(codes[2:])}
