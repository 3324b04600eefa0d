"""Words and addresses of the pages of rolls."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from pollwright.acting import Actor
from pollwright.elections.queries.polls import PollFacts
from pollwright.law.voters_rolls import RollKind
from pollwright.pages.shell import Crumb
from pollwright.rolls.queries.rolls import RollFacts, rolls_of_poll

GET_OR_POST = ["GET", "HEAD", "POST"]
LIST, RECORD = "pages/standard/list.jinja", "pages/standard/record.jinja"
TITLES = {
    RollKind.RATEPAYERS: _("List of persons entitled to vote"),
    RollKind.BUSINESSES: _("Business voting register"),
}
VOTERS = {RollKind.RATEPAYERS: _("Ratepayer"), RollKind.BUSINESSES: _("Business vote holder")}
CONTACTS = {RollKind.RATEPAYERS: _("Contact"), RollKind.BUSINESSES: _("Named voter")}
PLACES = {
    RollKind.RATEPAYERS: _("Address of the hereditament"),
    RollKind.BUSINESSES: _("Addresses of the hereditaments"),
}


def roll_href(contest: str) -> str:
    """Return the address of the roll of a contest."""
    return reverse("rolls:roll", args=[contest])


def crumbs(facts: RollFacts) -> tuple[Crumb, ...]:
    """Return the way back from a page of a roll."""
    return (Crumb(facts.poll_title, reverse("elections:poll", args=[facts.poll])),)


def roll_crumbs(facts: RollFacts) -> tuple[Crumb, ...]:
    """Return the way back from a page below a roll."""
    return (*crumbs(facts), Crumb(str(TITLES[facts.rule.kind]), roll_href(facts.contest)))


def roll_of_poll(actor: Actor, poll: PollFacts) -> str:
    """Return the address of the roll of a poll; empty where its voters are electors of the register."""
    found = rolls_of_poll(actor.authority_id, poll.reference)
    return roll_href(found[0]) if found else ""
