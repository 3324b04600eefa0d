"""The pages of keeping and removing: what is due, holds, and the removal."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from pollwright.access.web.acts import Asked, Done, actor_of, answered
from pollwright.access.web.gate import permission_required
from pollwright.acting import Permission
from pollwright.authorities.clock import today
from pollwright.jobs.queries.works import work_under_way
from pollwright.oversight.kinds import RETENTION_KINDS
from pollwright.oversight.operations import holding, removing
from pollwright.oversight.queries.due import Due, due_for_removal, hold_of, holds_in_force
from pollwright.oversight.web.kept import retention_trail
from pollwright.pages.forms import Choice, Form, Select, TextArea, TextField
from pollwright.pages.shell import Crumb
from pollwright.refusals import Refused


@dataclass(frozen=True, slots=True)
class RetentionPage:
    """What is due today by kind, and how many legal holds are in force."""

    title: str
    due: tuple[Due, ...]
    holds: int
    total: int
    may_run: bool
    under_way: str


@require_GET
@permission_required(Permission.RETENTION_VIEW)
def retention(request: HttpRequest) -> HttpResponse:
    """Show what would be removed today, and what is held."""
    actor = actor_of(request)
    due = due_for_removal(actor.authority_id, on=today(actor.authority_id))
    under_way = work_under_way(actor.authority_id, removing.LOCK)
    page = RetentionPage(
        title=gettext("Keeping and removing records"),
        due=tuple(due),
        holds=holds_in_force(actor.authority_id),
        total=sum(one.count for one in due),
        may_run=actor.may(Permission.RETENTION_RUN),
        under_way=reverse("jobs:work", args=[under_way.reference]) if under_way else "",
    )
    return render(request, "oversight/retention.jinja", {"page": page})


@require_POST
@permission_required(Permission.RETENTION_RUN)
def remove(request: HttpRequest) -> HttpResponse:
    """Ask for the removal of the ticked kinds, and go to the work."""
    actor = actor_of(request)
    chosen = [name for name in request.POST.getlist("kind") if name in RETENTION_KINDS]
    on = today(actor.authority_id)
    try:
        work = removing.ask_for_removal(actor=actor, kinds=chosen, on=on, today=on)
    except Refused as refusal:
        messages.error(request, f"{refusal.said} {refusal.advice}")
        return redirect("audit:retention")
    return redirect("jobs:work", reference=work.reference)


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required(Permission.RETENTION_RUN)
def place_hold(request: HttpRequest) -> HttpResponse:
    """Place a legal hold."""

    def perform(values: Mapping[str, Any]) -> Done:
        hold = holding.place_hold(
            actor=actor_of(request),
            kind=values["kind"],
            record_reference=values["record"] or "",
            reason=values["reason"],
        )
        return Done(gettext("Legal hold %(hold)s was placed.") % {"hold": hold.reference})

    title = gettext("Place a legal hold")
    return answered(request, _asked(title, _hold_form(), perform))


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required(Permission.RETENTION_RUN)
def lift_hold(request: HttpRequest, reference: str) -> HttpResponse:
    """Lift a legal hold."""
    actor = actor_of(request)
    hold_of(actor.authority_id, reference)

    def perform(values: Mapping[str, Any]) -> Done:
        holding.lift_hold(actor=actor, reference=reference, reason=values["reason"])
        return Done(gettext("Legal hold %(hold)s was lifted.") % {"hold": reference})

    form = Form(TextArea("reason", gettext("Why the records need not be held any more"), rows=3, longest=1000))
    return answered(request, _asked(gettext("Lift this legal hold"), form, perform, reference))


def _hold_form() -> Form:
    kinds = sorted(RETENTION_KINDS.values(), key=lambda kind: kind.title)
    return Form(
        Select(
            "kind", gettext("Kind of record"), choices=tuple(Choice(kind.name, gettext(kind.title)) for kind in kinds)
        ),
        TextField(
            "record",
            gettext("Reference of one record"),
            hint=gettext("Leave it empty to hold every record of the kind."),
            required=False,
            longest=40,
            width=20,
        ),
        TextArea("reason", gettext("Why they must be held"), rows=3, longest=1000),
    )


def _asked(title: str, form: Form, perform: Callable[[Mapping[str, Any]], Done], caption: str = "") -> Asked:
    back = reverse("audit:held")
    crumbs = (*retention_trail(), Crumb(gettext("Legal holds"), back))
    return Asked(title, form, title, perform, back, crumbs=crumbs, caption=caption)
