"""The words and the tags of polls, contests and steps."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from pollwright.elections.states import SYSTEMS, ContestState, PollState
from pollwright.law.timetables.kinds import Kind
from pollwright.pages.tags import Colour, Tag

KINDS = {
    Kind.LOCAL: _("Election of councillors"),
    Kind.PARISH: _("Election of parish or community councillors"),
    Kind.UK_PARLIAMENT: _("UK Parliamentary election"),
    Kind.PCC: _("Election of a police and crime commissioner"),
    Kind.MAYORAL: _("Election of a local authority mayor"),
    Kind.COMBINED_AUTHORITY_MAYORAL: _("Election of a combined authority mayor"),
    Kind.RECALL: _("Recall petition"),
    Kind.NEIGHBOURHOOD_PLANNING_REFERENDUM: _("Neighbourhood planning referendum"),
    Kind.SCOTTISH_PARLIAMENT: _("Scottish Parliamentary election"),
    Kind.SENEDD: _("Senedd Cymru election"),
    Kind.GLA: _("Greater London Authority election"),
    Kind.COUNCIL_TAX_REFERENDUM: _("Council tax referendum"),
    Kind.GOVERNANCE_REFERENDUM: _("Governance referendum"),
    Kind.BID: _("Business improvement district ballot"),
    Kind.PARISH_POLL: _("Parish poll"),
}
_STEPS = {
    "done": (_("Done"), Colour.GREEN),
    "late": (_("Late"), Colour.RED),
    "due": (_("Due"), Colour.ORANGE),
    "coming": (_("Coming"), Colour.GREY),
}
_POLLS = {
    PollState.PLANNED: Colour.BLUE,
    PollState.NOTICE_PUBLISHED: Colour.TEAL,
    PollState.NOMINATIONS_CLOSED: Colour.TEAL,
    PollState.POLL_NOTICE_PUBLISHED: Colour.TEAL,
    PollState.POLL_OPEN: Colour.GREEN,
    PollState.POLL_CLOSED: Colour.GREY,
    PollState.POSTPONED: Colour.ORANGE,
    PollState.CANCELLED: Colour.RED,
    PollState.DISCARDED: Colour.GREY,
}
_CONTESTS = {
    ContestState.OPEN: Colour.BLUE,
    ContestState.CONTESTED: Colour.TEAL,
    ContestState.UNCONTESTED: Colour.GREEN,
    ContestState.COUNTERMANDED: Colour.RED,
    ContestState.ABANDONED: Colour.RED,
    ContestState.CANCELLED: Colour.GREY,
}


def kind(value: str) -> str:
    """Return what a kind of poll is called."""
    return str(KINDS[Kind(value)])


def system(value: str) -> str:
    """Return what a voting system is called."""
    return str(SYSTEMS.get(value, value))


def step_tag(state: str) -> Tag:
    """Return the tag of a step."""
    words, colour = _STEPS[state]
    return Tag(str(words), colour)


def poll_tag(state: str) -> Tag:
    """Return the tag of a poll."""
    return Tag(str(PollState(state).label), _POLLS[PollState(state)])


def contest_tag(state: str) -> Tag:
    """Return the tag of a contest."""
    return Tag(str(ContestState(state).label), _CONTESTS[ContestState(state)])
