"""The records behind a figure that is worked out, down to one alteration."""

from __future__ import annotations

from datetime import date
from functools import partial

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from pollwright.access.web.acts import actor_of
from pollwright.access.web.gate import permission_required
from pollwright.acting import Actor, Permission
from pollwright.authorities.clock import today
from pollwright.casework.queries.figures import request_rows
from pollwright.pages import wording
from pollwright.pages.lists import Listing, list_response
from pollwright.pages.shell import Crumb
from pollwright.pages.standard import ListPage, RecordPage
from pollwright.pages.summaries import SummaryRow
from pollwright.performance.queries.altered import AlterationFacts, alteration_facts, change_rows
from pollwright.performance.queries.canvass import canvass_rows
from pollwright.performance.queries.figures import Definition, definition_now
from pollwright.performance.rating import Period
from pollwright.performance.states import Computed
from pollwright.performance.web import tables, terms
from pollwright.register.states import AlterationKind, AlterationReason

LAST_YEAR, LAST_QUARTER = 2200, 4


@require_http_methods(terms.GET_OR_POST)
@permission_required(Permission.PERFORMANCE_VIEW)
def behind(request: HttpRequest, reference: str, year: int, quarter: int) -> HttpResponseBase:
    """Show the records behind a figure, as they are now."""
    actor = actor_of(request)
    computed, definition = definition_now(actor.authority_id, reference)
    if not computed or quarter > LAST_QUARTER or not 1 < year < LAST_YEAR:
        raise Http404
    period, on = Period(year, quarter), today(actor.authority_id)
    listing = _listing(actor, reference, period, computed, definition, on)
    crumbs = (terms.indicators_crumb(), Crumb(reference, terms.indicator_href(reference)))
    words = {"number": definition.number, "meaning": definition.meaning}
    note = _("Version %(number)s of the definition: %(meaning)s") % words
    return list_response(request, terms.LIST, listing, partial(ListPage, listing.caption, crumbs=crumbs, note=note))


@require_safe
@permission_required(Permission.PERFORMANCE_VIEW)
def alteration(request: HttpRequest, number: int) -> HttpResponse:
    """Show one alteration: what it came from, where it went, and whether it was taken back."""
    actor = actor_of(request)
    found = alteration_facts(actor.authority_id, number)
    page = RecordPage(
        title=_("Alteration %(number)s") % {"number": found.id},
        caption=found.elector,
        crumbs=(terms.indicators_crumb(),),
        facts=_facts(found),
    )
    return render(request, terms.RECORD, {"page": page})


def _listing(actor: Actor, reference: str, period: Period, computed: str, definition: Definition, on: date) -> Listing:
    """Return the list of what a figure was worked out from."""
    name = f"{reference}-{period.year}-{period.quarter}"
    if computed == Computed.ALTERATIONS:
        return Listing(
            tables.changes_table(),
            lambda asked: change_rows(actor.authority_id, period, definition, asked, on=on),
            None,
            name=name,
            caption=_("Changes behind %(period)s") % {"period": period.label},
            empty=_("No change was due in a notice or register of this period."),
        )
    if computed == Computed.REQUESTS:
        return Listing(
            tables.requests_table(),
            lambda asked: request_rows(actor.authority_id, period.first, period.last, asked, on=on),
            None,
            name=name,
            caption=_("Requests behind %(period)s") % {"period": period.label},
            empty=_("No request for information was answered or due in this period."),
        )
    return Listing(
        tables.canvass_table(),
        lambda asked: canvass_rows(actor.authority_id, period.year, definition, asked),
        None,
        name=name,
        caption=_("Properties behind %(period)s") % {"period": period.label},
        empty=_("No canvassable property was found."),
    )


def _facts(found: AlterationFacts) -> tuple[SummaryRow, ...]:
    rows = [
        SummaryRow(_("Kind"), str(AlterationKind(found.kind).label)),
        SummaryRow(_("Reason"), str(AlterationReason(found.reason).label)),
        SummaryRow(_("Elector"), found.elector, href=reverse("register:elector", args=[found.elector])),
        SummaryRow(_("District"), found.district),
        SummaryRow(_("Determined"), wording.day(found.determined_on)),
        SummaryRow(_("Determination"), " ".join(part for part in (found.determination, found.ground) if part)),
        SummaryRow(_("Determined by"), found.determined_by or _("Not said")),
        SummaryRow(
            _("Took effect"),
            f"{wording.day(found.carried_on)}, {found.carried_by}" if found.carried_on else _("Not yet"),
        ),
    ]
    if found.case:
        rows.append(SummaryRow(_("Deletion"), found.case, href=reverse("register:deletion", args=[found.case])))
    if found.application:
        href = reverse("register:application", args=[found.application])
        rows.append(SummaryRow(_("Application"), found.application, href=href))
    if found.taken_back:
        rows.append(SummaryRow(_("Taken back because"), found.taken_back))
    return tuple(rows)
