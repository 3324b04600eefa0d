"""Pages of properties: the list, one property, and the acts on it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from pollwright.access.web.gate import permission_required
from pollwright.acting import Permission
from pollwright.audit.queries.timeline import timeline, told
from pollwright.pages.shell import Crumb
from pollwright.pages.summaries import SummaryRow
from pollwright.pages.timeline import Timeline
from pollwright.places.operations import properties as operations
from pollwright.places.operations import successions
from pollwright.places.queries import properties as queries
from pollwright.places.queries.addresses import ADDRESS
from pollwright.places.queries.divisions import district_choices
from pollwright.places.queries.properties import PropertyFacts
from pollwright.places.states import PropertyKind, PropertyStatus, PropertyTaskKind
from pollwright.places.web import forms, shown
from pollwright.places.web.answers import (
    Action,
    Asked,
    Listed,
    actor_of,
    allowed,
    crumb,
    elsewhere,
    form_response,
    list_response,
    this_day,
)

GET_OR_POST = ["GET", "HEAD", "POST"]


@dataclass(frozen=True, slots=True)
class PropertyPage:
    """One property: its facts, its areas, what became of it, who did what."""

    title: str
    caption: str
    crumbs: tuple[Crumb, ...]
    facts: tuple[SummaryRow, ...]
    areas: tuple[SummaryRow, ...]
    tasks: tuple[str, ...]
    actions: tuple[Action, ...]
    timeline: Timeline


@require_http_methods(GET_OR_POST)
@permission_required(Permission.PLACES_VIEW)
def properties_list(request: HttpRequest) -> HttpResponseBase:
    """Show the properties by district and walk order."""
    actor = actor_of(request)
    listed = Listed(
        title=_("Properties"),
        spec=shown.properties_table(actor.authority_id),
        page=lambda asked: queries.properties(actor.authority_id, asked),
        every=lambda asked: queries.every_property(actor.authority_id, asked),
        empty=_("There are no properties yet. Import them, or add one."),
        section="properties",
        actions=allowed(actor, Permission.PLACES_EDIT, Action(_("Add a property"), reverse("places:add-property"))),
    )
    return list_response(request, listed)


@require_safe
@permission_required(Permission.PLACES_VIEW)
def property_page(request: HttpRequest, reference: str) -> HttpResponse:
    """Show one property."""
    actor = actor_of(request)
    facts = queries.property_page(actor.authority_id, reference)
    acts = timeline(actor.authority_id, "property", facts.id)
    page = PropertyPage(
        title=facts.line or reference,
        caption=_("Property %(reference)s") % {"reference": reference},
        crumbs=(crumb(_("Properties"), "properties"),),
        facts=shown.property_facts(facts),
        areas=shown.area_rows(facts.areas),
        tasks=tuple(str(PropertyTaskKind(task.kind).label) for task in facts.tasks),
        actions=_actions(request, facts),
        timeline=told(acts, linked=actor.may(Permission.AUDIT_VIEW)),
    )
    return render(request, "places/property.jinja", {"page": page})


@require_http_methods(GET_OR_POST)
@permission_required(Permission.PLACES_EDIT)
def add_property(request: HttpRequest) -> HttpResponse:
    """Add a property."""
    actor = actor_of(request)

    def act(values: Mapping[str, Any]) -> tuple[str, str]:
        row = operations.add_property(
            actor=actor,
            reference=values["reference"],
            address=forms.address_of(values),
            district=values["district"],
            on=values["on"],
            kind=PropertyKind(values["kind"]),
            status=PropertyStatus(values["status"]),
        )
        return _address(row.reference), _("Property %(reference)s was added.") % {"reference": row.reference}

    asked = Asked(
        title=_("Add a property"),
        form=forms.new_property(district_choices(actor.authority_id)),
        submit=_("Add the property"),
        cancel=reverse("places:properties"),
        crumbs=(crumb(_("Properties"), "properties"),),
        initial={
            "reference": queries.proposed_reference(actor.authority_id),
            "on": this_day(request),
            "kind": PropertyKind.DWELLING.value,
            "status": PropertyStatus.OCCUPIED.value,
        },
    )
    return form_response(request, asked, act)


@require_http_methods(GET_OR_POST)
@permission_required(Permission.PLACES_EDIT)
def correct_address(request: HttpRequest, reference: str) -> HttpResponse:
    """Put the address of a property right."""
    facts = queries.property_page(actor_of(request).authority_id, reference)

    def act(values: Mapping[str, Any]) -> tuple[str, str]:
        operations.correct_address(
            actor=actor_of(request),
            reference=reference,
            version=values["version"],
            address=forms.address_of(values),
            reason=values["reason"],
        )
        return _address(reference), _("The address was corrected.")

    initial = {**asdict(facts.address), "version": facts.version}
    asked = _asked(facts, _("Correct the address"), forms.ADDRESS_FORM, _("Correct the address"), initial)
    return form_response(request, asked, act)


@require_http_methods(GET_OR_POST)
@permission_required(Permission.PLACES_EDIT)
def change_use(request: HttpRequest, reference: str) -> HttpResponse:
    """Change what a property is, and whether anybody lives there."""
    facts = queries.property_page(actor_of(request).authority_id, reference)

    def act(values: Mapping[str, Any]) -> tuple[str, str]:
        operations.change_use(
            actor=actor_of(request),
            reference=reference,
            version=values["version"],
            kind=PropertyKind(values["kind"]),
            status=PropertyStatus(values["status"]),
            reason=values["reason"],
        )
        return _address(reference), _("The property was changed.")

    initial = {"kind": facts.kind, "status": facts.status, "version": facts.version}
    return form_response(request, _asked(facts, _("Kind and status"), forms.USE_FORM, _("Save"), initial), act)


@require_http_methods(GET_OR_POST)
@permission_required(Permission.PLACES_EDIT)
def split(request: HttpRequest, reference: str) -> HttpResponse:
    """Split a property into others."""
    facts = queries.property_page(actor_of(request).authority_id, reference)

    def act(values: Mapping[str, Any]) -> tuple[str, str]:
        made = successions.split_property(
            actor=actor_of(request),
            reference=reference,
            version=values["version"],
            parts=forms.parts_of(values, facts.address, reference),
            on=values["on"],
            reason=values["reason"],
            although_registered=values["although_registered"],
        )
        return _address(reference), _("The property was split into %(count)s.") % {"count": len(made)}

    initial = {"on": this_day(request), "version": facts.version}
    asked = _asked(facts, _("Split the property"), forms.SPLIT_FORM, _("Split it"), initial, warning=True)
    return form_response(request, asked, act)


@require_http_methods(GET_OR_POST)
@permission_required(Permission.PLACES_EDIT)
def merge(request: HttpRequest, reference: str) -> HttpResponse:
    """Merge a property with others into a new one."""
    actor = actor_of(request)
    facts = queries.property_page(actor.authority_id, reference)

    def act(values: Mapping[str, Any]) -> tuple[str, str]:
        others = [queries.property_page(actor.authority_id, each) for each in forms.references_of(values["others"])]
        made = successions.merge_properties(
            actor=actor,
            versions={reference: values["version"]} | {other.reference: other.version for other in others},
            into=successions.NewProperty(values["reference"], forms.address_of(values), PropertyKind(facts.kind)),
            on=values["on"],
            reason=values["reason"],
            although_registered=values["although_registered"],
        )
        return _address(made.reference), _("The properties were merged.")

    address = {name: getattr(facts.address, name) for name in ADDRESS if name not in ("uprn", "sub_building")}
    initial = address | {
        "on": this_day(request),
        "version": facts.version,
        "reference": queries.proposed_reference(actor.authority_id),
    }
    asked = _asked(facts, _("Merge with others"), forms.MERGE_FORM, _("Merge them"), initial, warning=True)
    return form_response(request, asked, act)


@require_http_methods(GET_OR_POST)
@permission_required(Permission.PLACES_EDIT)
def demolish(request: HttpRequest, reference: str) -> HttpResponse:
    """End a property that is no more."""
    facts = queries.property_page(actor_of(request).authority_id, reference)

    def act(values: Mapping[str, Any]) -> tuple[str, str]:
        successions.demolish_property(
            actor=actor_of(request),
            reference=reference,
            version=values["version"],
            on=values["on"],
            reason=values["reason"],
            although_registered=values["although_registered"],
        )
        return _address(reference), _("The property has ended.")

    initial = {"on": this_day(request), "version": facts.version}
    asked = _asked(facts, _("Record a demolition"), forms.END_FORM, _("End the property"), initial, warning=True)
    return form_response(request, asked, act)


def _asked(
    facts: PropertyFacts, title: str, form: Any, submit: str, initial: Mapping[str, Any], *, warning: bool = False
) -> Asked:
    return Asked(
        title=title,
        form=form,
        submit=submit,
        cancel=_address(facts.reference),
        caption=facts.line,
        crumbs=(crumb(_("Properties"), "properties"), Crumb(facts.line or facts.reference, _address(facts.reference))),
        initial=initial,
        warning=warning,
    )


def _actions(request: HttpRequest, facts: PropertyFacts) -> tuple[Action, ...]:
    actor = actor_of(request)
    reference = facts.reference
    people = Action(_("Who lives here"), elsewhere("desk:household", reference))
    look = allowed(actor, Permission.REGISTER_VIEW, people)
    if facts.valid_to is not None:
        return look
    edits = allowed(
        actor,
        Permission.PLACES_EDIT,
        Action(_("Correct the address"), reverse("places:correct-address", args=[reference])),
        Action(_("Kind and status"), reverse("places:change-use", args=[reference])),
        Action(_("Split"), reverse("places:split", args=[reference])),
        Action(_("Merge"), reverse("places:merge", args=[reference])),
        Action(_("Demolition"), reverse("places:demolish", args=[reference])),
    )
    misplaced = Action(_("Correct the district"), elsewhere("register:correct-district", reference))
    return (*look, *edits, *allowed(actor, Permission.CORRECTIONS_MAKE, misplaced))


def _address(reference: str) -> str:
    return reverse("places:property", args=[reference])
