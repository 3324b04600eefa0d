"""The map of a review: districts, where they vote, and where they would vote, with the same in a table below."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from pollwright.access.web.acts import actor_of
from pollwright.access.web.gate import permission_required
from pollwright.acting import Permission
from pollwright.pages.standard import Cell, PlainTable
from pollwright.place_reviews.queries.mapping import review_spots
from pollwright.place_reviews.queries.reviews import review_record
from pollwright.place_reviews.web import terms
from pollwright.stations.queries.drawing import MARGIN, WIDTH, drawn, lines_between
from pollwright.stations.queries.maps import Spot
from pollwright.stations.web.maps import MapPage


@require_safe
@permission_required(Permission.REGISTER_VIEW)
def map_page(request: HttpRequest, reference: str) -> HttpResponse:
    """Show the districts of a review and the places where they would vote by its proposals."""
    held = review_record(actor_of(request).authority_id, reference).held
    found = review_spots(held.pk)
    marks = drawn(found)
    page = MapPage(
        title=_("Map of the review"),
        caption=held.title,
        crumbs=terms.crumbs_of(reference, held.title),
        width=WIDTH,
        height=round(max((mark.y for mark in marks.values()), default=0)) + MARGIN,
        marks=tuple(marks[one] for one in found if one in marks),
        lines=tuple(lines_between(found, marks)),
        listed=_table(found, reference),
        nowhere=len(found) - len(marks),
        links=(),
    )
    return render(request, "stations/map.jinja", {"page": page})


def _table(found: list[Spot], reference: str) -> PlainTable:
    places = {one.number: one.name for one in found if one.kind == "station"}
    rows = tuple(
        (
            Cell(one.label, href=reverse("place_reviews:district", args=[reference, one.label])),
            Cell(one.name),
            Cell(", ".join(f"{number} {places[number]}" for number in one.stations)),
        )
        for one in found
        if one.kind == "district"
    )
    headings = (_("District"), _("Name"), _("Polling place by its number on the map"))
    return PlainTable(_("Districts and where they would vote"), headings, rows, _("There are no districts."))
