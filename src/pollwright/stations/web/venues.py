"""Pages of venues and bookings."""

from __future__ import annotations

from functools import partial

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from pollwright.access.web.acts import Asked, actor_of, answered
from pollwright.access.web.gate import permission_required
from pollwright.acting import Permission
from pollwright.audit.queries.timeline import timeline, told
from pollwright.authorities.clock import today
from pollwright.pages import wording
from pollwright.pages.lists import Listing, list_response
from pollwright.pages.shell import Crumb, NavItem
from pollwright.pages.standard import ListPage, RecordPage
from pollwright.pages.summaries import SummaryRow
from pollwright.stations.queries import venues as queries
from pollwright.stations.states import Purpose
from pollwright.stations.web import tables, terms, venues_acts, venues_shown

LIST = "pages/standard/list.jinja"
RECORD = "pages/standard/record.jinja"
GET_OR_POST = ["GET", "HEAD", "POST"]


@require_http_methods(GET_OR_POST)
@permission_required(Permission.POLLS_VIEW)
def venues(request: HttpRequest) -> HttpResponseBase:
    """Show the venues."""
    actor = actor_of(request)
    listing = Listing(
        tables.venues_table(),
        lambda asked: queries.venues(actor.authority_id, asked),
        None,
        name="venues",
        caption=_("Venues"),
        empty=_("No venue matches. Venues are added with a scheme, for every polling place, or by hand."),
    )
    links = [NavItem(_("Bookings"), reverse("stations:bookings")), NavItem(_("Schemes"), reverse("stations:schemes"))]
    if actor.may(Permission.STATIONS_EDIT):
        links.insert(0, NavItem(_("Add a venue"), reverse("stations:venue-new")))
        links.append(NavItem(_("Keyholders and contacts"), reverse("stations:contacts")))
    return list_response(request, LIST, listing, partial(ListPage, _("Venues"), links=tuple(links)))


@require_http_methods(GET_OR_POST)
@permission_required(Permission.STATIONS_EDIT)
def venue_new(request: HttpRequest) -> HttpResponse:
    """Ask what is known of a venue; told, add it."""
    actor = actor_of(request)
    back = reverse("stations:venues")
    return answered(
        request,
        Asked(
            _("Add a venue"),
            venues_acts.NEW,
            _("Add the venue"),
            partial(venues_acts.add, actor),
            back,
            typed={"place": request.GET.get("place", ""), "hire": "0"},
            crumbs=(Crumb(_("Venues"), back),),
        ),
    )


@require_safe
@permission_required(Permission.POLLS_VIEW)
def venue(request: HttpRequest, reference: str) -> HttpResponse:
    """Show one venue."""
    actor = actor_of(request)
    found = queries.venue_record(actor.authority_id, reference)
    acts = venues_acts.open_acts(actor, found)
    page = RecordPage(
        title=found.name,
        caption=reference,
        crumbs=(Crumb(_("Venues"), reverse("stations:venues")),),
        acts=tuple(NavItem(label, reverse("stations:venue-act", args=[reference, name])) for name, label in acts),
        facts=venues_shown.facts(found),
        sections=venues_shown.sections(found, editable=bool(acts)),
        timeline=told(timeline(actor.authority_id, "venue", found.id), linked=actor.may(Permission.AUDIT_VIEW)),
    )
    return render(request, RECORD, {"page": page})


@require_http_methods(GET_OR_POST)
@permission_required(Permission.STATIONS_EDIT)
def venue_act(request: HttpRequest, reference: str, name: str) -> HttpResponse:
    """Ask what an act on a venue needs; told, do it."""
    actor = actor_of(request)
    found = queries.venue_record(actor.authority_id, reference)
    asked = venues_acts.asked(actor, found, name, request.GET, on=today(actor.authority_id))
    return answered(request, asked)


@require_http_methods(GET_OR_POST)
@permission_required(Permission.POLLS_VIEW)
def bookings(request: HttpRequest) -> HttpResponseBase:
    """Show the bookings."""
    actor = actor_of(request)
    listing = Listing(
        tables.bookings_table(),
        lambda asked: queries.bookings(actor.authority_id, asked),
        None,
        name="bookings",
        caption=_("Bookings"),
        empty=_("No booking matches."),
    )
    crumbs = (Crumb(_("Venues"), reverse("stations:venues")),)
    return list_response(request, LIST, listing, partial(ListPage, _("Bookings"), crumbs=crumbs))


@require_safe
@permission_required(Permission.POLLS_VIEW)
def booking(request: HttpRequest, reference: str) -> HttpResponse:
    """Show one booking."""
    actor = actor_of(request)
    found = queries.booking_facts(actor.authority_id, reference)
    open_to = actor.may(Permission.STATIONS_EDIT) and found.state in ("requested", "confirmed")
    hours = [wording.clock(each) for each in (found.access_from, found.access_to)]
    page = RecordPage(
        title=_("Booking of %(venue)s") % {"venue": found.venue_name},
        caption=reference,
        crumbs=(
            Crumb(_("Venues"), reverse("stations:venues")),
            Crumb(_("Bookings"), reverse("stations:bookings")),
        ),
        acts=(NavItem(_("Note the answer"), reverse("stations:booking-answer", args=[reference])),) if open_to else (),
        facts=(
            SummaryRow(_("Venue"), found.venue_name, href=reverse("stations:venue", args=[found.venue])),
            SummaryRow(_("Day"), wording.day(found.day)),
            SummaryRow(_("For"), str(Purpose(found.purpose).label)),
            SummaryRow(_("State"), terms.booking_tag(found.state)),
            SummaryRow(_("Cost"), wording.money(found.cost_pence)),
            SummaryRow(_("Officers get in from"), hours[0] or _("Not said")),
            SummaryRow(_("Officers are out by"), hours[1] or _("Not said")),
            SummaryRow(_("Asked"), wording.day(found.requested_on)),
            SummaryRow(_("Answered"), wording.day(found.answered_on) or _("Not yet")),
            SummaryRow(_("Note"), found.note or _("None")),
        ),
        timeline=told(timeline(actor.authority_id, "booking", found.id), linked=actor.may(Permission.AUDIT_VIEW)),
    )
    return render(request, RECORD, {"page": page})


@require_http_methods(GET_OR_POST)
@permission_required(Permission.STATIONS_EDIT)
def booking_answer(request: HttpRequest, reference: str) -> HttpResponse:
    """Ask what the keeper of a venue answered; told, note it."""
    actor = actor_of(request)
    found = queries.booking_facts(actor.authority_id, reference)
    return answered(request, venues_acts.answer(actor, found, on=today(actor.authority_id)))
