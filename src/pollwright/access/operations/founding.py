"""Adding an authority to the installation, with its first administrator."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date

from pollwright.access import events
from pollwright.access.operations.people import Added, add_person
from pollwright.acting import Actor, Channel, Permission, Role, system
from pollwright.audit.operations import operation
from pollwright.audit.trail import record
from pollwright.authorities.models import Authority
from pollwright.refusals import NotPermitted, Refused

CODE = re.compile(r"[a-z][a-z0-9-]{0,19}")
GSS = re.compile(r"[A-Z]\d{8}")
NOWHERE = 0
"""The authority of the actor that adds an authority: none yet."""


class CodeTaken(Refused):
    """An authority of that code, or of that GSS code, is here already."""

    code = "access.R040"
    problem = "There is an authority with this code or GSS code already."
    remedy = "Choose another code, or use the authority that is there: pollwright authority list."


class NotACode(Refused):
    """The codes of an authority have a form, since they stand in addresses, exports and statistics."""

    code = "access.R041"
    problem = (
        "An authority needs a name, a code of small letters, digits and hyphens, and a GSS code such as E06000066."
    )
    remedy = "Check what was typed."


@dataclass(frozen=True, slots=True)
class Charter:
    """What an authority is. `gss` is its code in official statistics; `nation` is a `law.nations.Nation`."""

    code: str
    name: str
    gss: str
    nation: str = "england"
    name_cy: str = ""
    demonstration: bool = False


@dataclass(frozen=True, slots=True)
class Founded:
    """An authority that was added, and its first administrator."""

    authority: Authority
    administrator: Added


@operation(Permission.AUTHORITY_CONFIGURE)
def found_authority(*, actor: Actor, charter: Charter, email: str, name: str, on: date, password: str = "") -> Founded:
    """Add an authority and its first administrator. Only whoever runs the installation can: `founder()`.

    The event is the first of the new authority's own trail.

    :raises NotPermitted: where anybody else tries.
    :raises NotACode: where the name is missing or a code has not its form.
    :raises CodeTaken: where the code is in use.
    """
    if actor.authority_id != NOWHERE or actor.channel is not Channel.COMMAND:
        raise NotPermitted(permission="authority.found")
    if not (charter.name.strip() and CODE.fullmatch(charter.code) and GSS.fullmatch(charter.gss)):
        raise NotACode
    if Authority.objects.filter(code=charter.code).exists() or Authority.objects.filter(gss=charter.gss).exists():
        raise CodeTaken
    authority = Authority.objects.create(
        code=charter.code,
        name=charter.name,
        name_cy=charter.name_cy,
        gss=charter.gss,
        nation=charter.nation,
        slug=charter.code,
        demonstration=charter.demonstration,
    )
    there = replace(actor, authority_id=authority.pk, authority_code=authority.code)
    record(events.AuthorityFounded(authority.name), actor=there, subjects=[authority])
    administrator = add_person(actor=there, email=email, name=name, role=Role.ADMINISTRATOR, on=on, password=password)
    return Founded(authority, administrator)


def founder() -> Actor:
    """Return whoever runs the installation, before there is an authority to act in."""
    return system(NOWHERE, "", Channel.COMMAND)
