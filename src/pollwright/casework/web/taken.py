"""Tables of cases, campaigns, activities and standard answers that are handed in."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _t
from django.views.decorators.http import require_http_methods

from pollwright.access.web.acts import Asked, Done, actor_of, answered
from pollwright.access.web.gate import permission_required
from pollwright.acting import Actor, Permission
from pollwright.authorities.clock import moment
from pollwright.casework.operations.tables_taken import TABLES, import_table
from pollwright.casework.web import terms
from pollwright.pages.forms import FileField, Form
from pollwright.pages.shell import NavItem

TABLE = Form(FileField("file", _t("Table"), hint=_t("CSV or Excel"), endings=(".csv", ".xlsx")))
LABELS = {
    "cases": _t("Take cases over from a table"),
    "campaigns": _t("Take campaigns over from a table"),
    "activities": _t("Take activities over from a table"),
    "answers": _t("Take standard answers over from a table"),
}
PAGES = {
    "cases": "casework:cases",
    "campaigns": "casework:campaigns",
    "activities": "casework:activities",
    "answers": "casework:answers",
}
NOTES = {
    "cases": _t(
        "A log of contacts, or last year’s requests. What is missing is an enquiry by telephone from a member of the public"
        " to the council. A row with an outcome, or a day on which it was answered, is taken over as closed, and counts in"
        " the figures of its time. A row that is here already, of the same kind, channel, day, subject and person, stays as"
        " it is."
    ),
    "campaigns": _t("A row whose reference, or title and start, are here already stays as it is."),
    "activities": _t(
        "Campaign is the reference of the campaign. A row with the reference of an activity changes it, what it"
        " leaves out stays; one without adds another."
    ),
    "answers": _t(
        "Serves: kinds of cases, with commas between. A question that is answered here already stays as it is."
    ),
}


@require_http_methods(terms.GET_OR_POST)
@permission_required(Permission.CASE_EDIT)
def take(request: HttpRequest, table: str) -> HttpResponse:
    """Ask for a table; given, take all of it over, or say which row has a fault."""
    if table not in LABELS:
        raise Http404
    actor = actor_of(request)

    def perform(given: Mapping[str, Any]) -> Done:
        at = moment(actor.authority_id)
        many = import_table(actor=actor, table=table, content=given["file"].read(), at=at)
        return Done(_("Rows that are new or changed something: %(many)s.") % {"many": many})

    names = ", ".join(name.replace("_", " ") for name in TABLES[table].columns)
    lead = _("Columns: %(columns)s.") % {"columns": names} + f" {NOTES[table]}"
    label, back = LABELS[table], reverse(PAGES[table])
    return answered(request, Asked(label, TABLE, label, perform, back, {}, (terms.cases_crumb(),), lead))


def way_in(actor: Actor, table: str) -> tuple[NavItem, ...]:
    """Return the link to where a table is handed in, for whoever may."""
    may = actor.may(Permission.CASE_RELEASE if table == "answers" else Permission.CASE_EDIT)
    if not may:
        return ()
    return (NavItem(str(LABELS[table]), reverse("casework:table-take", args=[table])),)
