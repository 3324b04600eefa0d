"""The form that changes a setting, by its kind."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from pollwright.authorities.settings import MONTHS, Months, Number, OneOf, Setting, Text, Value, YesNo
from pollwright.pages.forms import Checkboxes, Choice, DateField, Field, Form, NumberField, Radios, TextArea, TextField
from pollwright.pages.voice import translated


def form_for(setting: Setting) -> Form:
    """Return the form that changes a setting: its value, from which day, and why."""
    return Form(
        _field(setting),
        DateField("valid_from", _("From"), noun=_("the day from which it holds")),
        TextArea("reason", _("Reason"), hint=_("It stands in the audit trail."), rows=2, longest=500),
    )


def typed_value(value: Value) -> Any:
    """Return what stands in the form for a value."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return [str(one) for one in value] if isinstance(value, list) else value


def value_in(setting: Setting, answered: Any) -> Value:
    """Return the value that a form's answer means."""
    if isinstance(setting, YesNo):
        return bool(answered == "yes")
    if isinstance(setting, Months):
        return [int(one) for one in answered or ()]
    given: Value = answered
    return given


def _field(setting: Setting) -> Field:
    match setting:
        case Number():
            return NumberField(
                "value",
                translated(setting.label),
                least=setting.least,
                most=setting.most,
                suffix=setting.unit,
                noun=_("a number"),
            )
        case Text():
            return TextField("value", translated(setting.label), longest=setting.longest)
        case OneOf():
            return Radios(
                "value",
                translated(setting.label),
                choices=tuple(Choice(value, translated(words)) for value, words in setting.choices),
            )
        case YesNo():
            return Radios("value", translated(setting.label), choices=(Choice("yes", _("Yes")), Choice("no", _("No"))))
        case Months():
            choices = tuple(Choice(str(one), MONTHS[one]) for one in setting.within)
            return Checkboxes("value", translated(setting.label), choices=choices, required=False)
        case _:
            raise TypeError(f"{type(setting).__name__} has no form")
