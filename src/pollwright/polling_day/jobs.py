"""The long work of this room, its schedule, and who follows when a rehearsal is thrown away."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django_scopes import scope
from procrastinate.contrib.django import app

from pollwright.acting import system
from pollwright.authorities.clock import moment, today
from pollwright.authorities.models import Authority
from pollwright.jobs.context import WorkContext
from pollwright.jobs.operations.asking import AlreadyUnderWay
from pollwright.jobs.registry import work
from pollwright.polling_day.operations.discarding import throw_away
from pollwright.polling_day.operations.fallback import PRINTING, WORK, ask_for_fallback, write_fallback
from pollwright.polling_day.operations.inventing import STEPS, DayAsked, invent_day
from pollwright.polling_day.operations.inventing import WORK as INVENTING
from pollwright.polling_day.queries.desks import desks_between

__all__ = ["invent_votes", "print_fallback", "print_fallbacks", "throw_away"]
log = logging.getLogger(__name__)


@work(WORK, steps=(PRINTING,), result="polling_day:desk")
def print_fallback(context: WorkContext) -> Mapping[str, Any]:
    """Make the paper pack of a desk."""
    authority = context.actor.authority_id
    return write_fallback(context, at=moment(authority), on=today(authority))


@work(INVENTING, steps=STEPS, result="polling_day:desk")
def invent_votes(context: WorkContext) -> Mapping[str, Any]:
    """Invent the day of a rehearsal."""
    given = context.parameters
    context.progress(STEPS[0], 0, 1)
    with scope(authority=context.actor.authority_id):
        voters = invent_day(
            actor=context.actor,
            reference=given["reference"],
            asked=DayAsked(**given["asked"]),
            at=moment(context.actor.authority_id),
            conclude=context.conclude,
        )
    return {"reference": given["reference"], "voters": voters}


@app.periodic(cron="0 5,17 * * *")
@app.task(name="pollwright.print_fallbacks", queue="upkeep", queueing_lock="print_fallbacks")
def print_fallbacks(timestamp: int) -> None:
    """Print the paper pack of every desk on the eve of its day and on its day, at five in the morning and evening."""
    for authority_id, code in Authority.objects.order_by("id").values_list("id", "code"):
        with scope(authority=authority_id):
            on = today(authority_id)
            for reference in desks_between(authority_id, on, on + timedelta(days=1)):
                try:
                    ask_for_fallback(actor=system(authority_id, code), reference=reference)
                except AlreadyUnderWay:
                    log.info("the paper pack of %s is being made already", reference)
