"""Changing a setting from a day on."""

from __future__ import annotations

from datetime import date
from typing import Any

from pollwright.acting import Actor, Permission
from pollwright.audit.operations import operation
from pollwright.audit.trail import record
from pollwright.authorities import events
from pollwright.authorities.models import Setting as Row
from pollwright.authorities.queries.settings import value_of
from pollwright.authorities.settings import BY_NAME, NotAValue
from pollwright.refusals import NotFound, Refused


class NotAllowedValue(Refused):
    """The setting can't have that value."""

    code = "authorities.R001"
    problem = "{why}."
    remedy = "Enter another value."


class Backdated(Refused):
    """A setting changes from today on, never for the past."""

    code = "authorities.R002"
    problem = "A setting can't be changed for days that have passed."
    remedy = "Choose today or a later day."


class Unchanged(Refused):
    """The setting has that value on that day already."""

    code = "authorities.R003"
    problem = "{setting} has this value already."
    remedy = "Enter another value, or leave it as it is."


class WhyMissing(Refused):
    """The act asks for a reason."""

    code = "authorities.R004"
    problem = "This needs a reason."
    remedy = "Say why, in a few words."


@operation(Permission.AUTHORITY_CONFIGURE)
def change_setting(*, actor: Actor, name: str, value: Any, valid_from: date, on: date, reason: str) -> Row:
    """Give a setting another value from a day on.

    :raises NotFound: where there is no setting of that name.
    :raises NotAllowedValue: where the value is none that it can have.
    :raises Backdated: where the day has passed.
    :raises Unchanged: where nothing would change.
    """
    setting = BY_NAME.get(name)
    if setting is None:
        raise NotFound(kind="setting", reference=name)
    if not reason.strip():
        raise WhyMissing
    if valid_from < on:
        raise Backdated
    try:
        clean = setting.clean(value)
    except NotAValue as wrong:
        raise NotAllowedValue(why=str(wrong)) from wrong
    before = value_of(actor.authority_id, name, on=valid_from)
    if before == clean:
        raise Unchanged(setting=setting.label)
    row, _ = Row.objects.update_or_create(
        authority_id=actor.authority_id, name=name, valid_from=valid_from, defaults={"value": clean}
    )
    happening = events.SettingChanged(name, setting.words(before), setting.words(clean), valid_from)
    record(happening, actor=actor, subjects=[row], reason=reason)
    return row
