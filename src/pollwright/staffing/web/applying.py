"""The page at which people apply for work at polls: public, on the officers' host beside the portal of candidates."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _t
from django.views.decorators.http import require_http_methods, require_safe
from django_scopes import scope

from pollwright.access.web.acts import Asked, answered
from pollwright.access.web.gate import public
from pollwright.access.web.limits import limited
from pollwright.acting import Actor, Capacity, Channel, Permission
from pollwright.authorities.clock import moment, today
from pollwright.authorities.queries.councils import Council, council_of
from pollwright.pages import wording
from pollwright.pages.forms import (
    Checkboxes,
    Choice,
    Confirmation,
    DateField,
    EmailField,
    Form,
    NumberField,
    TextArea,
    TextField,
)
from pollwright.pages.standard import RecordPage
from pollwright.staffing.operations.applying import Applied, apply_online, recruiting
from pollwright.staffing.operations.bank import MemberFacts
from pollwright.staffing.queries.polls import poll_days
from pollwright.staffing.states import QUALIFYING, Role
from pollwright.staffing.web import terms

MOST, WITHIN_SECONDS = 10, 3600
FIELDS = (
    TextField("forenames", _t("Forenames"), longest=120),
    TextField("surname", _t("Surname"), longest=120),
    EmailField("email", _t("Email")),
    TextField("phone", _t("Phone"), longest=40, width=20),
    TextField("address1", _t("Address line 1"), longest=120),
    TextField("address2", _t("Address line 2"), longest=120, required=False),
    TextField("address3", _t("Address line 3"), longest=120, required=False),
    TextField("postcode", _t("Postcode"), longest=10, width=10),
    DateField("born_on", _t("Date of birth"), noun=_t("the date of birth")),
    Confirmation("drives", _t("I have the use of a car"), required=False),
    NumberField("most_miles", _t("The farthest that I travel, in miles"), required=False, least=0, most=999),
    TextField("languages", _t("Languages besides English"), required=False, longest=200),
    Checkboxes("wanted", _t("What I would like to do"), choices=terms.role_choices(QUALIFYING), noun=_t("a role")),
    TextArea("experience", _t("What I did at polls before"), rows=4, longest=2000, required=False),
)
DECLARED = (
    Confirmation(
        "right_to_work",
        _t("I have the right to work in the United Kingdom, and will show a document that proves it"),
    ),
    Confirmation(
        "impartial",
        _t("I will not be a candidate, nor work for a candidate or a party, at a poll at which I am appointed"),
    ),
)


@require_http_methods(["GET", "HEAD", "POST"])
@public
def apply(request: HttpRequest, code: str) -> HttpResponse:
    """Ask whoever wants to work at polls about themselves; told, take the application in."""
    council = _council(code)
    with scope(authority=council.id):
        if request.method == "POST":
            limited(request, "staffing:apply", most=MOST, within=WITHIN_SECONDS)
        elif not recruiting(council.id, on=today(council.id)):
            notes = (_("Applications are not taken online at the moment. Ring electoral services."),)
            page = RecordPage(title=_("Apply to work at polls"), caption=council.name, notes=notes)
            return render(request, "pages/standard/record.jinja", {"page": page})
        return answered(request, _asked(_public(council.id, code), council, code))


@require_safe
@public
def thanks(request: HttpRequest, code: str) -> HttpResponse:
    """Say that an application was received, and what happens with it."""
    council = _council(code)
    notes = (
        _("An officer looks at it, and rings or writes to you. An offer comes with an address at which you answer it."),
        _("What you told us is removed when its time is up, if you are not taken on."),
    )
    page = RecordPage(title=_("Your application was received"), caption=council.name, notes=notes)
    return render(request, "pages/standard/record.jinja", {"page": page})


def _asked(actor: Actor, council: Council, code: str) -> Asked:
    days = poll_days(council.id, on=today(council.id))

    def perform(given: Mapping[str, Any]) -> str:
        applied = Applied(
            wanted=[Role(role) for role in given["wanted"]],
            experience=given["experience"] or "",
            right_to_work=bool(given["right_to_work"]),
            impartial=bool(given["impartial"]),
            days=[date.fromisoformat(day) for day in given.get("days") or ()],
        )
        apply_online(actor=actor, facts=_facts(given), applied=applied, at=moment(council.id))
        return reverse("staffing:applied", args=[code])

    return Asked(
        _("Apply to work at polls"),
        _form(days),
        _("Send the application"),
        perform,
        reverse("staffing:apply", args=[code]),
        caption=council.name,
        lead=_("Staff of polling stations are 18 or over. We keep what you tell us for this purpose only."),
        said=_("Thank you. Your application was received."),
    )


def _form(days: Sequence[tuple[date, str]]) -> Form:
    asked = Checkboxes(
        "days",
        _t("I can work on"),
        choices=tuple(Choice(day.isoformat(), f"{wording.day(day)}: {title}") for day, title in days),
        required=False,
        noun=_t("a day"),
    )
    return Form(*FIELDS, *((asked,) if days else ()), *DECLARED)


def _facts(given: Mapping[str, Any]) -> MemberFacts:
    texts = ("forenames", "surname", "email", "phone", "address1", "address2", "address3", "postcode", "languages")
    return MemberFacts(
        **{name: given[name] or "" for name in texts},
        born_on=given["born_on"],
        drives=bool(given["drives"]),
        most_miles=given["most_miles"],
    )


def _council(code: str) -> Council:
    """Return the council that is applied to.

    :raises Http404: where none has the code.
    """
    council = council_of(code)
    if council is None:
        raise Http404
    return council


def _public(authority_id: int, code: str) -> Actor:
    """Return somebody of the public, who may apply and nothing else."""
    may = frozenset({Permission.STAFF_APPLY})
    return Actor(authority_id, code, "Applicant, online", Capacity.PUBLIC, may, Channel.WEB)
