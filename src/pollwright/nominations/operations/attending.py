"""Sub-agents, polling agents, counting agents and postal voting agents (N-25, N-26)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from pollwright.acting import Actor, Permission
from pollwright.audit.operations import operation
from pollwright.audit.trail import record
from pollwright.authorities.references import next_reference
from pollwright.elections.models import Contest
from pollwright.elections.operations.underneath import Change, What, changed_underneath
from pollwright.law.nominations.agents import (
    MOST_POLLING_AGENTS,
    AgentEnd,
    AgentKind,
    counting_number_holds,
    last_time_for,
    may_come_late,
    may_have_sub_agents,
    parts_that_overlap,
)
from pollwright.law.nominations.delivery import closing_moment
from pollwright.messages import Message, plain
from pollwright.nominations.events.attending import (
    AgentNumberSet,
    FurtherAgentAppointed,
    FurtherAgentEnded,
    LotsDrawn,
    SecrecyCopiesGiven,
)
from pollwright.nominations.models import Agent, AgentNumber, Candidate
from pollwright.nominations.operations.entering import PaperMoved, candidate_in_hand
from pollwright.nominations.queries.contests import ContestLaw, law_of
from pollwright.nominations.queries.places_of_contest import station_numbers
from pollwright.nominations.states import CandidateState
from pollwright.refusals import NotFound, Refused

SERIES = "AG"


class NotAsAgent(Refused):
    """The law has no such agent, the notice is too late, or there are as many as there may be."""

    code = "nominations.R040"
    problem = "This agent of candidate {reference} can't be recorded. {why}."
    remedy = "Give the notice back with the reason, or correct what was entered."


class NumberTooSmall(Refused):
    """Each candidate may have at least as many counting agents as the law says."""

    code = "nominations.R041"
    problem = "{why}."
    remedy = "Give each candidate at least that number."


class NoLotsNeeded(Refused):
    """Lots are drawn only where more agents are named for a station than may attend it."""

    code = "nominations.R042"
    problem = "For station {station}, {named} polling agents are named, and {admitted} were chosen: {most} may attend."
    remedy = "Choose as many as may attend, among those named for the station."


@dataclass(frozen=True, slots=True)
class AgentGiven:
    """An agent as the notice of the appointment names them; the fields are those of `Agent`."""

    kind: AgentKind
    name: str
    address: str
    received_at: datetime
    phone: str = ""
    email: str = ""
    parts: tuple[str, ...] = ()
    in_place_of: str = ""
    county_constituency: bool = False


@operation(Permission.NOMINATIONS_ENTER)
def appoint_further_agent(*, actor: Actor, reference: str, given: AgentGiven, at: datetime) -> Agent:
    """Record an agent of a candidate besides the election agent.

    :raises NotAsAgent: where the law has no such agent at the poll, the notice came late or from the future, the part
        overlaps another sub-agent's, the station is none of the contest's in the adopted scheme, or the candidate has as many as each may have.
    """
    candidate = candidate_in_hand(actor, reference)
    if candidate.state not in (CandidateState.STANDING, CandidateState.DELIVERED):
        raise NotAsAgent(reference=reference, why="The candidate does not stand nominated")
    law = law_of(candidate.contest)
    before = _before(candidate, given)
    faults = [
        *_of_the_notice(law, given, before, at),
        *_of_the_kind(law, candidate, given),
        *_too_many(candidate, given),
    ]
    if faults:
        raise NotAsAgent(reference=reference, why="; ".join(faults))
    made = Agent.objects.create(
        authority_id=actor.authority_id,
        candidate=candidate,
        reference=next_reference(actor.authority_id, SERIES),
        kind=given.kind,
        name=given.name,
        address=given.address,
        phone=given.phone,
        email=given.email,
        parts=list(given.parts),
        received_at=given.received_at,
        in_place_of=before,
    )
    last = last_time_for(given.kind, law.timetable)
    record(
        FurtherAgentAppointed(made.reference, reference, given.kind.value.replace("-", " ")),
        actor=actor,
        subjects=[made, candidate, candidate.contest],
        basis=last.source.describe() if last else "",
    )
    _told_of(actor, made, f"sub-agent {made.reference} was appointed")
    return made


@operation(Permission.NOMINATIONS_ENTER)
def end_further_agent(*, actor: Actor, reference: str, version: int, why: AgentEnd, at: datetime) -> Agent:
    """Record that an agent was revoked, died, or can't act any more."""
    found = _in_hand(actor, reference, version)
    found.ended_at, found.ended_why = at, why
    _save(found, "ended_at", "ended_why")
    record(FurtherAgentEnded(reference, why), actor=actor, subjects=[found, found.candidate])
    _told_of(actor, found, f"sub-agent {reference} acts no more")
    return found


@operation(Permission.NOMINATIONS_DETERMINE)
def set_agent_number(*, actor: Actor, reference: str, kind: AgentKind, each: int, clerks: int) -> AgentNumber:
    """Say how many agents of a kind each candidate of a contest may have, the same for all.

    :param clerks: employed on the counting; of counting agents each candidate has at least clerks by candidates.
    :raises NumberTooSmall: where the law gives each candidate more.
    """
    contest = _contest(actor, reference)
    standing = Candidate.objects.filter(contest=contest, state=CandidateState.STANDING).count()
    if kind is AgentKind.COUNTING:
        answer = counting_number_holds(each, clerks, max(1, standing))
        if not answer.holds:
            raise NumberTooSmall(why=answer.workings[0].says)
    made, _new = AgentNumber.objects.update_or_create(
        authority_id=actor.authority_id, contest=contest, kind=kind, defaults={"each": each, "clerks": clerks}
    )
    record(AgentNumberSet(reference, kind.value.replace("-", " "), each), actor=actor, subjects=[contest, made])
    return made


@operation(Permission.NOMINATIONS_DETERMINE)
def admit_by_lot(*, actor: Actor, reference: str, station: str, admitted: Sequence[str]) -> int:
    """Record which polling agents of a contest attend a station, as the lots fell, where more are named than may.

    :param admitted: their references. Return how many are named and stay out.
    :raises NoLotsNeeded: where no more are named than may attend, or others were chosen.
    """
    held = Agent.objects.select_for_update().filter(
        candidate__contest=_contest(actor, reference), kind=AgentKind.POLLING, parts__contains=[station],
        ended_at__isnull=True,
    )  # fmt: skip
    named = list(held.order_by("pk"))
    chosen = {one.reference for one in named} & set(admitted)
    if len(named) <= MOST_POLLING_AGENTS or len(chosen) != MOST_POLLING_AGENTS or len(set(admitted)) != len(chosen):
        raise NoLotsNeeded(station=station, named=len(named), admitted=len(set(admitted)), most=MOST_POLLING_AGENTS)
    for one in named:
        one.admitted = one.reference in chosen
        _save(one, "admitted")
    record(LotsDrawn(station, len(chosen), len(named)), actor=actor, subjects=named)
    return len(named) - len(chosen)


@operation(Permission.NOMINATIONS_ENTER)
def give_secrecy_copies(*, actor: Actor, references: Sequence[str], at: datetime) -> int:
    """Record that agents were given the copy of the secrecy requirements (RPA 1983 s 66); return how many had none.

    :raises PaperMoved: where one of them acts no longer, or all have theirs.
    """
    held = Agent.objects.select_for_update().filter(authority=actor.authority_id, reference__in=list(references))
    found = [one for one in held.order_by("pk") if one.ended_at is None]
    if len(found) != len(set(references)):
        raise PaperMoved(reference=", ".join(references)[:200])
    new = [one for one in found if one.secrecy_at is None]
    if not new:
        raise PaperMoved(reference=", ".join(references)[:200])
    for one in new:
        one.secrecy_at, one.secrecy_by = at, actor.name
        _save(one, "secrecy_at", "secrecy_by")
    record(SecrecyCopiesGiven(len(new)), actor=actor, subjects=new)
    return len(new)


def _contest(actor: Actor, reference: str) -> Contest:
    found = Contest.objects.select_for_update().filter(authority=actor.authority_id, reference=reference).first()
    if found is None:
        raise NotFound(kind="contest", reference=reference)
    return found


def _of_the_notice(law: ContestLaw, given: AgentGiven, before: Agent | None, at: datetime) -> list[str]:
    if given.received_at > at:
        return [plain("The moment of receipt lies in the future")]
    last = last_time_for(given.kind, law.timetable)
    if last is None:
        return [plain("There are no such agents at this kind of poll")]
    closes = closing_moment(law.timetable, last.step)
    if given.received_at <= closes:
        return []
    late = may_come_late(given.kind, AgentEnd(before.ended_why) if before else None)
    return (
        []
        if late.holds
        else [
            Message(
                "{why}; the last time was {time}, {day}",
                why=plain(late.workings[0].says),
                time=f"{closes:%H:%M}",
                day=closes.date(),
            )
        ]
    )


def _of_the_kind(law: ContestLaw, candidate: Candidate, given: AgentGiven) -> list[str]:
    if given.kind is AgentKind.POLLING:
        return _of_the_stations(candidate, given)
    if given.kind is not AgentKind.SUB:
        return []
    answer = may_have_sub_agents(law.kind, law.nation, law.poll_day, county_constituency=given.county_constituency)
    if not answer.holds:
        return [answer.workings[0].says]
    parts = {one.reference: frozenset(one.parts) for one in _acting(candidate, AgentKind.SUB)}
    overlaps = parts_that_overlap(parts | {"~": frozenset(given.parts)})
    shared = sorted({code for first, second, codes in overlaps if "~" in (first, second) for code in codes})
    if not given.parts or shared:
        return [f"Parts of sub-agents don't overlap: {', '.join(shared) or 'name the polling districts of the part'}"]
    return []


def _of_the_stations(candidate: Candidate, given: AgentGiven) -> list[str]:
    """Return what is wrong with the stations of a polling agent: once a scheme is adopted, they are among its own."""
    if not given.parts:
        return [plain("A polling agent is named for a station")]
    known = station_numbers(candidate.contest)
    unknown = sorted(set(given.parts) - known) if known else []
    if not unknown:
        return []
    numbers = ", ".join(sorted(known, key=lambda number: (len(number), number)))
    return [
        Message(
            "No elector of {contest} votes at station {unknown}; its stations are {known}",
            contest=candidate.contest.name, unknown=", ".join(unknown), known=numbers,
        )
    ]  # fmt: skip


def _too_many(candidate: Candidate, given: AgentGiven) -> list[str]:
    number = AgentNumber.objects.filter(contest=candidate.contest_id, kind=given.kind).values_list("each", flat=True)
    each = number.first()
    if each is None or len(_acting(candidate, given.kind)) < each:
        return []
    return [f"Each candidate may have {each} agents of this kind"]


def _acting(candidate: Candidate, kind: AgentKind) -> list[Agent]:
    return list(Agent.objects.filter(candidate=candidate, kind=kind, ended_at__isnull=True).order_by("pk"))


def _before(candidate: Candidate, given: AgentGiven) -> Agent | None:
    if not given.in_place_of:
        return None
    found = Agent.objects.filter(
        candidate=candidate, reference=given.in_place_of, kind=given.kind, ended_at__isnull=False
    ).first()
    if found is None:
        raise NotFound(kind="agent who acts no longer", reference=given.in_place_of)
    return found


def _in_hand(actor: Actor, reference: str, version: int) -> Agent:
    held = Agent.objects.select_related("candidate").select_for_update(of=("self",))
    found = held.filter(authority=actor.authority_id, reference=reference).first()
    if found is None:
        raise NotFound(kind="agent", reference=reference)
    if found.version != version or found.ended_at is not None:
        raise PaperMoved(reference=reference)
    return found


def _told_of(actor: Actor, agent: Agent, because: str) -> None:
    """Tell who made a notice of sub-agents that they are others now."""
    if agent.kind == AgentKind.SUB:
        changed_underneath(actor, Change(What.SUB_AGENTS, because, contests=(agent.candidate.contest_id,)))


def _save(agent: Agent, *fields: str) -> None:
    agent.version += 1
    agent.save(update_fields=[*fields, "version"])
