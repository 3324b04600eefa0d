"""What was logged at the stations of a rehearsal goes with it, invented or not; only the trail tells of it."""

from __future__ import annotations

from pollwright.acting import Actor
from pollwright.audit.trail import record
from pollwright.elections.models import Poll
from pollwright.elections.operations.underneath import Change, What, declare_follower
from pollwright.elections.states import PollState
from pollwright.polling_day.events import desk as events
from pollwright.polling_day.models import Box, Desk, PaperAccount, PaperRange, Turnout
from pollwright.polling_day.queries.stations_of_day import stations_of_day


def throw_away(actor: Actor, change: Change) -> None:
    """Delete turnout, accounts, boxes and ranges of the stations that no rehearsed poll has any more.

    Called inside the act that threw the rehearsal away.
    """
    if change.what is not What.POLL:
        return
    gone = Poll.objects.filter(authority=actor.authority_id, pk__in=change.polls, state=PollState.DISCARDED)
    days = set(gone.values_list("day", flat=True))
    for desk in Desk.objects.filter(authority=actor.authority_id, rehearsal=True, day__in=days).order_by("pk"):
        left = [one.id for one in stations_of_day(desk)]
        counts = [
            model.objects.filter(desk=desk).exclude(station__in=left).delete()[0]
            for model in (Turnout, PaperAccount, Box, PaperRange)
        ]
        if any(counts):
            record(events.RehearsedDayDiscarded(desk.reference, *counts), actor=actor, subjects=[desk])


declare_follower(throw_away)
