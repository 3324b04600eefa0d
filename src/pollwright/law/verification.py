"""Settling identity: the order of the steps, documents, and attestation (REG-220 to REG-225)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from pollwright.law.registration import SENDABLE, NinoClass
from pollwright.law.sources import COMMISSION_ENGLAND, COMMISSION_WALES, REGULATIONS_2001, REGULATIONS_2016, Source
from pollwright.law.workings import Answer, Working
from pollwright.messages import Message


class Match(StrEnum):
    """What a comparison with other records said; nothing more than this is ever given."""

    PASS = "pass"  # noqa: S105
    FAIL = "fail"


class Verification(StrEnum):
    """What is to be done next to settle a person's identity."""

    SEND_TO_DIGITAL_SERVICE = "send"
    WAIT_FOR_DIGITAL_SERVICE = "wait"
    RESTATE_DETAILS = "restate"
    MATCH_LOCALLY = "match-locally"
    MATCH_WITH_EDUCATION_RECORDS = "match-education"
    ASK_FOR_DOCUMENTS = "ask-documents"
    ATTESTATION = "attestation"
    SETTLED = "settled"


DIGITAL_SERVICE: Final = Source(COMMISSION_ENGLAND, "Verifying identity", "REG-220")
RESTATE: Final = Source(COMMISSION_ENGLAND, "Verifying identity", "REG-222")
LOCAL_MATCH: Final = Source(COMMISSION_ENGLAND, "Using local data matching results", "REG-223")
EDUCATION: Final = Source(COMMISSION_WALES, "Using local data matching", "REG-113")
DOCUMENTS_RULE: Final = Source(REGULATIONS_2001, "reg 26B", "REG-224")
ATTESTATION_RULE: Final = Source(REGULATIONS_2016, "reg 5", "REG-225")
ATTESTOR_STANDING: Final = Source(REGULATIONS_2016, "reg 5", "REG-225", confirmed=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far verification of an application has got.

    `restated` says that the applicant was asked to state the details again after a fail. `documents` is whether those
    sent suffice (None: none sent yet); `near_deadline` lets the local match run first.
    """

    nino: NinoClass
    under_16: bool = False
    near_deadline: bool = False
    sent: bool = False
    digital_service: Match | None = None
    restated: bool = False
    local: Match | None = None
    documents: bool | None = None
    no_documents: bool = False
    attested: bool = False

    @property
    def settled(self) -> bool:
        """Whether one of the ways has settled identity."""
        matched = Match.PASS in (self.digital_service, self.local)
        return matched or bool(self.documents) or self.attested


@dataclass(frozen=True, slots=True)
class NextStep:
    """What to do next, and why."""

    step: Verification
    says: str
    source: Source


def next_step(progress: Progress) -> NextStep:
    """Return what settles identity next. A pass settles identity alone: the rest is for determination (REG-221)."""
    if progress.settled:
        return NextStep(Verification.SETTLED, "Identity is settled", DIGITAL_SERVICE)
    if progress.under_16:
        return _after_no_match(progress, Verification.MATCH_WITH_EDUCATION_RECORDS, EDUCATION)
    if progress.near_deadline and progress.local is None:
        return NextStep(Verification.MATCH_LOCALLY, "The deadline is near, so local data may go first", LOCAL_MATCH)
    return _digital_service(progress) or _after_no_match(progress, Verification.MATCH_LOCALLY, LOCAL_MATCH)


def _digital_service(progress: Progress) -> NextStep | None:
    """Return what the comparison with the digital service still asks for, or None when it is over."""
    if progress.digital_service is Match.FAIL and not progress.restated:
        says = "Ask the applicant to state the details again, without repeating what was written"
        return NextStep(Verification.RESTATE_DETAILS, says, RESTATE)
    if progress.digital_service is not None or progress.nino not in SENDABLE:
        return None
    if progress.sent:
        return NextStep(Verification.WAIT_FOR_DIGITAL_SERVICE, "A reply normally comes in a day", DIGITAL_SERVICE)
    return NextStep(Verification.SEND_TO_DIGITAL_SERVICE, "Name, birth and number are compared first", DIGITAL_SERVICE)


def _after_no_match(progress: Progress, matching: Verification, source: Source) -> NextStep:
    if progress.local is None:
        return NextStep(matching, "Compare with other records held", source)
    if progress.no_documents:
        return NextStep(Verification.ATTESTATION, "Documents can't be given", ATTESTATION_RULE)
    return NextStep(Verification.ASK_FOR_DOCUMENTS, "No record matched", DOCUMENTS_RULE)


class Document(StrEnum):
    """A document that helps to show identity."""

    PASSPORT = "passport"
    EEA_IDENTITY_CARD = "eea-identity-card"
    BIOMETRIC_IMMIGRATION_DOCUMENT = "biometric-immigration-document"
    NORTHERN_IRELAND_ELECTORAL_CARD = "northern-ireland-electoral-card"
    PHOTOCARD_LICENCE = "photocard-licence"
    BIRTH_CERTIFICATE = "birth-certificate"
    MARRIAGE_CERTIFICATE = "marriage-or-civil-partnership-certificate"
    ADOPTION_CERTIFICATE = "adoption-certificate"
    FIREARMS_CERTIFICATE = "firearms-certificate"
    BAIL_RECORD = "bail-record"
    PAPER_LICENCE = "paper-licence"
    FOREIGN_PHOTO_LICENCE = "foreign-photo-licence"
    UTILITY_BILL = "utility-bill"
    BANK_LETTER = "bank-letter"
    COUNCIL_TAX_LETTER = "council-tax-letter"
    BENEFITS_LETTER = "benefits-letter"
    TAX_LETTER = "tax-letter"


DOCUMENT_LISTS: Final = {
    1: frozenset(
        {
            Document.PASSPORT,
            Document.EEA_IDENTITY_CARD,
            Document.BIOMETRIC_IMMIGRATION_DOCUMENT,
            Document.NORTHERN_IRELAND_ELECTORAL_CARD,
            Document.PHOTOCARD_LICENCE,
        }
    ),
    2: frozenset(
        {
            Document.BIRTH_CERTIFICATE,
            Document.MARRIAGE_CERTIFICATE,
            Document.ADOPTION_CERTIFICATE,
            Document.FIREARMS_CERTIFICATE,
            Document.BAIL_RECORD,
            Document.PAPER_LICENCE,
            Document.FOREIGN_PHOTO_LICENCE,
        }
    ),
    3: frozenset(
        {
            Document.UTILITY_BILL,
            Document.BANK_LETTER,
            Document.COUNCIL_TAX_LETTER,
            Document.BENEFITS_LETTER,
            Document.TAX_LETTER,
        }
    ),
}


def documents_suffice(documents: Sequence[Document]) -> Answer:
    """Return whether documents settle identity: one of list 1; or one of 2 and two more of 2 or 3; or four of 3.

    `documents` names each document sent, so that two letters from two banks are two. Their age is for the officer.
    """
    first, second, third = (sum(document in DOCUMENT_LISTS[number] for document in documents) for number in (1, 2, 3))
    ways = (
        (first >= 1, "One document of list 1"),
        (second >= 1 and second + third >= 3, "One of list 2 with two more of lists 2 and 3"),
        (third >= 4, "Four of list 3"),
    )
    for holds, says in ways:
        if holds:
            return Answer(True, (Working(says, None, DOCUMENTS_RULE),))
    says = Message(
        "Of list 1: {first}; of list 2: {second}; of list 3: {third}. That is not enough",
        first=first,
        second=second,
        third=third,
    )
    return Answer(False, (Working(says, None, DOCUMENTS_RULE),))


ATTESTATIONS_ALLOWED: Final = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Attestor:
    """Someone who offers to attest an applicant's identity.

    `added_on` is when a notice added them to the register, None where they were on the last revised one. `attested_on`
    are the days on which they attested other applicants.
    """

    registered_in_england_or_wales: bool
    close_relative: bool
    good_standing: bool
    added_on: date | None
    attested_on: tuple[date, ...]


def may_attest(attestor: Attestor, register_published_on: date) -> Answer:
    """Return whether a person may attest one more applicant, with each test.

    They may attest two between one revised register (or their own addition, if later) and the next.
    """
    counted_from = max(register_published_on, attestor.added_on or register_published_on)
    attested = sum(day >= counted_from for day in attestor.attested_on)
    tests = (
        (
            attestor.registered_in_england_or_wales,
            "Registered in England or Wales",
            None,
            ATTESTATION_RULE,
        ),
        (not attestor.close_relative, "Not a close relative of the applicant", None, ATTESTOR_STANDING),
        (attestor.good_standing, "Of good standing in the community", None, ATTESTOR_STANDING),
        (
            attested < ATTESTATIONS_ALLOWED,
            Message(
                "Has attested {attested} of at most {attestations_allowed} applicants since",
                attested=attested,
                attestations_allowed=ATTESTATIONS_ALLOWED,
            ),
            counted_from,
            ATTESTATION_RULE,
        ),
    )
    return Answer(
        all(holds for holds, _, _, _ in tests), tuple(Working(says, day, source) for _, says, day, source in tests)
    )
