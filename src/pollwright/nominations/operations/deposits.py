"""The ledger of deposits: received with a paper, held, returned or forfeited (handbook 5.1)."""

from __future__ import annotations

from datetime import datetime

from pollwright.acting import Actor, Permission
from pollwright.audit.operations import operation
from pollwright.audit.trail import record
from pollwright.elections.states import ContestState
from pollwright.law.nominations.deposits import DepositDue, DepositEnd, deposit_due
from pollwright.nominations.events.attending import DepositEnded
from pollwright.nominations.models import Deposit
from pollwright.nominations.operations.entering import PaperMoved
from pollwright.nominations.queries.contests import law_of
from pollwright.nominations.states import CandidateState, DepositState, PaperState
from pollwright.refusals import NotFound, Refused


class DepositElsewhere(Refused):
    """The law has something else done with the deposit."""

    code = "nominations.R045"
    problem = "Deposit {reference} can't be {asked} now. {why}."
    remedy = "Check the candidate's votes and the valid votes; a deposit is held until they are known."


@operation(Permission.NOMINATIONS_DETERMINE)
def end_deposit(
    *,
    actor: Actor,
    reference: str,
    version: int,
    end: DepositEnd,
    how: str,
    votes: int | None,
    valid_votes: int | None,
    at: datetime,
) -> Deposit:
    """Record that a deposit was returned or forfeited, as the law has it.

    :param how: to whom and how it went.
    :raises DepositElsewhere: where the law has something else, or has it held until the votes are known.
    """
    held = Deposit.objects.select_related("paper__candidate__contest__poll").select_for_update(of=("self",))
    found = held.filter(authority=actor.authority_id, reference=reference).first()
    if found is None:
        raise NotFound(kind="deposit", reference=reference)
    if found.version != version or found.state != DepositState.HELD:
        raise PaperMoved(reference=reference)
    due = due_of(found, votes, valid_votes)
    if due.end is not end:
        raise DepositElsewhere(reference=reference, asked=end.value, why=due.working.says)
    found.state, found.ended_at, found.ended_by, found.ended_how = DepositState(end.value), at, actor.name, how
    found.votes, found.valid_votes = votes, valid_votes
    found.version += 1
    found.save()
    record(
        DepositEnded(reference, end.value, found.pence),
        actor=actor,
        subjects=[found, found.paper, found.paper.candidate],
        reason=due.working.says,
        basis=due.working.source.describe(),
    )
    return found


def due_of(found: Deposit, votes: int | None, valid_votes: int | None) -> DepositDue:
    """Return what the law has done with a deposit; a paper that another stands for brings no second deposit."""
    candidate = found.paper.candidate
    stands = candidate.state == CandidateState.STANDING and found.paper.state == PaperState.VALID
    contest = candidate.contest
    none = (ContestState.UNCONTESTED, ContestState.COUNTERMANDED, ContestState.ABANDONED, ContestState.CANCELLED)
    pending = candidate.state == CandidateState.DELIVERED
    return deposit_due(
        law_of(contest).rules,
        standing=stands or pending,
        poll=contest.state not in none,
        votes=votes,
        valid=valid_votes,
    )
