"""The counts of the register as at any day, by franchise, district and area."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, cast

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET

from pollwright.access.web.gate import OfficerRequest, permission_required
from pollwright.acting import Permission
from pollwright.authorities.calendars import calendar_of
from pollwright.authorities.clock import today
from pollwright.pages import downloads
from pollwright.pages.charts import Chart, Point
from pollwright.pages.forms.dates import day_asked
from pollwright.pages.shell import Crumb, NavItem
from pollwright.pages.standard import Figure
from pollwright.pages.wording import day, number
from pollwright.places.states import AreaKind
from pollwright.register.queries.electorates import UNREADABLE, Electorates, Place, electorates
from pollwright.register.web.electors_record_shown import MARKERS

HEADINGS = ("Code", "Name", "Electors", "Attainers", "Parliamentary", "Local government")


@dataclass(frozen=True, slots=True)
class CountsPage:
    """The counts, with the table of one kind of place."""

    title: str
    caption: str
    crumbs: tuple[Crumb, ...]
    on: str
    kind: str
    kinds: tuple[tuple[str, str], ...]
    figures: tuple[Figure, ...]
    chart: Chart
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    downloads: tuple[NavItem, ...]


@require_GET
@permission_required(Permission.REGISTER_VIEW)
def counts(request: HttpRequest) -> HttpResponseBase:
    """Show the counts; `as` gives the table as a file."""
    actor = cast(OfficerRequest, request).actor
    on = day_asked(request.GET.get("on", "")) or today(actor.authority_id)
    found = electorates(actor.authority_id, calendar_of(actor.authority_id).nation, on=on)
    kinds = _kinds(found)
    kind = request.GET.get("kind", "district")
    kind = kind if kind in dict(kinds) else "district"
    places = found.by_district if kind == "district" else found.by_area[kind]
    if request.GET.get("as") in ("csv", "xlsx"):
        header, records = [_(label) for label in HEADINGS], [_values(one) for one in places]
        return downloads.file_download(request.GET["as"], f"electors-by-{kind}-{on}", header, records)
    page = _page(found, kind, kinds, places, request.path)
    return render(request, "register/electors/counts.jinja", {"page": page})


def _page(
    found: Electorates, kind: str, kinds: tuple[tuple[str, str], ...], places: tuple[Place, ...], path: str
) -> CountsPage:
    query = urlencode({"on": found.on.isoformat(), "kind": kind})
    whole = found.whole
    return CountsPage(
        title=_("Counts of the register"),
        caption=day(found.on),
        crumbs=(Crumb(_("Electors"), reverse("register:electors")),),
        on=found.on.isoformat(),
        kind=kind,
        kinds=kinds,
        figures=tuple(
            Figure(label, number(value))
            for label, value in (
                (ngettext("Entry", "Entries", whole.electors), whole.electors),
                (
                    ngettext("Parliamentary elector", "Parliamentary electors", whole.parliamentary),
                    whole.parliamentary,
                ),
                (ngettext("Local government elector", "Local government electors", whole.local), whole.local),
                (ngettext("Attainer among them", "Attainers among them", whole.attainers), whole.attainers),
            )
        ),
        chart=Chart(
            title=_("Electors by marker"),
            label_heading=_("Marker"),
            value_heading=_("Electors"),
            points=tuple(Point(_letter(letter), value) for letter, value in found.by_franchise),
        ),
        headings=tuple(_(label) for label in HEADINGS),
        rows=tuple(
            tuple(value if isinstance(value, str) else number(value) for value in _values(one)) for one in places
        ),
        downloads=tuple(NavItem(form.upper(), f"{path}?{query}&as={form}") for form in downloads_of()),
    )


def downloads_of() -> tuple[str, ...]:
    """Return the forms in which a list may be taken away."""
    return ("csv", "xlsx")


def _values(place: Place) -> tuple[Any, ...]:
    count = place.count
    return (place.code, place.name, count.electors, count.attainers, count.parliamentary, count.local)


def _kinds(found: Electorates) -> tuple[tuple[str, str], ...]:
    return (("district", _("Polling district")), *((kind, str(AreaKind(kind).label)) for kind in found.by_area))


def _letter(letter: str) -> str:
    if letter == UNREADABLE:
        return _("Not readable")
    return letter if letter in MARKERS and letter else _("None")
