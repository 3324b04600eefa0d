"""What this room does by the clock: chasing figures that are late."""

from __future__ import annotations

from django_scopes import scope
from procrastinate.contrib.django import app

from pollwright.acting import system
from pollwright.authorities.calendars import calendar_of
from pollwright.authorities.clock import today
from pollwright.authorities.models import Authority
from pollwright.performance.operations.reporting import chase_late
from pollwright.performance.queries.figures import late, not_chased


@app.periodic(cron="40 6 * * *")
@app.task(name="pollwright.chase_late_figures", queue="upkeep", queueing_lock="chase_late_figures")
def chase_late_figures(timestamp: int) -> None:
    """Chase the owners of late figures of every authority, each morning; no act where nothing is newly late."""
    for authority_id, code in Authority.objects.order_by("id").values_list("id", "code"):
        chase_in(authority_id, code)


def chase_in(authority_id: int, code: str) -> None:
    """Chase what is newly late in one authority."""
    with scope(authority=authority_id):
        on = today(authority_id)
        if not_chased(authority_id, late(authority_id, calendar_of(authority_id), on=on)):
            chase_late(actor=system(authority_id, code), on=on)
