"""Reading published registers, and the register as at any day."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _t
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from pollwright.access.web.acts import actor_of
from pollwright.access.web.gate import permission_required
from pollwright.acting import Permission
from pollwright.authorities.clock import today
from pollwright.pages.forms import BoundForm, Choice, DateField, Form, Radios, TextField
from pollwright.pages.shell import Crumb
from pollwright.pages.tables import TableView, display, redirection, requested, table_response
from pollwright.pages.wording import day
from pollwright.refusals import NotFound
from pollwright.register.operations.exporting import AnonymousMeanwhile
from pollwright.register.operations.exporting_copies import ON_ANY_DAY, export_as_at
from pollwright.register.operations.papers import MEDIA
from pollwright.register.queries import published as queries
from pollwright.register.queries.published_as_at import as_at, as_at_page, as_at_table, day_asked_for, district_codes

SEARCH = _t("Search name, address or number")
COPY = Form(
    Radios(
        "format",
        _t("Format"),
        choices=tuple(Choice(one, one.upper()) for one in ON_ANY_DAY),
        inline=True,
    ),
    TextField("purpose", _t("What the copy is for"), hint=_t("Stands in the audit trail, with the file's hash.")),
)


@dataclass(frozen=True, slots=True)
class PublishedPage:
    """The entries of a register, as they may be shown today. `note` says what is special about it."""

    title: str
    caption: str
    crumbs: tuple[Crumb, ...]
    note: str
    table: TableView
    form: BoundForm | None = None
    export: BoundForm | None = None
    export_to: str = ""


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required(Permission.REGISTER_VIEW)
def published(request: HttpRequest, reference: str) -> HttpResponseBase:
    """Reopen a published register from its snapshot."""
    actor = actor_of(request)
    register = queries.published_register(actor.authority_id, reference)
    queries.refuse_archive(actor, register)
    snapshot = queries.snapshot_path(register)
    if snapshot is None:
        return redirect("register:as-at-day", register.published_on.isoformat())
    with queries.reopened(snapshot, queries.anonymous_now(actor.authority_id)) as made:
        asked = requested(request, queries.entries_table(queries.districts_of(made), str(SEARCH)))
        if moved := redirection(request, asked):
            return moved
        table = display(queries.entries_page(made, asked), address=request.path, caption=_("Entries"), downloads=False)
    crumbs = (
        Crumb(_("Publications"), reverse("register:publications")),
        Crumb(reference, reverse("register:publication", args=[reference])),
    )
    note = _("A newer register is in force.") if register.superseded else ""
    page = PublishedPage(_("Register as published"), f"{reference}, {day(register.published_on)}", crumbs, note, table)
    return table_response(request, "register/published/entries.jinja", page)


@require_GET
@permission_required(Permission.ARCHIVE_READ)
def choose_day(request: HttpRequest) -> HttpResponseBase:
    """Go to the register as at the day that was entered, or as at today."""
    now = today(actor_of(request).authority_id)
    form = _day_form(now).bind(request.GET)
    if "on-day" in request.GET and not form.valid:
        messages.error(request, "; ".join(error.message for error in form.summary))
    on = form.values["on"] if form.valid else now
    return redirect("register:as-at-day", on.isoformat())


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required(Permission.ARCHIVE_READ)
def as_at_day(request: HttpRequest, on: str) -> HttpResponseBase:
    """Show the register as it stood on a day, under the numbers of that day."""
    actor = actor_of(request)
    found = as_at(actor.authority_id, _day_of(on, today(actor.authority_id)))
    asked = requested(request, as_at_table(district_codes(found), str(SEARCH)))
    if moved := redirection(request, asked):
        return moved
    page = PublishedPage(
        _("The register on any day"),
        day(found.on),
        (Crumb(_("Publications"), reverse("register:publications")),),
        _("With the numbers of register %(reference)s.") % {"reference": found.publication}
        if found.publication
        else "",
        display(as_at_page(found, asked), address=request.path, caption=_("Entries in force"), downloads=False),
        _day_form(today(actor.authority_id)).blank({"on": found.on}),
        COPY.blank({"format": "csv"}) if actor.may(Permission.REGISTER_EXPORT) else None,
        reverse("register:as-at-export", args=[on]),
    )
    return table_response(request, "register/published/as_at.jinja", page)


@require_POST
@permission_required(Permission.ARCHIVE_READ)
def export_day(request: HttpRequest, on: str) -> HttpResponseBase:
    """Hand out the register as at a day, with an event that says what it is for."""
    form = COPY.bind(request.POST)
    if not form.valid:
        messages.error(request, "; ".join(error.message for error in form.summary))
        return redirect("register:as-at-day", on)
    actor = actor_of(request)
    wanted_day = _day_of(on, today(actor.authority_id))
    with tempfile.TemporaryDirectory() as folder:
        output, wanted = Path(folder) / "copy", form.values["format"]
        try:
            export_as_at(actor=actor, on=wanted_day, format=wanted, output=output, purpose=form.values["purpose"])
        except AnonymousMeanwhile as refusal:
            messages.error(request, f"{refusal.said} {refusal.advice}")
            return redirect("register:as-at-day", on)
        opened = output.open("rb")
    name = f"register-as-at-{on}.{wanted}"
    response = FileResponse(opened, as_attachment=True, filename=name, content_type=MEDIA[wanted])
    response["Cache-Control"] = "no-store"
    return response


def _day_form(latest: date) -> Form:
    return Form(DateField("on", _("Day"), latest=latest))


def _day_of(on: str, latest: date) -> date:
    try:
        return day_asked_for(date.fromisoformat(on), latest=latest)
    except ValueError:
        raise NotFound(kind="day", reference=on[:20]) from None
