"""The casework of a demonstration: a few cases as they come in on an ordinary day, and a campaign. Nobody exists."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django_scopes import scope

from pollwright.acting import Actor
from pollwright.authorities.calendars import calendar_of
from pollwright.casework.operations.campaigns import ActivityFacts, CampaignFacts, add_activity, plan_campaign
from pollwright.casework.operations.opening import CaseFacts, open_case, take_contact
from pollwright.casework.operations.standard_answers import StandardWords, write_answer
from pollwright.casework.states import ActivityKind, Audience, CaseKind, Channel, OfficeKind, Requester

_CASES = (
    (CaseKind.FOI, 24, "Turnout by ward at the last three elections", OfficeKind.COUNCIL, Requester.PUBLIC),
    (CaseKind.FOI, 6, "Cost of printing poll cards", OfficeKind.COUNCIL, Requester.MEDIA),
    (CaseKind.FOI, 4, "How many ballot papers were rejected, and why", OfficeKind.RETURNING_OFFICER, Requester.PUBLIC),
    (CaseKind.SAR, 9, "Everything that is held about me", OfficeKind.REGISTRATION_OFFICER, Requester.PUBLIC),
    (CaseKind.COMPLAINT, 8, "A letter was sent to the wrong address", OfficeKind.COUNCIL, Requester.PUBLIC),
    (CaseKind.COMPLAINT, 3, "My nomination was held invalid", OfficeKind.RETURNING_OFFICER, Requester.CANDIDATE),
    (CaseKind.MEMBER, 2, "Which stations are in my ward?", OfficeKind.COUNCIL, Requester.MEMBER),
    (CaseKind.MEDIA, 1, "When will the result be declared?", OfficeKind.RETURNING_OFFICER, Requester.MEDIA),
    (CaseKind.ALLEGATION, 5, "Signatures on nomination papers", OfficeKind.RETURNING_OFFICER, Requester.PUBLIC),
)
"""Kind, working days since it was received, subject, whom it concerns, and who is in touch."""


def open_cases(head: Actor, *, now: datetime) -> None:
    """Open the cases of a demonstration, and plan a campaign, as its officers would."""
    on = now.date()
    with scope(authority=head.authority_id):
        calendar = calendar_of(head.authority_id)
        for kind, days, subject, office, who in _CASES:
            received = calendar.working_days_before(on, days)
            deadline = on + timedelta(days=2) if kind is CaseKind.MEDIA else None
            facts = CaseFacts(
                kind, Channel.EMAIL, received, subject, office=office, requester_kind=who, deadline=deadline
            )
            open_case(actor=head, facts=facts, at=now)
        contact = CaseFacts(CaseKind.ENQUIRY, Channel.PHONE, on, "How do I vote by post?")
        take_contact(actor=head, facts=contact, answered=True, at=now)
        words = StandardWords(
            "How many people vote by post?",
            "The number of postal voters in each ward is published on 1 December with the register.",
            [CaseKind.FOI, CaseKind.MEDIA, CaseKind.ENQUIRY],
            on + timedelta(days=300),
        )
        write_answer(actor=head, facts=words, on=on)
        _campaign(head, on)


def _campaign(head: Actor, on: date) -> None:
    facts = CampaignFacts(
        "Students register", Audience.STUDENTS, on - timedelta(days=20), on + timedelta(days=20), budget_pence=80_000
    )
    campaign = plan_campaign(actor=head, facts=facts)
    workshop = ActivityFacts(
        ActivityKind.WORKSHOP, "Sixth form", on - timedelta(days=12), attendance=34, sign_ups=21, cost_pence=12_550
    )
    add_activity(actor=head, reference=campaign.reference, version=campaign.version, facts=workshop)
