"""Deciding on nomination papers, objections, and the minor errors that may be put right (N-15, N-17, N-22)."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime

from pollwright.acting import Actor, Permission, capacity_under
from pollwright.audit.operations import operation
from pollwright.audit.trail import record
from pollwright.authorities.references import next_reference
from pollwright.law.nominations.delivery import may_object, objection_windows
from pollwright.law.nominations.determinations import (
    GROUNDS_SAY,
    Ground,
    MinorError,
    may_correct,
    may_hold_invalid,
    may_question_valid,
)
from pollwright.law.nominations.names import Refusal
from pollwright.messages import Message, joined
from pollwright.nominations.events.nominating import (
    ErrorCorrected,
    ObjectionMade,
    PaperChosen,
    PaperHeldInvalid,
    PaperHeldValid,
    UsedNameDecided,
)
from pollwright.nominations.models import Candidate, NominationObjection, NominationPaper, Statement, Subscriber
from pollwright.nominations.operations.entering import (
    LONGEST_NAME,
    NameNotUsable,
    PaperMoved,
    candidate_in_hand,
    contest_open,
    note_signatures,
    paper_in_hand,
    save_paper,
)
from pollwright.nominations.operations.voiding import void_statements
from pollwright.nominations.queries.checking import Checked, checked
from pollwright.nominations.queries.contests import ContestLaw, law_of
from pollwright.nominations.states import CandidateState, PaperState
from pollwright.refusals import NotFound, Refused

OBJECTIONS = "OB"
LEFT = (CandidateState.WITHDRAWN, CandidateState.DEEMED_WITHDRAWN, CandidateState.DIED)
SPELT = {"surname": 300, "forenames": 300, "used_surname": 300, "used_forenames": 300}
"""The particulars in which an obvious error of spelling may be put right, besides the description."""


class FaultsFound(Refused):
    """The checks speak against the paper."""

    code = "nominations.R010"
    problem = "The checks of {reference} found: {what}."
    remedy = "Hold it invalid, or say why it is valid all the same."


class GroundNotLawful(Refused):
    """The law does not let a paper be held invalid on that ground."""

    code = "nominations.R011"
    problem = "{reference} can't be held invalid on that ground. {why}."
    remedy = "Choose one of the grounds that the law gives for this kind of poll, and give reasons."


class NotHeard(Refused):
    """No objection can be made to the paper at that moment."""

    code = "nominations.R012"
    problem = "An objection to {reference} can't be heard at {at}."
    remedy = "Objections are heard only at polls whose rules have them, and in their hours."


class TooLateToCorrect(Refused):
    """Minor errors are put right only until the statement is published."""

    code = "nominations.R013"
    problem = "An error in {reference} can't be put right any more: the statement is published."
    remedy = "Publish a correction of the statement only on advice."


class NothingToChoose(Refused):
    """Only a valid paper of the candidate can be chosen."""

    code = "nominations.R014"
    problem = "{paper} is not a valid paper of candidate {reference}."
    remedy = "Choose one of the candidate's valid papers."


@operation(Permission.NOMINATIONS_DETERMINE)
def hold_valid(*, actor: Actor, reference: str, version: int, despite: str, at: datetime) -> NominationPaper:
    """Hold a paper valid; where the checks found faults, a reason is needed.

    :raises FaultsFound: where there are faults and no reason.
    :raises PaperMoved: where another officer was first, or it is not to be decided.
    """
    paper = paper_in_hand(actor, reference, version)
    contest_open(actor, paper.candidate.contest.reference)
    if paper.state != PaperState.DELIVERED or paper.candidate.state in LEFT:
        raise PaperMoved(reference=reference)
    found = checked(paper)
    if found.faults and not despite.strip():
        raise FaultsFound(reference=reference, what=joined("; ", (fault.says for fault in found.faults)))
    _decide(paper, actor, PaperState.VALID, found, at)
    paper.ground, paper.reasons = "", despite
    save_paper(paper)
    _settle_candidate(paper.candidate, at)
    void_statements(actor, paper.candidate.contest_id, "a paper was held valid")
    record(PaperHeldValid(reference), actor=actor, subjects=[paper, paper.candidate], reason=despite)
    return paper


@operation(Permission.NOMINATIONS_DETERMINE)
def hold_invalid(
    *, actor: Actor, reference: str, version: int, ground: Ground, reasons: str, at: datetime
) -> NominationPaper:
    """Hold a paper invalid, on a ground that the law has for the poll, with reasons (N-15).

    A paper that was held valid is looked at again only where the law lets an objection reopen it (N-17).

    :raises GroundNotLawful: where the law has no such ground, or no reason is given.
    """
    paper = paper_in_hand(actor, reference, version)
    contest = contest_open(actor, paper.candidate.contest.reference)
    law = law_of(contest)
    if not _may_decide(paper, law) or paper.candidate.state in LEFT:
        raise PaperMoved(reference=reference)
    answer = may_hold_invalid(ground, law.kind, law.nation, law.poll_day)
    if not answer.holds or not reasons.strip():
        raise GroundNotLawful(reference=reference, why=answer.workings[0].says)
    _decide(paper, actor, PaperState.INVALID, checked(paper, law), at)
    paper.ground, paper.reasons = ground, reasons
    save_paper(paper)
    _settle_candidate(paper.candidate, at)
    void_statements(actor, contest.pk, "a paper was held invalid")
    record(
        PaperHeldInvalid(reference, GROUNDS_SAY[ground]),
        actor=actor,
        subjects=[paper, paper.candidate],
        reason=reasons,
        basis=answer.workings[0].source.describe(),
    )
    return paper


@operation(Permission.NOMINATIONS_ENTER)
def object_to_paper(
    *, actor: Actor, reference: str, objector: str, grounds: str, made_at: datetime
) -> NominationObjection:
    """Record an objection to a paper, at polls whose rules have objections.

    :raises NotHeard: where none can be heard at that moment.
    """
    paper = NominationPaper.objects.select_related("candidate__contest__poll").filter(
        authority=actor.authority_id, reference=reference
    ).first()  # fmt: skip
    if paper is None:
        raise NotFound(kind="nomination paper", reference=reference)
    law = law_of(paper.candidate.contest)
    windows = objection_windows(law.timetable, law.calendar)
    answer = may_object(made_at, paper.delivered_at, windows) if paper.delivered_at else None
    if answer is None or not answer.holds:
        raise NotHeard(reference=reference, at=Message("{time}, {day}", time=f"{made_at:%H:%M}", day=made_at.date()))
    objection = NominationObjection.objects.create(
        authority_id=actor.authority_id,
        paper=paper,
        reference=next_reference(actor.authority_id, OBJECTIONS),
        objector=objector,
        grounds=grounds,
        made_at=made_at,
    )
    record(
        ObjectionMade(objection.reference, reference),
        actor=actor,
        subjects=[paper, paper.candidate],
        basis=answer.workings[0].source.describe(),
    )
    return objection


@operation(Permission.NOMINATIONS_DETERMINE)
def correct_number(
    *, actor: Actor, reference: str, version: int, place: int, number: str, reason: str, at: datetime
) -> NominationPaper:
    """Put right a wrong elector number beside a signature, until the statement is published (N-22).

    :raises TooLateToCorrect: where it is published.
    """
    paper = _correctable(actor, reference, version, MinorError.ELECTOR_NUMBER, at)
    row = Subscriber.objects.filter(paper=paper, place=place).first()
    if row is None:
        raise NotFound(kind="signature", reference=str(place))
    row.number = number
    row.save(update_fields=["number"])
    note_signatures(paper, law_of(paper.candidate.contest))
    return _corrected(actor, paper, f"the elector number of signature {place}", reason)


@operation(Permission.NOMINATIONS_DETERMINE)
def correct_spelling(
    *, actor: Actor, reference: str, version: int, part: str, text: str, reason: str, at: datetime
) -> NominationPaper:
    """Put right an obvious error of spelling in a particular, until the statement is published (N-22).

    :param part: one of `SPELT`, or "description".
    :raises TooLateToCorrect: where it is published.
    """
    paper = _correctable(actor, reference, version, MinorError.SPELLING, at)
    if len(text) > LONGEST_NAME or (part == "surname" and not text.strip()):
        raise NameNotUsable(longest=LONGEST_NAME)
    if part == "description":
        paper.description = text
    elif part in SPELT:
        setattr(paper.candidate, part, text)
        paper.candidate.version += 1
        paper.candidate.save(update_fields=[part, "version"])
    else:
        raise NotFound(kind="particular", reference=part)
    return _corrected(actor, paper, f"the spelling of the {part.replace('_', ' ')}", reason)


@operation(Permission.NOMINATIONS_DETERMINE)
def choose_paper(*, actor: Actor, reference: str, version: int, paper: str) -> Candidate:
    """Take a candidate's particulars from one of several valid papers, as the candidate or the officer chose (N-12)."""
    candidate = candidate_in_hand(actor, reference, version)
    if not NominationPaper.objects.filter(candidate=candidate, reference=paper, state=PaperState.VALID).exists():
        raise NothingToChoose(reference=reference, paper=paper)
    candidate.chosen_paper = paper
    _save(candidate, "chosen_paper")
    void_statements(actor, candidate.contest_id, "particulars are taken from another paper")
    record(PaperChosen(reference, paper), actor=actor, subjects=[candidate])
    return candidate


@operation(Permission.NOMINATIONS_DETERMINE)
def decide_used_name(*, actor: Actor, reference: str, version: int, refused: Refusal | None) -> Candidate:
    """Allow or refuse a commonly used name; where it is refused the actual name is shown (N-19c)."""
    candidate = candidate_in_hand(actor, reference, version)
    candidate.used_refused = refused or ""
    _save(candidate, "used_refused")
    void_statements(actor, candidate.contest_id, "a commonly used name was decided on")
    record(UsedNameDecided(reference, refused or "allowed"), actor=actor, subjects=[candidate])
    return candidate


def _may_decide(paper: NominationPaper, law: ContestLaw) -> bool:
    if paper.state == PaperState.VALID:
        objected = NominationObjection.objects.filter(paper=paper).exists()
        return may_question_valid(law.kind, objection_in_time=objected).holds
    return bool(paper.state == PaperState.DELIVERED)


def _decide(paper: NominationPaper, actor: Actor, state: PaperState, found: Checked, at: datetime) -> None:
    paper.state, paper.decided_at, paper.decided_by = state, at, actor.name
    paper.capacity = capacity_under(Permission.NOMINATIONS_DETERMINE, actor.capacity)
    paper.checks = [asdict(check) for check in found.checks]


def _settle_candidate(candidate: Candidate, at: datetime) -> None:
    """Let the candidate stand by a valid paper, or not where every delivered paper is invalid."""
    states = set(NominationPaper.objects.filter(candidate=candidate).values_list("state", flat=True))
    if PaperState.VALID in states:
        candidate.state = CandidateState.STANDING
    elif PaperState.DELIVERED not in states:
        candidate.state = CandidateState.INVALID
    else:
        candidate.state = CandidateState.DELIVERED
    candidate.state_at = at
    _save(candidate, "state", "state_at")


def _save(candidate: Candidate, *fields: str) -> None:
    candidate.version += 1
    candidate.save(update_fields=[*fields, "version"])


def _correctable(actor: Actor, reference: str, version: int, error: MinorError, at: datetime) -> NominationPaper:
    paper = paper_in_hand(actor, reference, version)
    if paper.state == PaperState.DRAFT:
        raise PaperMoved(reference=reference)
    published = (
        Statement.objects.filter(contest=paper.candidate.contest_id, published_at__isnull=False)
        .order_by("published_at")
        .values_list("published_at", flat=True)
        .first()
    )
    if not may_correct(error, at, published).holds:
        raise TooLateToCorrect(reference=reference)
    return paper


def _corrected(actor: Actor, paper: NominationPaper, what: str, reason: str) -> NominationPaper:
    save_paper(paper)
    void_statements(actor, paper.candidate.contest_id, "a minor error was put right")
    record(ErrorCorrected(paper.reference, what), actor=actor, subjects=[paper, paper.candidate], reason=reason)
    return paper
