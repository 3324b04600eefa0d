"""Setting the clock of a demonstration."""

from __future__ import annotations

from datetime import date

from pollwright.acting import Actor, Permission
from pollwright.audit.operations import operation
from pollwright.audit.trail import record
from pollwright.authorities import events
from pollwright.authorities.models import Authority
from pollwright.refusals import Refused


class RealClock(Refused):
    """Only a demonstration's clock can be set."""

    code = "authorities.R020"
    problem = "This authority works by the real clock, so it can't act on another day than today."
    remedy = "Leave the date out, or use today's. A demonstration's clock can be set."


@operation(Permission.NOTICES_PREPARE)
def set_clock(*, actor: Actor, on: date | None) -> None:
    """Set the clock of a demonstration to a day, or let it go again with None.

    :raises RealClock: where the authority is no demonstration.
    """
    if not Authority.objects.filter(pk=actor.authority_id, demonstration=True).update(clock_on=on):
        raise RealClock
    record(events.ClockSet(on), actor=actor, subjects=[("authority", actor.authority_id)])
