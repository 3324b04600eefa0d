"""The forms of polls: what is asked to call one, and questions that several forms share."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from django.utils.translation import gettext_lazy as _

from pollwright.elections.operations.calling import ContestAsked
from pollwright.elections.operations.calling_rules import PollAsked
from pollwright.elections.queries.contest_areas import ContestArea
from pollwright.elections.states import ON_A_QUESTION, SYSTEMS, SeatsOf
from pollwright.elections.web.terms import KINDS
from pollwright.law.ballot_papers.questions import Governance, Matter
from pollwright.law.conduct.voting_systems import VotingSystem
from pollwright.law.timetables.kinds import Kind
from pollwright.pages.forms import (
    Checkboxes,
    Choice,
    Confirmation,
    DateField,
    FileField,
    Form,
    NumberField,
    Radios,
    Select,
    TextArea,
    TextField,
)
from pollwright.pages.forms.fields import Field

ELECTING = frozenset(
    {
        VotingSystem.FIRST_PAST_THE_POST,
        VotingSystem.SUPPLEMENTARY_VOTE,
        VotingSystem.SINGLE_TRANSFERABLE_VOTE,
        VotingSystem.CLOSED_LIST,
        VotingSystem.ADDITIONAL_MEMBER,
    }
)
"""Voting systems by which people are elected."""
REASON = TextArea("reason", _("Reason"), rows=3, longest=500)
WAYS = tuple(
    Choice(way.value, words)
    for way, words in (
        (Governance.LEADER, _("By a leader chosen by the councillors")),
        (Governance.MAYOR, _("By an elected mayor")),
        (Governance.COMMITTEES, _("By committees of councillors")),
    )
)
GOVERNED = (
    Select("now", _("How the council is run now"), choices=WAYS),
    Select(
        "proposed", _("How it would be run"), choices=WAYS, hint=_("Empty fields below: the words that are held here.")
    ),
)
MATTER = Select(
    "matter",
    _("What the referendum is on"),
    choices=tuple(
        Choice(matter.value, words)
        for matter, words in (
            (Matter.NEIGHBOURHOOD_PLAN, _("A neighbourhood plan")),
            (Matter.DEVELOPMENT_ORDER, _("A neighbourhood development order")),
            (Matter.RIGHT_TO_BUILD_ORDER, _("A community right to build order")),
        )
    ),
    hint=_(
        "The question below may stay empty: then it is the one held for this, with the council and the area put in."
    ),
)
BUSINESSES = Confirmation(
    "businesses", _("It is a business area: its businesses have a referendum of their own"), required=False
)
ANSWERS = TextArea(
    "answers",
    _("Answers, one a line"),
    hint=_("As the form in force has them, in the order of the ballot paper."),
    rows=3,
    longest=1000,
    required=False,
)
POLL = Form(
    Select("kind", _("Kind of poll"), choices=tuple(Choice(kind.value, words) for kind, words in KINDS.items())),
    DateField("day", _("Polling day")),
    TextField(
        "body",
        _("Held for"),
        hint=_("The council, force area or constituency, without the word council: Somerset, or Avon and Somerset"),
        noun=_("whom it is held for"),
    ),
    Radios(
        "seats_of",
        _("What is filled"),
        choices=tuple(Choice(one.value, one.label) for one in SeatsOf),
        noun=_("what is filled"),
    ),
    Confirmation("by_election", _("It is a by-election"), required=False),
    DateField(
        "trigger",
        _("Day of what sets it off"),
        hint=_("The writ, the vacancy, the last request, the decision or the notice, where the law counts from it"),
        required=False,
    ),
    TextField(
        "title", _("Title"), hint=_("Left empty, it is the kind of poll and whom it is held for"), required=False
    ),
    TextField("title_cy", _("Title in Welsh"), required=False),
)
PARISHES = Form(
    DateField("day", _("Polling day")),
    Radios(
        "source",
        _("Seats"),
        choices=(
            Choice("last", _("As at the last ordinary parish elections held here")),
            Choice(
                "list",
                _("From a list"),
                reveals=(
                    FileField(
                        "seats",
                        _("List of seats"),
                        hint=_("CSV with the columns area_code and seats, a line for each parish or parish ward"),
                        endings=(".csv",),
                        noun=_("the list of seats"),
                    ),
                ),
            ),
        ),
        noun=_("where the seats come from"),
    ),
    TextArea("doubts_reason", _("Reason to call them despite doubts"), rows=2, longest=500, required=False),
)


def asked_of(given: Mapping[str, Any], more: Mapping[str, Any] | None = None) -> PollAsked:
    """Return the poll that the forms ask for; `more` is what the second form adds."""
    added = more or {}
    return PollAsked(
        kind=Kind(given["kind"]),
        body=given["body"],
        day=given["day"],
        seats_of=SeatsOf(given["seats_of"]),
        by_election=bool(given["by_election"]),
        trigger=given["trigger"],
        title=given["title"] or "",
        title_cy=given["title_cy"] or "",
        system=added.get("system") or "",
        system_reason=added.get("system_reason") or "",
        doubts_reason=added.get("doubts_reason") or "",
    )


def contests_form(asked: PollAsked, areas: Sequence[ContestArea], *, lawful: str, doubtful: bool) -> Form:
    """Return the form that asks for the contests of a poll.

    :param lawful: the voting system that the law gives.
    :param doubtful: the timetable raises doubts, so that a reason must be given.
    """
    fields = list(_contest_fields(asked, areas))
    if asked.kind not in ON_A_QUESTION:
        fields += _system_fields(lawful)
    fields.append(
        TextArea("doubts_reason", _("Reason to call it despite doubts"), rows=2, longest=500, required=doubtful)
    )
    return Form(*fields)


def _system_fields(lawful: str) -> list[Field]:
    """Return what asks for another voting system than the law's (E-05); a question has one way of being decided."""
    systems = tuple(Choice(value, words) for value, words in SYSTEMS.items() if value in ELECTING and value != lawful)
    return [
        Select(
            "system",
            _("Voting system, if not the law's"),
            choices=systems,
            required=False,
            empty=_("As the law has it"),
        ),
        TextField("system_reason", _("Reason for another voting system"), required=False, longest=500),
    ]


def _contest_fields(asked: PollAsked, areas: Sequence[ContestArea]) -> list[Field]:
    choices = tuple(Choice(area.key, _named(area)) for area in areas)
    if asked.kind in ON_A_QUESTION:
        held = asked.kind in (Kind.RECALL, Kind.GOVERNANCE_REFERENDUM, Kind.NEIGHBOURHOOD_PLANNING_REFERENDUM)
        question = TextArea("question", _("Question"), rows=3, longest=1000, required=not held)
        welsh = TextArea("question_cy", _("Question in Welsh"), rows=3, longest=1000, required=False)
        where = Select("area", _("Area"), choices=choices) if choices else TextField("name", _("Name of the area"))
        if asked.kind is Kind.GOVERNANCE_REFERENDUM:
            return [where, *GOVERNED, question, ANSWERS, welsh]
        if asked.kind is Kind.NEIGHBOURHOOD_PLANNING_REFERENDUM:
            return [where, MATTER, question, welsh, BUSINESSES]
        return [where, question, welsh]
    if asked.by_election:
        return [Select("area", _("Area"), choices=choices), NumberField("seats", _("Seats"), least=1, most=99)]
    if asked.kind in (Kind.LOCAL, Kind.PARISH):
        return [
            NumberField(f"seats-{area.key}", _named(area), hint=_("Seats; empty for no contest"), required=False, most=99, least=0)
            for area in areas
        ]  # fmt: skip
    return [Checkboxes("areas", _("Areas"), choices=choices)]


def contests_of(given: Mapping[str, Any]) -> list[ContestAsked]:
    """Return the contests that the form asks for."""
    words: dict[str, Any] = {
        "question": given.get("question") or "",
        "question_cy": given.get("question_cy") or "",
        "answers": tuple(line.strip() for line in (given.get("answers") or "").splitlines() if line.strip()),
    }
    if given.get("matter"):
        words["matter"] = Matter(given["matter"])
    if given.get("now") and given.get("proposed"):
        words["change"] = (Governance(given["now"]), Governance(given["proposed"]))
    if "areas" in given:
        return [ContestAsked(area, **words) for area in given["areas"]]
    if given.get("businesses"):
        residents = ContestAsked(given["area"], **words)
        return [residents, replace(residents, businesses=True)]
    if "name" in given:
        return [ContestAsked(name=given["name"], **words)]
    if "area" in given:
        return [ContestAsked(given["area"], given.get("seats") or 1, **words)]
    return [
        ContestAsked(name.removeprefix("seats-"), seats)
        for name, seats in given.items()
        if name.startswith("seats-") and seats
    ]


def _named(area: ContestArea) -> str:
    return area.name if area.body in ("", area.name) else f"{area.body}: {area.name}"
