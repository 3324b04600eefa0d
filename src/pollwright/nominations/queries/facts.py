"""One candidate, one paper, one statement, and the nominations of one contest, as their pages show them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from pollwright.elections.models import Contest
from pollwright.nominations.models import Appointment, Candidate, NominationObjection, NominationPaper, Statement
from pollwright.nominations.queries.checking import Checked, checked
from pollwright.nominations.queries.contests import ContestLaw, law_of
from pollwright.nominations.states import PaperState, StatementState
from pollwright.refusals import NotFound


@dataclass(frozen=True, slots=True)
class PaperLine:
    """A paper in the table of its candidate or contest."""

    reference: str
    candidate: str
    name: str
    state: str
    candidate_state: str
    description: str
    delivered_at: Any


@dataclass(frozen=True, slots=True)
class PaperFacts:
    """One paper with its checks as they are now, and who decided what."""

    id: int
    reference: str
    version: int
    state: str
    candidate: str
    candidate_state: str
    name: str
    contest: str
    contest_name: str
    paper: dict[str, Any]
    person: dict[str, Any]
    home: dict[str, Any]
    signatures: tuple[tuple[int, str, str], ...]
    checked: Checked
    law: ContestLaw
    objections: tuple[tuple[str, Any, str], ...]


@dataclass(frozen=True, slots=True)
class StatementFacts:
    """One statement as it stands."""

    id: int
    reference: str
    version: int
    state: str
    contest: str
    contest_name: str
    body: dict[str, Any]
    sha256: str
    prepared_by: str
    prepared_at: Any
    approved_by: str
    approved_at: Any
    published_at: Any
    voided_because: str


@dataclass(frozen=True, slots=True)
class CandidateFacts:
    """One candidate with the papers."""

    id: int
    reference: str
    version: int
    state: str
    contest: str
    contest_name: str
    person: dict[str, Any]
    papers: tuple[PaperLine, ...]


@dataclass(frozen=True, slots=True)
class ContestNominations:
    """The nominations of one contest: papers in order of delivery, drafts last, and the statements."""

    contest: Contest
    law: ContestLaw
    papers: tuple[PaperLine, ...]
    statements: tuple[StatementFacts, ...]


_PERSON = (
    "surname", "forenames", "used_surname", "used_forenames", "used_refused", "email", "phone", "state_at",
    "state_reason", "chosen_paper", "agent_name", "agent_address", "agent_office", "agent_phone",
)  # fmt: skip
_HOME = ("address", "postcode", "published", "area", "constituency", "country")


def contest_nominations(authority_id: int, reference: str) -> ContestNominations:
    """Return the nominations of a contest.

    :raises NotFound: where the authority has none of that reference.
    :raises NobodyNominated: where it is no election.
    """
    found = Contest.objects.select_related("poll").filter(authority=authority_id, reference=reference).first()
    if found is None:
        raise NotFound(kind="contest", reference=reference)
    papers = NominationPaper.objects.filter(candidate__contest=found).select_related("candidate")
    statements = Statement.objects.filter(contest=found).select_related("contest").order_by("-prepared_at", "-pk")
    return ContestNominations(
        found,
        law_of(found),
        tuple(_line(one) for one in papers.order_by("delivered_at", "pk")),
        tuple(_statement(one) for one in statements),
    )


def candidate_facts(authority_id: int, reference: str) -> CandidateFacts:
    """Return one candidate.

    :raises NotFound: where the authority has none of that reference.
    """
    held = Candidate.objects.select_related("contest").filter(authority=authority_id, reference=reference)
    found = held.first()
    if found is None:
        raise NotFound(kind="candidate", reference=reference)
    papers = NominationPaper.objects.filter(candidate=found).select_related("candidate").order_by("delivered_at", "pk")
    return CandidateFacts(
        found.pk, found.reference, found.version, found.state, found.contest.reference, found.contest.name,
        {name: getattr(found, name) for name in _PERSON}, tuple(_line(one) for one in papers),
    )  # fmt: skip


def paper_facts(authority_id: int, reference: str) -> PaperFacts:
    """Return one paper, checked as it stands now.

    :raises NotFound: where the authority has none of that reference.
    """
    held = NominationPaper.objects.select_related("candidate__contest__poll", "candidate__home")
    found = held.filter(authority=authority_id, reference=reference).first()
    if found is None:
        raise NotFound(kind="nomination paper", reference=reference)
    candidate, law = found.candidate, law_of(found.candidate.contest)
    signatures = found.subscribers.order_by("place").values_list("place", "number", "printed_name")
    objections = NominationObjection.objects.filter(paper=found).order_by("made_at", "pk")
    return PaperFacts(
        id=found.pk,
        reference=found.reference,
        version=found.version,
        state=found.state,
        candidate=candidate.reference,
        candidate_state=candidate.state,
        name=_name(candidate),
        contest=candidate.contest.reference,
        contest_name=candidate.contest.name,
        paper={field.name: getattr(found, field.attname) for field in found._meta.concrete_fields},
        person={name: getattr(candidate, name) for name in _PERSON},
        home={name: getattr(candidate.home, name) for name in _HOME},
        signatures=tuple(signatures),
        checked=checked(found, law),
        law=law,
        objections=tuple(objections.values_list("reference", "made_at", "grounds")),
    )


def statement_facts(authority_id: int, reference: str) -> StatementFacts:
    """Return one statement.

    :raises NotFound: where the authority has none of that reference.
    """
    held = Statement.objects.select_related("contest").filter(authority=authority_id, reference=reference)
    found = held.first()
    if found is None:
        raise NotFound(kind="statement", reference=reference)
    return _statement(found)


def appointment_of(authority_id: int, reference: str) -> tuple[str, int]:
    """Return the poll and the version of an appointment.

    :raises NotFound: where the authority has none of that reference.
    """
    held = Appointment.objects.filter(authority=authority_id, reference=reference)
    found = held.values_list("poll__reference", "version").first()
    if found is None:
        raise NotFound(kind="appointment", reference=reference)
    return found


def statement_in_force(authority_id: int, contest: str) -> StatementFacts | None:
    """Return the published statement of a contest, None where none stands."""
    held = Statement.objects.select_related("contest").filter(
        authority=authority_id, contest__reference=contest, state=StatementState.PUBLISHED
    )
    found = held.first()
    return _statement(found) if found else None


def _name(candidate: Candidate) -> str:
    return ", ".join(part for part in (candidate.surname, candidate.forenames) if part)


def _line(paper: NominationPaper) -> PaperLine:
    return PaperLine(
        paper.reference, paper.candidate.reference, _name(paper.candidate), PaperState(paper.state),
        paper.candidate.state, paper.description, paper.delivered_at,
    )  # fmt: skip


def _statement(found: Statement) -> StatementFacts:
    return StatementFacts(
        found.pk, found.reference, found.version, found.state, found.contest.reference, found.contest.name,
        found.body, found.sha256, found.prepared_by, found.prepared_at, found.approved_by, found.approved_at,
        found.published_at, found.voided_because,
    )  # fmt: skip
