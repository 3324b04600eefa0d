"""Searching everything, from the box in the header or on a page of its own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from pollwright.access.web.gate import OfficerRequest, permission_required
from pollwright.acting import Permission
from pollwright.pages.shell import Suggestion, wants_suggestions
from pollwright.pages.tables import OnlyLooked
from pollwright.pages.tables.sealing import BrokenSeal, seal, unseal
from pollwright.pages.tags import Colour, Tag
from pollwright.register.queries.search_matching import Place
from pollwright.register.queries.search_results import Found, FoundElector, found_electors

SUGGESTED, LISTED = 8, 50
PURPOSE = "search of everything"
LONGEST = 200
PLACES = {
    Place.NAME: gettext_lazy("Name"),
    Place.FORMER_NAME: gettext_lazy("Former name"),
    Place.ADDRESS: gettext_lazy("Address"),
    Place.FORMER_ADDRESS: gettext_lazy("Former address"),
    Place.EMAIL: gettext_lazy("Email"),
    Place.PHONE: gettext_lazy("Telephone"),
    Place.NUMBER: gettext_lazy("Elector number"),
    Place.REFERENCE: gettext_lazy("Reference"),
    Place.PROPERTY: gettext_lazy("Property number"),
}


@dataclass(frozen=True, slots=True)
class Hit:
    """One elector found, as a row."""

    href: str
    name: str
    address: str
    number: str
    marker: str
    matched: str
    state: Tag | None


@dataclass(frozen=True, slots=True)
class SearchPage:
    """What was found for some words; `suggestions` for the box in the header."""

    title: str
    words: str
    hits: tuple[Hit, ...]
    suggestions: tuple[Suggestion, ...]
    corrected: bool
    more: bool


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required(Permission.REGISTER_VIEW)
def search(request: HttpRequest) -> HttpResponse:
    """Find electors. What was typed travels in addresses only under a seal."""
    actor = cast(OfficerRequest, request).actor
    if request.method == "POST":
        words = request.POST.get("search", "")[:LONGEST]
        if not wants_suggestions(request):
            return OnlyLooked(f"{request.path}?{urlencode({'words': seal(PURPOSE, words)})}" if words else request.path)
        found = found_electors(actor.authority_id, words, limit=SUGGESTED)
        return render(request, "pages/_suggestions.jinja", {"page": _page(words, found)})
    words = _unsealed(request.GET.get("words", ""))
    return render(
        request, "desk/search.jinja", {"page": _page(words, found_electors(actor.authority_id, words, limit=LISTED))}
    )


def _unsealed(token: str) -> str:
    try:
        words: Any = unseal(PURPOSE, token) if token else ""
    except BrokenSeal:
        return ""
    return str(words)


def _page(words: str, found: Found) -> SearchPage:
    hits = tuple(_hit(row) for row in found.rows)
    return SearchPage(
        title=_("Search"),
        words=words,
        hits=hits,
        suggestions=tuple(
            Suggestion(hit.name, " · ".join(part for part in (hit.number, hit.address) if part), hit.href, hit.matched)
            for hit in hits
        ),
        corrected=found.corrected,
        more=found.more,
    )


def _hit(row: FoundElector) -> Hit:
    formerly = ", ".join(text.title() for text in row.match.formerly)
    where = _(" and ").join(str(PLACES[place]) for place in row.match.places)
    return Hit(
        href=reverse("register:elector", args=[row.reference]),
        name=row.name or row.reference,
        address=row.address,
        number=row.number,
        marker=row.marker,
        matched=f"{where}: {formerly}" if formerly else where,
        state=None if row.in_force else Tag(_("Not on the register"), Colour.GREY),
    )
