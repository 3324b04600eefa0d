"""Pages of an import: upload, what the check found, and the import of the same files (INT-408, INT-409)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pollwright.access.web.gate import permission_required
from pollwright.acting import Permission
from pollwright.jobs.queries.works import WorkFacts, work_of
from pollwright.jobs.states import WorkState
from pollwright.pages.shell import Crumb
from pollwright.places.operations.import_reading import PlaceRows
from pollwright.places.operations.import_work import WORK, Received, ask_to_import, import_checked
from pollwright.places.operations.importing import KINDS
from pollwright.places.web import forms
from pollwright.places.web.answers import Action, Asked, actor_of, crumb, form_response, this_day
from pollwright.refusals import NotFound, Refused

GET_OR_POST = ["GET", "HEAD", "POST"]
FIGURES = ("new", "changed", "unchanged", "refused", "ended")


@dataclass(frozen=True, slots=True)
class ImportPage:
    """What a check or an import made of every row. `confirm` is where the same files are imported, if they can be."""

    title: str
    caption: str
    crumbs: tuple[Crumb, ...]
    read: int
    skipped: int
    kinds: tuple[tuple[str, tuple[int, ...]], ...]
    findings: tuple[dict[str, Any], ...]
    missing: int
    missing_ended: int
    tasks: int
    errors: int
    checked: bool
    files: tuple[Action, ...]
    confirm: str


@require_http_methods(GET_OR_POST)
@permission_required(Permission.PLACES_IMPORT)
def upload(request: HttpRequest) -> HttpResponse:
    """Take the files of an import, and check them."""

    def act(values: Mapping[str, Any]) -> tuple[str, str]:
        uploaded = [values[f"file{at}"] for at in range(1, forms.MOST_FILES + 1) if values[f"file{at}"] is not None]
        work = ask_to_import(
            actor=actor_of(request),
            files=[Received(each.name, each.read()) for each in uploaded],
            on=this_day(request),
            kind=PlaceRows(values["kind"] or "all"),
            poll=values["poll"] or "local",
            whole=values["whole"],
        )
        return reverse("jobs:work", args=[work.reference]), _("The files are being checked. Nothing is changed yet.")

    asked = Asked(
        title=_("Import places"),
        form=forms.IMPORT,
        submit=_("Check the files"),
        cancel=reverse("places:properties"),
        crumbs=(crumb(_("Properties"), "properties"),),
        about=(
            _("Choose the files that belong together: one export of another system, or any of Pollwright's own four."),
            _("They are checked first. You see what would change, and then decide."),
        ),
    )
    return form_response(request, asked, act)


@require_safe
@permission_required(Permission.PLACES_IMPORT)
def report(request: HttpRequest, reference: str) -> HttpResponse:
    """Show what a check or an import made of every row."""
    work = work_of(actor_of(request).authority_id, reference)
    if work.kind != WORK or work.state is not WorkState.DONE:
        raise NotFound(kind="finished import", reference=reference)
    return render(request, "places/import.jinja", {"page": _page(work)})


@require_POST
@permission_required(Permission.PLACES_IMPORT)
def confirm(request: HttpRequest, reference: str) -> HttpResponse:
    """Import the files that were checked."""
    try:
        work = import_checked(
            actor=actor_of(request), reference=reference, keep_good_rows=request.POST.get("keep_good_rows") == "yes"
        )
    except Refused as refusal:
        messages.error(request, f"{refusal.said} {refusal.advice}")
        return redirect(reverse("places:import-report", args=[reference]))
    return redirect(reverse("jobs:work", args=[work.reference]))


def _page(work: WorkFacts) -> ImportPage:
    found = work.outcome
    return ImportPage(
        title=_("What the import would do") if found["dry_run"] else _("What was imported"),
        caption=work.title,
        crumbs=(crumb(_("Properties"), "properties"), crumb(_("Import"), "import")),
        read=found["rows_read"],
        skipped=found["rows_skipped"],
        kinds=tuple((str(_KINDS[kind]), tuple(found["by_kind"][kind][name] for name in FIGURES)) for kind in KINDS),
        findings=tuple(found["findings"]),
        missing=found["missing"],
        missing_ended=found["missing_ended"],
        tasks=found["tasks_opened"],
        errors=found["errors"],
        checked=found["dry_run"],
        files=tuple(
            Action(each["name"], reverse("files:download", args=[each["token"]])) for each in found.get("files", ())
        ),
        confirm=reverse("places:confirm-import", args=[work.reference]) if found["dry_run"] else "",
    )


_KINDS = {
    "areas": gettext_lazy("Areas"),
    "polling_places": gettext_lazy("Polling places"),
    "districts": gettext_lazy("Polling districts"),
    "properties": gettext_lazy("Properties"),
}
