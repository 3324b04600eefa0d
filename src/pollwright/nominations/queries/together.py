"""Which contests of a poll, or of polls taken together, wait for their statement, its approval, or their outcome."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from pollwright.elections.models import Contest
from pollwright.elections.queries.electorate_target import Target, target_of
from pollwright.elections.states import ContestState
from pollwright.law.nations import Nation, NotCovered
from pollwright.law.nominations.papers import nomination_rules
from pollwright.law.timetables.kinds import Kind
from pollwright.nominations.models import Candidate, Statement
from pollwright.nominations.states import CandidateState, StatementState, Together
from pollwright.refusals import NotFound

WAITS = {
    Together.PREPARE: (),
    Together.APPROVE: (StatementState.PREPARED,),
    Together.OUTCOME: (StatementState.PUBLISHED,),
}
"""The state of a contest's statement with which it waits for an act; none of it for the first."""


@dataclass(frozen=True, slots=True)
class AllFacts:
    """The contests of a poll, or of polls taken together, as their nominations go.

    :cvar outcomes: how many contests are in each state.
    :cvar statements: how many contests have a statement in each state.
    :cvar standing: how many candidates stand nominated.
    """

    target: Target
    contests: int
    seats: int
    standing: int
    outcomes: dict[ContestState, int]
    statements: dict[StatementState, int]
    waiting: dict[Together, int]


def all_facts(authority_id: int, reference: str) -> AllFacts:
    """Return how far the nominations of all contests are.

    :raises NotFound: where there is no such poll or combination.
    """
    target = target_of(authority_id, reference)
    held = list(Contest.objects.filter(poll__in=target.poll_ids).values_list("seats", "state"))
    statements = Statement.objects.filter(contest__poll__in=target.poll_ids).exclude(state=StatementState.VOID)
    return AllFacts(
        target,
        len(held),
        sum(seats for seats, _state in held),
        Candidate.objects.filter(contest__poll__in=target.poll_ids, state=CandidateState.STANDING).count(),
        dict(Counter(ContestState(state) for _seats, state in held)),
        dict(Counter(StatementState(state) for state in statements.values_list("state", flat=True))),
        {what: len(contests_waiting(authority_id, reference, what)) for what in Together},
    )


def contests_waiting(authority_id: int, reference: str, what: Together) -> list[str]:
    """Return the open contests, by reference, whose statement is where an act begins; polls nobody is nominated at have none."""
    target = target_of(authority_id, reference)
    polls = [poll.id for poll in target.polls if _nominated(poll.kind, poll.nation, target)]
    held = Contest.objects.filter(authority=authority_id, poll__in=polls, state=ContestState.OPEN).order_by("pk")
    live = Statement.objects.exclude(state=StatementState.VOID)
    if WAITS[what]:
        held = held.filter(pk__in=live.filter(contest__poll__in=polls, state__in=WAITS[what]).values("contest"))
    else:
        held = held.exclude(pk__in=live.filter(contest__poll__in=polls).values("contest"))
    return list(held.values_list("reference", flat=True))


def standing_statement(authority_id: int, contest: str) -> tuple[str, int]:
    """Return reference and version of the statement of a contest that is not void.

    :raises NotFound: where it has none.
    """
    held = Statement.objects.filter(authority=authority_id, contest__reference=contest)
    found = held.exclude(state=StatementState.VOID).order_by("-pk").values_list("reference", "version").first()
    if found is None:
        raise NotFound(kind="statement", reference=contest)
    return found


def _nominated(kind: Kind, nation: Nation, target: Target) -> bool:
    try:
        nomination_rules(kind, nation, target.day)
    except NotCovered:
        return False
    return True
