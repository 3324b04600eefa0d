"""The pages of absent voters: how many there are, and taking them over from a file."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _t
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods

from pollwright.access.web.acts import Asked, actor_of, answered
from pollwright.access.web.gate import permission_required
from pollwright.acting import Permission
from pollwright.authorities.clock import today
from pollwright.elections.operations.absent_importing import import_arrangements
from pollwright.elections.queries.absent import arrangements_at
from pollwright.elections.states import AbsentKind
from pollwright.pages.forms import FileField, Form
from pollwright.pages.shell import Crumb, NavItem
from pollwright.pages.standard import Figure, RecordPage
from pollwright.pages.wording import day, number

UPLOAD = Form(FileField("file", _t("File of absent voters"), hint=_t("CSV in UTF-8, with the columns of the layout.")))


@require_GET
@permission_required(Permission.REGISTER_VIEW)
def arrangements(request: HttpRequest) -> HttpResponse:
    """Show how many electors vote by post or by proxy today."""
    actor = actor_of(request)
    on = today(actor.authority_id)
    held = arrangements_at(actor.authority_id, on)
    acts: tuple[NavItem, ...] = ()
    if actor.may(Permission.REGISTER_IMPORT):
        acts = (NavItem(_("Take over a file"), reverse("elections:arrangements-import")),)
    page = RecordPage(
        title=_("Absent voters"),
        caption=day(on),
        crumbs=(Crumb(_("Polls"), reverse("elections:polls")),),
        acts=acts,
        figures=tuple(Figure(str(kind.label), number(held.get(kind.value, 0))) for kind in AbsentKind),
    )
    return render(request, "pages/standard/record.jinja", {"page": page})


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required(Permission.REGISTER_IMPORT)
def take_over(request: HttpRequest) -> HttpResponse:
    """Ask for a file of absent voters; given, take all of it over, or hand back its faults."""
    actor = actor_of(request)
    back = reverse("elections:arrangements")

    def perform(given: Mapping[str, Any]) -> str | None:
        file = given["file"]
        outcome = import_arrangements(actor=actor, content=file.read(), source=file.name)
        if not outcome.faults:
            return None
        faults = ngettext("%(count)s fault", "%(count)s faults", outcome.faults) % {"count": number(outcome.faults)}
        rows = ngettext("%(count)s row", "%(count)s rows", outcome.rows) % {"count": number(outcome.rows)}
        said = _("Nothing was taken over: %(faults)s in %(rows)s. This file lists them by line.")
        messages.error(request, said % {"faults": faults, "rows": rows})
        return reverse("files:download", args=[outcome.errors])

    return answered(
        request,
        Asked(
            title=_t("Take over absent voters"),
            form=UPLOAD,
            submit=_t("Take over"),
            perform=perform,
            back=back,
            crumbs=(Crumb(_("Absent voters"), back),),
            lead=_t("All rows are taken over, or none: a file with faults comes back with a list of them."),
            said=_t("The file was read."),
        ),
    )
