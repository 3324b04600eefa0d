"""Election agents (N-24)."""

from __future__ import annotations

from datetime import datetime

from pollwright.acting import Actor, Permission
from pollwright.audit.operations import operation
from pollwright.audit.trail import record
from pollwright.law.nominations.agents import OfficeFinding, check_office, has_election_agents
from pollwright.law.nominations.delivery import in_time
from pollwright.law.timetables.steps import Step
from pollwright.nominations.events.nominating import AgentAppointed
from pollwright.nominations.models import Candidate
from pollwright.nominations.operations.entering import candidate_in_hand
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

    :param within: the office lies in the area of the election or in one that the rules set beside it.
    :raises NoSuchAgent: where the law does not have it.
    """
    candidate = candidate_in_hand(actor, reference, version)
    law = law_of(candidate.contest)
    has = has_election_agents(law.kind)
    wrong = [OFFICE_SAYS[one] for one in check_office(office, post_box=_is_box(office), within_or_adjoining=within)]
    if not has.holds:
        wrong = [has.workings[0].says]
    elif not in_time(received_at, law.timetable, Step.AGENTS_APPOINTED).holds:
        wrong.append("the notice came too late")
    if wrong:
        raise NoSuchAgent(reference=reference, why="; ".join(wrong))
    candidate.agent_name, candidate.agent_address, candidate.agent_office = name, address, office
    candidate.agent_phone, candidate.agent_appointed_at = phone, received_at
    candidate.version += 1
    candidate.save()
    record(AgentAppointed(reference), actor=actor, subjects=[candidate], basis=has.workings[0].source.describe())
    return candidate


def _is_box(office: str) -> bool:
    plain = office.casefold().replace(".", "").replace(" ", "")
    return plain.startswith(("pobox", "postofficebox"))
