"""Acts on possible conflicts: looking for ties between staff and candidates, noting one by hand, and deciding (S-02)."""

from __future__ import annotations

from datetime import datetime

from pollwright.acting import Actor, Permission
from pollwright.audit.operations import operation
from pollwright.audit.trail import record
from pollwright.authorities.references import next_references
from pollwright.elections.models import Poll
from pollwright.law.staffing import Tie as LegalTie
from pollwright.law.staffing import tie_rule
from pollwright.refusals import NotFound, Refused
from pollwright.staffing.events import bank as events
from pollwright.staffing.models import ConflictMatch
from pollwright.staffing.queries.plans import plan_named
from pollwright.staffing.queries.ties import ties_of_polls
from pollwright.staffing.states import Ruling
from pollwright.stations.queries.polled import polls_of

SERIES = "CM"


class ConflictWasDecided(Refused):
    """Another officer decided first."""

    code = "staffing.R080"
    problem = "Possible conflict {reference} was decided since you opened it."
    remedy = "Open it again to see what was decided."


@operation(Permission.STAFF_EDIT)
def seek_conflicts(*, actor: Actor, reference: str) -> list[ConflictMatch]:
    """Compare the staff bank with the candidates of a poll, their agents and who signed; keep what is new.

    :param reference: of the poll.
    """
    poll = Poll.objects.filter(authority=actor.authority_id, reference=reference).first()
    if poll is None:
        raise NotFound(kind="poll", reference=reference)
    return _sought(actor, reference, [poll.pk])


@operation(Permission.STAFF_EDIT)
def seek_conflicts_of_plan(*, actor: Actor, reference: str) -> list[ConflictMatch]:
    """Do the same with the candidates of every poll that a staff plan is for.

    :param reference: of the plan.
    """
    plan = plan_named(actor.authority_id, reference)
    return _sought(actor, reference, [poll.pk for poll in polls_of(plan.scheme)])


def _sought(actor: Actor, reference: str, poll_ids: list[int]) -> list[ConflictMatch]:
    held = ConflictMatch.objects.filter(authority=actor.authority_id, poll__in=poll_ids)
    known = set(held.values_list("member", "candidate", "tie"))
    ties = ties_of_polls(actor.authority_id, poll_ids)
    new = [each for each in ties if (each.member_id, each.candidate_id, each.tie.value) not in known]
    references = next_references(actor.authority_id, SERIES, len(new))
    made = ConflictMatch.objects.bulk_create(
        ConflictMatch(
            authority_id=actor.authority_id,
            reference=mine,
            member_id=each.member_id,
            poll_id=each.poll_id,
            candidate_id=each.candidate_id,
            tie=each.tie,
            same_address=each.same_address,
        )
        for mine, each in zip(references, new, strict=True)
    )
    subjects = [*(("poll", poll) for poll in poll_ids), *{("staffmember", each.member_id) for each in new}]
    record(events.ConflictsSought(reference, len(made), len(known) + len(made)), actor=actor, subjects=subjects)
    return made


@operation(Permission.STAFF_PLACE)
def decide_conflict(
    *, actor: Actor, reference: str, version: int, barred: bool, reason: str, at: datetime
) -> ConflictMatch:
    """Decide whether a tie bars somebody, with the reason; it may be decided anew.

    :raises ConflictWasDecided: where it changed since `version`.
    """
    held = ConflictMatch.objects.select_for_update(of=("self",)).select_related("member")
    match = held.filter(authority=actor.authority_id, reference=reference).first()
    if match is None:
        raise NotFound(kind="possible conflict", reference=reference)
    if match.version != version:
        raise ConflictWasDecided(reference=reference)
    match.ruling, match.reason = (Ruling.BARRED if barred else Ruling.CLEARED), reason
    match.decided_by, match.decided_at = actor.name, at
    match.version += 1
    match.save()
    rule = tie_rule(LegalTie(match.tie))
    happened = events.ConflictDecided(reference, match.member.reference, match.ruling)
    record(happened, actor=actor, subjects=[match, match.member], reason=reason, basis=rule.source.describe())
    return match
