"""How polls go on and end: notice out, contested or not, countermanded, abandoned, postponed (E-15 to E-19, T-18a)."""

from __future__ import annotations

from datetime import date, datetime

from django.db.models import F

from pollwright.acting import Actor, Permission
from pollwright.audit.operations import operation
from pollwright.audit.trail import record
from pollwright.authorities.calendars import calendar_of
from pollwright.elections.events.endings import CalledInPlace, ContestEnded, PollNoticePublished, PollPostponed
from pollwright.elections.events.polls import PollWithdrawn
from pollwright.elections.models import Contest, Poll, PollStep, Vacancy
from pollwright.elections.operations.calling import ContestAsked, call_poll
from pollwright.elections.operations.calling_rules import NOTICES, DoubtsNotAccepted, PollAsked
from pollwright.elections.operations.changing import PollChanged, contest_in_hand, poll_in_hand, save_poll
from pollwright.elections.operations.keeping_time import NotYet, mark_step
from pollwright.elections.operations.leaving import leave_others
from pollwright.elections.operations.underneath import Change, What, changed_underneath
from pollwright.elections.states import CONTEST_LIFE, ENDED, ContestState, PollState, SeatsOf, VacancyState
from pollwright.law.nominations.outcomes import new_poll_by
from pollwright.law.notices import LONDON
from pollwright.law.poll_ids import CANCELLATIONS, Cancellation
from pollwright.law.timetables.kinds import Kind
from pollwright.refusals import Refused


class NoticeTooLate(Refused):
    """The notice was published after its last lawful day."""

    code = "elections.R034"
    problem = "The notice had to be published by {day}."
    remedy = "If the day is right, the poll can't go on: take advice, and postpone it."


class NotFromThisState(Refused):
    """A contest can't come to that state from where it is."""

    code = "elections.R035"
    problem = "Contest {reference} can't become {state} now."
    remedy = "Open it again to see how it stands."


@operation(Permission.POLLS_MANAGE)
def publish_notice(
    *, actor: Actor, reference: str, version: int, published_at: datetime, evidence: str, at: datetime
) -> Poll:
    """Note when the notice of a poll was published: nominations and poll cards go by that day (T-14).

    :raises NotYet: where it is still to come.
    :raises NoticeTooLate: where it was after the last lawful day; a rehearsal has no notice to be late with.
    """
    poll = poll_in_hand(actor, reference, version)
    if poll.state != PollState.PLANNED:
        raise PollChanged(reference=reference)
    day = published_at.astimezone(LONDON).date()
    if published_at > at:
        raise NotYet(day=day)
    step = PollStep.objects.filter(poll=poll, step__in=NOTICES).order_by("on", "latest").first()
    last = (step.latest or step.on) if step else None
    if last is not None and day > last and not poll.rehearsal:
        raise NoticeTooLate(day=last)
    poll.state, poll.notice_published_at = PollState.NOTICE_PUBLISHED, published_at
    save_poll(poll, "state", "notice_published_at")
    if step is not None:
        mark_step(actor=actor, reference=reference, step=step.step, done_at=published_at, evidence=evidence, at=at)
    record(PollNoticePublished(reference, day), actor=actor, subjects=[poll], basis=step.source[:120] if step else "")
    return poll


@operation(Permission.POLLS_MANAGE)
def move_contest(
    *,
    actor: Actor,
    reference: str,
    version: int,
    state: ContestState,
    cancellation: Cancellation | None,
    reason: str,
    on: date | None,
) -> Contest:
    """Bring a contest to another state: contested, uncontested, countermanded or abandoned, or open again.

    :param on: the day on which it ended, None where it did not.
    :param cancellation: why there is no poll, in the words of public data; None where there is one.
    :raises NotFromThisState: where that does not follow on its state.
    """
    contest = contest_in_hand(actor, reference, version)
    if state not in CONTEST_LIFE[ContestState(contest.state)]:
        raise NotFromThisState(reference=reference, state=state.label)
    contest.state, contest.cancellation = state, cancellation or ""
    ended = state not in (ContestState.OPEN, ContestState.CONTESTED)
    contest.ended_on, contest.ended_reason = (on, reason[:500]) if ended else (None, "")
    contest.version += 1
    contest.save(update_fields=["state", "cancellation", "ended_on", "ended_reason", "version"])
    record(
        ContestEnded(reference, state.value),
        actor=actor,
        subjects=[contest, ("poll", contest.poll_id)],
        reason=reason,
        basis=CANCELLATIONS.describe() if cancellation else "",
    )
    because = reason if state is ContestState.OPEN else f"the contest is now {str(state.label).lower()}"
    changed_underneath(actor, Change(What.CONTEST, because, contests=(contest.pk,)))
    return contest


@operation(Permission.POLLS_MANAGE)
def withdraw_poll(*, actor: Actor, reference: str, version: int, reason: str, on: date) -> Poll:
    """Withdraw a poll that is only planned; it stays on record, and its areas are free again.

    :raises PollChanged: where another officer was first, or its notice is out.
    """
    poll = poll_in_hand(actor, reference, version)
    if poll.state != PollState.PLANNED:
        raise PollChanged(reference=reference)
    poll.state, poll.ended_on, poll.ended_reason = PollState.CANCELLED, on, reason
    save_poll(poll, "state", "ended_on", "ended_reason")
    Vacancy.objects.filter(poll=poll).update(state=VacancyState.ELECTION, poll=None, version=F("version") + 1)
    record(PollWithdrawn(reference), actor=actor, subjects=[poll], reason=reason)
    leave_others(actor, poll, on=on)
    changed_underneath(actor, Change(What.POLL, "the poll was withdrawn", polls=(poll.pk,)))
    return poll


@operation(Permission.POLLS_MANAGE)
def postpone_poll(*, actor: Actor, reference: str, version: int, reason: str, on: date) -> Poll:
    """Postpone a poll; another is called in its place when its day is known."""
    poll = poll_in_hand(actor, reference, version)
    if poll.state in ENDED:
        raise PollChanged(reference=reference)
    poll.state, poll.ended_on, poll.ended_reason = PollState.POSTPONED, on, reason
    save_poll(poll, "state", "ended_on", "ended_reason")
    record(PollPostponed(reference), actor=actor, subjects=[poll], reason=reason)
    leave_others(actor, poll, on=on)
    changed_underneath(actor, Change(What.POLL, "the poll was postponed", polls=(poll.pk,)))
    return poll


@operation(Permission.POLLS_MANAGE)
def call_in_place(*, actor: Actor, reference: str, version: int, day: date, doubts_reason: str, on: date) -> Poll:
    """Call a poll in place of one that was postponed, or of the contests that were countermanded or abandoned.

    :raises PollChanged: where nothing of it is to be held again, or that was called already.
    :raises DoubtsNotAccepted: where it is later than the law has it after a countermand (E-18), without a reason.
    """
    old = poll_in_hand(actor, reference, version)
    again = list(_to_hold_again(old))
    if not again or Contest.objects.filter(replaces__in=again).exclude(poll__state__in=ENDED).exists():
        raise PollChanged(reference=reference)
    last = new_poll_by(old.day, calendar_of(actor.authority_id))
    if old.state != PollState.POSTPONED and last.on is not None and day > last.on and not doubts_reason:
        raise DoubtsNotAccepted(doubts=f"{last.says}: {last.on} ({last.source.describe()})")
    asked = PollAsked(
        Kind(old.kind),
        old.body,
        day,
        SeatsOf(old.seats_of),
        by_election=old.by_election,
        title=old.title,
        title_cy=old.title_cy,
        system=old.voting_system,
        system_reason=old.voting_system_reason,
        doubts_reason=doubts_reason,
        rehearsal=old.rehearsal,
    )
    poll = call_poll(actor=actor, asked=asked, contests=[_as_asked(contest) for contest in again], on=on)
    poll.replaces = old
    poll.save(update_fields=["replaces"])
    fresh = {(contest.area_id, contest.name): contest for contest in Contest.objects.filter(poll=poll)}
    for contest in again:
        fresh[(contest.area_id, contest.name)].replaces = contest
    Contest.objects.bulk_update(fresh.values(), ["replaces"])
    save_poll(old)
    record(CalledInPlace(poll.reference, reference), actor=actor, subjects=[poll, old], reason=doubts_reason)
    return poll


def _to_hold_again(poll: Poll) -> list[Contest]:
    contests = Contest.objects.select_related("area").filter(poll=poll).order_by("pk")
    if poll.state == PollState.POSTPONED:
        return list(contests)
    return list(contests.filter(state__in=(ContestState.COUNTERMANDED, ContestState.ABANDONED)))


def _as_asked(contest: Contest) -> ContestAsked:
    area = f"{contest.area.kind}.{contest.area.code}" if contest.area else ""
    return ContestAsked(
        area, contest.seats, contest.name, contest.question, contest.question_cy, tuple(contest.answers)
    )
