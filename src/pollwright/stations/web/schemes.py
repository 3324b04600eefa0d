"""Pages of polling schemes and their stations."""

from __future__ import annotations

from functools import partial

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from pollwright.access.web.acts import Asked, actor_of, answered
from pollwright.access.web.gate import permission_required
from pollwright.acting import Actor, Permission
from pollwright.audit.queries.timeline import timeline, told
from pollwright.authorities.clock import moment, today
from pollwright.elections.queries.polls import PollFacts
from pollwright.elections.states import ENDED
from pollwright.law.timetables.kinds import Kind
from pollwright.pages.downloads import csv_response
from pollwright.pages.forms import Form
from pollwright.pages.lists import Listing, list_response
from pollwright.pages.shell import Crumb, NavItem
from pollwright.pages.standard import FormPage, ListPage, RecordPage
from pollwright.pages.wording import yes_no
from pollwright.stations.operations.amending import list_affected
from pollwright.stations.queries import booked, checks
from pollwright.stations.queries import schemes as queries
from pollwright.stations.queries import stations as of_stations
from pollwright.stations.queries.finder_stations import releases
from pollwright.stations.web import schemes_acts, schemes_shown, stations_acts, tables

LIST = "pages/standard/list.jinja"
RECORD = "pages/standard/record.jinja"
GET_OR_POST = ["GET", "HEAD", "POST"]


@require_http_methods(GET_OR_POST)
@permission_required(Permission.POLLS_VIEW)
def schemes(request: HttpRequest) -> HttpResponseBase:
    """Show the polling schemes."""
    actor = actor_of(request)
    listing = Listing(
        tables.schemes_table(),
        lambda asked: queries.schemes(actor.authority_id, asked),
        None,
        name="schemes",
        caption=_("Polling schemes"),
        empty=_("No scheme matches. Make one for a poll that has been called."),
    )
    links = [NavItem(_("Venues"), reverse("stations:venues")), NavItem(_("Bookings"), reverse("stations:bookings"))]
    if actor.may(Permission.REGISTER_VIEW):
        links.append(NavItem(_("Reviews of polling places"), reverse("place_reviews:reviews")))
    if actor.may(Permission.STATIONS_EDIT):
        links.insert(0, NavItem(_("Make a scheme"), reverse("stations:scheme-new")))
        links.append(NavItem(_("Keys to the released stations"), reverse("stations:keys")))
    return list_response(request, LIST, listing, partial(ListPage, _("Polling schemes"), links=tuple(links)))


@require_http_methods(GET_OR_POST)
@permission_required(Permission.STATIONS_EDIT)
def scheme_new(request: HttpRequest) -> HttpResponse:
    """Ask for which poll and from what; told, make the scheme."""
    actor = actor_of(request)
    return answered(request, schemes_acts.new(actor, request.GET, on=today(actor.authority_id)))


@require_safe
@permission_required(Permission.POLLS_VIEW)
def scheme(request: HttpRequest, reference: str) -> HttpResponse:
    """Show one scheme: totals, what was found in it, and its amendments."""
    actor = actor_of(request)
    found = queries.scheme_facts(actor.authority_id, reference)
    held = queries.scheme_named(actor.authority_id, reference)
    findings = checks.checked(held)
    given_up = booked.to_give_up(held).count() if booked.not_taken(held) else None
    page = RecordPage(
        title=found.title,
        caption=_("Polling scheme %(reference)s") % {"reference": reference},
        crumbs=(Crumb(_("Polling schemes"), reverse("stations:schemes")),),
        acts=schemes_acts.open_acts(actor, found, not_taken=given_up is not None),
        facts=schemes_shown.facts(found),
        figures=schemes_shown.figures(found, findings),
        sections=schemes_shown.sections(actor, found, findings, releases(actor.authority_id, reference)),
        timeline=told(timeline(actor.authority_id, "scheme", found.id), linked=actor.may(Permission.AUDIT_VIEW)),
        warning=schemes_shown.warning(
            found, today(actor.authority_id), not_taken=given_up is not None, booked=given_up or 0
        ),
    )
    return render(request, RECORD, {"page": page})


def address_for(actor: Actor, poll: PollFacts) -> str:
    """Return where the scheme of a poll is, or where it is made; empty where there can be none."""
    if found := queries.scheme_of(actor.authority_id, poll.id):
        return reverse("stations:scheme", args=[found])
    if poll.kind == Kind.BID or poll.state in ENDED or not actor.may(Permission.STATIONS_EDIT):
        return ""
    return f"{reverse('stations:scheme-new')}?of={poll.combination or poll.reference}"


@require_http_methods(GET_OR_POST)
@permission_required(Permission.STATIONS_EDIT)
def scheme_act(request: HttpRequest, reference: str, name: str) -> HttpResponse:
    """Ask what an act on a scheme needs; told, do it."""
    actor = actor_of(request)
    found = queries.scheme_facts(actor.authority_id, reference)
    when = schemes_acts.When(moment(actor.authority_id), today(actor.authority_id))
    return answered(request, schemes_acts.asked(actor, found, name, when))


@require_http_methods(GET_OR_POST)
@permission_required(Permission.POLLS_VIEW)
def stations(request: HttpRequest, reference: str) -> HttpResponseBase:
    """Show the stations of a scheme."""
    actor = actor_of(request)
    found = queries.scheme_named(actor.authority_id, reference)
    listing = Listing(
        tables.stations_table(reference),
        lambda asked: of_stations.stations_page(actor.authority_id, reference, asked),
        None,
        name=f"stations-{reference}",
        caption=_("Polling stations"),
        empty=_("No station matches."),
    )
    made = partial(ListPage, _("Polling stations"), crumbs=_crumbs(reference, found.title), caption=found.title)
    return list_response(request, LIST, listing, made)


@require_safe
@permission_required(Permission.POLLS_VIEW)
def station(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """Show one station."""
    actor = actor_of(request)
    whole = queries.scheme_named(actor.authority_id, reference)
    found = of_stations.station_facts(actor.authority_id, reference, number)
    page = RecordPage(
        title=_("Station %(number)s") % {"number": number},
        caption=whole.title,
        crumbs=(*_crumbs(reference, whole.title), Crumb(_("Stations"), reverse("stations:stations", args=[reference]))),
        acts=stations_acts.open_acts(actor, whole.state, reference, found),
        facts=schemes_shown.station_facts(found),
        sections=schemes_shown.station_sections(found, checks.by_station(whole, number)),
        timeline=told(timeline(actor.authority_id, "station", found.id), linked=actor.may(Permission.AUDIT_VIEW)),
    )
    return render(request, RECORD, {"page": page})


@require_http_methods(GET_OR_POST)
@permission_required(Permission.STATIONS_EDIT)
def station_act(request: HttpRequest, reference: str, number: int, name: str) -> HttpResponse:
    """Ask what an act on a station needs; told, do it."""
    actor = actor_of(request)
    found = of_stations.station_facts(actor.authority_id, reference, number)
    when = schemes_acts.When(moment(actor.authority_id), today(actor.authority_id))
    asked: Asked = stations_acts.asked(actor, reference, found, name, when)
    return answered(request, asked)


@require_http_methods(GET_OR_POST)
@permission_required(Permission.PAPERS_PREPARE)
def amendment(request: HttpRequest, reference: str, number: int) -> HttpResponseBase:
    """Say whom an amendment affects; asked, hand out the list of them, which is recorded."""
    actor = actor_of(request)
    found = queries.amendment_facts(actor.authority_id, reference, number)
    if request.method == "POST":
        rows = list_affected(actor=actor, reference=reference, amendment=number, on=today(actor.authority_id))
        header = (_("Elector"), _("Number"), _("Name"), _("Address"), _("Postcode"), _("Postal vote"), _("Proxy for"))
        records = (
            (one.elector, one.number, one.name, one.address, one.postcode, yes_no(one.postal), one.proxy_for)
            for one in rows
        )
        return csv_response(f"affected-{reference}-{number}", header, records)
    whole = queries.scheme_named(actor.authority_id, reference)
    back = reverse("stations:scheme", args=[reference])
    page = FormPage(
        title=_("Amendment %(number)s") % {"number": number},
        form=Form().blank(),
        submit=_("Download the list of those affected"),
        cancel=back,
        crumbs=_crumbs(reference, whole.title),
        lead=schemes_shown.amendment_words(found),
        caption=whole.title,
    )
    return render(request, "pages/standard/form.jinja", {"page": page})


def _crumbs(reference: str, title: str) -> tuple[Crumb, ...]:
    return (
        Crumb(_("Polling schemes"), reverse("stations:schemes")),
        Crumb(title, reverse("stations:scheme", args=[reference])),
    )
