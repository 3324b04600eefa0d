"""Definitions of indicators as a spreadsheet: out as they are, and in again."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _t
from django.views.decorators.http import require_http_methods, require_safe

from pollwright.access.web.acts import Asked, Done, actor_of, answered
from pollwright.access.web.gate import permission_required
from pollwright.acting import Permission
from pollwright.authorities.clock import today
from pollwright.pages import downloads
from pollwright.pages.forms import FileField, Form, TextField
from pollwright.performance.operations.definitions_taken import import_definitions
from pollwright.performance.queries.definitions import COLUMNS, definitions
from pollwright.performance.web import terms

FORMS = ("csv", "xlsx")
TABLE = Form(
    FileField("file", _t("Table of indicators"), endings=(".csv", ".xlsx")),
    TextField("reason", _t("Why meanings change"), longest=500, required=False),
)


@require_safe
@permission_required(Permission.PERFORMANCE_VIEW)
def file(request: HttpRequest) -> HttpResponseBase:
    """Hand out what the indicators in use are and mean, as CSV unless `form` asks for XLSX."""
    form = request.GET.get("form", FORMS[0])
    if form not in FORMS:
        raise Http404
    found = definitions(actor_of(request).authority_id)
    rows = [tuple(row[name] for name in COLUMNS) for row in found]
    return downloads.file_download(form, "definitions", COLUMNS, rows)


@require_http_methods(terms.GET_OR_POST)
@permission_required(Permission.PERFORMANCE_EDIT)
def take(request: HttpRequest) -> HttpResponse:
    """Ask for a table of indicators; given, define and change all of them, or say which row has a fault."""
    actor = actor_of(request)

    def perform(given: Mapping[str, Any]) -> Done:
        content, on = given["file"].read(), today(actor.authority_id)
        made, changed = import_definitions(actor=actor, content=content, reason=given["reason"] or "", on=on)
        return Done(_("Indicators defined: %(made)s, changed: %(changed)s.") % {"made": made, "changed": changed})

    label = _("Take definitions over")
    lead = _(
        "Download the definitions from the list of indicators, change them, and hand the file in. A row without a reference"
        " is a new indicator; a column that is left out stays as it is. All rows are taken over, or none."
    )
    back = reverse("performance:indicators")
    return answered(request, Asked(label, TABLE, label, perform, back, {}, (terms.indicators_crumb(),), lead))
