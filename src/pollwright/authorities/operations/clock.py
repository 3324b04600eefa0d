"""Setting the clock of a demonstration."""

from __future__ import annotations

from datetime import date

from pollwright.acting import Actor, Permission
from pollwright.audit.operations import operation
from pollwright.audit.trail import record
from pollwright.authorities.events import ClockSet
from pollwright.authorities.models import Authority
from pollwright.refusals import Refused


class NotADemonstration(Refused):
    """Only a demonstration's clock can be set."""

    code = "authorities.R001"
    problem = "{authority} is not a demonstration, so its clock is the real one."
    remedy = "Do this on the real day, or try it in a demonstration."


@operation(Permission.REGISTER_PUBLISH)
def set_clock(*, actor: Actor, on: date) -> Authority:
    """Let a demonstration authority show another day.

    :raises NotADemonstration: in any other authority.
    """
    authority = Authority.objects.select_for_update().get(pk=actor.authority_id)
    if not authority.demonstration:
        raise NotADemonstration(authority=authority.code)
    authority.clock_on = on
    authority.save(update_fields=["clock_on"])
    record(ClockSet(on), actor=actor, subjects=[authority])
    return authority
