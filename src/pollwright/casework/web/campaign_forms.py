"""The forms of campaigns and their activities, and what they give."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _t

from pollwright.casework.operations.campaigns import ActivityFacts, CampaignFacts
from pollwright.casework.queries.campaigns import HeldActivity, HeldCampaign
from pollwright.casework.states import ActivityKind, Audience
from pollwright.casework.web import terms
from pollwright.casework.web.forms import VERSION, choices
from pollwright.pages.forms import Choice, DateField, Form, NumberField, Radios, Select, TextArea, TextField
from pollwright.pages.forms.amounts import pence_of, pounds_of
from pollwright.pages.forms.fields import Field

MOST = 1_000_000
_CHECKED = {"yes": True, "no": False, "unsaid": None}
_SAFEGUARDING = (Choice("yes", _t("Yes")), Choice("no", _t("No")), Choice("unsaid", _t("Not needed, or not said")))


def campaign_form(people: Sequence[tuple[str, str]], areas: Sequence[tuple[int, str]]) -> Form:
    """Return the form of a campaign; `people` are handles and names, `areas` ids and names."""
    return Form(
        VERSION,
        TextField("title", _t("Campaign"), longest=200),
        Select("audience", _t("Audience"), choices=choices(Audience)),
        TextArea("objective", _t("Objective"), rows=2, longest=500, required=False),
        TextArea("message", _t("Message"), rows=2, longest=500, required=False),
        TextField(
            "partners", _t("Partners"), longest=300, required=False, hint=_t("Such as schools, comms or design.")
        ),
        _area(areas),
        Select("owner", _t("Owner"), choices=tuple(Choice(*one) for one in people), required=False, empty=_("Nobody")),
        DateField("starts_on", _t("Starts"), noun=_t("the first day")),
        DateField("ends_on", _t("Ends"), noun=_t("the last day")),
        _pounds("budget", _t("Budget")),
        TextArea(
            "equality",
            _t("Equality and accessible formats"),
            rows=2,
            longest=500,
            required=False,
            hint=_t("Such as easy read, languages, and what the assessment said."),
        ),
    )


def campaign_of(given: Mapping[str, Any]) -> CampaignFacts:
    """Return the campaign that was typed."""
    named = ("objective", "message", "partners", "owner", "equality")
    return CampaignFacts(
        title=given["title"],
        audience=Audience(given["audience"]),
        starts_on=given["starts_on"],
        ends_on=given["ends_on"],
        area=_area_of(given),
        budget_pence=pence_of(given["budget"]) if given["budget"] else None,
        **{name: given[name] or "" for name in named},
    )


def campaign_typed(held: HeldCampaign) -> dict[str, Any]:
    """Return a campaign as its form shows it."""
    names = ("title", "audience", "objective", "message", "partners", "starts_on", "ends_on", "equality")
    return {name: getattr(held, name) for name in names} | {
        "area": str(held.area_id or ""),
        "owner": str(held.owner.handle) if held.owner else "",
        "budget": pounds_of(held.budget_pence),
    }


def activity_form(areas: Sequence[tuple[int, str]]) -> Form:
    """Return the form of an activity."""
    return Form(
        VERSION,
        Radios("kind", _t("It is"), choices=choices(ActivityKind), inline=True, noun=_t("what it is")),
        TextField("title", _t("What is done, and with whom"), longest=200, hint=_t("Such as the school or the group.")),
        DateField("held_on", _t("Day"), noun=_t("the day")),
        TextField("place", _t("Place"), longest=200, required=False),
        _area(areas),
        TextField("staff", _t("Staff"), longest=200, required=False),
        Radios("safeguarding", _t("Safeguarding was checked"), choices=_SAFEGUARDING, inline=True),
        NumberField("attendance", _t("How many came"), least=0, most=MOST, required=False),
        NumberField("sign_ups", _t("How many signed up there"), least=0, most=MOST, required=False),
        _pounds("cost", _t("Cost")),
        TextArea("follow_up", _t("What is to follow"), rows=2, longest=500, required=False),
    )


def activity_of(given: Mapping[str, Any]) -> ActivityFacts:
    """Return the activity that was typed."""
    return ActivityFacts(
        kind=ActivityKind(given["kind"]),
        title=given["title"],
        held_on=given["held_on"],
        place=given["place"] or "",
        area=_area_of(given),
        staff=given["staff"] or "",
        safeguarding=_CHECKED[given["safeguarding"]],
        attendance=given["attendance"],
        sign_ups=given["sign_ups"],
        cost_pence=pence_of(given["cost"]) if given["cost"] else None,
        follow_up=given["follow_up"] or "",
    )


def activity_typed(held: HeldActivity) -> dict[str, Any]:
    """Return an activity as its form shows it."""
    names = ("kind", "title", "held_on", "place", "staff", "attendance", "sign_ups", "follow_up")
    return {name: getattr(held, name) for name in names} | {
        "version": str(held.version),
        "area": str(held.area_id or ""),
        "cost": pounds_of(held.cost_pence),
        "safeguarding": next(name for name, value in _CHECKED.items() if value is held.safeguarding),
    }


def close_form() -> Form:
    """Return the form that closes a campaign."""
    return Form(VERSION, TextArea("outcome", _t("What came of it"), rows=4, longest=500))


def _area(areas: Sequence[tuple[int, str]]) -> Field:
    found = tuple(Choice(str(pk), name) for pk, name in areas)
    return Select("area", _t("Area"), choices=found, required=False, empty=_("The whole authority"))


def _area_of(given: Mapping[str, Any]) -> int | None:
    return int(given["area"]) if given["area"] else None


def _pounds(name: str, label: Any) -> TextField:
    return TextField(
        name,
        label,
        prefix="£",
        width=10,
        required=False,
        pattern=terms.POUNDS,
        pattern_message=_t("Enter pounds and pence, such as 125 or 125.50"),
    )
