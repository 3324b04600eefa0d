"""Rehearsals: a poll copied whole, tried with invented votes, and thrown away whole."""

from __future__ import annotations

from datetime import date

from pollwright.acting import Actor, Permission
from pollwright.audit.operations import operation
from pollwright.audit.trail import record
from pollwright.authorities.references import next_reference, next_references
from pollwright.elections.events.endings import RehearsalDiscarded, RehearsalMade
from pollwright.elections.models import Contest, Poll, PollStep
from pollwright.elections.operations.calling import CONTESTS, POLLS
from pollwright.elections.operations.changing import PollChanged, poll_in_hand, save_poll
from pollwright.elections.states import ContestState, PollState
from pollwright.refusals import NotFound
from pollwright.risks.operations.registers import close_register, register_of
from pollwright.risks.states import SubjectKind


@operation(Permission.POLLS_MANAGE)
def rehearse_poll(*, actor: Actor, reference: str) -> Poll:
    """Copy a poll with its contests and its timetable as a rehearsal, at its beginning.

    The copy has no open identifiers, so that it can never be taken for the poll.
    """
    poll = Poll.objects.filter(authority=actor.authority_id, reference=reference, rehearsal=False).first()
    if poll is None:
        raise NotFound(kind="poll", reference=reference)
    copied = Poll.objects.get(pk=poll.pk)
    copied.pk, copied.rehearsal, copied.rehearsal_of = None, True, poll
    copied.reference = next_reference(actor.authority_id, POLLS)
    copied.state, copied.notice_published_at, copied.combination = PollState.PLANNED, None, None
    copied.ended_on, copied.ended_reason, copied.replaces, copied.version = None, "", None, 1
    copied.save(force_insert=True)
    contests = list(Contest.objects.filter(poll=poll).order_by("pk"))
    for contest, new in zip(contests, next_references(actor.authority_id, CONTESTS, len(contests)), strict=True):
        contest.pk, contest.poll, contest.reference, contest.ballot_id = None, copied, new, ""
        contest.state, contest.cancellation, contest.replaces = ContestState.OPEN, "", None
        contest.ended_on, contest.ended_reason, contest.version = None, "", 1
    Contest.objects.bulk_create(contests)
    steps = list(PollStep.objects.filter(poll=poll))
    for step in steps:
        step.pk, step.poll, step.done_at, step.done_by, step.evidence = None, copied, None, "", ""
    PollStep.objects.bulk_create(steps)
    record(RehearsalMade(copied.reference, reference), actor=actor, subjects=[copied, poll])
    return copied


@operation(Permission.POLLS_MANAGE)
def discard_rehearsal(*, actor: Actor, reference: str, version: int, on: date) -> Poll:
    """Throw a rehearsal away: it leaves every list, and only the trail tells of it.

    :raises PollChanged: where it is no rehearsal, or was changed.
    """
    poll = poll_in_hand(actor, reference, version)
    if not poll.rehearsal or poll.state == PollState.DISCARDED:
        raise PollChanged(reference=reference)
    poll.state, poll.ended_on, poll.combination = PollState.DISCARDED, on, None
    save_poll(poll, "state", "ended_on", "combination")
    if register := register_of(actor.authority_id, SubjectKind.POLL, poll.pk):
        close_register(
            actor=actor, reference=register.reference, version=register.version, reason="Rehearsal thrown away", on=on
        )
    record(RehearsalDiscarded(reference), actor=actor, subjects=[poll])
    return poll
