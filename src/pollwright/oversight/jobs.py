"""Long work of this room, and the sealing of the trail by the clock."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from datetime import date
from typing import Any

from django_scopes import scope
from procrastinate.contrib.django import app

from pollwright.acting import system
from pollwright.audit.models import Seal
from pollwright.audit.sealing import NothingToSeal, TrailBusy, seal_trail
from pollwright.audit.verification import verify
from pollwright.authorities.models import Authority
from pollwright.jobs.context import WorkContext
from pollwright.jobs.registry import work
from pollwright.oversight.operations import removing, verifying
from pollwright.oversight.queries.due import anything_due

log = logging.getLogger(__name__)


@work(verifying.WORK, steps=("Verify", "Record"))
def verify_trail(context: WorkContext) -> Mapping[str, Any]:
    """Verify all sealed events of the authority."""
    context.progress("Verify")
    findings = verify(context.actor.authority_id)
    context.progress("Record")
    seals = Seal.objects.filter(authority_id=context.actor.authority_id).count()
    return verifying.record_verification(actor=context.actor, seals=seals, findings=findings, conclude=context.conclude)


@work(removing.WORK)
def remove_records(context: WorkContext) -> Mapping[str, Any]:
    """Remove what is due, kind by kind and batch by batch; run again, it goes on with what is left."""
    on = date.fromisoformat(context.parameters["on"])
    totals: dict[str, int] = {}
    kinds = context.parameters["kinds"]
    for place, kind in enumerate(kinds):
        totals[kind] = 0
        while anything_due(context.actor.authority_id, kind, on=on):
            context.progress(kind, place, len(kinds))
            totals[kind] += removing.remove_batch(actor=context.actor, kind=kind, on=on)
    return totals


@app.periodic(cron="*/5 * * * *")
@app.task(name="pollwright.seal_trails", queue="upkeep", queueing_lock="seal_trails")
def seal_trails(timestamp: int) -> None:
    """Seal the trail of every authority, every five minutes."""
    for authority_id, code in Authority.objects.order_by("id").values_list("id", "code"):
        try:
            with scope(authority=authority_id):
                seal_trail(actor=system(authority_id, code))
        except NothingToSeal:
            continue
        except TrailBusy:
            log.info("the trail of %s is sealed later: a long act is being committed", code)
