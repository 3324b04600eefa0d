"""Fields that are answered by choosing: select, radios, check boxes, one check box."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from django.http import QueryDict
from django.utils.translation import gettext

from pollwright.pages.forms.fields import Field, Files, Invalid, Options, Words


@dataclass(frozen=True, slots=True)
class Choice:
    """One choice. ``reveals`` are fields that are asked, and read, only where it is chosen."""

    value: str
    label: Words
    hint: Words = ""
    reveals: tuple[Field, ...] = ()


@dataclass(frozen=True, slots=True)
class ChoiceField(Field):
    """What fields with one answer out of several share. The value is the choice's ``str``."""

    choices: tuple[Choice, ...] = ()

    def parse(self, typed: Any) -> str | None:
        """Return the chosen value."""
        if typed and typed not in {choice.value for choice in self.choices}:
            raise Invalid(gettext("Select %(noun)s from the list") % {"noun": self.called})
        return typed or None

    def missing(self) -> str:
        """Return the message for no choice."""
        return gettext("Select %(noun)s") % {"noun": self.called}


@dataclass(frozen=True, slots=True)
class Select(ChoiceField):
    """A drop-down list, for many short choices. The first entry is empty unless ``empty`` names it."""

    empty: Words = ""

    macro: ClassVar[str] = "select"

    def options(self, typed: Any, error: Invalid | None) -> Options:
        """Return the options of ``govukSelect``."""
        items = [{"value": "", "text": str(self.empty) or gettext("Choose"), "selected": not typed}]
        items += [
            {"value": choice.value, "text": str(choice.label), "selected": choice.value == typed}
            for choice in self.choices
        ]
        return Field.options(self, typed, error) | {"items": items}


@dataclass(frozen=True, slots=True)
class Radios(ChoiceField):
    """Radio buttons, for a few choices that are worth reading."""

    inline: bool = False
    small: bool = True

    macro: ClassVar[str] = "radios"

    def options(self, typed: Any, error: Invalid | None) -> Options:
        """Return the options of ``govukRadios``."""
        classes = [f"govuk-radios--{name}" for name in ("inline", "small") if getattr(self, name)]
        return {
            "name": self.name,
            "idPrefix": self.name,
            "fieldset": self._fieldset(),
            "classes": " ".join(classes),
            "items": _items(self.choices, {typed}),
        } | self._around(error)


@dataclass(frozen=True, slots=True)
class Checkboxes(Field):
    """Check boxes. The value is a tuple of ``str`` in the order of the choices; empty where none is ticked."""

    choices: tuple[Choice, ...] = ()
    small: bool = True

    macro: ClassVar[str] = "checkboxes"

    def read(self, data: QueryDict, files: Files) -> Any:
        """Return the ticked values."""
        return [value for value in data.getlist(self.name) if value]

    def blank(self, value: Any) -> Any:
        """Return the values that are ticked at first."""
        return list(value or ())

    def parse(self, typed: Any) -> tuple[str, ...]:
        """Return the ticked values."""
        values = [choice.value for choice in self.choices]
        if set(typed) - set(values):
            raise Invalid(gettext("Select %(noun)s from the list") % {"noun": self.called})
        return tuple(value for value in values if value in typed)

    def missing(self) -> str:
        """Return the message for nothing ticked."""
        return gettext("Select %(noun)s") % {"noun": self.called}

    def options(self, typed: Any, error: Invalid | None) -> Options:
        """Return the options of ``govukCheckboxes``."""
        return {
            "name": self.name,
            "idPrefix": self.name,
            "fieldset": self._fieldset(),
            "classes": "govuk-checkboxes--small" if self.small else "",
            "items": _items(self.choices, set(typed)),
        } | self._around(error)


@dataclass(frozen=True, slots=True)
class Confirmation(Field):
    """One check box. The value is True where it is ticked; ``required`` means that it has to be."""

    macro: ClassVar[str] = "checkboxes"

    def blank(self, value: Any) -> Any:
        """Return ``yes`` for a box that is ticked at first."""
        return "yes" if value else ""

    def clean(self, typed: Any) -> bool:
        """Return whether the box is ticked."""
        if typed not in {"", "yes"} or (self.required and not typed):
            raise Invalid(self.missing())
        return typed == "yes"

    def missing(self) -> str:
        """Return the message for a box that has to be ticked."""
        return gettext("Confirm: %(label)s") % {"label": str(self.label)}

    def options(self, typed: Any, error: Invalid | None) -> Options:
        """Return the options of ``govukCheckboxes`` with one item."""
        item = {"value": "yes", "text": str(self.label), "checked": typed == "yes"}
        return {
            "name": self.name,
            "idPrefix": self.name,
            "classes": "govuk-checkboxes--small",
            "items": [item],
        } | self._around(error)


def _items(choices: Sequence[Choice], chosen: set[str]) -> list[Options]:
    items: list[Options] = []
    for choice in choices:
        item: Options = {"value": choice.value, "text": str(choice.label), "checked": choice.value in chosen}
        if choice.hint:
            item["hint"] = {"text": str(choice.hint)}
        items.append(item)
    return items
