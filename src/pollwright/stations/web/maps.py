"""The map of a scheme: a picture made here, with the same in a table beside it."""

from __future__ import annotations

from dataclasses import dataclass
from math import hypot

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from pollwright.access.web.acts import actor_of
from pollwright.access.web.gate import permission_required
from pollwright.acting import Permission
from pollwright.pages.shell import Crumb, NavItem
from pollwright.pages.standard import Cell, PlainTable
from pollwright.stations.queries.drawing import MARGIN, WIDTH, Line, Mark, drawn, lines_between, side_of
from pollwright.stations.queries.maps import Spot, as_geojson, spots
from pollwright.stations.queries.schemes import scheme_named

CLOSE = 4_000
"""Metres round a station that its close-up shows."""
DEGREES, METRES_OF_A_DEGREE = 4326, 111_320


@dataclass(frozen=True, slots=True)
class MapPage:
    """A scheme's picture and its table."""

    title: str
    caption: str
    crumbs: tuple[Crumb, ...]
    width: int
    height: int
    marks: tuple[Mark, ...]
    lines: tuple[Line, ...]
    listed: PlainTable
    nowhere: int
    links: tuple[NavItem, ...]

    @property
    def side(self) -> float:
        """The side of a station's square."""
        return side_of(sum(mark.station for mark in self.marks))


@require_safe
@permission_required(Permission.POLLS_VIEW)
def map_page(request: HttpRequest, reference: str) -> HttpResponse:
    """Show where the stations and districts of a scheme lie, and which districts vote where."""
    actor = actor_of(request)
    scheme = scheme_named(actor.authority_id, reference)
    every = spots(scheme)
    near = _station(request.GET.get("near", ""), every)
    found = around(near, every) if near else every
    marks = drawn(found)
    whole = (NavItem(_("Whole map"), reverse("stations:map", args=[reference])),) if near else ()
    page = MapPage(
        title=_("Map round station %(number)s") % {"number": near.label} if near else _("Map of the stations"),
        caption=scheme.title,
        crumbs=(
            Crumb(_("Polling schemes"), reverse("stations:schemes")),
            Crumb(scheme.title, reverse("stations:scheme", args=[reference])),
        ),
        width=WIDTH,
        height=round(max((mark.y for mark in marks.values()), default=0)) + MARGIN,
        marks=tuple(marks[one] for one in found if one in marks),
        lines=tuple(lines_between(found, marks)),
        listed=_table(found, reference),
        nowhere=len(found) - len(marks),
        links=(*whole, NavItem(_("GeoJSON"), reverse("stations:geojson", args=[reference]))),
    )
    return render(request, "stations/map.jinja", {"page": page})


@require_safe
@permission_required(Permission.POLLS_VIEW)
def geojson(request: HttpRequest, reference: str) -> HttpResponse:
    """Answer the stations and districts of a scheme as GeoJSON."""
    scheme = scheme_named(actor_of(request).authority_id, reference)
    return JsonResponse(as_geojson(spots(scheme)), content_type="application/geo+json")


def around(near: Spot, every: list[Spot]) -> list[Spot]:
    """Return what lies within `CLOSE` metres of a station, with the districts that vote at what lies there."""
    metre = 1 / METRES_OF_A_DEGREE if near.srid == DEGREES else 1
    x, y = near.x or 0, near.y or 0

    def is_close(one: Spot) -> bool:
        known = one.x is not None and one.y is not None and one.srid == near.srid
        return known and hypot((one.x or 0) - x, (one.y or 0) - y) <= CLOSE * metre

    close = [one for one in every if is_close(one)]
    numbers = {one.number for one in close if one.kind == "station"}
    return [one for one in every if one in close or (one.kind == "district" and numbers.intersection(one.stations))]


def _station(asked: str, every: list[Spot]) -> Spot | None:
    """Return the station of a number, where it is on the map."""
    named = (one for one in every if one.kind == "station" and one.label == asked and one.x is not None)
    return next(named, None)


def _table(found: list[Spot], reference: str) -> PlainTable:
    districts: dict[int, list[str]] = {}
    for one in found:
        if one.kind == "district":
            for number in one.stations:
                districts.setdefault(number, []).append(one.label)
    rows = tuple(
        (
            Cell(one.label, href=reverse("stations:station", args=[reference, one.number])),
            Cell(one.name),
            Cell(", ".join(districts.get(one.number or 0, []))),
            Cell(f"{one.x:.0f}, {one.y:.0f}" if one.x is not None and one.y is not None else _("Not known")),
            Cell(_("Close up"), href=f"?near={one.label}") if one.x is not None else Cell(),
        )
        for one in found
        if one.kind == "station"
    )
    headings = (_("Station"), _("Venue"), _("Districts"), _("Where"), _("Map"))
    return PlainTable(_("Stations and where they are"), headings, rows, _("There are no stations yet."))
