"""What all services contribute to the themes of the authority: a page, and the same as a spreadsheet."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from pollwright.access.web.acts import actor_of
from pollwright.access.web.gate import permission_required
from pollwright.acting import Permission
from pollwright.pages.shell import Crumb, NavItem
from pollwright.pages.standard import Cell, Figure, PlainTable, RecordPage, Section
from pollwright.service_plan.queries.contributions import Contribution, contributions
from pollwright.service_plan.web.spreadsheets import FORMS, table_file


@require_safe
@permission_required(Permission.PLAN_VIEW)
def themes(request: HttpRequest) -> HttpResponse:
    """Show theme by theme what each service contributes, from the newest plan of each."""
    found = contributions(actor_of(request).authority_id)
    sections = tuple(_sections(found))
    labels = {"csv": _("Download as CSV"), "xlsx": _("Download as XLSX")}
    file = reverse("service-plan:themes-file")
    page = RecordPage(
        title=_("Contributions to themes"),
        caption=_("All services"),
        crumbs=(Crumb(_("Service plans"), reverse("service-plan:plans")),),
        acts=tuple(NavItem(labels[form], f"{file}?form={form}") for form in FORMS),
        figures=(
            Figure(_("Themes"), str(len(sections))),
            Figure(_("Services"), str(len({one.service for one in found}))),
            Figure(_("Lines that say nothing"), str(sum(1 for one in found if not one.says))),
        ),
        sections=sections or (Section(_("Nothing yet"), text=(_("No plan has a table of contributions to themes."),)),),
    )
    return render(request, "pages/standard/record.jinja", {"page": page})


@require_safe
@permission_required(Permission.PLAN_VIEW)
def themes_file(request: HttpRequest) -> HttpResponseBase:
    """Hand out what all services contribute as a spreadsheet, CSV unless `form` asks for XLSX."""
    form = request.GET.get("form", FORMS[0])
    if form not in FORMS:
        raise Http404
    found = contributions(actor_of(request).authority_id)
    head = [_("Theme"), _("Objective"), _("Service"), _("Plan"), _("What it contributes")]
    rows = [[one.theme, one.objective, one.service, one.plan, one.says] for one in found]
    return table_file("contributions", [head, *rows], form)


def _sections(found: Sequence[Contribution]) -> Iterator[Section]:
    headings = (_("Objective"), _("Service"), _("What it contributes"))
    for _key, held in groupby(found, key=lambda one: one.theme.casefold()):
        lines = list(held)
        title = lines[0].theme or _("No theme named")
        rows = tuple(
            (
                Cell(one.objective),
                Cell(one.service, href=reverse("service-plan:plan", args=[one.plan])),
                Cell(one.says or _("Nothing said")),
            )
            for one in lines
        )
        yield Section(title, table=PlainTable(title, headings, rows))
