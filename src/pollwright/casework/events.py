"""Happenings of casework. What a case is about, and who asked, stands in the case and never here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated, ClassVar

from pollwright.casework.states import Channel, LetterKind, Wait


@dataclass(frozen=True, slots=True)
class CaseOpened:
    """A case was opened. Its kind and words stand in the case only."""

    code: ClassVar[str] = "casework.opened"
    sentence: ClassVar[str] = "opened case {reference}"
    reference: str


@dataclass(frozen=True, slots=True)
class ContactTaken:
    """A contact was logged at the counter or by telephone."""

    code: ClassVar[str] = "casework.contact-taken"
    sentence: ClassVar[str] = "logged a contact by {channel} as case {reference}"
    channel: Annotated[str, Channel]
    reference: str


@dataclass(frozen=True, slots=True)
class CaseCorrected:
    """What is known of a case was corrected."""

    code: ClassVar[str] = "casework.corrected"
    sentence: ClassVar[str] = "corrected case {reference}: {fields}"
    reference: str
    fields: str


@dataclass(frozen=True, slots=True)
class CasesAssigned:
    """Cases were given to somebody, or to nobody."""

    code: ClassVar[str] = "casework.assigned"
    sentence: ClassVar[str] = "gave {cases:case|cases} to {to}"
    cases: int
    to: str


@dataclass(frozen=True, slots=True)
class CaseNoted:
    """Something was noted on a case."""

    code: ClassVar[str] = "casework.noted"
    sentence: ClassVar[str] = "added a note to case {reference}"
    reference: str


@dataclass(frozen=True, slots=True)
class FileAttached:
    """A file was put with a case."""

    code: ClassVar[str] = "casework.file-attached"
    sentence: ClassVar[str] = "put a file with case {reference}"
    reference: str


@dataclass(frozen=True, slots=True)
class LetterMade:
    """A letter of a case was made."""

    code: ClassVar[str] = "casework.letter-made"
    sentence: ClassVar[str] = "made a letter of case {reference}: {letter}"
    reference: str
    letter: Annotated[str, LetterKind]


@dataclass(frozen=True, slots=True)
class CaseAcknowledged:
    """The receipt of a case was acknowledged."""

    code: ClassVar[str] = "casework.acknowledged"
    sentence: ClassVar[str] = "acknowledged case {reference}"
    reference: str


@dataclass(frozen=True, slots=True)
class RequesterAsked:
    """The requester was asked for something; the clock waits."""

    code: ClassVar[str] = "casework.requester-asked"
    sentence: ClassVar[str] = "asked the requester of case {reference} for {what}"
    reference: str
    what: Annotated[str, Wait]


@dataclass(frozen=True, slots=True)
class RequesterReplied:
    """What the requester was asked for came."""

    code: ClassVar[str] = "casework.requester-replied"
    sentence: ClassVar[str] = "noted that the requester of case {reference} replied on {on}; it is due on {due}"
    reference: str
    on: date
    due: date | None


@dataclass(frozen=True, slots=True)
class CaseExtended:
    """More time was taken for a case."""

    code: ClassVar[str] = "casework.extended"
    sentence: ClassVar[str] = "took more time for case {reference}, until {due}"
    reference: str
    due: date | None


@dataclass(frozen=True, slots=True)
class CostEstimated:
    """What finding the information would cost was estimated."""

    code: ClassVar[str] = "casework.cost-estimated"
    sentence: ClassVar[str] = "estimated {minutes:minute|minutes} of searching for case {reference}"
    reference: str
    minutes: int


@dataclass(frozen=True, slots=True)
class AnswerProposed:
    """An answer was put forward."""

    code: ClassVar[str] = "casework.answer-proposed"
    sentence: ClassVar[str] = "put the answer to case {reference} forward"
    reference: str


@dataclass(frozen=True, slots=True)
class AnswerReturned:
    """An answer that was put forward was sent back."""

    code: ClassVar[str] = "casework.answer-returned"
    sentence: ClassVar[str] = "sent the answer to case {reference} back"
    reference: str


@dataclass(frozen=True, slots=True)
class AnswerReleased:
    """An answer was released by a second person."""

    code: ClassVar[str] = "casework.answer-released"
    sentence: ClassVar[str] = "released the answer to case {reference}"
    reference: str


@dataclass(frozen=True, slots=True)
class CaseClosed:
    """A case was closed."""

    code: ClassVar[str] = "casework.closed"
    sentence: ClassVar[str] = "closed case {reference}"
    reference: str


@dataclass(frozen=True, slots=True)
class CaseReopened:
    """A closed case was opened again."""

    code: ClassVar[str] = "casework.reopened"
    sentence: ClassVar[str] = "opened case {reference} again"
    reference: str


@dataclass(frozen=True, slots=True)
class CaseTakenFurther:
    """A case went to the second stage or an internal review."""

    code: ClassVar[str] = "casework.taken-further"
    sentence: ClassVar[str] = "took case {reference} to the second stage; it is due on {due}"
    reference: str
    due: date | None


@dataclass(frozen=True, slots=True)
class CaseReferred:
    """A case was referred to the police."""

    code: ClassVar[str] = "casework.referred"
    sentence: ClassVar[str] = "referred case {reference}"
    reference: str


@dataclass(frozen=True, slots=True)
class EvidenceReceived:
    """Evidence was received."""

    code: ClassVar[str] = "casework.evidence-received"
    sentence: ClassVar[str] = "received item {number} of case {reference}"
    reference: str
    number: int


@dataclass(frozen=True, slots=True)
class EvidenceHanded:
    """Evidence changed hands."""

    code: ClassVar[str] = "casework.evidence-handed"
    sentence: ClassVar[str] = "handed item {number} of case {reference} on"
    reference: str
    number: int


@dataclass(frozen=True, slots=True)
class ListDownloaded:
    """A list of cases or contacts left as a file."""

    code: ClassVar[str] = "casework.list-downloaded"
    sentence: ClassVar[str] = "downloaded {rows:row|rows} of {name} as {format}"
    name: str
    rows: int
    format: str


@dataclass(frozen=True, slots=True)
class RequesterSurveyed:
    """Somebody was asked how their case was handled. What they said stands in the case only."""

    code: ClassVar[str] = "casework.surveyed"
    sentence: ClassVar[str] = "noted what the requester of case {reference} said of how it was handled"
    reference: str


@dataclass(frozen=True, slots=True)
class CaseDisclosed:
    """A request was put on the disclosure log."""

    code: ClassVar[str] = "casework.disclosed"
    sentence: ClassVar[str] = "put case {reference} on the disclosure log"
    reference: str


@dataclass(frozen=True, slots=True)
class AnswerWritten:
    """A standard answer was written."""

    code: ClassVar[str] = "casework.answer-written"
    sentence: ClassVar[str] = "wrote standard answer {reference}"
    reference: str


@dataclass(frozen=True, slots=True)
class StandardAnswerChanged:
    """A standard answer was changed."""

    code: ClassVar[str] = "casework.answer-changed"
    sentence: ClassVar[str] = "changed standard answer {reference}"
    reference: str


@dataclass(frozen=True, slots=True)
class StandardAnswerRetired:
    """A standard answer is no longer given."""

    code: ClassVar[str] = "casework.answer-retired"
    sentence: ClassVar[str] = "retired standard answer {reference}"
    reference: str


@dataclass(frozen=True, slots=True)
class AdultsCounted:
    """Estimates of how many adults live in areas were taken over."""

    code: ClassVar[str] = "casework.adults-counted"
    sentence: ClassVar[str] = "took over the number of adults of {areas:area|areas} as of {on}"
    areas: int
    on: date


@dataclass(frozen=True, slots=True)
class CampaignPlanned:
    """A campaign was planned."""

    code: ClassVar[str] = "casework.campaign-planned"
    sentence: ClassVar[str] = "planned campaign {reference}, {title}"
    reference: str
    title: str


@dataclass(frozen=True, slots=True)
class CampaignChanged:
    """A campaign was changed."""

    code: ClassVar[str] = "casework.campaign-changed"
    sentence: ClassVar[str] = "changed campaign {reference}"
    reference: str


@dataclass(frozen=True, slots=True)
class CampaignClosed:
    """A campaign was closed."""

    code: ClassVar[str] = "casework.campaign-closed"
    sentence: ClassVar[str] = "closed campaign {reference}"
    reference: str


@dataclass(frozen=True, slots=True)
class ActivityAdded:
    """An activity was added to a campaign."""

    code: ClassVar[str] = "casework.activity-added"
    sentence: ClassVar[str] = "added {activity} to campaign {reference}"
    reference: str
    activity: str


@dataclass(frozen=True, slots=True)
class ActivityChanged:
    """An activity of a campaign was changed."""

    code: ClassVar[str] = "casework.activity-changed"
    sentence: ClassVar[str] = "changed {activity} of campaign {reference}"
    reference: str
    activity: str


@dataclass(frozen=True, slots=True)
class TableTakenOver:
    """Rows of a table were taken over."""

    code: ClassVar[str] = "casework.table-taken-over"
    sentence: ClassVar[str] = "took {rows:row|rows} over into {table} from a file"
    table: str
    rows: int
    sha256: str
