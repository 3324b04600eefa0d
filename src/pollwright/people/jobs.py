"""What this room does by the clock: posts fall vacant, and are held, on the days of their holdings."""

from __future__ import annotations

from django_scopes import scope
from procrastinate.contrib.django import app

from pollwright.acting import system
from pollwright.authorities.clock import today
from pollwright.authorities.models import Authority
from pollwright.people.operations.vacancies import keep_vacancies


@app.periodic(cron="10 5 * * *")
@app.task(name="pollwright.note_vacancies", queue="upkeep", queueing_lock="note_vacancies")
def note_every_vacancy(timestamp: int) -> None:
    """Say which posts are vacant today, in every authority; no act where it is said already."""
    for authority_id, code in Authority.objects.order_by("id").values_list("id", "code"):
        with scope(authority=authority_id):
            keep_vacancies(system(authority_id, code), today(authority_id))
