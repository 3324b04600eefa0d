"""Counting the dates of applications anew when the calendar changes (T-07)."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import connection

from pollwright.acting import Actor, Permission
from pollwright.audit.operations import operation
from pollwright.audit.trail import record_many
from pollwright.authorities.counting import MovedDate
from pollwright.law.calendars import Calendar
from pollwright.register.events.applications import ApplicationsCountedAnew
from pollwright.register.queries.application_queues import OPEN
from pollwright.register.queries.counted_dates import in_words, moved_applications, moved_papers

_MOVED = (
    "SELECT a.id, d.after FROM register_application a JOIN unnest(%s::date[], %s::date[], %s::date[])"
    " AS d(listed, before, after) ON a.lists_on = d.listed AND a.may_determine_from = d.before"
    f" WHERE a.authority_id = %s AND NOT a.anonymous AND {OPEN}"
)


class RegisterCounted:
    """What the register has counted by the calendar: applications are counted anew, papers are planned anew by hand."""

    def moved(self, authority_id: int, after: Calendar) -> Sequence[MovedDate]:
        """Return the dates of applications not determined and of papers not issued that `after` moves."""
        found = [
            MovedDate(in_words(listed), before, now, number, anew=True)
            for listed, before, now, number in moved_applications(authority_id, after)
        ]
        return [*found, *moved_papers(authority_id, after)]

    def count_anew(self, *, actor: Actor, after: Calendar) -> int:
        """Count the first days on which applications may be allowed anew; return how many moved."""
        moved = moved_applications(actor.authority_id, after)
        return count_applications_anew(actor=actor, after=after) if moved else 0


@operation(Permission.AUTHORITY_CONFIGURE)
def count_applications_anew(*, actor: Actor, after: Calendar) -> int:
    """Set the first day on which each application not yet determined may be allowed, as `after` counts it."""
    moved = moved_applications(actor.authority_id, after)
    days = [[row[place] for row in moved] for place in range(3)]
    happening = ApplicationsCountedAnew(sum(row[3] for row in moved))
    subjects = f"SELECT 'application'::text, m.id FROM ({_MOVED}) AS m ORDER BY 2"
    record_many(happening, actor=actor, subjects_sql=subjects, parameters=[*days, actor.authority_id], basis="REG-230")
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE register_application SET may_determine_from = m.after FROM ({_MOVED}) AS m"
            " WHERE register_application.id = m.id",
            [*days, actor.authority_id],
        )
        return int(cursor.rowcount)
