"""Which documents a poll still needs: of which contests, how far each is, and what is missing to make it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from pollwright.authorities.on_papers import ON_PAPERS
from pollwright.elections.models import Contest, Poll
from pollwright.elections.queries.electorate_target import VOTED_ON
from pollwright.elections.states import ON_A_QUESTION, ContestState
from pollwright.law.document_rows import Asked, DocumentRow, Lawful
from pollwright.law.nominations.agents import AgentKind
from pollwright.law.nominations.papers import nomination_rules
from pollwright.law.timetables.kinds import Kind as PollKind
from pollwright.law.timetables.steps import Step
from pollwright.messages import Message, joined, plain
from pollwright.nominations.models import Agent, Candidate, Statement
from pollwright.nominations.states import CandidateState, StatementState
from pollwright.printing.models import Document
from pollwright.printing.queries.grounds import Ground
from pollwright.printing.states import Kind, State

COURSES = {
    Asked.WHERE_CONTESTED: (ContestState.CONTESTED,),
    Asked.WHERE_UNCONTESTED: (ContestState.UNCONTESTED,),
    Asked.WHERE_ENDED: (ContestState.COUNTERMANDED, ContestState.ABANDONED),
}
STANDING = (StatementState.PUBLISHED,)
FROM_STATEMENT = {
    Kind.STATEMENT: (StatementState.APPROVED, StatementState.PUBLISHED),
    Kind.ELECTION_AGENTS: STANDING,
    Kind.UNCONTESTED: STANDING,
    Kind.NOTICE_OF_POLL: STANDING,
    Kind.BALLOT_PAPER: STANDING,
}
"""Documents that are made from the statement of persons nominated, and how far it must be."""
SETTINGS = {
    Kind.NOTICE_OF_ELECTION: ("address", "papers_from", "deliver_to", "deliver_hours"),
    Kind.NOTICE_OF_REFERENDUM: ("address", "inspect_at"),
    Kind.INFORMATION_STATEMENT: ("address", "inspect_at"),
    Kind.NOTICE_OF_BALLOT: ("address", "inspect_at"),
}
LABELS = {name: label for name, label, _meaning, _source in ON_PAPERS}
WITH_STATIONS = frozenset({(Kind.STATEMENT, PollKind.UK_PARLIAMENT)})
"""Documents that say where the stations are, at polls whose statement is the notice of poll too."""


@dataclass(frozen=True, slots=True)
class Agents:
    """Contests whose sub-agents act, and those with a candidate whose election agent has no office entered."""

    sub_agents: frozenset[int]
    without_office: frozenset[int]


@dataclass(frozen=True, slots=True)
class Need:
    """A document that the law asks of the poll.

    :cvar wanted: how many are asked for now (one of the poll, or one of each contest in its course).
    :cvar by_state: how many of those stand in each state, by their latest version that is not void.
    :cvar ready: contests of which it can be made (`""`: the poll).
    :cvar missing: what is missing for the others, in words.
    :cvar overtaken: published ones that no longer say what holds.
    """

    kind: Kind
    row: DocumentRow
    lawful: Lawful
    wanted: int
    by_state: dict[State, int]
    ready: tuple[str, ...]
    missing: tuple[str, ...]
    overtaken: int

    @property
    def made(self) -> int:
        """How many have a version that is not void or withdrawn."""
        return sum(self.by_state.values())

    def is_late(self, at: datetime) -> bool:
        """Whether the time is over and something is not out."""
        out = self.by_state.get(State.PUBLISHED if self.row.published else State.APPROVED, 0)
        return self.lawful.latest is not None and at > self.lawful.latest and out < self.wanted


def needs_of(ground: Ground) -> list[Need]:
    """Return every document of a poll, in the order of its timetable; a handful of statements, whatever its contests."""
    contests = list(Contest.objects.filter(poll=ground.poll).order_by("pk"))
    statements = dict(_statements(ground))
    latest, agents = _latest(ground), _agents(ground)
    return [_need(ground, kind, row, contests, statements, latest, agents) for kind, row in ground.rows.items()]


def ready_for(ground: Ground, kind: Kind) -> list[str]:
    """Return the contests of which a document can be made, `""` for the poll itself."""
    contests = list(Contest.objects.filter(poll=ground.poll).order_by("pk"))
    found = _need(ground, kind, ground.rows[kind], contests, dict(_statements(ground)), {}, _agents(ground))
    return list(found.ready)


def contests_in_course(row: DocumentRow, contests: list[Contest]) -> list[Contest]:
    """Return the contests, of those given, of which a document that is not the poll's own is asked now."""
    if row.asked is Asked.OF_EACH_CONTEST:
        return contests
    states = COURSES[row.asked]
    if row.asked is Asked.WHERE_CONTESTED:
        states = (*states, ContestState.OPEN)
    return [one for one in contests if one.state in states]


def _need(
    ground: Ground,
    kind: Kind,
    row: DocumentRow,
    contests: list[Contest],
    statements: dict[int, str],
    latest: dict[tuple[str, int | None], Document],
    agents: Agents,
) -> Need:
    asked = _asked(row, ground.poll, contests)
    ready, missing = [], Counter[str]()
    for contest in asked:
        lacks = _lacks(ground, kind, contest, statements) or _lacks_agents(kind, contest, agents)
        if lacks:
            missing[lacks] += 1
        else:
            ready.append(contest.reference if contest else "")
    held = [latest[key] for contest in asked if (key := (kind, contest.pk if contest else None)) in latest]
    return Need(
        kind,
        row,
        ground.lawful(kind),
        len(asked),
        dict(Counter(State(one.state) for one in held)),
        tuple(ready),
        tuple(f"{words} ({count})" if asked[0] else words for words, count in sorted(missing.items())),
        sum(bool(one.overtaken) for one in held),
    )


def asked_of_poll(row: DocumentRow, poll: Poll, contests: list[Contest]) -> bool:
    """Tell whether a document of the poll itself is asked now."""
    polled = sum(one.state in VOTED_ON for one in contests)
    leads = poll.combination is None or poll.combination.lead_id in (None, poll.pk)
    return row.wanted_of_poll(contests=len(contests), polled=polled, leads=leads)


def _asked(row: DocumentRow, poll: Poll, contests: list[Contest]) -> list[Contest | None]:
    if row.of_the_poll:
        return [None] if asked_of_poll(row, poll, contests) else []
    return [*contests_in_course(row, contests)]


def _lacks(ground: Ground, kind: Kind, contest: Contest | None, statements: dict[int, str]) -> str:
    """Return what is missing for one document, in words; "" where nothing is."""
    if empty := [LABELS[name] for name in _settings(ground, kind) if not getattr(ground.office, name)]:
        return Message("Not entered in the settings: {names}", names=joined(", ", map(plain, empty)))
    closes = ground.steps.get(Step.NOMINATIONS_CLOSE)
    if kind is Kind.NOTICE_OF_ELECTION and closes is not None and closes.on is None:
        return "The last day for nominations is not fixed in the timetable"
    if kind in (Kind.SITUATION, Kind.NOTICE_OF_PETITION) or (kind, ground.kind) in WITH_STATIONS:
        return "" if ground.scheme else "No polling scheme has been adopted"
    if kind is Kind.OPENING:
        return "" if ground.openings else "No session of opening postal votes is fixed for a later day"
    question = ground.kind in ON_A_QUESTION
    if contest is None or question:
        return ""
    if kind in FROM_STATEMENT and statements.get(contest.pk) not in FROM_STATEMENT[kind]:
        return "The statement of persons nominated does not stand"
    settled = kind not in (Kind.NOTICE_OF_POLL, Kind.BALLOT_PAPER) or contest.state == ContestState.CONTESTED
    return "" if settled else "Whether a poll is taken is not settled"


def _lacks_agents(kind: Kind, contest: Contest | None, agents: Agents) -> str:
    """Return what is missing for a notice of agents, "" where nothing is or it is another document."""
    if contest is None or kind not in (Kind.ELECTION_AGENTS, Kind.SUB_AGENTS):
        return ""
    if kind is Kind.SUB_AGENTS:
        return "" if contest.pk in agents.sub_agents else "No sub-agent has been appointed"
    return "The office of an election agent is not entered" if contest.pk in agents.without_office else ""


def _agents(ground: Ground) -> Agents:
    sub_agents = Agent.objects.filter(candidate__contest__poll=ground.poll, kind=AgentKind.SUB, ended_at__isnull=True)
    standing = Candidate.objects.filter(
        contest__poll=ground.poll, state=CandidateState.STANDING, agent_office="", agent_address=""
    )
    return Agents(
        frozenset(sub_agents.values_list("candidate__contest_id", flat=True)),
        frozenset(standing.values_list("contest_id", flat=True)),
    )


def _settings(ground: Ground, kind: Kind) -> tuple[str, ...]:
    """Return the settings that a document can't be made without."""
    asked = SETTINGS.get(kind, ("address",))
    if kind is not Kind.NOTICE_OF_ELECTION:
        return asked
    deposit = nomination_rules(ground.kind, ground.nation, ground.poll.day).deposit_pence
    return (*asked, "deposit_by") if deposit else asked


def _statements(ground: Ground) -> list[tuple[int, str]]:
    held = Statement.objects.filter(contest__poll=ground.poll).exclude(state=StatementState.VOID)
    return list(held.values_list("contest_id", "state"))


def _latest(ground: Ground) -> dict[tuple[str, int | None], Document]:
    """Return the latest version of each document that is neither void nor withdrawn."""
    held = Document.objects.filter(poll=ground.poll).exclude(state__in=(State.VOID, State.WITHDRAWN))
    held = held.only("kind", "contest_id", "state", "overtaken", "number")
    return {(one.kind, one.contest_id): one for one in held.order_by("number")}
