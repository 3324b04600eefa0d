"""The pages of publications of the register."""

from __future__ import annotations

import tempfile
from functools import partial
from pathlib import Path
from typing import Any

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from pollwright.access.web.acts import actor_of
from pollwright.access.web.gate import permission_required
from pollwright.acting import Permission
from pollwright.audit.queries.timeline import timeline, told
from pollwright.authorities.calendars import calendar_of
from pollwright.authorities.clock import moment, today
from pollwright.law.calendars import BeyondTheCalendar
from pollwright.pages.lists import Listing, list_response
from pollwright.pages.shell import Crumb, NavItem
from pollwright.pages.standard import ListPage
from pollwright.pages.wording import plain_day
from pollwright.refusals import Refused
from pollwright.register.operations.exporting import export_publication
from pollwright.register.operations.exporting_copies import ask_to_make_copy, takes_long
from pollwright.register.operations.papers import MEDIA
from pollwright.register.operations.preparing import ask_to_issue_publication, ask_to_prepare_publication
from pollwright.register.operations.publications import draft_publication, withdraw_publication
from pollwright.register.operations.releasing import approve_checked_publication
from pollwright.register.queries import publication_pages as queries
from pollwright.register.queries.notice_pages import files_of
from pollwright.register.queries.options import cut_off_of, register_needs_second_person
from pollwright.register.states import PaperState
from pollwright.register.web import notices_shown
from pollwright.register.web import publications_shown as shown
from pollwright.register.web.notices_acts import OPEN, done, steps_of, work_address


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required(Permission.REGISTER_VIEW)
def publications(request: HttpRequest) -> HttpResponseBase:
    """Show the authority's publications, newest first."""
    actor = actor_of(request)
    links: tuple[NavItem, ...] = ()
    if actor.may(Permission.ARCHIVE_READ):
        links = (NavItem(_("The register on any day"), reverse("register:as-at")),)
    if actor.may(Permission.REGISTER_PUBLISH):
        opened = NavItem(_("Open register of the month"), reverse("register:open-register"))
        links = (NavItem(_("Plan a register"), reverse("register:publication-plan")), opened, *links)
    listing = Listing(
        shown.publications_table(),
        lambda asked: queries.publications_page(actor.authority_id, asked),
        lambda asked: queries.every_publication(actor.authority_id, asked),
        name="publications",
        caption=_("Publications"),
        empty=_("No register has been published or imported yet."),
    )
    return list_response(
        request,
        notices_shown.LIST,
        listing,
        partial(ListPage, _("Publications of the register"), links=links),
    )


@require_GET
@permission_required(Permission.REGISTER_VIEW)
def publication(request: HttpRequest, reference: str) -> HttpResponse:
    """Show one publication: its proof, its sense check, its editions and what can be done."""
    actor = actor_of(request)
    facts = queries.publication_facts(actor.authority_id, reference)
    issued = facts.state is PaperState.ISSUED
    may_export = issued and actor.may(Permission.REGISTER_EXPORT)
    approve = shown.approve_form(facts.falls).blank() if shown.may_approve(facts, actor) else None
    withdraws = actor.may(Permission.REGISTER_PUBLISH) and facts.state in OPEN
    second = register_needs_second_person(actor.authority_id, on=today(actor.authority_id))
    page = shown.PublicationPage(
        title=_("Register of %(day)s") % {"day": plain_day(facts.published_on)},
        caption=f"{facts.reference}, {shown.KIND_NAMES[facts.kind].lower()}",
        reference=facts.reference,
        crumbs=(Crumb(_("Publications"), reverse("register:publications")),),
        figures=shown.figures_of(facts),
        facts=shown.facts_of(facts),
        steps=steps_of(facts.state, facts.prepared_by, facts.approved_by),
        acts=shown.acts_of(facts, actor, second_person=second),
        links=(NavItem(_("Open this register"), reverse("register:published", args=[reference])),) if issued else (),
        withdraw=reverse("register:publication-withdraw", args=[reference]) if withdraws else "",
        approve=approve,
        falls=facts.falls,
        compared=tuple(queries.compared(facts)),
        totals=facts.proof.get("totals", {}),
        files=tuple(files_of(actor.authority_id, publication_id=facts.id)),
        export=shown.export_form(facts.kind).blank() if may_export else None,
        timeline=told(timeline(actor.authority_id, "publication", facts.id), linked=actor.may(Permission.AUDIT_VIEW)),
    )
    return render(request, "register/publications/publication.jinja", {"page": page})


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required(Permission.REGISTER_PUBLISH)
def plan(request: HttpRequest) -> HttpResponse:
    """Plan a revised register: the law's days are shown before anything is saved."""
    actor = actor_of(request)
    chosen = cut_off_of(actor.authority_id, on=today(actor.authority_id))
    form, found = shown.plan_form().blank({"cut_off": chosen}), None
    if request.method == "POST":
        form = shown.plan_form().bind(request.POST)
        if form.valid:
            try:
                form, found = shown.proposed(form, calendar_of(actor.authority_id))
            except BeyondTheCalendar as unknown:
                form = form.with_problem("published_on", str(unknown))
        if found and form.values["confirmed"] == "yes":
            reason = shown.reason_of(form)
            draft = lambda: draft_publication(actor=actor, dates=found, reason=reason)  # noqa: E731
            done(request, draft, _("The register was planned."))
            return redirect("register:publications")
    crumbs = (Crumb(_("Publications"), reverse("register:publications")),)
    page = shown.PlanPage(_("Plan a revised register"), crumbs, form, found)
    return render(request, "register/publications/plan.jinja", {"page": page})


@require_POST
@permission_required(Permission.REGISTER_PUBLISH)
def prepare(request: HttpRequest, reference: str) -> HttpResponse:
    """Ask that the register be prepared, and show how far the work is."""
    return _asked(request, reference, ask_to_prepare_publication, _("The register is being prepared."))


@require_POST
@permission_required(Permission.REGISTER_PUBLISH)
def issue(request: HttpRequest, reference: str) -> HttpResponse:
    """Ask that the register be published today, and show how far the work is."""
    return _asked(request, reference, ask_to_issue_publication, _("The register is being published."))


@require_POST
@permission_required(Permission.NOTICES_APPROVE)
def approve(request: HttpRequest, reference: str) -> HttpResponse:
    """Approve as the second person, with a reason where districts fell."""
    actor = actor_of(request)
    reason, at = request.POST.get("reason", ""), moment(actor.authority_id)
    act = lambda: approve_checked_publication(actor=actor, reference=reference, at=at, reason=reason)  # noqa: E731
    done(request, act, _("You approved the register."))
    return redirect("register:publication", reference)


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required(Permission.REGISTER_PUBLISH)
def withdraw(request: HttpRequest, reference: str) -> HttpResponse:
    """Ask why the register is withdrawn; told, withdraw it."""
    actor = actor_of(request)
    queries.publication_facts(actor.authority_id, reference)
    form = shown.withdraw_form().blank()
    if request.method == "POST":
        form = shown.withdraw_form().bind(request.POST)
        if form.valid:
            given = {"reason": form.values["reason"], "at": moment(actor.authority_id)}
            act = lambda: withdraw_publication(actor=actor, reference=reference, **given)  # noqa: E731
            done(request, act, _("The register was withdrawn."))
            return redirect("register:publication", reference)
    crumbs = (
        Crumb(_("Publications"), reverse("register:publications")),
        Crumb(reference, reverse("register:publication", args=[reference])),
    )
    page = shown.PlanPage(_("Withdraw this register?"), crumbs, form)
    return render(request, "register/notices/withdraw.jinja", {"page": page})


@require_POST
@permission_required(Permission.REGISTER_EXPORT)
def export(request: HttpRequest, reference: str) -> HttpResponseBase:
    """Hand out a copy of an edition, with an event that says what it is for."""
    form = shown.export_form().bind(request.POST)
    if not form.valid:
        messages.error(request, "; ".join(error.message for error in form.summary))
        return redirect("register:publication", reference)
    asked = {"reference": reference, "edition": form.values["edition"], "format": form.values["format"]}
    try:
        if takes_long(actor_of(request), *asked.values()):
            work = ask_to_make_copy(actor=actor_of(request), **asked)
            messages.info(request, _("This copy takes a while to make. When it is made, download it here."))
            return redirect(work_address(work.reference))
        return _handed_out(request, asked, form.values["purpose"])
    except Refused as refusal:
        messages.error(request, f"{refusal.said} {refusal.advice}")
        return redirect("register:publication", reference)


def _handed_out(request: HttpRequest, asked: dict[str, str], purpose: str) -> FileResponse:
    with tempfile.TemporaryDirectory() as folder:
        output = Path(folder) / "copy"
        export_publication(
            actor=actor_of(request),
            reference=asked["reference"],
            edition=asked["edition"],
            format=asked["format"],
            output=output,
            purpose=purpose,
        )
        opened = output.open("rb")
    name = f"register-{asked['reference']}-{asked['edition']}.{asked['format']}"
    response = FileResponse(opened, as_attachment=True, filename=name, content_type=MEDIA[asked["format"]])
    response["Cache-Control"] = "no-store"
    return response


def _asked(request: HttpRequest, reference: str, ask: Any, said: str) -> HttpResponse:
    works: list[Any] = []
    if done(request, lambda: works.append(ask(actor=actor_of(request), reference=reference)), said):
        return redirect(work_address(works[0].reference))
    return redirect("register:publication", reference)
