"""The letters of a case, whose words follow from its kind, its office and how it stands."""

from __future__ import annotations

from datetime import date

from pollwright.authorities.models import Authority
from pollwright.casework.models import Case
from pollwright.casework.states import REQUESTS, CaseKind, LetterKind, OfficeKind, Outcome, Stage
from pollwright.documents.imprint import Imprint, Language
from pollwright.documents.papers.officer_letter import LetterText, OfficerLetter
from pollwright.documents.wording import long_date, pounds
from pollwright.law.information_requests import FEE_MONTHS, ground_of, search_cost

SIGNS = {
    OfficeKind.COUNCIL: "Electoral Services",
    OfficeKind.RETURNING_OFFICER: "Returning Officer",
    OfficeKind.REGISTRATION_OFFICER: "Electoral Registration Officer",
}
SUBJECTS = {
    LetterKind.ACKNOWLEDGEMENT: "We have received what you sent",
    LetterKind.CLARIFICATION: "We need to know more before we can answer",
    LetterKind.FEES: "Fees notice",
    LetterKind.IDENTITY: "Please show us who you are",
    LetterKind.EXTENSION: "We need more time",
    LetterKind.REPLY: "Our answer",
}
_REVIEW = (
    "If you are not content with this answer you can ask us for an internal review. If you are then still not content,"
    " you can complain to the Information Commissioner."
)
_COMMISSIONER = "If you are not content with this answer you can complain to the Information Commissioner."
_OMBUDSMAN = "You can now take your complaint to the Local Government and Social Care Ombudsman, or the Ombudsman of your nation."
_STAGE_TWO = "If you are not content with this answer you can ask for your complaint to be looked at again at stage 2."
_OFFICER = (
    "What the {officer} does under the law is not an act of the council, so this is not dealt with as a complaint about"
    " the council. The result of an election can be questioned only by an election petition or in court. You can also"
    " tell the Electoral Commission how the service was run."
)
_NOT_UNDER_THE_ACT = (
    "The {officer} is not a public authority under the Freedom of Information Act 2000. What can be given is given in the"
    " ordinary course of business, within the same 20 working days where possible."
)


def letter_of(case: Case, kind: LetterKind, *, on: date) -> OfficerLetter:
    """Return a letter to the requester of a case; nobody named is addressed as requester."""
    authority = Authority.objects.values_list("name", flat=True).get(pk=case.authority_id)
    name = case.requester or "Requester"
    lines = [line.strip() for line in case.address.replace("\n", ",").split(",") if line.strip()]
    text = LetterText(
        language=Language.ENGLISH,
        subject=SUBJECTS[kind],
        salutation=f"Dear {name}",
        paragraphs=tuple(_paragraphs(case, kind)),
        facts=tuple(_facts(case, kind)),
        closing="Yours sincerely",
        enclosures=(),
    )
    officer = SIGNS[OfficeKind(case.office)]
    return OfficerLetter(Imprint(authority, officer, case.reference, on), (), (name, *lines[:6]), (text,), "")


def _facts(case: Case, kind: LetterKind) -> list[tuple[str, str]]:
    facts = [
        ("Subject", case.subject),
        ("Received on", long_date(Language.ENGLISH, case.stage_on)),
    ]
    if kind in (LetterKind.ACKNOWLEDGEMENT, LetterKind.EXTENSION) and case.due_on is not None:
        facts.append(("You will have an answer by", long_date(Language.ENGLISH, case.due_on)))
    return facts


def _paragraphs(case: Case, kind: LetterKind) -> list[str]:
    makers = {
        LetterKind.ACKNOWLEDGEMENT: _acknowledged,
        LetterKind.CLARIFICATION: lambda _case: [
            "We can't identify what you ask for. Please tell us:",
            "[Say here what is unclear.]",
            "The time for our answer starts when we have your reply.",
        ],
        LetterKind.FEES: _fees,
        LetterKind.IDENTITY: lambda _case: [
            "Before we give personal data to anybody we must be sure that they are theirs. Please show us proof of your"
            " identity and address.",
            "The time for our answer starts when we have it.",
        ],
        LetterKind.EXTENSION: _extended,
        LetterKind.REPLY: _reply,
    }
    return makers[kind](case)


def _acknowledged(case: Case) -> list[str]:
    said = ["Thank you for getting in touch. What you sent us is being dealt with under the reference below."]
    return said + _route(case)


def _fees(case: Case) -> list[str]:
    cost = search_cost(case.search_minutes or 0)
    return [
        f"To answer your request we must ask for a fee. We estimate that the search costs {pounds(cost.pence)}.",
        f"Please pay within {FEE_MONTHS} months of the date of this letter; after that we need not answer. The days until"
        " you pay do not count towards the 20 working days.",
    ]


def _extended(case: Case) -> list[str]:
    if case.kind == CaseKind.FOI:
        return [
            "We need more time to weigh whether the public interest is better served by giving the information or by"
            " keeping it back.",
            *(_ground(one) for one in case.grounds),
        ]
    return ["Your case is complex, and we need more time to answer it properly."]


def _reply(case: Case) -> list[str]:
    said = ["This is our answer to what you sent us.", *(case.answer or "[Write the answer here.]").splitlines()]
    if case.outcome in (Outcome.REFUSED, Outcome.PART) and case.grounds:
        said += ["We do not give some or all of the information, on these grounds:", *map(_ground, case.grounds)]
    return said + _route(case) + _further(case)


def _ground(code: str) -> str:
    ground = ground_of(code)
    weighed = "; we found that the public interest in keeping it back is the greater" if ground.weighed else ""
    return f"{ground.source.instrument}, {ground.source.provision}: {ground.title}{weighed}."


def _route(case: Case) -> list[str]:
    if case.office == OfficeKind.COUNCIL:
        return []
    officer = SIGNS[OfficeKind(case.office)]
    if case.kind in (CaseKind.FOI, CaseKind.EIR):
        return [_NOT_UNDER_THE_ACT.format(officer=officer)]
    return [_OFFICER.format(officer=officer)] if case.kind == CaseKind.COMPLAINT else []


def _further(case: Case) -> list[str]:
    if case.office != OfficeKind.COUNCIL and case.kind != CaseKind.SAR:
        return []
    if case.kind in REQUESTS:
        return [_REVIEW if case.stage == Stage.FIRST else _COMMISSIONER]
    if case.kind == CaseKind.COMPLAINT:
        return [_STAGE_TWO if case.stage == Stage.FIRST else _OMBUDSMAN]
    return []
