"""A poll leaving those that it was taken together with: who leads now, and what is told to do (handbook C-01, C-06)."""

from __future__ import annotations

from datetime import date

from pollwright.acting import Actor
from pollwright.audit.trail import record
from pollwright.elections.events.endings import PollLeftOthers
from pollwright.elections.models import Combination, Poll
from pollwright.elections.operations.projects import leave_task
from pollwright.elections.operations.underneath import Change, What, changed_underneath
from pollwright.elections.queries.combining import as_the_law_has_them
from pollwright.elections.states import ENDED
from pollwright.law.combination import LEAD, order_of_lead

LEFT_BEHIND = "Its contests are not on the papers of the day any more: prepare notices of stations, poll cards and station packs again."
BY_ITSELF = (
    "It needs a polling scheme, an electorate, poll cards and station packs of its own, and notices that say so."
)


def leave_others(actor: Actor, poll: Poll, *, on: date) -> None:
    """Take a poll out of those that it is taken together with; nothing where it is not. Called inside an operation.

    Where it led, the law's order gives the lead anew. Papers that name the stations of all fall, and tasks say what to do.

    :param poll: in the state and with the day that it has from now on, which must be saved already.
    :param on: the day from which the tasks are due.
    """
    if poll.combination_id is None:
        return
    held = Combination.objects.select_for_update().get(pk=poll.combination_id)
    poll.combination, poll.version = None, poll.version + 1
    poll.save(update_fields=["combination", "version"])
    left = list(Poll.objects.filter(combination=held).exclude(state__in=ENDED).order_by("reference"))
    if held.lead_id == poll.pk:
        held.lead, held.lead_reason = _leading(actor, left), ""
    held.version += 1
    held.save(update_fields=["lead", "lead_reason", "version"])
    lead = held.lead.reference if held.lead else ""
    event = PollLeftOthers(poll.reference, held.reference, len(left), lead)
    record(event, actor=actor, subjects=[held, poll, *left], basis=LEAD.describe())
    if not left:
        return
    because = f"poll {poll.reference} is no longer taken together with the others"
    changed_underneath(actor, Change(What.STATIONS, because, polls=tuple(one.pk for one in left)))
    leave_task(actor, held.lead or left[0], f"Poll {poll.reference} left the combined polls", on, LEFT_BEHIND)
    if poll.state not in ENDED:
        leave_task(actor, poll, "The poll is no longer taken together with others", on, BY_ITSELF)


def _leading(actor: Actor, left: list[Poll]) -> Poll | None:
    """Return the poll that leads by the law's order; None where none is left."""
    if not left:
        return None
    lawful = order_of_lead(as_the_law_has_them(actor.authority_id, left))[0][0].reference
    return next(poll for poll in left if poll.reference == lawful)
