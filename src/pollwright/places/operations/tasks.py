"""Dealing with the tasks that an import opens."""

from __future__ import annotations

from datetime import date

from pollwright.acting import Actor, Permission
from pollwright.audit.operations import operation
from pollwright.audit.trail import record
from pollwright.places import events
from pollwright.places.models import PropertyTask
from pollwright.refusals import NotFound, Refused


class TaskDone(Refused):
    """Somebody has dealt with it already."""

    code = "places.R040"
    problem = "This task has been dealt with already."
    remedy = "Look at the list again."


@operation(Permission.PLACES_EDIT)
def resolve_task(*, actor: Actor, task: int, resolution: str, on: date) -> PropertyTask:
    """Close a task, with what was found and done.

    :raises TaskDone: where somebody was first.
    """
    row = (
        PropertyTask.objects.select_for_update(of=("self",))
        .select_related("property")
        .filter(authority=actor.authority_id, pk=task)
        .first()
    )
    if row is None:
        raise NotFound(kind="task", reference=str(task))
    if row.resolved_on is not None:
        raise TaskDone
    row.resolved_on, row.resolution = on, resolution[:300]
    row.save(update_fields=["resolved_on", "resolution"])
    record(
        events.TaskResolved(row.property.reference, row.kind),
        actor=actor,
        subjects=[row, row.property],
        reason=resolution,
    )
    return row
