"""The page of one home."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from pollwright.access.web.gate import OfficerRequest, permission_required
from pollwright.acting import Permission
from pollwright.audit.queries.timeline import timeline, told
from pollwright.desk.queries.household import Household, Resident, household
from pollwright.law.registration import ApplicationKind
from pollwright.pages.shell import Crumb, NavItem
from pollwright.pages.summaries import SummaryRow
from pollwright.pages.timeline import Timeline
from pollwright.pages.wording import short_day, short_moment
from pollwright.places.states import AreaKind, PropertyKind, PropertyStatus
from pollwright.register.web import terms
from pollwright.register.web.applications_shown import KINDS, TAGS

SHOWN = 20


@dataclass(frozen=True, slots=True)
class Cell:
    """One value of a row, perhaps a link."""

    text: str
    href: str = ""


@dataclass(frozen=True, slots=True)
class Grid:
    """A small table of the page."""

    name: str
    title: str
    headings: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    nothing: str


@dataclass(frozen=True, slots=True)
class HouseholdPage:
    """One home: facts, who is there, who was, applications, contacts, timeline."""

    title: str
    caption: str
    crumbs: tuple[Crumb, ...]
    links: tuple[NavItem, ...]
    facts: tuple[SummaryRow, ...]
    areas: tuple[SummaryRow, ...]
    grids: tuple[Grid, ...]
    timeline: Timeline


@require_GET
@permission_required(Permission.REGISTER_VIEW)
def home(request: HttpRequest, reference: str) -> HttpResponse:
    """Show one home."""
    actor = cast(OfficerRequest, request).actor
    found = household(actor.authority_id, reference)
    acts = timeline(actor.authority_id, "property", found.property_id)
    page = HouseholdPage(
        title=found.facts["address"],
        caption=_("Household %(reference)s") % {"reference": reference},
        crumbs=(Crumb(_("Electors"), reverse("register:electors")),),
        links=(
            *_links(reference),
            NavItem(_("Everybody, as a list"), reverse("desk:household-people", args=[reference])),
        ),
        facts=_facts(found),
        areas=tuple(SummaryRow(str(AreaKind(kind).label), name) for kind, name in found.areas),
        grids=_grids(found),
        timeline=told(acts, linked=actor.may(Permission.AUDIT_VIEW)),
    )
    return render(request, "desk/household.jinja", {"page": page})


def _links(reference: str) -> tuple[NavItem, ...]:
    try:
        return (NavItem(_("The property"), reverse("places:property", args=[reference])),)
    except NoReverseMatch:
        return ()


def _facts(found: Household) -> tuple[SummaryRow, ...]:
    facts = found.facts
    rows = [
        SummaryRow(_("Address"), (facts["address"], facts["postcode"])),
        SummaryRow(_("UPRN"), str(facts["uprn"] or _("None"))),
        SummaryRow(_("Kind"), str(PropertyKind(facts["kind"]).label)),
        SummaryRow(_("State"), str(PropertyStatus(facts["status"]).label)),
        SummaryRow(_("Polling district"), f"{facts['district__code']} {facts['district__name']}"),
        SummaryRow(_("Polling place"), facts["district__polling_place__name"] or _("None yet")),
    ]
    if facts["valid_to"]:
        rows.append(SummaryRow(_("Ended on"), short_day(facts["valid_to"])))
    return tuple(rows)


def _grids(found: Household) -> tuple[Grid, ...]:
    people = (_("Name"), _("Number"), _("Marker"), _("Reaches 18 on"), _("From"), _("To"))
    return (
        Grid(
            "here",
            _titled(_("Registered here now"), len(found.residents)),
            people,
            _people(found.residents[:SHOWN]),
            _("Nobody is registered here."),
        ),
        Grid(
            "before",
            _titled(_("Registered here before"), len(found.former)),
            people,
            _people(found.former[:SHOWN]),
            _("Nobody."),
        ),
        Grid(
            "applications",
            _("Applications"),
            (_("Application"), _("Name"), _("Kind"), _("State"), _("Received")),
            tuple(
                (
                    Cell(one.reference, _application(one.reference)),
                    Cell(one.name),
                    Cell(str(KINDS[ApplicationKind(one.kind)])),
                    Cell(TAGS.of(one.state).text),
                    Cell(short_moment(one.received_at)),
                )
                for one in found.applications
            ),
            _("None."),
        ),
        Grid(
            "contacts",
            _("Contacts"),
            (_("When"), _("How"), _("What was said"), _("By")),
            tuple(
                (
                    Cell(short_moment(one.at)),
                    Cell(terms.said(terms.WAYS_OF_CONTACT, one.channel)),
                    Cell(one.text),
                    Cell(one.by),
                )
                for one in found.notes
            ),
            _("Nobody has been in touch."),
        ),
    )


def _titled(title: str, many: int) -> str:
    """Return the title of a grid; where more are held than it shows, it says so."""
    return title if many <= SHOWN else _("%(title)s: the first %(shown)s") % {"title": title, "shown": SHOWN}


def _people(entries: tuple[Resident, ...]) -> tuple[tuple[Cell, ...], ...]:
    return tuple(
        (
            Cell(entry.name, reverse("register:elector", args=[entry.reference])),
            Cell(entry.number),
            Cell(entry.marker),
            Cell(short_day(entry.attains_on)),
            Cell(short_day(entry.effective_from)),
            Cell(short_day(entry.effective_to)),
        )
        for entry in entries
    )


def _application(reference: str) -> str:
    try:
        return reverse("register:application", args=[reference])
    except NoReverseMatch:
        return ""
