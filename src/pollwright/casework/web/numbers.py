"""The page of numbers: what came in this financial year, how it was answered, and by which channel."""

from __future__ import annotations

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from pollwright.access.web.acts import actor_of
from pollwright.access.web.gate import permission_required
from pollwright.acting import Permission
from pollwright.authorities.clock import today
from pollwright.casework.queries import figures as queries
from pollwright.casework.states import CaseKind, Channel, OfficeKind
from pollwright.casework.web import terms
from pollwright.pages import wording
from pollwright.pages.standard import Cell, Figure, PlainTable, RecordPage, Section

APRIL = 4


@require_safe
@permission_required(Permission.CASE_VIEW)
def numbers(request: HttpRequest) -> HttpResponse:
    """Show the numbers of this financial year so far."""
    actor = actor_of(request)
    on = today(actor.authority_id)
    first = date(on.year - (on.month < APRIL), APRIL, 1)
    kinds = queries.figures(actor, first, on)
    page = RecordPage(
        title=_("Casework in numbers"),
        caption=_("%(first)s to %(last)s") % {"first": wording.day(first), "last": wording.day(on)},
        crumbs=(terms.cases_crumb(),),
        figures=_figures(kinds, *queries.requests_counted(actor.authority_id, first, on, on=on)),
        sections=(
            Section(_("By kind"), table=_kinds(kinds)),
            Section(_("By channel"), table=_channels(queries.volumes(actor, first, on))),
        ),
    )
    return render(request, terms.RECORD, {"page": page})


def _figures(kinds: list[queries.KindFigures], in_time: int, every: int) -> tuple[Figure, ...]:
    enquiries = [one for one in kinds if one.kind == CaseKind.ENQUIRY]
    return (
        Figure(
            _("Freedom of information in time"),
            _share(in_time, every),
            note=_("%(part)s of %(whole)s (CO03)") % {"part": in_time, "whole": every},
        ),
        Figure(
            _("Contacts answered at once"),
            _share(sum(one.at_once for one in enquiries), sum(one.received for one in enquiries)),
        ),
        Figure(
            _("Said that it was handled well"),
            _share(sum(one.satisfied for one in kinds), sum(one.surveyed for one in kinds)),
            note=_("%(many)s were asked") % {"many": wording.number(sum(one.surveyed for one in kinds))},
        ),
        Figure(
            _("In hand"),
            wording.number(sum(one.in_hand for one in kinds)),
            href=reverse("casework:cases"),
        ),
    )


def _kinds(kinds: list[queries.KindFigures]) -> PlainTable:
    headings = (
        _("Kind"), _("Whom it concerns"), _("Received"), _("In hand"), _("Answered"), _("In time"), _("Share"),
        _("Days on average"), _("Handled well"),
    )  # fmt: skip
    rows = tuple(
        (
            Cell(str(CaseKind(one.kind).label)),
            Cell(str(OfficeKind(one.office).label)),
            Cell(wording.number(one.received), numeric=True),
            Cell(wording.number(one.in_hand), numeric=True),
            Cell(wording.number(one.answered), numeric=True),
            Cell(wording.number(one.in_time), numeric=True),
            Cell(_share(one.in_time, one.answered), numeric=True),
            Cell("" if one.days is None else wording.number(round(one.days, 1)), numeric=True),
            Cell(_share(one.satisfied, one.surveyed) if one.surveyed else "", numeric=True),
        )
        for one in kinds
    )
    return PlainTable(_("By kind"), headings, rows, _("Nothing came in yet."))


def _channels(volumes: list[tuple[str, int]]) -> PlainTable:
    rows = tuple(
        (Cell(str(Channel(channel).label)), Cell(wording.number(many), numeric=True)) for channel, many in volumes
    )
    return PlainTable(_("By channel"), (_("Channel"), _("Received")), rows, _("Nothing came in yet."))


def _share(part: int, whole: int) -> str:
    return f"{part * 100 / whole:.1f}%" if whole else _("None yet")
