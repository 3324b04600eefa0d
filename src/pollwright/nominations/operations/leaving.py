"""Candidates who stand no longer: withdrawn, taken to have withdrawn, or dead (N-18, E-17 to E-19)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from pollwright.acting import Actor, Permission
from pollwright.audit.operations import operation
from pollwright.audit.trail import record
from pollwright.elections.models import Poll
from pollwright.elections.operations.ending import move_contest
from pollwright.elections.states import ContestState
from pollwright.law.nominations.delivery import closing_moment
from pollwright.law.nominations.outcomes import OnDeath, on_death
from pollwright.law.nominations.withdrawals import (
    ONE_WARD_ONLY,
    Candidacy,
    check_withdrawal,
    deemed_withdrawn,
)
from pollwright.law.poll_ids import Cancellation
from pollwright.law.timetables.kinds import Kind as PollKind
from pollwright.law.timetables.steps import Step
from pollwright.messages import joined
from pollwright.nominations.events.nominating import CandidateDied, CandidateWithdrew, DeemedWithdrawn
from pollwright.nominations.models import Candidate
from pollwright.nominations.operations.entering import PaperMoved, candidate_in_hand
from pollwright.nominations.operations.voiding import void_statements
from pollwright.nominations.queries.again import of_a_party
from pollwright.nominations.queries.contests import law_of
from pollwright.nominations.queries.several_wards import in_several_wards, withdrawals_close
from pollwright.nominations.states import CandidateState
from pollwright.refusals import NotFound, Refused

IN_THE_FUTURE = "It lies in the future"
NOMINATED = (CandidateState.DELIVERED, CandidateState.STANDING)
ENDS = {
    OnDeath.COUNTERMANDED: ContestState.COUNTERMANDED,
    OnDeath.ABANDONED: ContestState.ABANDONED,
    OnDeath.ELECTED_UNCONTESTED: ContestState.UNCONTESTED,
}


class WithdrawalWithoutEffect(Refused):
    """A withdrawal is signed by the candidate, attested by a witness, and received in time."""

    code = "nominations.R020"
    problem = "The withdrawal of {reference} has no effect. {why}."
    remedy = "The candidate stays nominated."


class NobodyStandsTwice(Refused):
    """Nobody is taken to have withdrawn, or withdrawals can still be delivered."""

    code = "nominations.R021"
    problem = "In poll {reference} nobody can be taken to have withdrawn now: {why}."
    remedy = "After withdrawals close, those nominated in more than one ward fall out of all."


class DeclaredBefore(Refused):
    """After the result is declared, a death changes nothing here."""

    code = "nominations.R022"
    problem = "The contest of candidate {reference} is over."
    remedy = "A seat that falls vacant after the declaration is a casual vacancy."


class ProofToCome(Refused):
    """What follows from a death hangs on the moment at which its proof came (E-17)."""

    code = "nominations.R025"
    problem = "The proof of the death of {reference} can't have come at a moment that is still to come."
    remedy = "Enter the day and the time at which it came."


@operation(Permission.NOMINATIONS_DETERMINE)
def withdraw_candidate(
    *, actor: Actor, reference: str, version: int, signed: bool, witness: str, received_at: datetime, at: datetime
) -> Candidate:
    """Record a candidate's notice of withdrawal; it can't be undone.

    :raises WithdrawalWithoutEffect: where it is not signed, not attested, too late, or said to come in the future.
    """
    candidate = candidate_in_hand(actor, reference, version)
    if candidate.state not in NOMINATED:
        raise PaperMoved(reference=reference)
    law = law_of(candidate.contest)
    answer = check_withdrawal(signed, int(bool(witness.strip())), received_at, law.timetable)
    against = [one.says for one in answer.workings if one.holds is False]
    if not answer.holds or received_at > at:
        raise WithdrawalWithoutEffect(reference=reference, why=joined("; ", against or [IN_THE_FUTURE]))
    _leave(candidate, CandidateState.WITHDRAWN, received_at, "")
    void_statements(actor, candidate.contest_id, "a candidate withdrew")
    record(
        CandidateWithdrew(reference, received_at.isoformat(timespec="seconds")),
        actor=actor,
        subjects=[candidate],
        basis=answer.workings[0].source.describe(),
    )
    return candidate


@operation(Permission.NOMINATIONS_DETERMINE)
def deem_withdrawn(*, actor: Actor, reference: str, at: datetime, same: Sequence[str] = ()) -> int:
    """Take those who stand in more than one ward of a poll to have withdrawn from all, once withdrawals are closed.

    People are told apart by name and date of birth. Return how many nominations fall.

    :param same: the keys of those with a date missing whom the officer knows to be one person.
    :raises NobodyStandsTwice: where nobody does, withdrawals can still come, or the poll is none of councillors.
    :raises PaperMoved: where those who are said to be one person don't stand so any more.
    """
    poll = Poll.objects.filter(authority=actor.authority_id, reference=reference).first()
    closes = withdrawals_close(actor.authority_id, reference)
    if poll is None or closes is None:
        raise NotFound(kind="poll", reference=reference)
    if PollKind(poll.kind) not in ONE_WARD_ONLY:
        raise NobodyStandsTwice(reference=reference, why="the law has it for councillors only")
    if at <= closes:
        raise NobodyStandsTwice(reference=reference, why="withdrawals can still be delivered")
    held = Candidate.objects.select_for_update().filter(contest__poll=poll, state=CandidateState.STANDING)
    candidates = {one.pk: one for one in held.order_by("pk")}
    found = {one.key: one for one in in_several_wards(actor.authority_id, reference)}
    if gone := [key for key in same if key not in found]:
        raise PaperMoved(reference=gone[0].replace("+", ", "))
    falling = [one for one in found.values() if one.sure or one.key in same]
    fallen, working = deemed_withdrawn(
        Candidacy(several.key, str(one.contest_id), False) for several in falling for one in several.nominations
    )
    if not fallen:
        raise NobodyStandsTwice(reference=reference, why="nobody stands in two wards")
    leaving = [candidates[pk] for pk in sorted({each.id for one in fallen for each in found[one.person].nominations})]
    for candidate in leaving:
        _leave(candidate, CandidateState.DEEMED_WITHDRAWN, closes, "")
        void_statements(actor, candidate.contest_id, "a candidate is taken to have withdrawn")
    said = [key.replace("+", ", ") for key in same]
    record(
        DeemedWithdrawn(reference, len(leaving)),
        actor=actor,
        subjects=[poll, *leaving],
        reason=f"Said to be one person: {'; '.join(said)}" if said else "",
        basis=working.source.describe(),
    )
    return len(leaving)


@operation(Permission.NOMINATIONS_DETERMINE)
def note_death(*, actor: Actor, reference: str, version: int, proof_at: datetime, at: datetime) -> Candidate:
    """Record that proof of a candidate's death came, and let follow from it what the law says (E-17, E-19).

    Before withdrawals close nothing more is done: the contest is settled after.

    :raises DeclaredBefore: where the contest is over.
    :raises ProofToCome: where the proof is said to come in the future.
    """
    candidate = candidate_in_hand(actor, reference, version)
    contest = candidate.contest
    if candidate.state != CandidateState.STANDING:
        raise PaperMoved(reference=reference)
    if proof_at > at:
        raise ProofToCome(reference=reference)
    if contest.state not in (ContestState.OPEN, ContestState.CONTESTED):
        raise DeclaredBefore(reference=reference)
    law = law_of(contest)
    remaining = Candidate.objects.filter(contest=contest, state=CandidateState.STANDING).exclude(pk=candidate.pk)
    follows = on_death(
        law.kind, law.timetable, proof_at, of_a_party=of_a_party(candidate), remaining=remaining.count(),
        seats=law.seats,
    )  # fmt: skip
    _leave(candidate, CandidateState.DIED, proof_at, follows.workings[-1].says)
    basis = follows.workings[-1].source.describe()
    waits = proof_at <= closing_moment(law.timetable, Step.WITHDRAWALS_CLOSE)
    if follows.what is not OnDeath.POLL_GOES_ON:
        void_statements(actor, contest.pk, "a candidate died", settles=follows.what in ENDS and not waits)
    if follows.what in ENDS and not waits:
        move_contest(
            actor=actor, reference=contest.reference, version=contest.version, state=ENDS[follows.what],
            cancellation=Cancellation.CANDIDATE_DEATH, reason=follows.workings[-1].says, on=at.date(),
        )  # fmt: skip
    record(
        CandidateDied(reference, proof_at.isoformat(timespec="seconds"), follows.what),
        actor=actor,
        subjects=[candidate, contest],
        basis=basis,
    )
    return candidate


def _leave(candidate: Candidate, state: CandidateState, at: datetime, reason: str) -> None:
    candidate.state, candidate.state_at, candidate.state_reason = state, at, reason[:500]
    candidate.version += 1
    candidate.save(update_fields=["state", "state_at", "state_reason", "version"])
