"""That reminders of a declaration that will lapse were sent (REG-150 to 153); the letters themselves are made elsewhere."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from pollwright.acting import Actor, Permission
from pollwright.audit.operations import operation
from pollwright.audit.trail import record
from pollwright.law.special_categories import SECOND_REMINDER
from pollwright.refusals import Refused
from pollwright.register.events.electors import RemindersSent
from pollwright.register.models import ContactNote
from pollwright.register.queries.expiring import REMINDER, expiring_by_reference


class NoReminderDue(Refused):
    """None of them is to be reminded today."""

    code = "register.R185"
    problem = "No reminder is due today to any of these electors."
    remedy = "The list shows from which day on each is reminded. Whoever is leaving the register is not."


@operation(Permission.APPLICATIONS_ENTER)
def record_reminders(*, actor: Actor, references: Sequence[str], at: datetime, on: date) -> int:
    """Record that the reminder that is due was sent to each of these electors; return to how many.

    Those to whom none is due are left out.

    :raises NoReminderDue: where that is all of them.
    """
    due = [row for row in expiring_by_reference(actor.authority_id, references, on=on) if row.due is not None]
    if not due:
        raise NoReminderDue
    ContactNote.objects.bulk_create(
        ContactNote(
            authority_id=actor.authority_id,
            elector_id=row.id,
            at=at,
            channel=REMINDER,
            note=f"{str(row.due).capitalize()} reminder that the declaration lapses on {row.lapses_on:%-d %B %Y}",
            by_name=actor.name,
        )
        for row in due
    )
    record(
        RemindersSent(len(due)),
        actor=actor,
        subjects=[("elector", row.id) for row in due],
        basis=SECOND_REMINDER.describe(),
    )
    return len(due)
