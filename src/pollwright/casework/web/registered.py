"""The page that tells where people are missing from the register, and its form for the numbers of adults."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _t
from django.views.decorators.http import require_http_methods, require_safe

from pollwright.access.web.acts import Asked, Done, actor_of, answered
from pollwright.access.web.gate import permission_required
from pollwright.acting import Permission
from pollwright.authorities.clock import today
from pollwright.casework.operations.adults import take_adults_over
from pollwright.casework.queries.registered import FLAGGED_BELOW, Registered
from pollwright.casework.queries.registered import registered as registered_areas
from pollwright.casework.web import terms
from pollwright.pages import wording
from pollwright.pages.forms import DateField, FileField, Form, TextField
from pollwright.pages.shell import Crumb, NavItem
from pollwright.pages.standard import Cell, PlainTable, RecordPage, Section
from pollwright.pages.tags import Colour, Tag
from pollwright.places.states import AreaKind

ADULTS = Form(
    FileField("file", _t("Table"), endings=(".csv", ".xlsx")),
    DateField("estimated_on", _t("The figures are of"), noun=_t("the day that the figures are of")),
    TextField("source", _t("Where they are from"), longest=200),
)


@require_safe
@permission_required(Permission.CASE_VIEW)
def registered(request: HttpRequest) -> HttpResponse:
    """Show the areas by the share of their adults who are electors, the lowest first."""
    actor = actor_of(request)
    found = registered_areas(actor.authority_id, on=today(actor.authority_id))
    may = actor.may(Permission.CASE_EDIT)
    note = _(
        "Below 100%% is normal: not every adult who is counted may register, and some register elsewhere. An area below"
        " %(limit)s%% asks for a look."
    )
    page = RecordPage(
        title=_("Who is missing"),
        caption=_("Electors beside the adults who live in each area"),
        crumbs=(terms.cases_crumb(), terms.campaigns_crumb()),
        acts=(NavItem(_("Take numbers of adults over"), reverse("casework:adults-take")),) if may else (),
        sections=(Section(_("Areas"), table=_table(found)),),
        notes=(note % {"limit": FLAGGED_BELOW},),
    )
    return render(request, terms.RECORD, {"page": page})


@require_http_methods(terms.GET_OR_POST)
@permission_required(Permission.CASE_EDIT)
def adults_take(request: HttpRequest) -> HttpResponse:
    """Ask for a table of areas and adults; handed in, take it over."""
    actor = actor_of(request)

    def perform(given: Mapping[str, Any]) -> Done:
        many = take_adults_over(
            actor=actor,
            content=given["file"].read(),
            estimated_on=given["estimated_on"],
            source=given["source"],
            on=today(actor.authority_id),
        )
        return Done(_("The adults of %(many)s areas were taken over.") % {"many": many})

    label, back = _t("Take numbers of adults over"), reverse("casework:registered")
    lead = _("Columns: area (the code of a ward, parish or other area) and adults (a whole number).")
    crumbs = (terms.campaigns_crumb(), Crumb(_("Who is missing"), back))
    return answered(request, Asked(label, ADULTS, label, perform, back, None, crumbs, lead))


def area_kind(kind: str) -> str:
    """Return what kind of area it is, in words."""
    return str(AreaKind(kind).label)


def _table(found: list[Registered]) -> PlainTable:
    headings = (_("Area"), _("Kind"), _("Electors"), _("Adults"), _("Share"), _("Look"), _("Figures of"), _("From"))
    rows = tuple(
        (
            Cell(one.name),
            Cell(area_kind(one.kind)),
            Cell(wording.number(one.electors), numeric=True),
            Cell(wording.number(one.adults), numeric=True),
            Cell(f"{one.tenths / 10:.1f}%", numeric=True),
            Cell(tag=Tag(_("Low"), Colour.RED) if one.flagged else None),
            Cell(wording.short_day(one.estimated_on)),
            Cell(one.source),
        )
        for one in found
    )
    return PlainTable(_("Areas"), headings, rows, _("Take a table of adults over, and each area stands here."))
