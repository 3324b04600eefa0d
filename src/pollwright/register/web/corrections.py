"""The pages by which what is held of an elector changes: nationality, corrections, choices, contacts, contact log."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from pollwright.access.web.acts import Asked, actor_of, answered, version_in
from pollwright.access.web.gate import permission_required
from pollwright.acting import Actor, Permission
from pollwright.authorities.clock import moment, today
from pollwright.pages.forms import Choice, DateField, EmailField, Form, HiddenField, Radios, Select, TextArea, TextField
from pollwright.pages.shell import Crumb, NavItem
from pollwright.refusals import NotPermitted
from pollwright.register.operations.contacts import CONTACTS, change_contacts, choose_open_register, log_contact
from pollwright.register.operations.correcting import Correction, change_nationality, correct_entry
from pollwright.register.queries.objections import ElectorFacts, elector_facts
from pollwright.register.web import terms
from pollwright.register.web.nationalities import boxes_of, codes_in, nationality_boxes


@dataclass(frozen=True, slots=True)
class Change:
    """One kind of change: its label, permission, form, first values and operation."""

    label: Any
    permission: Permission
    form: Form
    initial: Callable[[ElectorFacts], dict[str, Any]]
    perform: Callable[[Actor, str, int, Mapping[str, Any], datetime, date], object]


def _nothing(facts: ElectorFacts) -> dict[str, Any]:
    return {}


_t = gettext_lazy
_HOW = Radios(
    "how",
    _t("How it came"),
    choices=(
        Choice("phone", _t("Telephone")),
        Choice("email", _t("E-mail")),
        Choice("post", _t("Post")),
        Choice("counter", _t("In person")),
    ),
)
CHANGES = {
    "nationality": Change(
        _t("Change the nationality"),
        Permission.CORRECTIONS_MAKE,
        Form(
            HiddenField("version"),
            *nationality_boxes(required=True),
            Select(
                "residence_right",
                _t("Right of residence"),
                required=False,
                choices=terms.choices(terms.RESIDENCE_RIGHTS),
            ),
            TextArea("evidence", _t("What you saw"), rows=2, longest=500),
        ),
        lambda facts: {**boxes_of(facts.nationalities), "residence_right": facts.residence_right},
        lambda actor, reference, version, given, at, on: change_nationality(
            actor=actor,
            elector_reference=reference,
            version=version,
            nationalities=codes_in(given),
            residence_right=given["residence_right"] or "",
            evidence=given["evidence"],
            at=at,
            on=on,
        ),
    ),
    "correction": Change(
        _t("Correct a clerical error or carry out a court's decision"),
        Permission.CORRECTIONS_MAKE,
        Form(
            HiddenField("version"),
            TextField("surname", _t("Surname as it should be"), required=False, longest=100),
            TextField("forenames", _t("Forenames as they should be"), required=False, longest=100),
            Radios(
                "ground",
                _t("Why"),
                choices=(Choice("clerical", _t("Clerical error")), Choice("court", _t("Decision of a court"))),
            ),
            DateField("poll_on", _t("Polling day"), noun=_t("polling day")),
            TextArea("reason", _t("Reason"), rows=2, longest=500),
        ),
        _nothing,
        lambda actor, reference, version, given, at, on: correct_entry(
            actor=actor,
            elector_reference=reference,
            version=version,
            correction=Correction(
                surname=given["surname"], forenames=given["forenames"], court=given["ground"] == "court"
            ),
            reason=given["reason"],
            poll_on=given["poll_on"],
            at=at,
            on=on,
        ),
    ),
    "open-register": Change(
        _t("Open register choice"),
        Permission.APPLICATIONS_ENTER,
        Form(
            HiddenField("version"),
            Radios(
                "choice",
                _t("May they be in the open register?"),
                choices=(Choice("yes", _t("Yes")), Choice("no", _t("No"))),
            ),
            DateField("received_on", _t("Received on"), noun=_t("the day it was received")),
            _HOW,
        ),
        lambda facts: {"choice": "yes" if facts.open_register else "no"},
        lambda actor, reference, version, given, at, on: choose_open_register(
            actor=actor,
            elector_reference=reference,
            version=version,
            choice=given["choice"] == "yes",
            received_on=given["received_on"],
            how=given["how"],
        ),
    ),
    "contacts": Change(
        _t("Change how to reach them"),
        Permission.APPLICATIONS_ENTER,
        Form(
            HiddenField("version"),
            EmailField("email", _t("E-mail"), required=False, autocomplete="off"),
            TextField("phone", _t("Telephone"), required=False, longest=50, width=20),
            Select(
                "contact_by",
                _t("Preferred"),
                required=False,
                choices=(
                    Choice("post", _t("Post")),
                    Choice("email", _t("E-mail")),
                    Choice("phone", _t("Telephone")),
                    Choice("sms", _t("Text message")),
                ),
            ),
            *(
                TextField(f"correspondence{line}", _t("Address for letters, line %s") % line, required=False, longest=120)
                for line in range(1, 6)
            ),
            TextField("correspondence_postcode", _t("Postcode for letters"), required=False, longest=12, width=10),
            TextField("correspondence_country", _t("Country"), required=False, longest=60),
        ),
        lambda facts: dict(facts.contacts),
        lambda actor, reference, version, given, at, on: change_contacts(
            actor=actor,
            elector_reference=reference,
            version=version,
            contacts={name: given[name] or "" for name in CONTACTS},
        ),
    ),
    "log": Change(
        _t("Log a contact"),
        Permission.CONTACT_LOG,
        Form(HiddenField("version"), _HOW, TextArea("note", _t("What was said"), rows=3, longest=2000)),
        _nothing,
        lambda actor, reference, version, given, at, on: log_contact(
            actor=actor, channel=given["how"], note=given["note"], at=at, elector_reference=reference
        ),
    ),
}  # fmt: skip
"""Every change, in the order in which it is offered."""


@dataclass(frozen=True, slots=True)
class ChangesPage:
    """What can be done about an elector."""

    title: str
    caption: str
    acts: tuple[NavItem, ...]
    crumbs: tuple[Crumb, ...]


@require_GET
@permission_required(Permission.CONTACT_LOG)
def changes(request: HttpRequest, reference: str) -> HttpResponse:
    """Show what can be changed about an elector."""
    actor = actor_of(request)
    facts = elector_facts(actor.authority_id, reference, CONTACTS)
    acts = [
        NavItem(str(change.label), reverse("register:elector-change", args=[name, reference]))
        for name, change in CHANGES.items()
        if actor.may(change.permission)
    ]
    if actor.may(Permission.DELETIONS_RECORD):
        acts.append(NavItem(_("Open a deletion case"), f"{reverse('register:deletion-new')}?elector={facts.reference}"))
    if actor.may(Permission.REVIEWS_MANAGE):
        acts.append(NavItem(_("Open a review"), f"{reverse('register:review-new')}?elector={facts.reference}"))
    page = ChangesPage(_("Changes"), facts.reference, tuple(acts), _crumbs(reference))
    return render(request, "register/corrections/changes.jinja", {"page": page})


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required(Permission.CONTACT_LOG)
def change(request: HttpRequest, name: str, reference: str) -> HttpResponse:
    """Ask what a change needs; told, make it."""
    actor = actor_of(request)
    chosen = CHANGES.get(name)
    if chosen is None:
        raise Http404
    if not actor.may(chosen.permission):
        raise NotPermitted(permission=chosen.permission.value)
    facts = elector_facts(actor.authority_id, reference, CONTACTS)

    def perform(values: Mapping[str, Any]) -> None:
        at, on = moment(actor.authority_id), today(actor.authority_id)
        chosen.perform(actor, reference, version_in(values), values, at, on)

    asked = Asked(
        title=chosen.label,
        form=chosen.form,
        submit=_("Save"),
        perform=perform,
        back=reverse("register:elector", args=[reference]),
        typed={"version": str(facts.version), **chosen.initial(facts)},
        crumbs=_crumbs(reference),
    )
    return answered(request, asked)


def _crumbs(reference: str) -> tuple[Crumb, ...]:
    return (
        Crumb(_("Electors"), reverse("register:electors")),
        Crumb(reference, reverse("register:elector", args=[reference])),
    )
