"""Election agents, sub-agents, polling agents and counting agents (N-24 to N-26)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from pollwright.law.guidance import COMMISSION_GLA, COMMISSION_PARLIAMENTARY, COMMISSION_PARLIAMENTARY_CANDIDATES
from pollwright.law.nations import Nation
from pollwright.law.reach import BRITAIN, Reach, rows_for
from pollwright.law.sources import REGULATIONS_2001, RPA_1983, Source
from pollwright.law.timetables.instruments import PCC_ORDER_2012, WELSH_LOCAL_RULES_2021
from pollwright.law.timetables.kinds import ENGLAND, ENGLAND_AND_WALES, WALES, Kind
from pollwright.law.timetables.steps import Step
from pollwright.law.timetables.working_out import Dated, Timetable
from pollwright.law.workings import Answer, Working
from pollwright.messages import Message

ELECTION_AGENT: Final = Source(COMMISSION_PARLIAMENTARY_CANDIDATES, "Appointing an election agent", "N-24")
NO_AGENT_AT_PARISHES: Final = Source(RPA_1983, "s 71", "N-24", confirmed=False)
SUB_AGENTS: Final = Source(COMMISSION_PARLIAMENTARY, "Appointment of sub-agents", "N-25")
STATION_AGENTS: Final = Source(WELSH_LOCAL_RULES_2021, "Sch 1 r 33", "N-26")
POSTAL_AGENTS: Final = Source(REGULATIONS_2001, "reg 69", "N-26", confirmed=False)
IN_PLACE: Final = Source(RPA_1983, "Sch 1 r 30", "N-26", confirmed=False)
ANOTHER_AGENT: Final = Source(RPA_1983, "s 67(5)", "N-24", confirmed=False)
EQUAL_NUMBERS: Final = Source(RPA_1983, "Sch 1 r 30", "N-26", confirmed=False)
MOST_POLLING_AGENTS: Final = 4


class AgentKind(StrEnum):
    """Those who act for a candidate besides the election agent."""

    SUB = "sub-agent"
    POLLING = "polling-agent"
    COUNTING = "counting-agent"
    POSTAL = "postal-voting-agent"


class AgentEnd(StrEnum):
    """Why an agent acts no longer."""

    REVOKED = "revoked"
    DIED = "died"
    INCAPABLE = "incapable"


@dataclass(frozen=True, slots=True)
class LastTime:
    """The step of the timetable by which the notice of an agent is given, and the rule."""

    step: Step
    source: Source


LAST_TIMES: Final[dict[AgentKind, LastTime]] = {
    AgentKind.SUB: LastTime(Step.SUB_AGENTS_APPOINTED, SUB_AGENTS),
    AgentKind.POLLING: LastTime(Step.POLLING_COUNTING_AGENTS, STATION_AGENTS),
    AgentKind.COUNTING: LastTime(Step.POLLING_COUNTING_AGENTS, STATION_AGENTS),
    AgentKind.POSTAL: LastTime(Step.POLL_CLOSES, POSTAL_AGENTS),
}
"""Postal voting agents are named before the session that they attend begins; none begins after the poll has closed and
the last ballot box was opened, so the close of the poll is the last time that is known beforehand."""
REPLACED_LATE: Final = frozenset({AgentKind.POLLING, AgentKind.COUNTING})


class OfficeFinding(StrEnum):
    """Something about an agent's office that the law does not have."""

    MISSING = "missing"
    NOT_A_PLACE = "post-office-box"
    OUTSIDE = "outside-the-area"


@dataclass(frozen=True, slots=True)
class SubAgentRow:
    """Polls at which an election agent may appoint sub-agents. `county_only`: in county constituencies only."""

    reach: Reach
    source: Source
    county_only: bool = False


SUB_AGENT_POLLS: Final = (
    SubAgentRow(Reach((Kind.UK_PARLIAMENT,), BRITAIN), SUB_AGENTS, county_only=True),
    SubAgentRow(Reach((Kind.PCC,), ENGLAND_AND_WALES), Source(PCC_ORDER_2012, "sub-agents", "N-25")),
    SubAgentRow(
        Reach((Kind.COMBINED_AUTHORITY_MAYORAL, Kind.GLA), ENGLAND), Source(COMMISSION_GLA, "Sub-agents", "N-25")
    ),
)


def has_election_agents(kind: Kind) -> Answer:
    """Return whether candidates at a kind of poll have election agents; parish candidates have none."""
    if kind is Kind.PARISH:
        return Answer(False, (Working("Candidates for a parish have no election agent", None, NO_AGENT_AT_PARISHES),))
    says = "Whoever appoints nobody in time is their own election agent"
    return Answer(True, (Working(says, None, ELECTION_AGENT),))


def check_office(address: str, *, post_box: bool, within_or_adjoining: bool) -> tuple[OfficeFinding, ...]:
    """Return what is wrong with an agent's office; an office that is wrong is deemed to be at the proposer's address.

    :param within_or_adjoining: it lies in the area of the election or in one that the rules of the poll set beside it.
    """
    if not address.strip():
        return (OfficeFinding.MISSING,)
    found = [OfficeFinding.NOT_A_PLACE] if post_box else []
    return (*found, *(() if within_or_adjoining else (OfficeFinding.OUTSIDE,)))


def may_have_sub_agents(kind: Kind, nation: Nation, poll: date, *, county_constituency: bool = False) -> Answer:
    """Return whether an election agent may appoint sub-agents at a poll."""
    for row in rows_for(SUB_AGENT_POLLS, kind, nation, poll):
        says = "Sub-agents act in county constituencies only" if row.county_only else "Sub-agents may be appointed"
        return Answer(county_constituency or not row.county_only, (Working(says, None, row.source),))
    return Answer(False, (Working("There are no sub-agents at this kind of poll", None, SUB_AGENTS),))


def parts_that_overlap(parts: Mapping[str, frozenset[str]]) -> tuple[tuple[str, str, tuple[str, ...]], ...]:
    """Return each two sub-agents of one candidate whose parts share polling districts, with the districts.

    :param parts: the polling districts of each sub-agent.
    """
    agents = sorted(parts)
    return tuple(
        (first, second, tuple(sorted(parts[first] & parts[second])))
        for place, first in enumerate(agents)
        for second in agents[place + 1 :]
        if parts[first] & parts[second]
    )


def polling_agents_admitted(appointed: int, nation: Nation) -> Answer:
    """Return whether all polling agents appointed for a station may attend; else lots are drawn for the four places."""
    source = STATION_AGENTS if nation in WALES else Source(STATION_AGENTS.instrument, "", "N-26", confirmed=False)
    says = Message(
        "At most {most_polling_agents} polling agents attend a station; of {appointed}, who they are goes by lot",
        most_polling_agents=MOST_POLLING_AGENTS,
        appointed=appointed,
    )
    return Answer(appointed <= MOST_POLLING_AGENTS, (Working(says, None, source),))


def counting_agents_each(clerks: int, candidates: int) -> int:
    """Return the least number of counting agents that each candidate may have: clerks divided by candidates, one at least.

    :raises ValueError: where there are no candidates.
    """
    if candidates < 1:
        raise ValueError("Counting agents are those of candidates")
    return max(1, -(-clerks // candidates))


def last_time_for(kind: AgentKind, timetable: Timetable) -> Dated | None:
    """Return the step by which the notice of an agent is given, None at a poll that has no such agents."""
    wanted = LAST_TIMES[kind].step
    return next((dated for dated in timetable.steps if dated.step is wanted), None)


def may_come_late(kind: AgentKind, before: AgentEnd | None) -> Answer:
    """Return whether an agent may be named after the last time, in place of one who acts no longer.

    :param before: why the one before acts no longer, None where there was none.
    """
    holds = kind in REPLACED_LATE and before in (AgentEnd.DIED, AgentEnd.INCAPABLE)
    says = "After the last time, a polling or counting agent is named only in place of one who died or can't act"
    return Answer(holds, (Working(says, None, IN_PLACE),))


def may_appoint_another(before: AgentEnd | None) -> Answer:
    """Return whether an election agent may be named after the last time: where the one before died or was revoked."""
    says = "In place of an election agent who died or was revoked, another is named at once"
    return Answer(before in (AgentEnd.DIED, AgentEnd.REVOKED), (Working(says, None, ANOTHER_AGENT),))


def counting_number_holds(each: int, clerks: int, candidates: int) -> Answer:
    """Return whether each candidate may be given so many counting agents: as many as the law's least, or more."""
    least = counting_agents_each(clerks, candidates)
    says = Message(
        "Counting clerks {clerks}, candidates {candidates}: each candidate has at least {least} counting agents",
        clerks=clerks,
        candidates=candidates,
        least=least,
    )
    return Answer(each >= least, (Working(says, None, EQUAL_NUMBERS),))
