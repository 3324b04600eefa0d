"""How combined polls are shown: the rules between polls of a day, and what the lead does for all."""

from __future__ import annotations

from collections.abc import Sequence

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pollwright.elections.queries.combining import CombinationFacts, DayPoll, PairRule
from pollwright.elections.queries.polls import PollFacts
from pollwright.elections.states import ENDED
from pollwright.elections.web import terms
from pollwright.elections.web.polls_shown import poll_href
from pollwright.law.combination import CombinedFunction, Together
from pollwright.pages import wording
from pollwright.pages.forms import Checkboxes, Choice, Confirmation, Form, Select, TextField
from pollwright.pages.shell import NavItem
from pollwright.pages.standard import Cell, PlainTable, Section
from pollwright.pages.tags import Colour, Tag
from pollwright.pages.voice import translated

FUNCTIONS = {
    CombinedFunction.STATIONS: gettext_lazy("Polling stations"),
    CombinedFunction.STAFF: gettext_lazy("Presiding officers and clerks"),
    CombinedFunction.EQUIPMENT: gettext_lazy("Equipment and notices of stations"),
    CombinedFunction.SECRECY: gettext_lazy("Notification of secrecy"),
    CombinedFunction.VERIFICATION: gettext_lazy("Verification and separation"),
    CombinedFunction.PACKETS: gettext_lazy("Packets"),
    CombinedFunction.POSTAL: gettext_lazy("Issue and receipt of postal papers"),
}
MOST_SHOWN = 10
"""How many polls stand on the page of those taken together; the others are in their list."""
_TOGETHER = {
    Together.COMPULSORY: (gettext_lazy("Compulsory"), Colour.ORANGE),
    Together.PERMITTED: (gettext_lazy("Permitted"), Colour.GREEN),
    Together.FORBIDDEN: (gettext_lazy("Forbidden"), Colour.RED),
    Together.SEPARATE: (gettext_lazy("Separate"), Colour.GREY),
}


def together(facts: PollFacts) -> Section:
    """Return the part of a poll's page about the polls of its day."""
    if facts.combination:
        href = reverse("elections:combination", args=[facts.combination])
        return Section(_("Taken together"), links=(NavItem(_("The combined polls"), href),))
    if facts.state in ENDED:
        return Section(_("Taken together"), text=(_("It is not taken together with another poll."),))
    mode = "rehearsal" if facts.rehearsal else "live"
    href = reverse("elections:combine", args=[facts.day.isoformat(), mode])
    return Section(
        _("Taken together"),
        text=(_("It is not taken together with another poll."),),
        links=(NavItem(_("Polls of the same day, and what the law says of them"), href),),
    )


def rules_table(rules: Sequence[PairRule]) -> PlainTable:
    """Return what the law has for the polls of a day."""
    return PlainTable(
        _("What the law says"),
        (_("Polls"), _("And"), _("Together"), _("Rule"), _("Pairs")),
        tuple(
            (
                Cell(terms.kind(rule.one)),
                Cell(terms.kind(rule.other)),
                Cell(tag=Tag(str(_TOGETHER[rule.together][0]), _TOGETHER[rule.together][1])),
                Cell(f"{translated(rule.says)} ({rule.source})"),
                Cell(wording.number(rule.pairs), numeric=True),
            )
            for rule in rules
        ),
        _("There is no other poll on that day."),
    )


def polls_table(polls: Sequence[DayPoll]) -> PlainTable:
    """Return polls that are taken together."""
    return PlainTable(
        _("Polls"),
        (_("Poll"), _("Kind"), _("Reference")),
        tuple(
            (Cell(poll.title, href=poll_href(poll.reference)), Cell(terms.kind(poll.kind)), Cell(poll.reference))
            for poll in polls
        ),
        _("No poll is in it any more."),
    )


def polls_of(facts: CombinationFacts) -> Section:
    """Return the first polls that are taken together, and the list in which all are found."""
    href = reverse("elections:combination-polls", args=[facts.reference])
    many = _("All polls taken together (%(count)s)") % {"count": wording.number(len(facts.polls))}
    links = (NavItem(many, href),) if facts.polls else ()
    text = (_("Only one poll is left in it. Nothing is shared any more."),) if len(facts.polls) == 1 else ()
    return Section(_("Polls"), text=text, table=polls_table(facts.polls[:MOST_SHOWN]), links=links)


def functions_of(facts: CombinationFacts) -> tuple[str, ...]:
    """Return what the lead does for all, in words."""
    return tuple(str(FUNCTIONS[CombinedFunction(name)]) for name in facts.functions)


def combine_form(polls: Sequence[DayPoll]) -> Form:
    """Return the form that asks which polls are taken together, and who leads."""
    return Form(
        Checkboxes("polls", _("Polls"), choices=tuple(Choice(poll.reference, poll.title) for poll in polls)),
        Confirmation("with_postal", _("Postal papers of all polls go out and come back together"), required=False),
        Select(
            "lead",
            _("Poll that leads, if not by the law's order"),
            choices=tuple(Choice(poll.reference, poll.title) for poll in polls),
            required=False,
            empty=_("By the law's order"),
        ),
        TextField("lead_reason", _("Reason for another lead"), required=False, longest=500),
    )
