"""The tables of indicators as spreadsheets: out as they are, and in again."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _t
from django.views.decorators.http import require_http_methods, require_safe

from pollwright.access.web.acts import Asked, Done, actor_of, answered
from pollwright.access.web.gate import permission_required
from pollwright.acting import Actor, Permission
from pollwright.authorities.clock import today
from pollwright.pages import downloads
from pollwright.pages.forms import FileField, Form, TextField
from pollwright.pages.shell import Crumb
from pollwright.pages.standard import Cell, PlainTable, RecordPage, Section
from pollwright.performance.operations.definitions_taken import import_definitions
from pollwright.performance.operations.figures_taken import import_figures
from pollwright.performance.operations.quality_taken import import_quality
from pollwright.performance.operations.targets import import_targets
from pollwright.performance.queries.spreadsheets import table_of
from pollwright.performance.web import terms

FORMS = ("csv", "xlsx")
_ENDINGS = (".csv", ".xlsx")
DEFINITIONS = Form(
    FileField("file", _t("Table of indicators"), endings=_ENDINGS),
    TextField("reason", _t("Why meanings change"), longest=500, required=False),
)
TARGETS = Form(FileField("file", _t("Table of targets"), endings=_ENDINGS))
FIGURES = Form(FileField("file", _t("Table of figures"), endings=_ENDINGS))
QUALITY = Form(FileField("file", _t("Table of the quality of data"), endings=_ENDINGS))
TITLES = {
    "definitions": _t("Definitions"),
    "targets": _t("Targets and forecasts"),
    "figures": _t("Figures"),
    "quality": _t("Quality of the data"),
}
TAKE = {
    "definitions": _t("Take definitions over"),
    "targets": _t("Take targets over"),
    "figures": _t("Take figures over"),
    "quality": _t("Take the quality of data over"),
}


@require_safe
@permission_required(Permission.PERFORMANCE_VIEW)
def tables(request: HttpRequest) -> HttpResponse:
    """Show which tables there are, each with its files and the way in."""
    may = actor_of(request).may(Permission.PERFORMANCE_EDIT)
    rows = tuple(
        (
            Cell(str(title)),
            *(
                Cell(
                    _("%(table)s as %(form)s") % {"table": title, "form": form.upper()},
                    href=f"{reverse('performance:table-file', args=[name])}?form={form}",
                )
                for form in FORMS
            ),
            *((Cell(str(TAKE[name]), href=reverse("performance:table-take", args=[name])),) if may else ()),
        )
        for name, title in TITLES.items()
    )
    headings = (_("Table"), _("CSV"), _("XLSX"), *((_("In"),) if may else ()))
    words = _("What leaves as a file can be changed there and handed in again. All rows are taken over, or none.")
    title = _("Tables of indicators")
    section = Section(_("Out and in"), text=(words,), table=PlainTable(title, headings, rows))
    page = RecordPage(title, "", crumbs=(terms.indicators_crumb(),), sections=(section,))
    return render(request, terms.RECORD, {"page": page})


@require_safe
@permission_required(Permission.PERFORMANCE_VIEW)
def file(request: HttpRequest, table: str) -> HttpResponseBase:
    """Hand out a table of all indicators in use, as CSV unless `form` asks for XLSX."""
    form = request.GET.get("form", FORMS[0])
    found = table_of(table, actor_of(request).authority_id)
    if form not in FORMS or found is None:
        raise Http404
    return downloads.file_download(form, table, *found)


@require_http_methods(terms.GET_OR_POST)
@permission_required(Permission.PERFORMANCE_EDIT)
def take(request: HttpRequest, table: str) -> HttpResponse:
    """Ask for a table; given, take all of it over, or say which row has a fault."""
    if table not in TAKE:
        raise Http404
    actor = actor_of(request)
    form, lead, perform = _WAYS[table](actor)
    back, label = reverse("performance:tables"), TAKE[table]
    crumbs = (terms.indicators_crumb(), Crumb(_("Tables of indicators"), back))
    return answered(request, Asked(label, form, label, perform, back, {}, crumbs, lead))


Way = tuple[Form, str, Callable[[Mapping[str, Any]], Done]]


def _definitions(actor: Actor) -> Way:
    def perform(given: Mapping[str, Any]) -> Done:
        content, on = given["file"].read(), today(actor.authority_id)
        made, changed = import_definitions(actor=actor, content=content, reason=given["reason"] or "", on=on)
        return Done(_("Indicators defined: %(made)s, changed: %(changed)s.") % {"made": made, "changed": changed})

    lead = _(
        "Download the definitions, change them, and hand the file in. A row without a reference is a new indicator; a"
        " column that is left out stays as it is. All rows are taken over, or none."
    )
    return DEFINITIONS, lead, perform


def _targets(actor: Actor) -> Way:
    lead = _(
        "Columns: ref, year (2026/27), quarter (1 to 4, or nothing for the year), kind (target or forecast), target. The"
        " text is kept as typed. All rows are taken over, or none."
    )
    taking = partial(import_targets, actor=actor)
    return TARGETS, lead, _counted(taking, _("%(many)s targets were taken over."))


def _figures(actor: Actor) -> Way:
    lead = _(
        "Columns: ref, year (2026/27), quarter (1 to 4, or nothing for the year), figure, source. A figure with a source"
        " was published in the past and is kept as historic, not computed. A figure that is here already stays as it is. All"
        " rows are taken over, or none."
    )
    taking = partial(import_figures, actor=actor, on=today(actor.authority_id))
    return FIGURES, lead, _counted(taking, _("%(many)s figures were taken over."))


def _quality(actor: Actor) -> Way:
    lead = _(
        "Columns: ref, year (2026/27), accuracy, validity, reliability, timeliness, relevance, completeness (each 1 to 4,"
        " or empty), statement. All rows are taken over, or none."
    )
    taking = partial(import_quality, actor=actor)
    return QUALITY, lead, _counted(taking, _("%(many)s statements of the quality of data were taken over."))


def _counted(taking: Callable[..., int], said: str) -> Callable[[Mapping[str, Any]], Done]:
    """Return what takes a file over and says how many rows it had."""
    return lambda given: Done(said % {"many": taking(content=given["file"].read())})


_WAYS: dict[str, Callable[[Actor], Way]] = {
    "definitions": _definitions,
    "targets": _targets,
    "figures": _figures,
    "quality": _quality,
}
