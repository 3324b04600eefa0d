"""Pages about written delegations."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from pollwright.access.matrix import TITLES
from pollwright.access.operations import delegations as operations
from pollwright.access.queries import delegations as queries
from pollwright.access.queries.people import every_person_of
from pollwright.access.web.gate import OfficerRequest, permission_required
from pollwright.access.web.helping import REASON
from pollwright.access.web.people import PersonFormPage, trail
from pollwright.access.web.replies import or_404, with_refusal
from pollwright.acting import Actor, Permission
from pollwright.pages import wording
from pollwright.pages.forms import BoundForm, Choice, DateField, Form, Select, TextArea, TextField
from pollwright.pages.lists import Listing, list_response
from pollwright.pages.shell import Crumb
from pollwright.pages.summaries import SummaryRow
from pollwright.pages.tables import Column, Kind, MultiChoiceFilter, SortColumn, TableSpec, TableView
from pollwright.pages.tags import Colour, Tag, TagSet
from pollwright.refusals import Refused

STANDINGS = TagSet(
    {
        queries.Standing.AHEAD: Tag("Not yet", Colour.BLUE),
        queries.Standing.IN_FORCE: Tag("In force", Colour.GREEN),
        queries.Standing.ENDED: Tag("Ended", Colour.GREY),
        queries.Standing.REVOKED: Tag("Revoked", Colour.RED),
    }
)
TERMS = (
    TextField("document", _("Where the document is filed"), hint=_("Such as: council minute 24/117."), longest=120),
    TextField("given_by", _("Who signed it"), longest=150),
    DateField("written_on", _("Day of the document")),
    TextArea("functions", _("Which functions"), hint=_("In the words of the document."), rows=3),
    DateField("first_day", _("First day")),
    DateField("last_day", _("Last day"), hint=_("Leave it empty where it lasts until it is revoked."), required=False),
)


@dataclass(frozen=True, slots=True)
class DelegationsPage:
    """The delegations of the authority."""

    title: str
    may_manage: bool
    crumbs: tuple[Crumb, ...]
    table: TableView


@dataclass(frozen=True, slots=True)
class DelegationPage:
    """One delegation."""

    title: str
    reference: str
    facts: tuple[SummaryRow, ...]
    may_revoke: bool
    crumbs: tuple[Crumb, ...]


def delegations_table() -> TableSpec:
    """Return the table of delegations; the latest first day first, unless asked otherwise."""
    first_day = (SortColumn("valid_from", "first_day"),)
    return TableSpec(
        name="delegations",
        columns=(
            Column(
                "reference",
                gettext("Reference"),
                sortable=True,
                href=lambda row: reverse("access:delegation", args=[row.reference]),
            ),
            Column("person", gettext("To"), sort_by=(SortColumn("person__name", "person"),)),
            Column("capacity", gettext("Acts as")),
            Column("first_day", gettext("First day"), Kind.DATE, sort_by=first_day),
            Column("last_day", gettext("Last day"), Kind.DATE),
            Column("standing", gettext("Standing"), Kind.TAG, value=lambda row: STANDINGS.of(row.standing)),
            Column("document", gettext("Document"), hidden_by_default=True),
            Column("given_by", gettext("Signed by"), hidden_by_default=True),
            Column("revoked_on", gettext("Revoked on"), Kind.DATE, hidden_by_default=True),
        ),
        filters=(
            MultiChoiceFilter(
                "standing", gettext("Standing"), tuple((one.value, STANDINGS.of(one).text) for one in queries.Standing)
            ),
        ),
        default_sort="-first_day",
        search_label=gettext("Name, reference, document or who signed it"),
        tie=SortColumn("pk", "id"),
    )


@permission_required(Permission.USERS_VIEW)
@require_http_methods(["GET", "HEAD", "POST"])
def delegations(request: HttpRequest) -> HttpResponseBase:
    """Show the delegations of the authority."""
    actor, on = cast(OfficerRequest, request).actor, timezone.localdate()
    listing = Listing(
        delegations_table(),
        lambda asked: queries.delegations_of(actor.authority_id, asked=asked, on=on),
        None,
        name="delegations",
        caption=gettext("Delegations recorded"),
        empty=gettext("No delegation has been recorded."),
    )
    may_manage = actor.may(Permission.DELEGATIONS_MANAGE)
    made = partial(DelegationsPage, gettext("Delegations"), may_manage, trail())
    return list_response(request, "access/delegations.jinja", listing, made)


@permission_required(Permission.USERS_VIEW)
@require_safe
def delegation(request: HttpRequest, reference: str) -> HttpResponse:
    """Show one delegation."""
    actor = cast(OfficerRequest, request).actor
    found = or_404(queries.delegation_of(actor.authority_id, reference, on=timezone.localdate()))
    live = found.standing in (queries.Standing.AHEAD, queries.Standing.IN_FORCE)
    page = DelegationPage(
        gettext("Delegation %(reference)s") % {"reference": reference},
        reference,
        _facts(found),
        live and actor.may(Permission.DELEGATIONS_MANAGE),
        _way(),
    )
    return render(request, "access/delegation.jinja", {"page": page})


@permission_required(Permission.DELEGATIONS_MANAGE)
@require_http_methods(["GET", "POST"])
def add(request: HttpRequest) -> HttpResponse:
    """Record a written delegation."""
    actor, today = cast(OfficerRequest, request).actor, timezone.localdate()
    form = _form(actor)
    bound = form.bind(request.POST) if request.method == "POST" else form.blank()
    if request.method == "POST" and bound.valid:
        terms = operations.Terms(**{name: value for name, value in bound.values.items() if name != "person"})
        try:
            made = operations.record_delegation(actor=actor, handle=bound.values["person"], terms=terms, on=today)
        except Refused as refusal:
            bound = with_refusal(bound, refusal)
        else:
            messages.success(request, gettext("Delegation %(reference)s recorded") % {"reference": made.reference})
            return redirect("access:delegation", reference=made.reference)
    return _form_page(request, gettext("Record a delegation"), bound, gettext("Record"))


@permission_required(Permission.DELEGATIONS_MANAGE)
@require_http_methods(["GET", "POST"])
def revoke(request: HttpRequest, reference: str) -> HttpResponse:
    """Revoke a delegation."""
    actor, today = cast(OfficerRequest, request).actor, timezone.localdate()
    or_404(queries.delegation_of(actor.authority_id, reference, on=today))
    bound = REASON.bind(request.POST) if request.method == "POST" else REASON.blank()
    if request.method == "POST" and bound.valid:
        reason = bound.values["reason"]
        try:
            operations.revoke_delegation(actor=actor, reference=reference, on=today, reason=reason)
        except Refused as refusal:
            bound = with_refusal(bound, refusal)
        else:
            messages.success(request, gettext("Delegation %(reference)s revoked") % {"reference": reference})
            return redirect("access:delegation", reference=reference)
    title = gettext("Revoke delegation %(reference)s") % {"reference": reference}
    return _form_page(request, title, bound, gettext("Revoke"))


def _form(actor: Actor) -> Form:
    people = every_person_of(actor.authority_id, on=timezone.localdate())
    choices = tuple(
        Choice(one.handle, f"{one.name}, {gettext(TITLES[one.role])}")
        for one in people
        if one.role in operations.MAY_HOLD and one.active
    )
    return Form(Select("person", _("Who becomes deputy"), choices=choices, noun=_("who becomes deputy")), *TERMS)


def _form_page(request: HttpRequest, title: str, bound: BoundForm, submit: str) -> HttpResponse:
    page = PersonFormPage(title, bound, submit, _way(), cancel=reverse("access:delegations"))
    return render(request, "access/person_form.jinja", {"page": page})


def _way() -> tuple[Crumb, ...]:
    return (*trail(), Crumb(gettext("Delegations"), reverse("access:delegations")))


def _facts(one: queries.DelegationRow) -> tuple[SummaryRow, ...]:
    rows = [
        SummaryRow(gettext("To"), one.person),
        SummaryRow(gettext("Acts as"), one.capacity),
        SummaryRow(gettext("Functions"), tuple(one.functions.splitlines())),
        SummaryRow(gettext("Document"), one.document, note=wording.short_day(one.written_on)),
        SummaryRow(gettext("Signed by"), one.given_by),
        SummaryRow(gettext("First day"), wording.day(one.first_day)),
        SummaryRow(gettext("Last day"), wording.day(one.last_day) or gettext("Until it is revoked")),
        SummaryRow(gettext("Standing"), STANDINGS.of(one.standing)),
    ]
    if one.revoked_on:
        rows.append(SummaryRow(gettext("Revoked on"), wording.day(one.revoked_on)))
    return tuple(rows)
