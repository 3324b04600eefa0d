"""Accepting a list of bank holidays in the authorities of an installation, by command."""

from __future__ import annotations

from typing import Any

from pollwright.access.commands import acting, authority_of
from pollwright.acting import Actor, Channel, Permission, system
from pollwright.authorities.clock import today
from pollwright.authorities.operations.holidays import NothingNewInList, accept_holidays
from pollwright.authorities.queries.days import every_authority
from pollwright.authorities.queries.holidays import difference


def accept(content: bytes, authority: str, email: str, reason: str) -> list[dict[str, Any]]:
    """Accept a list in one authority, or in every one, and return what it changed in each; `list` is 0 for nothing."""
    codes = [authority] if authority else [one.code for one in every_authority()]
    return [_in_one(content, _actor(code, email), reason) for code in codes]


def _in_one(content: bytes, actor: Actor, reason: str) -> dict[str, Any]:
    dates = difference(actor.authority_id, content).dates
    on = today(actor.authority_id)
    try:
        number = accept_holidays(actor=actor, content=content, on=on, reason=reason).number
    except NothingNewInList:
        return {"authority": actor.authority_code, "list": 0, "dates": []}
    told = [
        {"what": one.what, "before": one.before, "after": one.after, "records": one.count, "anew": one.anew}
        for one in dates
    ]
    return {"authority": actor.authority_code, "list": number, "dates": told}


def _actor(code: str, email: str) -> Actor:
    if email:
        return acting(code, email, Permission.AUTHORITY_CONFIGURE)
    council = authority_of(code)
    return system(council.pk, council.code, Channel.COMMAND)
