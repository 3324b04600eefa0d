"""The statement of persons nominated: prepared, approved by a second person, published; and what follows (N-20, E-15)."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import datetime

from pollwright.acting import Actor, Permission
from pollwright.audit.operations import operation
from pollwright.audit.trail import canonical, record
from pollwright.authorities.references import next_reference
from pollwright.elections.models import Contest
from pollwright.elections.operations.ending import move_contest
from pollwright.elections.states import ContestState
from pollwright.law.nominations.delivery import closing_moment
from pollwright.law.nominations.ordering import COLLATION
from pollwright.law.nominations.outcomes import OnDeath, on_death, outcome
from pollwright.law.nominations.statements import ADDRESSES
from pollwright.law.poll_ids import Cancellation
from pollwright.law.timetables.steps import Step
from pollwright.messages import Message
from pollwright.nominations.events.nominating import (
    AlikeOrdered,
    OutcomeDeclared,
    StatementApproved,
    StatementPrepared,
    StatementPublished,
)
from pollwright.nominations.models import Candidate, Statement
from pollwright.nominations.operations.entering import contest_open
from pollwright.nominations.operations.voiding import void_statements
from pollwright.nominations.queries.again import of_a_party
from pollwright.nominations.queries.stating import Draft, draft_statement
from pollwright.nominations.states import CandidateState, StatementState
from pollwright.refusals import NotFound, Refused

SERIES = "SN"


class StatementNotReady(Refused):
    """Something is still open, without which the statement can't be made."""

    code = "nominations.R030"
    problem = "The statement of {reference} can't be made yet. {what}."
    remedy = "Settle it, then prepare the statement."


class StatementMoved(Refused):
    """The statement is void, or not in the state in which this can be done, or the nominations have changed."""

    code = "nominations.R031"
    problem = "Statement {reference} was changed or voided since you opened it."
    remedy = "Open the contest to see the statement that stands."


class SamePerson(Refused):
    """Whoever prepared a statement does not approve it."""

    code = "nominations.R032"
    problem = "You prepared statement {reference}, so somebody else has to approve it."
    remedy = "Ask another officer who may approve papers."


class TooEarly(Refused):
    """Until that moment nominations or withdrawals can still come."""

    code = "nominations.R033"
    problem = "This can't be done before {until}, because {why} can still be delivered."
    remedy = "Wait until then."


class StatementStands(Refused):
    """A second click, or a second officer, does not make void what says the same."""

    code = "nominations.R035"
    problem = "Statement {reference} says the same already, and is {state}."
    remedy = "Go on with that one."
    words = frozenset({"state"})


@operation(Permission.NOMINATIONS_DETERMINE)
def order_alike(*, actor: Actor, reference: str, candidates: Sequence[str]) -> Contest:
    """Decide the order of candidates of a contest whose names are alike (N-21).

    :param candidates: their references in order; others of the contest are not touched.
    """
    contest = contest_open(actor, reference)
    held = {one.reference: one for one in Candidate.objects.select_for_update().filter(contest=contest)}
    missing = [one for one in candidates if one not in held]
    if missing or not candidates:
        raise NotFound(kind="candidate", reference=", ".join(missing))
    for place, one in enumerate(candidates, start=1):
        held[one].order_after = place
        held[one].version += 1
    Candidate.objects.bulk_update([held[one] for one in candidates], ["order_after", "version"])
    void_statements(actor, contest.pk, "the order of candidates was decided")
    subjects = [contest, *(held[one] for one in candidates)]
    record(AlikeOrdered(reference, len(candidates)), actor=actor, subjects=subjects, basis=COLLATION.describe())
    return contest


@operation(Permission.NOMINATIONS_DETERMINE)
def prepare_statement(*, actor: Actor, reference: str, at: datetime) -> Statement:
    """Prepare the statement of a contest from its nominations, in place of one that was prepared before.

    :raises TooEarly: while nominations can still be delivered.
    :raises StatementNotReady: where something is open.
    :raises StatementStands: where one that says the same stands, so that nothing need be made void.
    """
    contest = contest_open(actor, reference)
    draft = draft_statement(contest)
    _after(draft, Step.NOMINATIONS_CLOSE, at, "nominations")
    if draft.open:
        raise StatementNotReady(reference=reference, what="; ".join(draft.open))
    body = draft.body()
    same = Statement.objects.filter(contest=contest, sha256=sha256_of(body)).exclude(state=StatementState.VOID).first()
    if same is not None:
        raise StatementStands(reference=same.reference, state=str(StatementState(same.state).label).lower())
    void_statements(actor, contest.pk, "it was prepared again")
    made = Statement.objects.create(
        authority_id=actor.authority_id,
        contest=contest,
        reference=next_reference(actor.authority_id, SERIES),
        body=body,
        sha256=sha256_of(body),
        prepared_by=actor.name,
        prepared_by_id=actor.person_id,
        prepared_at=at,
    )
    standing = len(draft.standing)
    record(
        StatementPrepared(made.reference, reference, standing, len(draft.people) - standing),
        actor=actor,
        subjects=[made, contest],
        basis=ADDRESSES.describe(),
    )
    return made


@operation(Permission.PAPERS_APPROVE)
def approve_statement(*, actor: Actor, reference: str, version: int, at: datetime) -> Statement:
    """Approve a statement that another person prepared, the nominations being as it says.

    :raises SamePerson: where the actor prepared it.
    :raises StatementMoved: where it is not waiting for approval, or nominations differ from it.
    """
    found = _in_hand(actor, reference, version, StatementState.PREPARED)
    if found.prepared_by_id is not None and found.prepared_by_id == actor.person_id:
        raise SamePerson(reference=reference)
    found.state, found.approved_by, found.approved_at = StatementState.APPROVED, actor.name, at
    found.version += 1
    found.save(update_fields=["state", "approved_by", "approved_at", "version"])
    record(StatementApproved(reference), actor=actor, subjects=[found, found.contest])
    return found


@operation(Permission.NOMINATIONS_DETERMINE)
def publish_statement(*, actor: Actor, reference: str, version: int, at: datetime) -> Statement:
    """Publish an approved statement, the nominations being as it says.

    :raises StatementMoved: where it is not approved, or nominations differ from it.
    """
    found = _in_hand(actor, reference, version, StatementState.APPROVED)
    found.state, found.published_at = StatementState.PUBLISHED, at
    found.version += 1
    found.save(update_fields=["state", "published_at", "version"])
    record(StatementPublished(reference, found.sha256), actor=actor, subjects=[found, found.contest])
    return found


@operation(Permission.NOMINATIONS_DETERMINE)
def declare_outcome(*, actor: Actor, reference: str, at: datetime) -> Contest:
    """Settle, after withdrawals closed, whether a poll is taken in a contest (E-15); the statement must stand published.

    :raises TooEarly: while withdrawals can still be delivered.
    :raises StatementNotReady: where no published statement stands.
    """
    contest = contest_open(actor, reference)
    draft = draft_statement(contest)
    _after(draft, Step.WITHDRAWALS_CLOSE, at, "withdrawals")
    published = Statement.objects.filter(contest=contest, state=StatementState.PUBLISHED).exists()
    if not published:
        raise StatementNotReady(reference=reference, what="The statement of persons nominated is not published")
    state, cancellation, says, basis = _outcome(draft)
    move_contest(
        actor=actor, reference=reference, version=contest.version, state=state, cancellation=cancellation,
        reason=says, on=at.date(),
    )  # fmt: skip
    standing = len(draft.standing)
    record(
        OutcomeDeclared(reference, standing, contest.seats), actor=actor, subjects=[contest], reason=says, basis=basis
    )
    return contest


def sha256_of(body: object) -> str:
    """Return the SHA-256 of a statement's facts in canonical form, as lower-case hex."""
    return hashlib.sha256(canonical(body).encode()).hexdigest()


def _outcome(draft: Draft) -> tuple[ContestState, Cancellation | None, str, str]:
    held = Candidate.objects.filter(contest=draft.contest, state=CandidateState.STANDING)
    living = set(held.values_list("reference", flat=True))
    standing = [one.candidate for one in draft.standing if one.candidate in living]
    died = Candidate.objects.filter(contest=draft.contest, state=CandidateState.DIED).order_by("-state_at").first()
    if died is not None and died.state_at is not None:
        law = draft.law
        follows = on_death(
            law.kind,
            law.timetable,
            died.state_at,
            of_a_party=of_a_party(died),
            remaining=len(standing),
            seats=law.seats,
        )
        if follows.what is OnDeath.COUNTERMANDED:
            last = follows.workings[-1]
            return ContestState.COUNTERMANDED, Cancellation.CANDIDATE_DEATH, last.says, last.source.describe()
    found = outcome(standing, draft.law.seats, draft.law.kind)
    says = "; ".join(one.says for one in found.workings)
    state = ContestState.CONTESTED if found.contested else ContestState.UNCONTESTED
    return state, found.cancellation, says, found.workings[0].source.describe()


def _after(draft: Draft, step: Step, at: datetime, what: str) -> None:
    closes = closing_moment(draft.law.timetable, step)
    if at <= closes:
        raise TooEarly(until=Message("{time}, {day}", time=f"{closes:%H:%M}", day=closes.date()), why=what)


def _in_hand(actor: Actor, reference: str, version: int, state: StatementState) -> Statement:
    held = Statement.objects.select_related("contest__poll").select_for_update(of=("self",))
    found = held.filter(authority=actor.authority_id, reference=reference).first()
    if found is None:
        raise NotFound(kind="statement", reference=reference)
    if found.version != version or found.state != state or found.sha256 != sha256_of(found.body):
        raise StatementMoved(reference=reference)
    if sha256_of(draft_statement(found.contest).body()) != found.sha256:
        raise StatementMoved(reference=reference)
    return found
