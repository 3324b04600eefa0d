"""The desk's fallback on paper: printed on a schedule, and whenever somebody asks."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django_scopes import scope

from pollwright.acting import Actor, Permission
from pollwright.audit.operations import operation
from pollwright.audit.trail import record
from pollwright.authorities.queries.settings import values_of
from pollwright.files.content import Placed
from pollwright.files.kinds import declare
from pollwright.files.models import StoredFile
from pollwright.files.store import keep, place
from pollwright.jobs.context import WorkContext
from pollwright.jobs.models import Work
from pollwright.jobs.operations.asking import ask_for_work
from pollwright.polling_day.events import supplies as events
from pollwright.polling_day.operations.desks import desk_of
from pollwright.polling_day.papers.sheets import fallback_pdf
from pollwright.polling_day.queries.boxes import board
from pollwright.polling_day.queries.contacts import contacts_of_day
from pollwright.polling_day.queries.desks import PAPER_PACK, paper_pack_name
from pollwright.polling_day.queries.logs import every_late_change

WORK = "polling_day.print-fallback"
PRINTING = "Printing"
FILE_KIND = declare(PAPER_PACK, "Polling day on paper", Permission.POLLING_DAY_LOG)


@operation(Permission.POLLING_DAY_LOG)
def ask_for_fallback(*, actor: Actor, reference: str) -> Work:
    """Ask that the paper pack of a desk be made as it stands.

    :raises AlreadyUnderWay: where it is being made.
    """
    desk = desk_of(actor, reference)
    record(events.FallbackAsked(reference), actor=actor, subjects=[desk])
    return ask_for_work(
        actor=actor,
        kind=WORK,
        lock=f"{WORK}.{reference}",
        title=f"Paper pack of {reference}",
        parameters={"reference": reference},
    )


def write_fallback(context: WorkContext, *, at: datetime, on: date) -> Mapping[str, Any]:
    """Set the paper pack and keep it."""
    reference = context.parameters["reference"]
    context.progress(PRINTING, 0, 1)
    with scope(authority=context.actor.authority_id):
        desk = desk_of(context.actor, reference)
        contacts = contacts_of_day(desk)
        (telephone,) = values_of(desk.authority_id, "papers.telephone", on=on)
        pdf = fallback_pdf(desk, contacts, board(desk, at=at), every_late_change(desk), telephone=str(telephone), at=at)
        keep_fallback(
            actor=context.actor, reference=reference, placed=place(pdf), stations=len(contacts), context=context
        )
    return {"reference": reference, "stations": len(contacts)}


@operation(Permission.POLLING_DAY_LOG)
def keep_fallback(*, actor: Actor, reference: str, placed: Placed, stations: int, context: WorkContext) -> StoredFile:
    """Keep the pack that the worker made, and end the work with it."""
    desk = desk_of(actor, reference)
    stored = keep(
        actor=actor,
        source=placed,
        name=paper_pack_name(desk),
        media_type="application/pdf",
        kind=FILE_KIND.name,
    )
    record(events.FallbackPrinted(reference, desk.day, stations, placed.sha256), actor=actor, subjects=[desk, stored])
    context.attach(stored.token, stored.name)
    context.conclude({"reference": reference, "stations": stations})
    return stored
