"""Happenings about agents and deposits. References only, never a name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class ElectionAgentEnded:
    """An election agent acts no longer."""

    code: ClassVar[str] = "nominations.election-agent-ended"
    sentence: ClassVar[str] = "recorded that the election agent of candidate {reference} acts no longer: {why}"
    reference: str
    why: str


@dataclass(frozen=True, slots=True)
class FurtherAgentAppointed:
    """A sub-agent, polling, counting or postal voting agent was named."""

    code: ClassVar[str] = "nominations.further-agent-appointed"
    sentence: ClassVar[str] = "recorded {kind} {reference} of candidate {candidate}"
    reference: str
    candidate: str
    kind: str


@dataclass(frozen=True, slots=True)
class FurtherAgentEnded:
    """Such an agent acts no longer."""

    code: ClassVar[str] = "nominations.further-agent-ended"
    sentence: ClassVar[str] = "recorded that agent {reference} acts no longer: {why}"
    reference: str
    why: str


@dataclass(frozen=True, slots=True)
class AgentNumberSet:
    """The number of agents that each candidate may have was set."""

    code: ClassVar[str] = "nominations.agent-number"
    sentence: ClassVar[str] = "gave each candidate of contest {contest} {each:agent|agents} of the kind {kind}"
    contest: str
    kind: str
    each: int


@dataclass(frozen=True, slots=True)
class LotsDrawn:
    """Lots decided which polling agents attend a station."""

    code: ClassVar[str] = "nominations.agent-lots"
    sentence: ClassVar[str] = "recorded by lot which polling agents attend station {station}: {admitted} of {named}"
    station: str
    admitted: int
    named: int


@dataclass(frozen=True, slots=True)
class SecrecyCopiesGiven:
    """Agents were given the copy of the secrecy requirements."""

    code: ClassVar[str] = "nominations.secrecy-copies"
    sentence: ClassVar[str] = "recorded that the secrecy requirements were given to agents: {agents}"
    agents: int


@dataclass(frozen=True, slots=True)
class DepositReceived:
    """A deposit was received."""

    code: ClassVar[str] = "nominations.deposit-received"
    sentence: ClassVar[str] = "received deposit {reference} with nomination paper {paper}: {pence:£}"
    reference: str
    paper: str
    pence: int


@dataclass(frozen=True, slots=True)
class DepositEnded:
    """A deposit went back or was forfeited."""

    code: ClassVar[str] = "nominations.deposit-ended"
    sentence: ClassVar[str] = "recorded deposit {reference} as {state}: {pence:£}"
    reference: str
    state: str
    pence: int


@dataclass(frozen=True, slots=True)
class ClerksImported:
    """A list of parish clerks was taken over."""

    code: ClassVar[str] = "nominations.clerks-imported"
    sentence: ClassVar[str] = "took over a list of parish clerks: {clerks}"
    clerks: int


@dataclass(frozen=True, slots=True)
class CouncilsNamed:
    """The councils of a combined authority were named."""

    code: ClassVar[str] = "nominations.councils-named"
    sentence: ClassVar[str] = "named the councils from which signatures are needed in contest {contest}: {councils}"
    contest: str
    councils: int


@dataclass(frozen=True, slots=True)
class SignaturesConfirmed:
    """Another council found signatures to be those of its electors."""

    code: ClassVar[str] = "nominations.signatures-confirmed"
    sentence: ClassVar[str] = (
        "recorded signatures of nomination paper {reference} as those of electors of {council}: {signatures}"
    )
    reference: str
    council: str
    signatures: int


@dataclass(frozen=True, slots=True)
class FreshElectionOrdered:
    """A fresh election was called for seats that nobody was nominated for."""

    code: ClassVar[str] = "nominations.fresh-election"
    sentence: ClassVar[str] = "called poll {poll} for the seats left in contest {contest}: {seats}"
    poll: str
    contest: str
    seats: int


@dataclass(frozen=True, slots=True)
class NominationsCarriedOver:
    """Nominations were carried over from an election that was stopped."""

    code: ClassVar[str] = "nominations.carried-over"
    sentence: ClassVar[str] = "carried nominations over into contest {contest} (candidates: {candidates})"
    contest: str
    candidates: int
