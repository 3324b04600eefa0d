"""Tables of tasks, actions, meetings and lessons that are handed in."""

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
from pollwright.authorities.clock import today
from pollwright.pages.shell import NavItem
from pollwright.projects.operations.parts_taken import TABLES, import_parts
from pollwright.projects.web import forms, terms

LABELS = {
    "actions": _t("Take tasks and actions over from a table"),
    "meetings": _t("Take meetings of boards over from a table"),
    "lessons": _t("Take lessons over from a table"),
}


@require_http_methods(terms.GET_OR_POST)
@permission_required(Permission.PLAN_EDIT)
def take(request: HttpRequest, table: str) -> HttpResponse:
    """Ask for a table; handed in, take its rows over."""
    if table not in LABELS:
        raise Http404
    actor = actor_of(request)

    def perform(given: Mapping[str, Any]) -> Done:
        on = today(actor.authority_id)
        many = import_parts(actor=actor, table=table, content=given["file"].read(), on=on)
        return Done(_("Rows that are new or changed something: %(many)s.") % {"many": many})

    label, back = LABELS[table], reverse(f"projects:{table}")
    columns = ", ".join(name.replace("_", " ") for name in TABLES[table].columns)
    lead = _(
        "Columns: %(columns)s. A project is named by its reference or its title. A row with a reference changes what it"
        " names, and what is left out stays as it is."
    ) % {"columns": columns}
    return answered(request, Asked(label, forms.IMPORT, label, perform, back, None, (terms.projects_crumb(),), lead))


def way_in(actor: Actor, table: str) -> tuple[NavItem, ...]:
    """Return the link to where a table is handed in, for whoever may."""
    if not actor.may(Permission.PLAN_EDIT):
        return ()
    return (NavItem(str(LABELS[table]), reverse("projects:table-take", args=[table])),)
