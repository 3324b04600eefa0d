"""Agents of candidates: the list of a poll, one agent, and what the notices say."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet

from pollwright.law.nominations.agents import AgentKind
from pollwright.nominations.models import Agent, AgentNumber, Candidate
from pollwright.nominations.queries.lists import page_of
from pollwright.nominations.queries.stating import shown
from pollwright.nominations.states import CandidateState
from pollwright.pages.tables import Page, TableRequest
from pollwright.refusals import NotFound


@dataclass(frozen=True, slots=True)
class AgentRow:
    """One agent in a list."""

    id: int
    reference: str
    kind: str
    name: str
    address: str
    phone: str
    email: str
    parts: list[str]
    surname: str
    forenames: str
    candidate: str
    contest_name: str
    received_at: datetime
    admitted: bool | None
    secrecy_at: datetime | None
    ended_at: datetime | None
    ended_why: str

    @property
    def candidate_name(self) -> str:
        """The candidate whose agent it is."""
        return ", ".join(part for part in (self.surname, self.forenames) if part)


@dataclass(frozen=True, slots=True)
class AgentFacts:
    """One agent as its page shows it."""

    row: AgentRow
    version: int
    poll: str
    contest: str
    secrecy_by: str
    in_place_of: str | None


@dataclass(frozen=True, slots=True)
class ElectionAgentLine:
    """A candidate with the election agent as the notice has them: the candidate's own where nobody was appointed."""

    candidate: str
    agent: str
    office: str


_ROW = (
    "pk", "reference", "kind", "name", "address", "phone", "email", "parts", "candidate__surname",
    "candidate__forenames", "candidate__reference", "candidate__contest__name", "received_at", "admitted",
    "secrecy_at", "ended_at", "ended_why",
)  # fmt: skip


def agents(authority_id: int, asked: TableRequest, poll: str) -> Page[AgentRow]:
    """Return a page of the agents of a poll."""
    held = _of_poll(authority_id, poll)
    if asked.search:
        words = asked.search
        held = held.filter(
            Q(name__icontains=words) | Q(candidate__surname__icontains=words) | Q(parts__contains=[words.upper()])
            | Q(candidate__contest__name__icontains=words) | Q(reference__iexact=words)
        )  # fmt: skip
    if kinds := asked.filters.get("kind"):
        held = held.filter(kind__in=list(kinds))
    if (acting := asked.filters.get("acting")) is not None:
        held = held.filter(ended_at__isnull=acting)
    if (given := asked.filters.get("secrecy")) is not None:
        held = held.filter(secrecy_at__isnull=not given)
    return page_of(held, asked, _ROW, AgentRow)


def agent_facts(authority_id: int, reference: str) -> AgentFacts:
    """Return one agent.

    :raises NotFound: where the authority has none of that reference.
    """
    further = ("version", "candidate__contest__poll__reference", "candidate__contest__reference", "secrecy_by",
               "in_place_of__reference")  # fmt: skip
    found = Agent.objects.filter(authority=authority_id, reference=reference).values_list(*_ROW, *further).first()
    if found is None:
        raise NotFound(kind="agent", reference=reference)
    return AgentFacts(AgentRow(*found[: len(_ROW)]), *found[len(_ROW) :])


def acting_agents(authority_id: int, poll: str, kind: AgentKind) -> list[AgentRow]:
    """Return the agents of a kind who act at a poll, by contest, candidate and name."""
    held = _of_poll(authority_id, poll).filter(kind=kind, ended_at__isnull=True)
    order = ("candidate__contest__name", "candidate__surname", "candidate__forenames", "name", "pk")
    return [AgentRow(*row) for row in held.order_by(*order).values_list(*_ROW)]


def without_secrecy_copy(authority_id: int, poll: str) -> list[str]:
    """Return the references of the agents of a poll who act and were not given the secrecy requirements."""
    held = _of_poll(authority_id, poll).filter(secrecy_at__isnull=True, ended_at__isnull=True)
    return list(held.order_by("pk").values_list("reference", flat=True))


def election_agents(authority_id: int, contest: str) -> list[ElectionAgentLine]:
    """Return the election agents of those who stand in a contest, by name (N-24)."""
    standing = Candidate.objects.filter(
        authority=authority_id, contest__reference=contest, state=CandidateState.STANDING
    )
    lines = []
    for one in standing.select_related("home").order_by("surname", "forenames", "pk"):
        surname, others = shown(one)
        name = ", ".join(part for part in (surname.upper(), others) if part)
        own = f"{others} {surname}".strip()
        lines.append(ElectionAgentLine(name, one.agent_name or own, one.agent_office))
    return lines


def numbers_of(authority_id: int, contest: str) -> dict[str, tuple[int, int]]:
    """Return how many agents of each kind a candidate of a contest may have, with the counting clerks."""
    held = AgentNumber.objects.filter(authority=authority_id, contest__reference=contest)
    return {kind: (each, clerks) for kind, each, clerks in held.values_list("kind", "each", "clerks")}


def _of_poll(authority_id: int, poll: str) -> QuerySet[Agent]:
    return Agent.objects.filter(authority=authority_id, candidate__contest__poll__reference=poll)
