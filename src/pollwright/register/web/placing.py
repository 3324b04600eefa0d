"""The pages by which electors whose entry prints no address get their property: one by one, and as the address suggests."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from pollwright.access.web.acts import Asked, actor_of, answered, version_in
from pollwright.access.web.gate import permission_required
from pollwright.acting import Permission
from pollwright.authorities.clock import moment, today
from pollwright.pages.forms import Form, HiddenField, TextArea
from pollwright.pages.lists import Listing, list_download, list_response
from pollwright.pages.shell import Crumb
from pollwright.pages.standard import ListPage
from pollwright.pages.tables import (
    BulkAction,
    Column,
    Page,
    Selection,
    SortColumn,
    TableRequest,
    TableSpec,
    display,
    redirection,
    requested,
    table_response,
)
from pollwright.places.queries.properties import PropertyRow, every_property, properties, property_page
from pollwright.places.web.shown import properties_table
from pollwright.register.operations.listing_people import leaving
from pollwright.register.operations.placing import place_elector, place_suggested
from pollwright.register.queries.placing import Suggestion, Unplaced, every_suggestion, suggestions, unplaced_elector

PARTED, PAIRED = "\n", "\t"
"""What stands between the pairs that a form keeps while its reason is asked for, and within a pair."""


def suggestions_table() -> TableSpec:
    """Return the table of electors whose address suggests one property."""
    return TableSpec(
        name="unplaced",
        columns=(
            Column(
                "reference",
                _("Elector"),
                sortable=True,
                href=lambda row: reverse("register:elector", args=[row.reference]),
            ),
            Column("name", _("Name"), sort_by=(SortColumn("surname"), SortColumn("forenames"))),
            Column("given", _("Address as it was given")),
            Column(
                "property_address",
                _("Property that it suggests"),
                href=lambda row: reverse("places:property", args=[row.property_reference]),
            ),
            Column("district", _("District")),
            Column("goes_to", _("District of the property"), value=_goes_to),
        ),
        default_sort="reference",
        search_label=_("Reference, name or address"),
        tie=SortColumn("pk", "id"),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required(Permission.CORRECTIONS_MAKE)
def unplaced(request: HttpRequest) -> HttpResponseBase:
    """Show the electors of the queue whose address suggests exactly one property."""
    actor = actor_of(request)
    asked = requested(request, suggestions_table())
    if moved := redirection(request, asked):
        return moved
    terms_of_leaving = leaving(actor, "unplaced")
    if asked.download:
        return list_download("unplaced", asked, lambda: every_suggestion(actor.authority_id, asked), terms_of_leaving)
    table = display(
        suggestions(actor.authority_id, asked),
        address=request.path,
        caption=_("Electors whose address suggests one property"),
        empty=_("No address of an elector without a property suggests exactly one."),
        reference=_pair,
        bulk=(BulkAction("place", _("Choose these properties"), reverse("register:place-chosen")),),
        downloads=terms_of_leaving.allowed,
    )
    page = ListPage(
        title=_("Electors whose address suggests one property"),
        table=table,
        note=_("Suggested: the same postcode and numbers, and every word of one address stands in the other."),
        crumbs=_crumbs(),
    )
    return table_response(request, "pages/standard/list.jinja", page)


@require_POST
@permission_required(Permission.CORRECTIONS_MAKE)
def place_chosen(request: HttpRequest) -> HttpResponse:
    """Ask how it is known that the properties that were ticked are the right ones; told, place the electors there."""
    actor = actor_of(request)
    back = reverse("register:unplaced")
    chosen = _pairs(request, actor.authority_id)
    if not chosen:
        return redirect(back)

    def perform(values: Mapping[str, Any]) -> str:
        at, on = moment(actor.authority_id), today(actor.authority_id)
        place_suggested(actor=actor, chosen=chosen, reason=values["reason"] or "", at=at, on=on)
        return back

    asked = Asked(
        title=_("Choose the properties that the addresses suggest"),
        form=Form(HiddenField("pairs"), _reason()),
        submit=_("Choose the properties"),
        perform=perform,
        back=back,
        typed={"pairs": PARTED.join(f"{elector}{PAIRED}{home}" for elector, home in chosen.items())},
        crumbs=(*_crumbs(), Crumb(_("Electors whose address suggests one property"), back)),
        lead=_chosen(len(chosen)),
        said=_("The properties were chosen. Who was changed meanwhile was left as they are."),
    )
    return answered(request, asked, sent="pairs" in request.POST)


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required(Permission.CORRECTIONS_MAKE)
def place(request: HttpRequest, reference: str) -> HttpResponseBase:
    """Let the officer look for the property of one elector; one that was chosen is asked about, and kept."""
    actor = actor_of(request)
    facts = unplaced_elector(actor.authority_id, reference)
    if chosen := request.GET.get("property", ""):
        return _confirm(request, facts, chosen)
    made = partial(
        ListPage,
        _("Choose the property of an elector"),
        caption=facts.name,
        note=_given(facts),
        crumbs=_of(facts),
    )
    return list_response(request, "pages/standard/list.jinja", _homes(request, facts), made)


def _homes(request: HttpRequest, facts: Unplaced) -> Listing:
    """Return the list of properties to choose from: those of the elector's postcode until something is searched for."""
    authority_id = actor_of(request).authority_id

    def page_of(asked: TableRequest) -> Page[PropertyRow]:
        return properties(authority_id, asked if asked.narrowed else replace(asked, search=facts.postcode))

    spec = properties_table(authority_id)
    first, *others = spec.columns
    choose = replace(first, href=lambda row: f"{request.path}?{urlencode({'property': row.reference})}")
    return Listing(
        replace(spec, name="homes", columns=(choose, *others)),
        page_of,
        partial(every_property, authority_id),
        "properties",
        _("Properties to choose from"),
        _("No property matches. Search by a part of the address, the postcode or the UPRN."),
    )


def _given(facts: Unplaced) -> str:
    told = _("Address as it was given: %(address)s.") % {"address": facts.address or _("none")}
    return f"{told} {_('Those of its postcode are shown until you search.')}" if facts.postcode else told


def _confirm(request: HttpRequest, facts: Unplaced, chosen: str) -> HttpResponse:
    actor = actor_of(request)
    home = property_page(actor.authority_id, chosen)
    back = reverse("register:elector", args=[facts.reference])

    def perform(values: Mapping[str, Any]) -> None:
        place_elector(
            actor=actor,
            elector_reference=facts.reference,
            version=version_in(values),
            property_reference=chosen,
            reason=values["reason"] or "",
            at=moment(actor.authority_id),
            on=today(actor.authority_id),
        )

    moves = _("The entry is in district %(now)s. The next notice moves it to %(new)s.")
    asked = Asked(
        title=_("Choose this property?"),
        caption=facts.name,
        form=Form(HiddenField("version"), _reason()),
        submit=_("Choose the property"),
        perform=perform,
        back=back,
        typed={"version": facts.version},
        crumbs=(*_of(facts), Crumb(_("Choose the property of an elector"), request.path)),
        lead=f"{home.line} {home.address.postcode}".strip(),
        warning=moves % {"now": facts.district, "new": home.district} if home.district != facts.district else "",
        said=_("The property was chosen."),
    )
    return answered(request, asked)


def _pairs(request: HttpRequest, authority_id: int) -> dict[str, str]:
    """Return the property by elector: those that the form keeps, those that were ticked, or all that the table shows."""
    if kept := request.POST.get("pairs", ""):
        lines = kept.splitlines()
    else:
        selection = Selection.parse(suggestions_table(), request.POST)
        every = every_suggestion(authority_id, selection.asked) if selection.every else ()
        lines = [_pair(row) for row in every] or list(selection.references)
    return {elector: home for elector, gap, home in (line.partition(PAIRED) for line in lines) if gap}


def _pair(row: Suggestion) -> str:
    """Return the elector and the property that the officer saw."""
    return f"{row.reference}{PAIRED}{row.property_reference}"


def _goes_to(row: Suggestion) -> str:
    if row.goes_to == row.district:
        return row.goes_to
    return _("%(district)s: the next notice moves the entry") % {"district": row.goes_to}


def _reason() -> TextArea:
    return TextArea("reason", _("How is it known?"), noun=_("how it is known"), rows=3, longest=500)


def _chosen(count: int) -> str:
    said = ngettext(
        "%(count)s elector gets the property that the address suggests.",
        "%(count)s electors get the property that the address of each suggests.",
        count,
    )
    return said % {"count": count}


def _crumbs() -> tuple[Crumb, ...]:
    return (Crumb(_("Data quality"), reverse("register:quality")),)


def _of(facts: Unplaced) -> tuple[Crumb, ...]:
    elector = Crumb(facts.name or facts.reference, reverse("register:elector", args=[facts.reference]))
    return (Crumb(_("Electors"), reverse("register:electors")), elector)
