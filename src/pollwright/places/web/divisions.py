"""Pages of areas, polling districts and polling places."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
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
from pollwright.pages.wording import number
from pollwright.places.operations import divisions as operations
from pollwright.places.operations.divisions import PollingPlaceFacts
from pollwright.places.queries import divisions as queries
from pollwright.places.states import AreaKind
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
from pollwright.places.web.shown import Picture

GET_OR_POST = ["GET", "HEAD", "POST"]


DISTRICTS_SHOWN = 20


@dataclass(frozen=True, slots=True)
class AreaPage:
    """One area, its boundary as a picture and its first districts; `more` leads to the list of them all."""

    title: str
    crumbs: tuple[Crumb, ...]
    facts: tuple[SummaryRow, ...]
    districts: tuple[tuple[str, str, str], ...]
    more: Action | None
    picture: Picture | None
    actions: tuple[Action, ...]


@dataclass(frozen=True, slots=True)
class DistrictPage:
    """One polling district: its facts, its areas, and who did what."""

    title: str
    crumbs: tuple[Crumb, ...]
    facts: tuple[SummaryRow, ...]
    areas: tuple[SummaryRow, ...]
    actions: tuple[Action, ...]
    timeline: Timeline


@require_http_methods(GET_OR_POST)
@permission_required(Permission.PLACES_VIEW)
def areas_list(request: HttpRequest) -> HttpResponseBase:
    """Show the areas."""
    actor = actor_of(request)
    listed = Listed(
        title=_("Areas"),
        spec=shown.areas_table(),
        page=lambda asked: queries.areas(actor.authority_id, asked),
        every=lambda asked: queries.every_area(actor.authority_id, asked),
        empty=_("There are no areas yet. Import them, or add one."),
        section="areas",
        actions=allowed(actor, Permission.PLACES_EDIT, Action(_("Add an area"), reverse("places:add-area"))),
    )
    return list_response(request, listed)


@require_safe
@permission_required(Permission.PLACES_VIEW)
def area_page(request: HttpRequest, kind: str, code: str) -> HttpResponse:
    """Show one area."""
    actor = actor_of(request)
    facts = queries.area_page(actor.authority_id, kind, code)
    end = Action(_("End this area"), reverse("places:end-area", args=[kind, code]) if facts.valid_to is None else "")
    page = AreaPage(
        title=facts.name,
        crumbs=(crumb(_("Areas"), "areas"),),
        facts=shown.area_facts(facts),
        districts=tuple(
            (each, name, reverse("places:district", args=[each])) for each, name in facts.districts[:DISTRICTS_SHOWN]
        ),
        more=_every_district(facts) if len(facts.districts) > DISTRICTS_SHOWN else None,
        picture=shown.picture_of(facts.boundary),
        actions=allowed(actor, Permission.PLACES_EDIT, end),
    )
    return render(request, "places/area.jinja", {"page": page})


@require_http_methods(GET_OR_POST)
@permission_required(Permission.PLACES_EDIT)
def add_area(request: HttpRequest) -> HttpResponse:
    """Add an area."""

    def act(values: Mapping[str, Any]) -> tuple[str, str]:
        area = operations.add_area(
            actor=actor_of(request),
            kind=AreaKind(values["kind"]),
            code=values["code"],
            name=values["name"],
            name_cy=values["name_cy"] or "",
            on=values["on"],
        )
        return reverse("places:area", args=[area.kind, area.code]), _("The area was added.")

    asked = Asked(
        title=_("Add an area"),
        form=forms.ADD_AREA,
        submit=_("Add the area"),
        cancel=reverse("places:areas"),
        crumbs=(crumb(_("Areas"), "areas"),),
        initial={"on": this_day(request)},
    )
    return form_response(request, asked, act)


@require_http_methods(GET_OR_POST)
@permission_required(Permission.PLACES_EDIT)
def end_area(request: HttpRequest, kind: str, code: str) -> HttpResponse:
    """End an area."""
    facts = queries.area_page(actor_of(request).authority_id, kind, code)

    def act(values: Mapping[str, Any]) -> tuple[str, str]:
        operations.end_area(
            actor=actor_of(request), kind=facts.kind, code=code, on=values["on"], reason=values["reason"]
        )
        return reverse("places:area", args=[kind, code]), _("The area has ended.")

    asked = Asked(
        title=_("End this area"),
        caption=facts.name,
        form=forms.END_AREA,
        submit=_("End the area"),
        cancel=reverse("places:area", args=[kind, code]),
        crumbs=(crumb(_("Areas"), "areas"), crumb(facts.name, "area", kind, code)),
        initial={"on": this_day(request)},
        warning=True,
    )
    return form_response(request, asked, act)


@require_http_methods(GET_OR_POST)
@permission_required(Permission.PLACES_VIEW)
def districts_list(request: HttpRequest) -> HttpResponseBase:
    """Show the polling districts in force."""
    actor = actor_of(request)
    add = Action(_("Add a polling district"), reverse("places:add-district"))
    listed = Listed(
        title=_("Polling districts"),
        spec=shown.districts_table(actor.authority_id),
        page=lambda asked: queries.districts(actor.authority_id, asked),
        every=lambda asked: queries.every_district(actor.authority_id, asked),
        empty=_("There are no polling districts yet. Import them, or add one."),
        section="districts",
        actions=allowed(actor, Permission.PLACES_EDIT, add),
    )
    return list_response(request, listed)


@require_safe
@permission_required(Permission.PLACES_VIEW)
def district_page(request: HttpRequest, code: str) -> HttpResponse:
    """Show one polling district."""
    actor = actor_of(request)
    facts = queries.district_page(actor.authority_id, code)
    change = Action(_("Change name or polling place"), reverse("places:change-district", args=[code]))
    page = DistrictPage(
        title=f"{facts.code} {facts.name}" if facts.name != facts.code else facts.code,
        crumbs=(crumb(_("Polling districts"), "districts"),),
        facts=shown.district_facts(facts),
        areas=shown.area_rows(facts.areas),
        actions=allowed(actor, Permission.PLACES_EDIT, change) if facts.valid_to is None else (),
        timeline=told(
            timeline(actor.authority_id, "pollingdistrict", facts.id), linked=actor.may(Permission.AUDIT_VIEW)
        ),
    )
    return render(request, "places/district.jinja", {"page": page})


@require_http_methods(GET_OR_POST)
@permission_required(Permission.PLACES_EDIT)
def add_district(request: HttpRequest) -> HttpResponse:
    """Add a polling district."""
    actor = actor_of(request)

    def act(values: Mapping[str, Any]) -> tuple[str, str]:
        district = operations.add_district(
            actor=actor,
            code=values["code"],
            name=values["name"],
            areas=forms.references_of(values["areas"]),
            polling_place=values["polling_place"] or "",
            on=values["on"],
        )
        return reverse("places:district", args=[district.code]), _("The polling district was added.")

    places = queries.polling_place_choices(actor.authority_id)
    asked = Asked(
        title=_("Add a polling district"),
        form=forms.new_district(places),
        submit=_("Add the district"),
        cancel=reverse("places:districts"),
        crumbs=(crumb(_("Polling districts"), "districts"),),
        initial={"on": this_day(request)},
    )
    return form_response(request, asked, act)


@require_http_methods(GET_OR_POST)
@permission_required(Permission.PLACES_EDIT)
def change_district(request: HttpRequest, code: str) -> HttpResponse:
    """Change the name or polling place of a district."""
    actor = actor_of(request)
    facts = queries.district_page(actor.authority_id, code)

    def act(values: Mapping[str, Any]) -> tuple[str, str]:
        operations.change_district(
            actor=actor, code=code, name=values["name"], polling_place=values["polling_place"] or ""
        )
        return reverse("places:district", args=[code]), _("The district was changed.")

    asked = Asked(
        title=_("Change name or polling place"),
        caption=_("Polling district %(code)s") % {"code": code},
        form=forms.district_form(queries.polling_place_choices(actor.authority_id)),
        submit=_("Save"),
        cancel=reverse("places:district", args=[code]),
        crumbs=(crumb(_("Polling districts"), "districts"), crumb(code, "district", code)),
        initial={"name": facts.name, "polling_place": facts.polling_place},
    )
    return form_response(request, asked, act)


@require_http_methods(GET_OR_POST)
@permission_required(Permission.PLACES_VIEW)
def polling_places_list(request: HttpRequest) -> HttpResponseBase:
    """Show the polling places."""
    actor = actor_of(request)
    add = Action(_("Add a polling place"), reverse("places:add-polling-place"))
    listed = Listed(
        title=_("Polling places"),
        spec=shown.polling_places_table(),
        page=lambda asked: queries.polling_places(actor.authority_id, asked),
        every=lambda asked: queries.every_polling_place(actor.authority_id, asked),
        empty=_("There are no polling places yet. Import them, or add one."),
        section="polling-places",
        actions=allowed(actor, Permission.PLACES_EDIT, add),
    )
    return list_response(request, listed)


@require_http_methods(GET_OR_POST)
@permission_required(Permission.PLACES_EDIT)
def add_polling_place(request: HttpRequest) -> HttpResponse:
    """Add a polling place."""

    def act(values: Mapping[str, Any]) -> tuple[str, str]:
        operations.add_polling_place(actor=actor_of(request), reference=values["reference"], facts=_place_facts(values))
        return reverse("places:polling-places"), _("The polling place was added.")

    asked = Asked(
        title=_("Add a polling place"),
        form=forms.ADD_POLLING_PLACE,
        submit=_("Add the polling place"),
        cancel=reverse("places:polling-places"),
        crumbs=(crumb(_("Polling places"), "polling-places"),),
    )
    return form_response(request, asked, act)


@require_http_methods(GET_OR_POST)
@permission_required(Permission.PLACES_VIEW)
def polling_place(request: HttpRequest, reference: str) -> HttpResponse:
    """Show the particulars of a polling place, to be put right by those who may."""
    actor = actor_of(request)
    known = queries.polling_place_facts(actor.authority_id, reference)

    def act(values: Mapping[str, Any]) -> tuple[str, str]:
        operations.change_polling_place(actor=actor, reference=reference, facts=_place_facts(values))
        return reverse("places:polling-places"), _("The polling place was changed.")

    asked = Asked(
        title=known["name"],
        caption=_("Polling place %(reference)s") % {"reference": reference},
        form=forms.CHANGE_POLLING_PLACE,
        submit=_("Save"),
        cancel=reverse("places:polling-places"),
        crumbs=(crumb(_("Polling places"), "polling-places"),),
        initial=known,
    )
    return form_response(request, asked, act)


def _place_facts(values: Mapping[str, Any]) -> PollingPlaceFacts:
    lines = {f"address{at}": values[f"address{at}"] or "" for at in range(1, 6)}
    return PollingPlaceFacts(name=values["name"], postcode=values["postcode"] or "", uprn=values["uprn"], **lines)


def _every_district(facts: queries.AreaFacts) -> Action:
    label = _("All %(number)s polling districts in it, as a list") % {"number": number(len(facts.districts))}
    return Action(label, f"{reverse('places:districts')}?area={facts.id}")
