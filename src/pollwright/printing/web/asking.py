"""What is asked before a document of a poll is made: of which contest, and what no data hold."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from pollwright.elections.web.terms import KINDS
from pollwright.law.document_rows import Words
from pollwright.law.nations import Nation
from pollwright.law.timetables.kinds import Kind as PollKind
from pollwright.pages.forms import Choice, Field, Form, NumberField, Radios, Select, TextArea, TextField
from pollwright.printing.papers.ballots_made import COLOURS
from pollwright.printing.papers.forms_made import own_words
from pollwright.printing.papers.wanted import Given
from pollwright.printing.queries.grounds import Ground
from pollwright.printing.queries.needs import ready_for
from pollwright.printing.states import Kind

ALL = "all"
COLOUR = "colour-"
REFERENDUMS = (
    PollKind.NEIGHBOURHOOD_PLANNING_REFERENDUM, PollKind.COUNCIL_TAX_REFERENDUM, PollKind.GOVERNANCE_REFERENDUM,
)  # fmt: skip


def form_for(ground: Ground, wanted: Kind) -> Form:
    """Return what is asked before a document is made: of which contest, and what no data hold."""
    ready = ready_for(ground, wanted)
    names = dict(ground.poll.contests.values_list("reference", "name"))
    fields: list[Field] = []
    if ready and ready != [""]:
        choices = [Choice(ALL, _("All that are ready (%(count)s)") % {"count": len(ready)})]
        choices = [] if wanted is Kind.INFORMATION_STATEMENT and len(ready) > 1 else choices
        choices += [Choice(one, names[one]) for one in ready]
        fields.append(Select("contest", _("Contest"), choices=tuple(choices)))
    if wanted is Kind.BALLOT_PAPER:
        fields.append(Radios("colour", _("Colour of the paper"), choices=_colours(), inline=True))
    return Form(*fields, *_of_facts(ground, wanted), *_of_words(ground, wanted))


def form_together(usual: Mapping[str, str], first: Ground | None, wanted: Kind) -> Form:
    """Return what is asked before a document is made of polls taken together.

    :param usual: the usual colours of the papers, by their sort.
    :param first: the first of them that asks for it; None where none does.
    """
    fields: list[Field] = []
    if wanted is Kind.BALLOT_PAPER:
        for place, sort in enumerate(usual):
            label = _("Colour of the papers of %(polls)s") % {"polls": _sort(sort)}
            fields.append(Select(f"{COLOUR}{place}", label, choices=_colours()))
    if first is not None:
        fields += [*_of_facts(first, wanted), *_of_words(first, wanted)]
    return Form(*fields)


def typed_together(usual: Mapping[str, str], first: Ground | None, wanted: Kind) -> dict[str, str]:
    """Return what that form holds before anything is entered."""
    colours = {f"{COLOUR}{place}": colour for place, colour in enumerate(usual.values())}
    return colours | (typed_for(first, wanted) if first is not None else {})


def colours_by(usual: Mapping[str, str], typed: Mapping[str, Any]) -> dict[str, str]:
    """Return the colours that were chosen, by the sort of papers."""
    sorts = enumerate(usual)
    return {sort: typed[f"{COLOUR}{place}"] for place, sort in sorts if typed.get(f"{COLOUR}{place}")}


def _colours() -> tuple[Choice, ...]:
    return tuple(Choice(name, name.capitalize()) for name in COLOURS)


def _sort(sort: str) -> str:
    kind, _comma, body = sort.partition(", ")
    return f"{KINDS[PollKind(kind)]}, {body}" if body else str(KINDS[PollKind(kind)])


def _of_facts(ground: Ground, wanted: Kind) -> list[Field]:
    """Return the fields of what no data hold."""
    fields: list[Field] = []
    if wanted in (Kind.NOTICE_OF_PETITION, Kind.SIGNING_SHEET):
        fields.append(TextField("member", _("Member of Parliament"), longest=200))
    if wanted in (Kind.INFORMATION_STATEMENT, Kind.NOTICE_OF_PETITION):
        fields.append(NumberField("electors", _("Registered electors on the day that counts"), least=1, width=10))
    if wanted in (Kind.NOTICE_OF_REFERENDUM, Kind.INFORMATION_STATEMENT) and ground.kind in REFERENDUMS:
        fields.append(
            NumberField("expense", _("Limit of referendum expenses, in pounds"), least=1, prefix="£", width=10)
        )
    return fields


def typed_for(ground: Ground, wanted: Kind) -> dict[str, str]:
    """Return what the form holds before anything is entered."""
    return {"contest": ALL, "colour": "white", "words": "\n".join(own_words(ground, wanted))}


def given_by(typed: Mapping[str, Any]) -> Given:
    """Return what the officer entered with the order; amounts are typed in whole pounds."""
    return Given(
        expense_pence=(typed.get("expense") or 0) * 100,
        colour=typed.get("colour") or "white",
        electors=typed.get("electors") or 0,
        member=typed.get("member") or "",
        words=typed.get("words") or "",
        words_cy=typed.get("words_cy") or "",
        compared=typed.get("compared") or "",
    )


def _of_words(ground: Ground, wanted: Kind) -> list[Field]:
    """Return the fields of a paper in words of our own: what it says, and the form that it was compared with."""
    fields: list[Field] = []
    if own_words(ground, wanted):
        fields.append(TextArea("words", _("What it says, a sentence a line"), rows=10, longest=6000))
        if ground.nation is Nation.WALES:
            hint = _("Empty: each sentence in the Welsh that is held for it, or marked as needing translation.")
            fields.append(
                TextArea("words_cy", _("The same in Welsh"), hint=hint, rows=10, longest=6000, required=False)
            )
    if ground.rows[wanted].words is Words.OUR_OWN:
        hint = _(
            "These are plain words of ours, not those of the prescribed form. Look the form up, put its words in where they"
            " differ, and say here which form it was. Until then the document is marked and can't be approved."
        )
        fields.append(
            TextField("compared", _("Form that the words were compared with"), hint=hint, required=False, longest=200)
        )
    return fields
