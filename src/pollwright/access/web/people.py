"""Pages about people: the list, one person, adding, changing a role."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from pollwright.access.matrix import TITLES
from pollwright.access.operations import people as operations
from pollwright.access.queries import people as queries
from pollwright.access.web.gate import OfficerRequest, permission_required
from pollwright.access.web.replies import download, no_store, or_404, with_refusal
from pollwright.acting import Permission, Role
from pollwright.pages import wording
from pollwright.pages.forms import BoundForm, Choice, EmailField, Form, Radios, TextArea, TextField
from pollwright.pages.shell import Crumb
from pollwright.pages.summaries import SummaryRow
from pollwright.pages.tables import (
    Column,
    Kind,
    MultiChoiceFilter,
    SortColumn,
    TableSpec,
    TableView,
    YesNoFilter,
    display,
    redirection,
    requested,
    table_response,
)
from pollwright.pages.tags import Colour, Tag
from pollwright.refusals import Refused

MOST = 10_000
ROLES = tuple((role.value, _(TITLES[role])) for role in Role)
FACTORS = {"totp": _("authenticator app"), "webauthn": _("passkey"), "recovery_codes": _("recovery codes")}
PEOPLE = TableSpec(
    "people",
    (
        Column(
            "name",
            _("Name"),  # type: ignore[arg-type]
            sort_by=(SortColumn("person__name", "name"),),
            href=lambda row: reverse("access:person", args=[row.handle]),
        ),
        Column("email", _("Email address")),  # type: ignore[arg-type]
        Column("role", _("Role"), sortable=True, value=lambda row: gettext(TITLES[row.role])),  # type: ignore[arg-type]
        Column("since", _("Since"), Kind.DATE, sort_by=(SortColumn("valid_from", "since"),)),  # type: ignore[arg-type]
        Column("protected", _("Second factor"), Kind.YES_NO),  # type: ignore[arg-type]
        Column("active", _("May sign in"), Kind.TAG, value=lambda row: standing(row.active)),  # type: ignore[arg-type]
    ),
    "name",
    filters=(MultiChoiceFilter("role", _("Role"), ROLES), YesNoFilter("active", _("May sign in"))),  # type: ignore[arg-type]
    search_label=_("Name or email address"),  # type: ignore[arg-type]
)
ADD = Form(
    TextField("name", _("Full name"), longest=150),
    EmailField("email", _("Email address"), hint=_("They sign in with it."), autocomplete="off"),
    Radios("role", _("Role"), choices=tuple(Choice(value, label) for value, label in ROLES)),
)
CHANGE = Form(
    Radios("role", _("New role"), choices=tuple(Choice(value, label) for value, label in ROLES)),
    TextArea("reason", _("Reason"), required=False, rows=2, longest=500),
)


@dataclass(frozen=True, slots=True)
class PeoplePage:
    """The list of people."""

    title: str
    table: TableView
    may_add: bool
    may_delegate: bool
    crumbs: tuple[Crumb, ...] = ()


@dataclass(frozen=True, slots=True)
class PersonPage:
    """One person of the authority, and what may be done."""

    title: str
    handle: str
    facts: tuple[SummaryRow, ...]
    active: bool
    may_manage: bool
    crumbs: tuple[Crumb, ...]


@dataclass(frozen=True, slots=True)
class PersonFormPage:
    """A form about a person. `password` is shown once, after it was made up."""

    title: str
    form: BoundForm | None
    submit: str = ""
    crumbs: tuple[Crumb, ...] = ()
    warning: str = ""
    cancel: str = ""
    name: str = ""
    password: str = ""


@permission_required(Permission.USERS_VIEW)
@require_http_methods(["GET", "HEAD", "POST"])
def people(request: HttpRequest) -> HttpResponseBase:
    """Show the people of the authority."""
    actor, today = cast(OfficerRequest, request).actor, timezone.localdate()
    asked = requested(request, PEOPLE)
    if moved := redirection(request, asked):
        return moved
    if asked.download:
        every = queries.people_of(actor.authority_id, asked=replace(asked, size=MOST, cursor=None), on=today)
        return download(asked, "people", every.rows)
    table = display(
        queries.people_of(actor.authority_id, asked=asked, on=today), address=request.path, caption=gettext("People")
    )
    page = PeoplePage(
        gettext("People"), table, actor.may(Permission.USERS_MANAGE), actor.may(Permission.DELEGATIONS_MANAGE)
    )
    return table_response(request, "access/people.jinja", page)


@permission_required(Permission.USERS_VIEW)
@require_safe
def person(request: HttpRequest, handle: str) -> HttpResponse:
    """Show one person."""
    actor = cast(OfficerRequest, request).actor
    found = or_404(queries.person_in(actor.authority_id, str(handle), on=timezone.localdate()))
    page = PersonPage(
        title=found.name,
        handle=found.handle,
        facts=facts_of(found),
        active=found.active,
        may_manage=actor.may(Permission.USERS_MANAGE) and found.person_id != actor.person_id,
        crumbs=trail(),
    )
    return render(request, "access/person.jinja", {"page": page})


@permission_required(Permission.USERS_MANAGE)
@require_http_methods(["GET", "POST"])
def add(request: HttpRequest) -> HttpResponseBase:
    """Add a person; the answer shows their temporary password, once."""
    bound = ADD.bind(request.POST) if request.method == "POST" else ADD.blank()
    if request.method == "POST" and bound.valid:
        actor = cast(OfficerRequest, request).actor
        given = {**bound.values, "role": Role(bound.values["role"])}
        try:
            added = operations.add_person(actor=actor, on=timezone.localdate(), **given)
        except Refused as refusal:
            bound = with_refusal(bound, refusal)
        else:
            return shown_once(request, gettext("Person added"), added.person.name, added.password)
    page = PersonFormPage(gettext("Add a person"), bound, gettext("Add"), trail(), cancel=reverse("access:people"))
    return render(request, "access/person_form.jinja", {"page": page})


@permission_required(Permission.USERS_MANAGE)
@require_http_methods(["GET", "POST"])
def role(request: HttpRequest, handle: str) -> HttpResponse:
    """Change a person's role."""
    actor, today = cast(OfficerRequest, request).actor, timezone.localdate()
    found = or_404(queries.person_in(actor.authority_id, str(handle), on=today))
    bound = CHANGE.bind(request.POST) if request.method == "POST" else CHANGE.blank({"role": found.role})
    if request.method == "POST" and bound.valid:
        given: dict[str, Any] = {"role": Role(bound.values["role"]), "reason": bound.values["reason"] or ""}
        try:
            operations.change_role(actor=actor, handle=str(handle), on=today, **given)
        except Refused as refusal:
            bound = with_refusal(bound, refusal)
        else:
            messages.success(request, gettext("Role of %(name)s changed") % {"name": found.name})
            return redirect("access:person", handle=handle)
    title = gettext("Change the role of %(name)s") % {"name": found.name}
    page = PersonFormPage(title, bound, gettext("Change role"), trail(found), cancel=address_of(found))
    return render(request, "access/person_form.jinja", {"page": page})


def shown_once(request: HttpRequest, title: str, name: str, password: str) -> HttpResponseBase:
    """Return the page that shows a temporary password, once."""
    page = PersonFormPage(title, None, crumbs=trail(), name=name, password=password)
    return no_store(render(request, "access/password_once.jinja", {"page": page}))


def trail(found: queries.PersonFacts | None = None) -> tuple[Crumb, ...]:
    """Return the way back to the list, or to a person."""
    people_crumb = Crumb(gettext("People"), reverse("access:people"))
    return (people_crumb,) if found is None else (people_crumb, Crumb(found.name, address_of(found)))


def address_of(found: queries.PersonFacts) -> str:
    """Return the address of a person's page."""
    return reverse("access:person", args=[found.handle])


def standing(active: bool) -> Tag:
    """Return the tag of whether a person may sign in."""
    return Tag(gettext("Yes"), Colour.GREEN) if active else Tag(gettext("Stopped"), Colour.RED)


def facts_of(found: queries.PersonFacts) -> tuple[SummaryRow, ...]:
    """Return the facts of a person for a summary list."""
    past = tuple(
        f"{gettext(TITLES[role])}, {wording.short_day(start)} – {wording.short_day(end)}"
        for role, start, end in found.past
    )
    factors = ", ".join(str(FACTORS.get(kind, kind)) for kind in found.factors)
    rows = [
        SummaryRow(gettext("Email address"), found.email),
        SummaryRow(gettext("Role"), gettext(TITLES[found.role]), note=wording.short_day(found.since)),
        SummaryRow(gettext("May sign in"), standing(found.active)),
        SummaryRow(gettext("Second factor"), factors or gettext("None set up yet")),
        SummaryRow(gettext("Last signed in here"), wording.moment(found.last_signed_in) or gettext("Never")),
    ]
    if found.password_temporary:
        rows.append(SummaryRow(gettext("Password"), gettext("Temporary: to be changed at the next sign-in")))
    if past:
        rows.append(SummaryRow(gettext("Earlier roles"), past))
    return tuple(rows)
