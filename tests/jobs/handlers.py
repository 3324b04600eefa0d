"""Kinds of long work for tests, and an operation that asks for them."""

import time
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from pollwright.acting import Actor, Permission
from pollwright.audit.operations import operation
from pollwright.audit.trail import record
from pollwright.authorities.models import NonWorkingDay
from pollwright.jobs.context import WorkContext
from pollwright.jobs.models import Work
from pollwright.jobs.operations.asking import ask_for_work
from pollwright.jobs.registry import work
from pollwright.refusals import Refused


@dataclass(frozen=True, slots=True)
class DayCounted:
    """A day was added by work, for these tests."""

    code: ClassVar[str] = "testing.day-counted"
    sentence: ClassVar[str] = "counted"


class NoDaysLeft(Refused):
    """There are none, for these tests."""

    code = "testing.R001"
    problem = "There are no days left in {year}."
    remedy = "Choose another year."


@operation(Permission.PLACES_IMPORT, name="testing.ask")
def ask(*, actor: Actor, kind: str, lock: str = "", background: bool = True, **parameters: Any) -> Work:
    """Ask for work of a kind."""
    return ask_for_work(
        actor=actor,
        kind=kind,
        lock=lock or kind,
        title=f"Test of {kind}",
        parameters=parameters,
        background=background,
    )


@operation(Permission.PLACES_IMPORT, name="testing.count_day")
def count_day(*, actor: Actor, context: WorkContext, linger: float = 0) -> dict[str, Any]:
    """Make the work count: one row, and the end of the work with it."""
    NonWorkingDay.objects.create(
        authority_id=actor.authority_id, day=date(2026, 12, 1 + context.attempt), name="Counted"
    )
    record(DayCounted(), actor=actor)
    outcome = dict(context.conclude({"days": 1}))
    time.sleep(linger)
    return outcome


@work("testing.quick", steps=("Count", "Commit"))
def quick(context: WorkContext) -> dict[str, Any]:
    """Count to three and end."""
    for number in range(3):
        context.progress("Count", number + 1, 3)
    return {"counted": 3, "capacity": context.actor.capacity, "channel": context.actor.channel}


@work("testing.commit")
def commit(context: WorkContext) -> dict[str, Any]:
    """Make a row, exactly once; slowly enough to be killed where the parameters say so."""
    context.progress("Prepare", 1, 2)
    if context.attempt <= context.parameters.get("slow_attempts", 0):
        for number in range(600):
            context.progress("Prepare", number, 600)
            time.sleep(0.1)
    return count_day(actor=context.actor, context=context, linger=context.parameters.get("linger", 0))


@work("testing.refuse")
def refuse(context: WorkContext) -> dict[str, Any]:
    """Be refused, with a file attached."""
    context.attach("token-of-the-errors", "errors.csv")
    raise NoDaysLeft(year=2026)


@work("testing.break")
def break_down(context: WorkContext) -> dict[str, Any]:
    """Have a fault whose message holds a name."""
    raise ZeroDivisionError("Bethan Carrow, 1 Quarry Road")
