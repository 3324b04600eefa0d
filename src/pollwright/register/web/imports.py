"""Pages of an import of the register: upload, what the check found, and the import of the very file that was checked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.contrib import messages
from django.core.files.uploadedfile import TemporaryUploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pollwright.access.web.gate import permission_required
from pollwright.acting import Permission
from pollwright.authorities.clock import today
from pollwright.formats.register_layouts import LAYOUTS
from pollwright.jobs.queries.works import WorkFacts, work_of
from pollwright.jobs.states import WorkState
from pollwright.pages.forms import Choice, Confirmation, FileField, Form, Select
from pollwright.pages.shell import Crumb
from pollwright.places.web.answers import Action, Asked, actor_of, form_response
from pollwright.refusals import NotFound, Refused
from pollwright.register.operations.importing import KIND, Given, ImportOptions, ask_for_import, import_checked

MOST_BYTES = 512 * 1024 * 1024
UPLOAD = Form(
    FileField("file", gettext_lazy("The register"), hint=gettext_lazy("CSV or Excel (.xlsx)"), most_bytes=MOST_BYTES),
    Select(
        "layout",
        gettext_lazy("Layout"),
        required=False,
        empty=gettext_lazy("Recognise it by its columns"),
        choices=tuple(Choice(layout.name, layout.title) for layout in LAYOUTS),
    ),
    FileField(
        "mapping",
        gettext_lazy("Mapping file"),
        hint=gettext_lazy("Only where no layout fits: it says which column means what"),
        required=False,
        most_bytes=1024 * 1024,
    ),
    Confirmation("add_properties", gettext_lazy("Make properties of addresses that are not known"), required=False),
)


HOMES = {
    "reference": gettext_lazy("By the reference of the property"),
    "uprn": gettext_lazy("By UPRN"),
    "address": gettext_lazy("By address and postcode"),
    "none": gettext_lazy("Not found: queued, so that somebody looks"),
    "sealed": gettext_lazy("Anonymous: not looked at"),
}
"""How the property of each elector who comes in was found."""


@dataclass(frozen=True, slots=True)
class ImportPage:
    """What a check or an import made of every row. `confirm` is where the same file is imported, if it can be."""

    title: str
    caption: str
    crumbs: tuple[Crumb, ...]
    figures: tuple[tuple[str, int], ...]
    read: int
    different: int
    publication: str
    homes: tuple[tuple[str, int], ...]
    markers: tuple[tuple[str, int], ...]
    districts: tuple[tuple[str, int], ...]
    findings: tuple[Mapping[str, Any], ...]
    files: tuple[Action, ...]
    refused: int
    confirm: str


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required(Permission.REGISTER_IMPORT)
def upload(request: HttpRequest) -> HttpResponse:
    """Take a register, and check it."""

    def act(values: Mapping[str, Any]) -> tuple[str, str]:
        actor = actor_of(request)
        work = ask_for_import(
            actor=actor,
            given=_given(values["file"]),
            options=ImportOptions(
                today(actor.authority_id), values["layout"], dry_run=True, add_properties=values["add_properties"]
            ),
            mapping=_given(values["mapping"]) if values["mapping"] is not None else None,
        )
        return reverse("jobs:work", args=[work.reference]), _("The register is being checked. Nothing is changed yet.")

    asked = Asked(
        title=_("Import a register"),
        form=UPLOAD,
        submit=_("Check the register"),
        cancel=reverse("desk:today"),
        about=(
            _("Takes over a register of electors from another system. Load the districts and properties first."),
            _("Every row is checked first. You see what would come in, and then decide."),
        ),
    )
    return form_response(request, asked, act)


@require_safe
@permission_required(Permission.REGISTER_IMPORT)
def report(request: HttpRequest, reference: str) -> HttpResponse:
    """Show what a check or an import made of every row."""
    work = work_of(actor_of(request).authority_id, reference)
    if work.kind != KIND or work.state is not WorkState.DONE:
        raise NotFound(kind="finished import", reference=reference)
    return render(request, "register/imports/report.jinja", {"page": _page(work)})


@require_POST
@permission_required(Permission.REGISTER_IMPORT)
def confirm(request: HttpRequest, reference: str) -> HttpResponse:
    """Import the register that was checked."""
    try:
        work = import_checked(
            actor=actor_of(request), reference=reference, keep_good_rows=request.POST.get("keep_good_rows") == "yes"
        )
    except Refused as refusal:
        messages.error(request, f"{refusal.said} {refusal.advice}")
        return redirect("register:import", reference)
    return redirect("jobs:work", work.reference)


def _given(uploaded: Any) -> Given:
    """Return an uploaded file, by its path where it is too large for memory."""
    held = isinstance(uploaded, TemporaryUploadedFile)
    return Given(Path(uploaded.temporary_file_path()) if held else uploaded.read(), uploaded.name)


def _page(work: WorkFacts) -> ImportPage:
    found = work.outcome
    entered = _("Would be entered") if found["dry_run"] else _("Entered")
    return ImportPage(
        title=_("What the import would do") if found["dry_run"] else _("What was imported"),
        caption=work.title,
        crumbs=(Crumb(_("Import a register"), reverse("register:imports")),),
        figures=(
            (entered, found["entered"]),
            (_("Here already"), found["already"]),
            (_("Refused"), found["refused"]),
        ),
        read=found["read"],
        different=found["different"],
        publication=found["publication"],
        homes=tuple((str(said), found["homes"][by]) for by, said in HOMES.items()) if found.get("homes") else (),
        markers=tuple(sorted(found["by_marker"].items())),
        districts=tuple(sorted(found["by_district"].items())),
        findings=tuple(found.get("findings", ())),
        files=tuple(
            Action(each["name"], reverse("files:download", args=[each["token"]])) for each in found.get("files", ())
        ),
        refused=found["refused"],
        confirm=reverse("register:confirm-import", args=[work.reference]) if found["dry_run"] else "",
    )
