"""The forms of staff files and their parts, and what they give."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _t

from pollwright.pages.forms import Choice, DateField, Form, NumberField, Radios, Select, TextArea, TextField
from pollwright.people.hours import minutes_of, written
from pollwright.people.operations.files import EmployeeFacts
from pollwright.people.operations.growing import CheckFacts, DevelopmentFacts
from pollwright.people.operations.holding import Appointment
from pollwright.people.operations.hours import HoursFacts
from pollwright.people.operations.skills import HeldFacts
from pollwright.people.queries.files import WholeFile
from pollwright.people.states import Basis, CheckKind, DevelopmentKind, HoursKind, Level, Outcome
from pollwright.people.web.terms import REASON, VERSION, Typed, chosen, length, yes_no

Pairs = Sequence[tuple[str, str]]
DAY = _t("the day")
DEVELOPMENT = Form(
    VERSION,
    DateField("on", _t("Day"), noun=DAY),
    chosen("kind", _t("Kind"), DevelopmentKind),
    TextField("title", _t("What it was")),
    TextField("provider", _t("Provider"), longest=120, required=False),
    length("time", _t("Time")),
    TextArea("reflection", _t("What came of it"), rows=4, required=False),
)
HOURS = Form(
    VERSION,
    DateField("on", _t("Day"), noun=DAY),
    Radios(
        "kind",
        _t("Entry"),
        choices=tuple(Choice(one.value, one.label) for one in (HoursKind.EARNED, HoursKind.TAKEN)),
    ),
    length("time", _t("Time")),
    DateField("expires_on", _t("May be taken until"), required=False, noun=DAY),
    TextField("note", _t("Note"), longest=300, required=False),
)
CORRECTION = Form(
    VERSION,
    Radios(
        "way", _t("Correction"), choices=(Choice("up", _t("Add to the balance")), Choice("down", _t("Take off it")))
    ),
    length("time", _t("Time")),
    REASON,
)
CHECK = Form(
    VERSION,
    chosen("kind", _t("Check"), CheckKind),
    DateField("done_on", _t("Done"), noun=DAY),
    chosen("outcome", _t("Outcome"), Outcome),
    DateField("due_on", _t("Due again"), required=False, noun=DAY),
    TextArea("note", _t("What was declared, or what is wrong"), rows=3, longest=500, required=False),
)
APPRAISAL = Form(VERSION, DateField("due_on", _t("Due on"), noun=DAY))
LEAVING = Form(VERSION, DateField("on", _t("Last day"), noun=_t("the last day")))
WRITE_OFF = Form(VERSION)


def employee_form(accounts: Pairs, *, new: bool) -> Form:
    """Return the form of somebody's particulars; a change asks for the reason."""
    return Form(
        *(() if new else (VERSION,)),
        TextField("name", _t("Name"), longest=150),
        TextField("number", _t("Payroll number"), longest=40, required=False, width=20),
        Select(
            "account",
            _t("Signs in as"),
            choices=tuple(Choice(*one) for one in accounts),
            required=False,
            empty=_t("Nobody"),
            hint=_t("Whoever signs in so sees this file as their own."),
        ),
        DateField("started_on", _t("First day"), noun=_t("the first day")),
        length("weekly_hours", _t("Contract hours in a week")),
        length("development_hours", _t("Development wanted in a year")),
        *(() if new else (REASON,)),
    )


def employee_facts(given: Typed) -> EmployeeFacts:
    """Return what was typed of somebody's particulars."""
    return EmployeeFacts(
        name=given["name"],
        number=given["number"] or "",
        account=given["account"] or "",
        started_on=given["started_on"],
        weekly_minutes=minutes_of(given["weekly_hours"]),
        cpd_minutes=minutes_of(given["development_hours"]),
    )


def employee_typed(found: WholeFile) -> dict[str, Any]:
    """Return what the form of somebody's particulars starts from."""
    row = found.row
    return {
        "name": row.name,
        "number": row.number,
        "account": found.account,
        "started_on": row.started_on,
        "weekly_hours": written(row.weekly_minutes),
        "development_hours": written(row.cpd_minutes),
    }


def appointment_form(posts: Pairs) -> Form:
    """Return the form of an appointment."""
    return Form(
        VERSION,
        Select("post", _t("Post"), choices=tuple(Choice(*one) for one in posts)),
        chosen("basis", _t("How it is held"), Basis),
        NumberField("percent", _t("Share of full time, %"), least=1, most=100),
        DateField("starts_on", _t("First day"), noun=_t("the first day")),
        DateField("ends_on", _t("Last day"), required=False, noun=_t("the last day")),
        NumberField("ours", _t("Of that for this authority, %"), least=0, most=100),
        TextField(
            "partner", _t("Shared with"), longest=150, required=False, hint=_t("The authority that has the rest.")
        ),
        DateField(
            "told_on",
            _t("Told of the political restriction on"),
            required=False,
            noun=DAY,
            hint=_t("Needed where the post is politically restricted."),
        ),
    )


def appointment_of(given: Typed) -> Appointment:
    """Return what was typed of an appointment."""
    return Appointment(
        post=given["post"],
        basis=Basis(given["basis"]),
        percent=given["percent"],
        ours=given["ours"],
        partner=given["partner"] or "",
        starts_on=given["starts_on"],
        ends_on=given["ends_on"],
        told_on=given["told_on"],
    )


def ending_form(holdings: Pairs) -> Form:
    """Return the form on which a holding is ended."""
    return Form(
        VERSION,
        Radios("number", _t("Post"), choices=tuple(Choice(*one) for one in holdings)),
        DateField("on", _t("Last day"), noun=_t("the last day")),
        REASON,
    )


def skill_held_form(skills: Pairs) -> Form:
    """Return the form on which it is noted how far somebody has a skill."""
    return Form(
        VERSION,
        Select("skill", _t("Skill"), choices=tuple(Choice(*one) for one in skills)),
        chosen("level", _t("Level"), Level),
        DateField("since", _t("Since"), noun=DAY),
        DateField(
            "expires_on",
            _t("Until"),
            required=False,
            noun=DAY,
            hint=_t("Left blank, it follows from the skill where that is to be renewed."),
        ),
        TextField("evidence", _t("Evidence"), longest=300, required=False),
    )


def skill_held(given: Typed) -> HeldFacts:
    """Return what was typed of a skill that somebody has."""
    return HeldFacts(
        given["skill"], Level(int(given["level"])), given["since"], given["expires_on"], given["evidence"] or ""
    )


def numbered(words: Any, rows: Pairs, *more: Any) -> Form:
    """Return a form that asks for one of the entries of a file, and for more."""
    return Form(VERSION, Radios("number", words, choices=tuple(Choice(*one) for one in rows)), *more)


HELD_ON = DateField("held_on", _t("Held on"), noun=DAY)
AGREED = yes_no("agreed", _t("Agree"))


def development_of(given: Typed) -> DevelopmentFacts:
    """Return what was typed of something learnt."""
    return DevelopmentFacts(
        on=given["on"],
        kind=DevelopmentKind(given["kind"]),
        title=given["title"],
        minutes=minutes_of(given["time"]),
        provider=given["provider"] or "",
        reflection=given["reflection"] or "",
    )


def hours_of(given: Typed) -> HoursFacts:
    """Return what was typed of time worked or taken."""
    minutes = minutes_of(given["time"])
    return HoursFacts(given["on"], HoursKind(given["kind"]), minutes, given["expires_on"], given["note"] or "")


def check_of(given: Typed) -> CheckFacts:
    """Return what was typed of a check."""
    kind, outcome = CheckKind(given["kind"]), Outcome(given["outcome"])
    return CheckFacts(kind, given["done_on"], outcome, given["due_on"], given["note"] or "")
