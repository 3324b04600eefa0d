"""Kinds of cases, where they stand, and what may be done about them then."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class CaseKind(models.TextChoices):
    """What somebody wants (MM-L01)."""

    ENQUIRY = "enquiry", _("Enquiry")
    CORRESPONDENCE = "correspondence", _("Correspondence")
    COMPLAINT = "complaint", _("Complaint")
    FOI = "foi", _("Freedom of information request")
    EIR = "eir", _("Environmental information request")
    SAR = "sar", _("Subject access request")
    ALLEGATION = "allegation", _("Integrity allegation")
    MEDIA = "media", _("Media enquiry")
    MEMBER = "member", _("Member’s enquiry")
    ADVICE = "advice", _("Advice to parties, candidates or agents")
    PARISH = "parish", _("Parish council or clerk")
    COMPLIMENT = "compliment", _("Compliment")


REQUESTS = frozenset({CaseKind.FOI, CaseKind.EIR, CaseKind.SAR})
SECOND_PERSON = REQUESTS | {CaseKind.COMPLAINT, CaseKind.MEDIA}
"""Kinds whose answer a second person releases."""
STAGED = REQUESTS | {CaseKind.COMPLAINT}
"""Kinds that go on to a second stage or an internal review."""
UNLINKED = frozenset({CaseKind.FOI, CaseKind.EIR, CaseKind.MEDIA})
"""Kinds that are about nobody's registration: who asks is of no account, so they link to no elector and no home."""


class Channel(models.TextChoices):
    """How it came in."""

    PHONE = "phone", _("Telephone")
    EMAIL = "email", _("E-mail")
    COUNTER = "counter", _("Counter")
    POST = "post", _("Letter")
    WEB = "web", _("Web form")
    SOCIAL = "social", _("Social media")


class OfficeKind(models.TextChoices):
    """Whom it concerns: the council, or an officer with duties of their own under the law."""

    COUNCIL = "council", _("The council")
    RETURNING_OFFICER = "ro", _("Returning Officer")
    REGISTRATION_OFFICER = "ero", _("Electoral Registration Officer")


class Requester(models.TextChoices):
    """Who is in touch."""

    PUBLIC = "public", _("Member of the public")
    MEMBER = "member", _("Councillor or MP")
    CANDIDATE = "candidate", _("Candidate, agent or party")
    PARISH = "parish", _("Parish council or clerk")
    MEDIA = "media", _("Media")
    OFFICIAL = "official", _("Police, Commission or another authority")


class CaseState(models.TextChoices):
    """Where a case stands."""

    OPEN = "open", _("Open")
    WAITING = "waiting", _("Waits for the requester")
    PROPOSED = "proposed", _("Answer waits for a second person")
    CLOSED = "closed", _("Closed")


class Wait(models.TextChoices):
    """What the requester was asked for."""

    CLARIFICATION = "clarification", _("Clarification")
    FEE = "fee", _("A fee")
    IDENTITY = "identity", _("Proof of identity")


class Stage(models.IntegerChoices):
    """How often it was gone into."""

    FIRST = 1, _("First")
    SECOND = 2, _("Second stage or internal review")


class Outcome(models.TextChoices):
    """What came of it."""

    ANSWERED = "answered", _("Answered, or given in full")
    PART = "part", _("Given or upheld in part")
    REFUSED = "refused", _("Refused")
    NOT_HELD = "not_held", _("Information not held")
    UPHELD = "upheld", _("Upheld")
    NOT_UPHELD = "not_upheld", _("Not upheld")
    REFERRED = "referred", _("Referred elsewhere")
    WITHDRAWN = "withdrawn", _("Withdrawn, or not gone on with")
    NO_ACTION = "no_action", _("No action")


class Satisfaction(models.IntegerChoices):
    """What somebody said of how their case was handled."""

    VERY_GOOD = 5, _("Very good")
    GOOD = 4, _("Good")
    NEITHER = 3, _("Neither good nor poor")
    POOR = 2, _("Poor")
    VERY_POOR = 1, _("Very poor")


class NoteKind(models.TextChoices):
    """What a note on a case tells."""

    NOTE = "note", _("Note")
    ACTION = "action", _("Action taken")
    ADVICE = "advice", _("Advice of the police")
    CUSTODY = "custody", _("Evidence changed hands")
    REASON = "reason", _("Reason")


class LetterKind(models.TextChoices):
    """The letters of a case."""

    ACKNOWLEDGEMENT = "acknowledgement", _("Acknowledgement")
    CLARIFICATION = "clarification", _("Asking for clarification")
    FEES = "fees", _("Fees notice")
    IDENTITY = "identity", _("Asking for proof of identity")
    EXTENSION = "extension", _("More time is needed")
    REPLY = "reply", _("Reply")


class Audience(models.TextChoices):
    """Groups that are under-registered, whom a campaign is for (MM-O01)."""

    ATTAINERS = "attainers", _("People of 16 and 17")
    STUDENTS = "students", _("Students")
    RENTERS = "renters", _("Private renters")
    MOVERS = "movers", _("Home movers")
    DISABLED = "disabled", _("Disabled people")
    CARE = "care", _("Care homes")
    MINORITIES = "minorities", _("Ethnic minorities")
    OVERSEAS = "overseas", _("Electors overseas")
    FORCES = "forces", _("Service personnel")
    HOMELESS = "homeless", _("People without a home")
    EVERYBODY = "everybody", _("Everybody")


class ActivityKind(models.TextChoices):
    """What is done in a campaign."""

    WORKSHOP = "workshop", _("Workshop")
    STALL = "stall", _("Stall or visit")
    MAILING = "mailing", _("Mailing or leaflet")
    MEDIA = "media", _("Media or social media")


OPEN_ACTS: dict[str, tuple[str, ...]] = {
    CaseState.OPEN: ("note", "file", "letter", "acknowledge", "ask", "extend", "cost", "propose", "close", "change"),
    CaseState.WAITING: ("note", "file", "letter", "resume", "close", "change"),
    CaseState.PROPOSED: ("note", "release", "return"),
    CaseState.CLOSED: ("note", "letter", "again", "survey", "disclose", "reopen"),
}
"""What may be done about a case as it stands; each operation holds to it, and pages offer it."""
ALLEGATION_ACTS = ("refer", "evidence", "custody")
