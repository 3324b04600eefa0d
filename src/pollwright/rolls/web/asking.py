"""How the acts of a roll are asked for, and which votes were ticked for them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from pollwright.access.web.acts import Asked
from pollwright.acting import Actor
from pollwright.pages import wording
from pollwright.pages.forms import Form
from pollwright.pages.tables import Selection
from pollwright.rolls.queries import rolls as queries
from pollwright.rolls.queries.rolls import RollFacts
from pollwright.rolls.web import tables, terms

PARTED, MOST_TOLD = ",", 20


def asked(
    facts: RollFacts, title: str, form: Form, perform: Any, *, typed: Mapping[str, Any] | None = None, lead: str = "",
    warning: str = "", below: int | None = None,
) -> Asked:  # fmt: skip
    """Return an act of a roll, or with `below` of one of its votes, as it is asked for."""
    back = terms.roll_href(facts.contest) if below is None else reverse("rolls:vote", args=[facts.contest, below])
    return Asked(
        title, form, title, perform, back, typed=typed, crumbs=terms.roll_crumbs(facts), lead=lead, warning=warning,
        caption=facts.name,
    )  # fmt: skip


def chosen(given: Mapping[str, Any]) -> list[int]:
    """Return the numbers that the form of an act on ticked votes carries."""
    return [int(one) for one in str(given["numbers"]).split(PARTED) if one.isdigit()]


def told(numbers: Sequence[int]) -> str:
    """Return which votes were ticked, the first by name."""
    more = " …" if len(numbers) > MOST_TOLD else ""
    named = ", ".join(map(str, numbers[:MOST_TOLD])) + more
    return _("Votes: %(count)s. Numbers: %(numbers)s") % {"count": wording.number(len(numbers)), "numbers": named}


def ticked(request: HttpRequest, actor: Actor, facts: RollFacts) -> list[int]:
    """Return the numbers that the form of the act carries, or those that were ticked in the list."""
    if "numbers" in request.POST:
        return chosen(request.POST)
    selected = Selection.parse(tables.voters_table(facts.contest, facts.rule), request.POST)
    if selected.every:
        rows = queries.every_voter(actor.authority_id, selected.asked, facts.contest)
        return [row.number for row in rows if row.removed_at is None]
    return [int(one) for one in selected.references if one.isdigit()]
