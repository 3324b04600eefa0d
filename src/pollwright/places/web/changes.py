"""Pages of changes of polling districts: plan, preview, notice, state (REG-322)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from pollwright.access.web.gate import permission_required
from pollwright.acting import Actor, Permission
from pollwright.pages import lists
from pollwright.pages.lists import Listing
from pollwright.pages.shell import Crumb
from pollwright.pages.summaries import SummaryRow
from pollwright.pages.tables import TableView
from pollwright.places.operations import district_changes as operations
from pollwright.places.queries import divisions as queries
from pollwright.places.queries.changes import changes
from pollwright.places.queries.divisions import ChangeFacts, DistrictDifference
from pollwright.places.queries.planned_moves import districts_between, planned_moves
from pollwright.places.states import DistrictChangeState
from pollwright.places.web import forms, shown
from pollwright.places.web.answers import (
    Action,
    Asked,
    Listed,
    actor_of,
    allowed,
    crumb,
    form_response,
    list_response,
    this_day,
)

GET_OR_POST = ["GET", "HEAD", "POST"]


@dataclass(frozen=True, slots=True)
class ChangePage:
    """One change."""

    title: str
    caption: str
    crumbs: tuple[Crumb, ...]
    facts: tuple[SummaryRow, ...]
    actions: tuple[Action, ...]


@dataclass(frozen=True, slots=True)
class PlannedChangePage(ChangePage):
    """A change that is still ahead, with the preview of what it does to each district, and the table of what it moves."""

    differences: tuple[DistrictDifference, ...]
    table: TableView


@require_http_methods(GET_OR_POST)
@permission_required(Permission.PLACES_VIEW)
def changes_list(request: HttpRequest) -> HttpResponseBase:
    """Show the changes of districts."""
    actor = actor_of(request)
    listed = Listed(
        title=_("Changes of districts"),
        spec=shown.changes_table(),
        page=lambda asked: changes(actor.authority_id, asked),
        every=None,
        empty=_("There is no change of districts yet."),
        section="changes",
        actions=allowed(actor, Permission.DISTRICTS_CHANGE, Action(_("New change"), reverse("places:add-change"))),
        note=_(
            "A change of districts takes effect with a revised register, at least 14 days after its notice."
            " One misplaced property is put right on its own page."
        ),
    )
    return list_response(request, listed)


@require_http_methods(GET_OR_POST)
@permission_required(Permission.PLACES_VIEW)
def change_page(request: HttpRequest, reference: str) -> HttpResponseBase:
    """Show one change, with what it moves while it is still ahead."""
    actor = actor_of(request)
    facts = queries.change_page(actor.authority_id, reference)
    parts = _parts(actor, facts)
    if not facts.differences:
        return render(request, "places/change.jinja", {"page": ChangePage(*parts)})
    listing = Listing(
        shown.moves_table(*districts_between(actor.authority_id, reference)),
        lambda asked: planned_moves(actor.authority_id, reference, asked),
        None,
        name=f"change-{reference}",
        caption=_("What moves"),
        empty=_("Nothing that moves is like this."),
    )
    made = partial(PlannedChangePage, *parts, facts.differences)
    return lists.list_response(request, "places/change_planned.jinja", listing, made)


_Parts = tuple[str, str, tuple[Crumb, ...], tuple[SummaryRow, ...], tuple[Action, ...]]


def _parts(actor: Actor, facts: ChangeFacts) -> _Parts:
    """Return what every page of a change shows: title, caption, way back, facts, acts."""
    reference = facts.reference
    names = {
        DistrictChangeState.DRAFT: (
            (_("Add properties"), "add-moves"),
            (_("Take properties out"), "take-out-moves"),
            (_("Publish the notice"), "notice-change"),
            (_("Withdraw"), "withdraw-change"),
        ),
        DistrictChangeState.NOTICED: ((_("Withdraw"), "withdraw-change"),),
    }
    actions = [Action(label, reverse(f"places:{name}", args=[reference])) for label, name in names.get(facts.state, ())]
    return (
        facts.title,
        _("Change of districts %(reference)s") % {"reference": reference},
        (crumb(_("Changes of districts"), "changes"),),
        shown.change_facts(facts),
        allowed(actor, Permission.DISTRICTS_CHANGE, *actions),
    )


@require_http_methods(GET_OR_POST)
@permission_required(Permission.DISTRICTS_CHANGE)
def add_change(request: HttpRequest) -> HttpResponse:
    """Begin a change of districts."""

    def act(values: Mapping[str, Any]) -> tuple[str, str]:
        change = operations.draft_change(actor=actor_of(request), title=values["title"], reason=values["reason"])
        return reverse("places:change", args=[change.reference]), _("The change was begun. Add what moves.")

    asked = Asked(
        title=_("New change of districts"),
        form=forms.DRAFT_CHANGE,
        submit=_("Begin"),
        cancel=reverse("places:changes"),
        crumbs=(crumb(_("Changes of districts"), "changes"),),
        about=(
            _("A change of districts takes effect with a revised register, at least 14 days after its notice."),
            _("To put one misplaced property right, open the property: that is an ordinary alteration."),
        ),
    )
    return form_response(request, asked, act)


@require_http_methods(GET_OR_POST)
@permission_required(Permission.DISTRICTS_CHANGE)
def add_moves(request: HttpRequest, reference: str) -> HttpResponse:
    """Plan that properties go to another district."""
    actor = actor_of(request)
    queries.change_page(actor.authority_id, reference)

    def act(values: Mapping[str, Any]) -> tuple[str, str]:
        count = operations.plan_moves(
            actor=actor,
            reference=reference,
            to_district=values["to_district"],
            from_district=values["from_district"] or "",
            street=values["street"] or "",
            properties=forms.references_of(values["properties"]),
        )
        return _address(reference), ngettext(
            "%(count)s property was added.", "%(count)s properties were added.", count
        ) % {"count": count}

    form = forms.moves_form(queries.district_choices(actor.authority_id))
    return form_response(request, _asked(reference, _("Add properties"), form, _("Add them")), act)


@require_http_methods(GET_OR_POST)
@permission_required(Permission.DISTRICTS_CHANGE)
def take_out_moves(request: HttpRequest, reference: str) -> HttpResponse:
    """Take properties out of a change that is still a draft."""
    actor = actor_of(request)
    queries.change_page(actor.authority_id, reference)

    def act(values: Mapping[str, Any]) -> tuple[str, str]:
        count = operations.take_out_moves(
            actor=actor,
            reference=reference,
            to_district=values["to_district"] or "",
            street=values["street"] or "",
            properties=forms.references_of(values["properties"]),
        )
        return _address(reference), ngettext(
            "%(count)s property was taken out.", "%(count)s properties were taken out.", count
        ) % {"count": count}

    codes = districts_between(actor.authority_id, reference)[1]
    form = forms.moves_out_form([(code, code) for code in codes])
    return form_response(request, _asked(reference, _("Take properties out"), form, _("Take them out")), act)


@require_http_methods(GET_OR_POST)
@permission_required(Permission.DISTRICTS_CHANGE)
def notice_change(request: HttpRequest, reference: str) -> HttpResponse:
    """Record that the notice is published today."""
    queries.change_page(actor_of(request).authority_id, reference)

    def act(values: Mapping[str, Any]) -> tuple[str, str]:
        operations.publish_notice(
            actor=actor_of(request),
            reference=reference,
            on=this_day(request),
            effective_on=values["effective_on"],
        )
        return _address(reference), _("The notice is recorded as published today.")

    return form_response(request, _asked(reference, _("Publish the notice"), forms.NOTICE, _("Publish today")), act)


@require_http_methods(GET_OR_POST)
@permission_required(Permission.DISTRICTS_CHANGE)
def withdraw_change(request: HttpRequest, reference: str) -> HttpResponse:
    """Withdraw a change."""
    queries.change_page(actor_of(request).authority_id, reference)

    def act(values: Mapping[str, Any]) -> tuple[str, str]:
        operations.withdraw_change(actor=actor_of(request), reference=reference, reason=values["reason"])
        return _address(reference), _("The change is withdrawn.")

    asked = _asked(reference, _("Withdraw the change"), forms.WITHDRAW, _("Withdraw it"), warning=True)
    return form_response(request, asked, act)


def _asked(reference: str, title: str, form: Any, submit: str, *, warning: bool = False) -> Asked:
    return Asked(
        title=title,
        caption=_("Change of districts %(reference)s") % {"reference": reference},
        form=form,
        submit=submit,
        cancel=_address(reference),
        crumbs=(crumb(_("Changes of districts"), "changes"), crumb(reference, "change", reference)),
        warning=warning,
    )


def _address(reference: str) -> str:
    return reverse("places:change", args=[reference])
