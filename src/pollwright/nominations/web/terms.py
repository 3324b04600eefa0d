"""The words and tags of nominations."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from pollwright.law.nominations.agents import AgentEnd, AgentKind
from pollwright.law.nominations.papers import Bearer, Paper
from pollwright.law.nominations.qualifications import Citizen, Qualification
from pollwright.law.nominations.subscribers import Finding
from pollwright.nominations.states import CandidateState, DepositState, DraftState, PaperState, StatementState
from pollwright.pages import wording
from pollwright.pages.tags import Colour, Tag

MINUTES_OF_DAY = 24 * 60
LAST_DAYS = 2 * MINUTES_OF_DAY
"""From then on the time that is left is told in minutes."""
PAPERS = {
    Paper.NOMINATION: _("Nomination form"),
    Paper.HOME_ADDRESS: _("Home address form"),
    Paper.CONSENT: _("Consent to nomination"),
    Paper.DEPOSIT: _("Deposit"),
    Paper.CERTIFICATE: _("Certificate of authorisation"),
    Paper.EMBLEM_REQUEST: _("Request for an emblem"),
    Paper.AGENT: _("Notice of an election agent"),
}
BEARERS = {
    Bearer.CANDIDATE: _("The candidate"),
    Bearer.SUBSCRIBER: _("The proposer or seconder"),
    Bearer.AGENT: _("The agent"),
    Bearer.ANYONE: _("Somebody else"),
}
CITIZENS = {
    Citizen.BRITISH: _("British"),
    Citizen.IRISH: _("Irish"),
    Citizen.COMMONWEALTH: _("Qualifying Commonwealth"),
    Citizen.EU: _("Qualifying European Union"),
    Citizen.OTHER: _("Qualifying foreign"),
}
QUALIFICATIONS = {
    Qualification.ELECTOR: _("Registered elector of the area"),
    Qualification.OCCUPIER: _("Owner or tenant of premises there for 12 months"),
    Qualification.WORK: _("Principal or only work there for 12 months"),
    Qualification.RESIDENCE: _("Lived there for 12 months"),
    Qualification.NEAR_PARISH: _("Lived within three miles for 12 months (parishes)"),
}
FINDINGS = {
    Finding.COUNTS: (_("Counts"), Colour.GREEN),
    Finding.NOT_NEEDED: (_("Not needed"), Colour.GREY),
    Finding.NO_NUMBER: (_("No number"), Colour.RED),
    Finding.NOT_ON_REGISTER: (_("Not on the register"), Colour.RED),
    Finding.OUTSIDE_AREA: (_("Outside the area"), Colour.RED),
    Finding.ANONYMOUS: (_("Anonymous"), Colour.RED),
    Finding.UNDER_AGE: (_("Under age"), Colour.RED),
    Finding.SIGNED_TWICE: (_("Signed twice"), Colour.RED),
    Finding.TOO_MANY_PAPERS: (_("Too many papers"), Colour.RED),
}
CHECKS = {
    "ok": (_("In order"), Colour.GREEN),
    "fault": (_("Fault"), Colour.RED),
    "doubt": (_("For the officer"), Colour.ORANGE),
}
ABOUT = {
    "subscribers": _("Subscribers"),
    "home-address": _("Home address"),
    "name": _("Name"),
    "description": _("Description"),
    "emblem": _("Emblem"),
    "papers": _("Papers"),
    "deposit": _("Deposit"),
    "consent": _("Consent"),
}
AGENTS = {
    AgentKind.SUB: _("Sub-agent"),
    AgentKind.POLLING: _("Polling agent"),
    AgentKind.COUNTING: _("Counting agent"),
    AgentKind.POSTAL: _("Postal voting agent"),
}
AGENTS_MANY = {
    AgentKind.SUB: _("Sub-agents"),
    AgentKind.POLLING: _("Polling agents"),
    AgentKind.COUNTING: _("Counting agents"),
    AgentKind.POSTAL: _("Postal voting agents"),
}
ENDS = {
    AgentEnd.REVOKED: _("The appointment was revoked"),
    AgentEnd.DIED: _("The agent died"),
    AgentEnd.INCAPABLE: _("The agent can’t act any more"),
}
_DEPOSIT = {
    DepositState.HELD: Colour.BLUE,
    DepositState.RETURNED: Colour.GREEN,
    DepositState.FORFEITED: Colour.RED,
}
_DRAFT = {
    DraftState.OPEN: Colour.GREY,
    DraftState.SENT: Colour.BLUE,
    DraftState.RETURNED: Colour.ORANGE,
    DraftState.TAKEN: Colour.GREEN,
}
_PAPER = {
    PaperState.DRAFT: Colour.GREY,
    PaperState.DELIVERED: Colour.BLUE,
    PaperState.VALID: Colour.GREEN,
    PaperState.INVALID: Colour.RED,
    PaperState.SET_ASIDE: Colour.GREY,
}
_CANDIDATE = {
    CandidateState.DRAFT: Colour.GREY,
    CandidateState.DELIVERED: Colour.BLUE,
    CandidateState.STANDING: Colour.GREEN,
    CandidateState.INVALID: Colour.RED,
    CandidateState.WITHDRAWN: Colour.ORANGE,
    CandidateState.DEEMED_WITHDRAWN: Colour.ORANGE,
    CandidateState.DIED: Colour.PURPLE,
}
_STATEMENT = {
    StatementState.PREPARED: Colour.BLUE,
    StatementState.APPROVED: Colour.TEAL,
    StatementState.PUBLISHED: Colour.GREEN,
    StatementState.VOID: Colour.GREY,
}


def paper_tag(state: str) -> Tag:
    """Return the tag of a paper."""
    return Tag(str(PaperState(state).label), _PAPER[PaperState(state)])


def candidate_tag(state: str) -> Tag:
    """Return the tag of a candidate."""
    return Tag(str(CandidateState(state).label), _CANDIDATE[CandidateState(state)])


def statement_tag(state: str) -> Tag:
    """Return the tag of a statement."""
    return Tag(str(StatementState(state).label), _STATEMENT[StatementState(state)])


def finding_tag(finding: Finding) -> Tag:
    """Return the tag of what was found of a signature."""
    words, colour = FINDINGS[finding]
    return Tag(str(words), colour)


def check_tag(state: str) -> Tag:
    """Return the tag of a check."""
    words, colour = CHECKS[state]
    return Tag(str(words), colour)


def deposit_tag(state: str) -> Tag:
    """Return the tag of a deposit."""
    return Tag(str(DepositState(state).label), _DEPOSIT[DepositState(state)])


def draft_tag(state: str) -> Tag:
    """Return the tag of a draft in the portal."""
    return Tag(str(DraftState(state).label), _DRAFT[DraftState(state)])


def time_left(closes: datetime | None, minutes: int) -> str:
    """Return until when papers are received, and how long that is."""
    if closes is None:
        return gettext("Nobody is nominated at this poll.")
    when = wording.moment(closes)
    if minutes < 0:
        return gettext("Nominations closed: %(when)s.") % {"when": when}
    if minutes >= LAST_DAYS:
        days = wording.number(minutes // MINUTES_OF_DAY)
        return gettext("Papers are received until %(when)s. Days left: %(days)s.") % {"when": when, "days": days}
    return gettext("Papers are received until %(when)s. Minutes left: %(minutes)s.") % {
        "when": when,
        "minutes": wording.number(minutes),
    }
