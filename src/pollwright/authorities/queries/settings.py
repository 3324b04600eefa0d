"""Reading settings as they hold on a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from pollwright.authorities.models import Setting as Row
from pollwright.authorities.settings import BY_NAME, SETTINGS, Setting, Value


@dataclass(frozen=True, slots=True)
class Held:
    """A setting with the value that holds on a day, and since when (None: the default)."""

    setting: Setting
    value: Value
    since: date | None


@dataclass(frozen=True, slots=True)
class Dated:
    """A value that was set, and from which day it holds."""

    value: Value
    valid_from: date


def value_of(authority_id: int, name: str, *, on: date) -> Value:
    """Return the value of a setting on a day.

    :raises KeyError: where there is no setting of that name.
    """
    setting = BY_NAME[name]
    found = (
        Row.objects.filter(authority=authority_id, name=name, valid_from__lte=on)
        .order_by("-valid_from")
        .values_list("value", flat=True)
        .first()
    )
    return setting.default if found is None else setting.clean(found)


def number_of(authority_id: int, name: str, *, on: date) -> int:
    """Return the value of a setting that is a number.

    :raises TypeError: where the setting is no number.
    """
    value = value_of(authority_id, name, on=on)
    if not isinstance(value, int) or isinstance(value, bool):
        raise TypeError(f"{name} is not a number")
    return value


def values_of(authority_id: int, *names: str, on: date) -> tuple[Any, ...]:
    """Return the values of several settings on a day, in the order of their names, in one statement.

    :raises KeyError: where there is no setting of one of the names.
    """
    wanted = [BY_NAME[name] for name in names]
    rows = (
        Row.objects.filter(authority=authority_id, name__in=names, valid_from__lte=on)
        .order_by("name", "valid_from")
        .values_list("name", "value")
    )
    latest = dict(rows)
    return tuple(setting.clean(latest.get(setting.name, setting.default)) for setting in wanted)


def every_value(authority_id: int, *, on: date) -> list[Held]:
    """Return every setting with its value on a day, in the order of the registry."""
    rows = Row.objects.filter(authority=authority_id, valid_from__lte=on).order_by("name", "-valid_from")
    latest: dict[str, Dated] = {}
    for name, value, valid_from in rows.values_list("name", "value", "valid_from"):
        latest.setdefault(name, Dated(value, valid_from))
    return [_held(setting, latest.get(setting.name)) for setting in SETTINGS]


def values_over_time(authority_id: int, name: str) -> list[Dated]:
    """Return every value that a setting was given, the latest day first, those to come among them."""
    rows = Row.objects.filter(authority=authority_id, name=name).order_by("-valid_from")
    return [Dated(value, valid_from) for value, valid_from in rows.values_list("value", "valid_from")]


def _held(setting: Setting, latest: Dated | None) -> Held:
    if latest is None:
        return Held(setting, setting.default, None)
    return Held(setting, setting.clean(latest.value), latest.valid_from)
