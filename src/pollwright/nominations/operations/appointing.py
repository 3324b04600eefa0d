"""Election agents (N-24)."""

from __future__ import annotations

from datetime import datetime

from pollwright.acting import Actor, Permission
from pollwright.audit.operations import operation
from pollwright.audit.trail import record
from pollwright.law.nominations.agents import (
    AgentEnd,
    OfficeFinding,
    check_office,
    has_election_agents,
    may_appoint_another,
)
from pollwright.law.nominations.delivery import in_time
from pollwright.law.timetables.steps import Step
from pollwright.nominations.events.attending import ElectionAgentEnded
from pollwright.nominations.events.nominating import AgentAppointed
from pollwright.nominations.models import Candidate
from pollwright.nominations.operations.entering import PaperMoved, candidate_in_hand
from pollwright.nominations.queries.contests import law_of
from pollwright.refusals import Refused

OFFICE_SAYS = {
    OfficeFinding.MISSING: "the address of the office is missing",
    OfficeFinding.NOT_A_PLACE: "the office is a post office box",
    OfficeFinding.OUTSIDE: "the office lies outside the area",
}


class NoSuchAgent(Refused):
    """There are no election agents at such a poll, the office will not do, or the notice is too late."""

    code = "nominations.R023"
    problem = "The agent of candidate {reference} can't be appointed: {why}."
    remedy = "Whoever appoints nobody in time, at a poll that has election agents, is their own agent."


@operation(Permission.NOMINATIONS_ENTER)
def appoint_agent(
    *,
    actor: Actor,
    reference: str,
    version: int,
    name: str,
    address: str,
    office: str,
    phone: str,
    within: bool,
    received_at: datetime,
) -> Candidate:
    """Record a candidate's election agent, with an office within or beside the area.

    After the last time, one is named only in place of an agent who died or was revoked.

    :param within: the office lies in the area of the election or in one that the rules set beside it.
    :raises NoSuchAgent: where the law does not have it.
    """
    candidate = candidate_in_hand(actor, reference, version)
    law = law_of(candidate.contest)
    has = has_election_agents(law.kind)
    wrong = [OFFICE_SAYS[one] for one in check_office(office, post_box=_is_box(office), within_or_adjoining=within)]
    if not has.holds:
        wrong = [has.workings[0].says]
    elif not in_time(received_at, law.timetable, Step.AGENTS_APPOINTED).holds and not _in_place(candidate):
        wrong.append("the notice came too late")
    if wrong:
        raise NoSuchAgent(reference=reference, why="; ".join(wrong))
    candidate.agent_name, candidate.agent_address, candidate.agent_office = name, address, office
    candidate.agent_phone, candidate.agent_appointed_at, candidate.agent_ended_why = phone, received_at, ""
    candidate.version += 1
    candidate.save()
    record(AgentAppointed(reference), actor=actor, subjects=[candidate], basis=has.workings[0].source.describe())
    return candidate


@operation(Permission.NOMINATIONS_ENTER)
def end_election_agent(*, actor: Actor, reference: str, version: int, why: AgentEnd) -> Candidate:
    """Record that an election agent died or was revoked; the candidate is the agent until another is named.

    :raises PaperMoved: where nobody is appointed, or the candidate was changed since.
    """
    candidate = candidate_in_hand(actor, reference, version)
    if not candidate.agent_name:
        raise PaperMoved(reference=reference)
    candidate.agent_name = candidate.agent_address = candidate.agent_office = candidate.agent_phone = ""
    candidate.agent_appointed_at, candidate.agent_ended_why = None, why
    candidate.version += 1
    candidate.save()
    record(ElectionAgentEnded(reference, why), actor=actor, subjects=[candidate])
    return candidate


def _in_place(candidate: Candidate) -> bool:
    before = AgentEnd(candidate.agent_ended_why) if candidate.agent_ended_why else None
    return may_appoint_another(before).holds


def _is_box(office: str) -> bool:
    plain = office.casefold().replace(".", "").replace(" ", "")
    return plain.startswith(("pobox", "postofficebox"))
