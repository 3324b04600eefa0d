"""Happenings about nominations. References only: a home address stands in none of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class PartiesImported:
    """The register of parties was taken over from a file."""

    code: ClassVar[str] = "nominations.parties-imported"
    sentence: ClassVar[str] = (
        "took over the register of parties from a file: {parties:party|parties}, {texts:registered text|registered texts}"
    )
    parties: int
    texts: int


@dataclass(frozen=True, slots=True)
class PaperEntered:
    """A nomination paper was entered, to be looked at informally."""

    code: ClassVar[str] = "nominations.paper-entered"
    sentence: ClassVar[str] = "entered nomination paper {reference} in contest {contest}"
    reference: str
    contest: str


@dataclass(frozen=True, slots=True)
class PaperChanged:
    """A nomination paper that is not delivered was changed."""

    code: ClassVar[str] = "nominations.paper-changed"
    sentence: ClassVar[str] = "changed nomination paper {reference} before delivery"
    reference: str


@dataclass(frozen=True, slots=True)
class PaperCommentedOn:
    """An officer wrote what the informal check showed."""

    code: ClassVar[str] = "nominations.paper-commented"
    sentence: ClassVar[str] = "commented on nomination paper {reference} after an informal check"
    reference: str


@dataclass(frozen=True, slots=True)
class PaperDelivered:
    """A nomination paper was formally delivered."""

    code: ClassVar[str] = "nominations.paper-delivered"
    sentence: ClassVar[str] = "received nomination paper {reference} at {at}, delivered by {bearer}"
    reference: str
    at: str
    bearer: str


@dataclass(frozen=True, slots=True)
class PaperHeldValid:
    """A nomination paper was held valid."""

    code: ClassVar[str] = "nominations.paper-valid"
    sentence: ClassVar[str] = "held nomination paper {reference} valid"
    reference: str


@dataclass(frozen=True, slots=True)
class PaperHeldInvalid:
    """A nomination paper was held invalid."""

    code: ClassVar[str] = "nominations.paper-invalid"
    sentence: ClassVar[str] = "held nomination paper {reference} invalid: {ground}"
    reference: str
    ground: str


@dataclass(frozen=True, slots=True)
class ErrorCorrected:
    """A minor error in a nomination paper was put right."""

    code: ClassVar[str] = "nominations.error-corrected"
    sentence: ClassVar[str] = "put right a minor error in nomination paper {reference}: {what}"
    reference: str
    what: str


@dataclass(frozen=True, slots=True)
class ObjectionMade:
    """Somebody objected to a nomination paper."""

    code: ClassVar[str] = "nominations.objection-made"
    sentence: ClassVar[str] = "recorded objection {reference} to nomination paper {paper}"
    reference: str
    paper: str


@dataclass(frozen=True, slots=True)
class PaperChosen:
    """The paper was chosen whose particulars the statement shows."""

    code: ClassVar[str] = "nominations.paper-chosen"
    sentence: ClassVar[str] = "took the particulars of candidate {candidate} from nomination paper {paper}"
    candidate: str
    paper: str


@dataclass(frozen=True, slots=True)
class CandidateWithdrew:
    """A candidate withdrew."""

    code: ClassVar[str] = "nominations.candidate-withdrew"
    sentence: ClassVar[str] = "recorded that candidate {reference} withdrew at {at}"
    reference: str
    at: str


@dataclass(frozen=True, slots=True)
class DeemedWithdrawn:
    """Candidates in more than one ward were taken to have withdrawn from all."""

    code: ClassVar[str] = "nominations.deemed-withdrawn"
    sentence: ClassVar[str] = (
        "took candidates nominated in more than one ward of poll {poll} to have withdrawn: {nominations:nomination|nominations}"
    )
    poll: str
    nominations: int


@dataclass(frozen=True, slots=True)
class CandidateDied:
    """Proof of a candidate's death came."""

    code: ClassVar[str] = "nominations.candidate-died"
    sentence: ClassVar[str] = "recorded proof of the death of candidate {reference}, received at {at}: {follows}"
    reference: str
    at: str
    follows: str


@dataclass(frozen=True, slots=True)
class UsedNameDecided:
    """A commonly used name was allowed or refused."""

    code: ClassVar[str] = "nominations.used-name"
    sentence: ClassVar[str] = "decided on the commonly used name of candidate {reference}: {decision}"
    reference: str
    decision: str


@dataclass(frozen=True, slots=True)
class AgentAppointed:
    """An election agent was appointed."""

    code: ClassVar[str] = "nominations.agent-appointed"
    sentence: ClassVar[str] = "recorded the election agent of candidate {reference}"
    reference: str


@dataclass(frozen=True, slots=True)
class AppointmentBooked:
    """Somebody was given a slot for handing papers in."""

    code: ClassVar[str] = "nominations.appointment-booked"
    sentence: ClassVar[str] = "booked appointment {reference} at {at}"
    reference: str
    at: str


@dataclass(frozen=True, slots=True)
class AppointmentKept:
    """Somebody arrived for an appointment."""

    code: ClassVar[str] = "nominations.appointment-kept"
    sentence: ClassVar[str] = "noted the arrival for appointment {reference}"
    reference: str


@dataclass(frozen=True, slots=True)
class AppointmentCancelled:
    """An appointment was cancelled."""

    code: ClassVar[str] = "nominations.appointment-cancelled"
    sentence: ClassVar[str] = "cancelled appointment {reference}"
    reference: str


@dataclass(frozen=True, slots=True)
class AlikeOrdered:
    """The officer decided the order of candidates whose names are alike."""

    code: ClassVar[str] = "nominations.alike-ordered"
    sentence: ClassVar[str] = "decided the order of {candidates:candidate|candidates} of like name in contest {contest}"
    contest: str
    candidates: int


@dataclass(frozen=True, slots=True)
class StatementPrepared:
    """A statement of persons nominated was prepared."""

    code: ClassVar[str] = "nominations.statement-prepared"
    sentence: ClassVar[str] = (
        "prepared statement {reference} of persons nominated in contest {contest}: {standing:stands|stand}, {gone} no longer"
    )
    reference: str
    contest: str
    standing: int
    gone: int


@dataclass(frozen=True, slots=True)
class StatementApproved:
    """A second person approved a statement of persons nominated."""

    code: ClassVar[str] = "nominations.statement-approved"
    sentence: ClassVar[str] = "approved statement {reference} of persons nominated"
    reference: str


@dataclass(frozen=True, slots=True)
class StatementPublished:
    """A statement of persons nominated was published."""

    code: ClassVar[str] = "nominations.statement-published"
    sentence: ClassVar[str] = "published statement {reference} of persons nominated, SHA-256 {sha256}"
    reference: str
    sha256: str


@dataclass(frozen=True, slots=True)
class StatementVoided:
    """A change made a statement of persons nominated void."""

    code: ClassVar[str] = "nominations.statement-voided"
    sentence: ClassVar[str] = "statement {reference} of persons nominated is void: {because}"
    reference: str
    because: str


@dataclass(frozen=True, slots=True)
class OutcomeDeclared:
    """After withdrawals closed it was settled whether a poll is taken."""

    code: ClassVar[str] = "nominations.outcome-declared"
    sentence: ClassVar[str] = (
        "settled contest {contest} after withdrawals closed (standing: {standing}, seats: {seats})"
    )
    contest: str
    standing: int
    seats: int
