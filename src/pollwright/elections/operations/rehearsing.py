"""Rehearsals: a poll, or all polls taken together, copied whole, tried with invented votes, and thrown away whole."""

from __future__ import annotations

from collections.abc import Sequence
from copy import copy
from datetime import date

from pollwright.acting import Actor, Permission
from pollwright.audit.operations import operation
from pollwright.audit.trail import record
from pollwright.authorities.references import next_reference, next_references
from pollwright.elections.events.endings import (
    PollsRehearsed,
    RehearsalDiscarded,
    RehearsalMade,
    RehearsalOfPollsDiscarded,
)
from pollwright.elections.models import Combination, Contest, Poll, PollStep
from pollwright.elections.operations.calling import CONTESTS, POLLS
from pollwright.elections.operations.changing import PollChanged, poll_in_hand, save_poll
from pollwright.elections.operations.combining import SERIES as COMBINATIONS
from pollwright.elections.operations.leaving import leave_others
from pollwright.elections.operations.underneath import Change, What, changed_underneath
from pollwright.elections.states import ENDED, ContestState, PollState
from pollwright.refusals import NotFound
from pollwright.risks.operations.registers import close_register, register_of
from pollwright.risks.states import SubjectKind

THROWN_AWAY = "the rehearsal was thrown away"


@operation(Permission.POLLS_MANAGE)
def rehearse_poll(*, actor: Actor, reference: str) -> Poll:
    """Copy a poll with its contests and its timetable as a rehearsal, at its beginning.

    The copy has no open identifiers, so that it can never be taken for the poll.
    """
    poll = Poll.objects.filter(authority=actor.authority_id, reference=reference, rehearsal=False).first()
    if poll is None:
        raise NotFound(kind="poll", reference=reference)
    [copied] = _copied(actor, [poll], None)
    record(RehearsalMade(copied.reference, reference), actor=actor, subjects=[copied, poll])
    return copied


@operation(Permission.POLLS_MANAGE)
def rehearse_combination(*, actor: Actor, reference: str) -> Combination:
    """Copy all polls that are taken together as one rehearsal, with their lead and what is done once for all of them.

    :raises NotFound: where no polls are taken together under that reference, or they are a rehearsal themselves.
    """
    held = Combination.objects.select_related("lead").filter(authority=actor.authority_id, reference=reference).first()
    polls = list(
        Poll.objects.filter(authority=actor.authority_id, combination=held, rehearsal=False)
        .exclude(state__in=ENDED)
        .order_by("reference")
    )
    if held is None or not polls:
        raise NotFound(kind="combination", reference=reference)
    made = Combination.objects.create(
        authority_id=actor.authority_id,
        reference=next_reference(actor.authority_id, COMBINATIONS),
        day=held.day,
        lead_reason=held.lead_reason,
        functions=held.functions,
    )
    copied = _copied(actor, polls, made)
    made.lead = next((one for one in copied if one.rehearsal_of_id == held.lead_id), copied[0])
    made.save(update_fields=["lead"])
    record(PollsRehearsed(made.reference, reference, len(copied)), actor=actor, subjects=[made, held, *copied])
    return made


@operation(Permission.POLLS_MANAGE)
def discard_rehearsal(*, actor: Actor, reference: str, version: int, on: date) -> Poll:
    """Throw a rehearsal away: it leaves every list, and only the trail tells of it.

    :raises PollChanged: where it is no rehearsal, or was changed.
    """
    poll = poll_in_hand(actor, reference, version)
    if not poll.rehearsal or poll.state == PollState.DISCARDED:
        raise PollChanged(reference=reference)
    poll.state, poll.ended_on = PollState.DISCARDED, on
    save_poll(poll, "state", "ended_on")
    _close_risks(actor, [poll], on)
    record(RehearsalDiscarded(reference), actor=actor, subjects=[poll])
    leave_others(actor, poll, on=on)
    changed_underneath(actor, Change(What.POLL, THROWN_AWAY, polls=(poll.pk,)))
    return poll


@operation(Permission.POLLS_MANAGE)
def discard_combination(*, actor: Actor, reference: str, version: int, on: date) -> int:
    """Throw all polls of a rehearsal that are taken together away, and return how many they were.

    :raises PollChanged: where they are no rehearsal, or were changed.
    """
    held = Combination.objects.select_for_update().filter(authority=actor.authority_id, reference=reference).first()
    if held is None:
        raise NotFound(kind="combination", reference=reference)
    polls = list(Poll.objects.select_for_update().filter(combination=held).order_by("reference"))
    if held.version != version or not polls or not all(poll.rehearsal for poll in polls):
        raise PollChanged(reference=reference)
    for poll in polls:
        poll.state, poll.ended_on, poll.combination, poll.version = PollState.DISCARDED, on, None, poll.version + 1
    Poll.objects.bulk_update(polls, ["state", "ended_on", "combination", "version"])
    held.version += 1
    held.save(update_fields=["version"])
    _close_risks(actor, polls, on)
    record(RehearsalOfPollsDiscarded(reference, len(polls)), actor=actor, subjects=[held, *polls])
    changed_underneath(actor, Change(What.POLL, THROWN_AWAY, polls=tuple(poll.pk for poll in polls)))
    return len(polls)


def _copied(actor: Actor, polls: Sequence[Poll], combination: Combination | None) -> list[Poll]:
    """Copy polls with their contests and the steps of their timetables, by sets; return the copies in order."""
    authority = actor.authority_id
    copies: dict[int, Poll] = {}
    for poll, reference in zip(polls, next_references(authority, POLLS, len(polls)), strict=True):
        made = copy(poll)
        made.pk, made.rehearsal, made.rehearsal_of, made.reference = None, True, poll, reference
        made.state, made.notice_published_at, made.combination = PollState.PLANNED, None, combination
        made.ended_on, made.ended_reason, made.replaces, made.version = None, "", None, 1
        copies[poll.pk] = made
    Poll.objects.bulk_create(copies.values())
    contests = list(Contest.objects.filter(poll__in=list(copies)).order_by("poll__reference", "pk"))
    for contest, new in zip(contests, next_references(authority, CONTESTS, len(contests)), strict=True):
        contest.pk, contest.poll, contest.reference, contest.ballot_id = None, copies[contest.poll_id], new, ""
        contest.state, contest.cancellation, contest.replaces = ContestState.OPEN, "", None
        contest.ended_on, contest.ended_reason, contest.version = None, "", 1
    Contest.objects.bulk_create(contests, batch_size=2000)
    steps = list(PollStep.objects.filter(poll__in=list(copies)).order_by("pk"))
    for step in steps:
        step.pk, step.poll, step.done_at, step.done_by, step.evidence = None, copies[step.poll_id], None, "", ""
    PollStep.objects.bulk_create(steps, batch_size=2000)
    return list(copies.values())


def _close_risks(actor: Actor, polls: Sequence[Poll], on: date) -> None:
    for poll in polls:
        if register := register_of(actor.authority_id, SubjectKind.POLL, poll.pk):
            close_register(
                actor=actor, reference=register.reference, version=register.version, reason="Rehearsal thrown away",
                on=on,
            )  # fmt: skip
