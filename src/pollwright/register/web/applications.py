"""The pages of applications: the list, one application, its acts, and acts on many."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from pollwright.access.web.acts import Asked, actor_of, answered, version_in
from pollwright.access.web.gate import permission_required
from pollwright.acting import Permission
from pollwright.audit.queries.timeline import timeline, told
from pollwright.authorities.clock import moment, today
from pollwright.law.applications import ENDED
from pollwright.pages.lists import Listing, list_download, list_response
from pollwright.pages.shell import Crumb, NavItem
from pollwright.pages.standard import ListPage
from pollwright.pages.tables import BulkAction, Selection, display, redirection, requested, table_response
from pollwright.refusals import NotPermitted, Refused
from pollwright.register.operations.checks import confirm_unquestioned
from pollwright.register.operations.determining_bulk import determine_ready
from pollwright.register.operations.intake_settling import mark_duplicates
from pollwright.register.operations.listing_people import leaving
from pollwright.register.queries import applications as queries
from pollwright.register.queries.application_page import ApplicationFacts, application_facts
from pollwright.register.queries.application_placing import carried_by, placement
from pollwright.register.queries.application_queues import EVERY, UNDETERMINED
from pollwright.register.web import applications_facts as shown_facts
from pollwright.register.web.applications_acts import ACTS, BY_NAME, Sent
from pollwright.register.web.applications_shown import (
    TAGS,
    ActLink,
    ApplicationPage,
    BulkPage,
    OnNotice,
    applications_table,
    listed_table,
)

LIST = "pages/standard/list.jinja"


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required(Permission.REGISTER_VIEW)
def applications(request: HttpRequest) -> HttpResponseBase:
    """Show the applications of the authority."""
    actor = actor_of(request)
    on = today(actor.authority_id)
    asked = requested(request, applications_table())
    if moved := redirection(request, asked):
        return moved
    if not asked.narrowed:
        asked = replace(asked, filters={"queue": UNDETERMINED})
    terms_of_leaving = leaving(actor, "applications")
    if asked.download:
        every = partial(queries.every_application, actor.authority_id, asked, on=on)
        return list_download("applications", asked, every, terms_of_leaving)
    bulk: list[BulkAction] = []
    if actor.may(Permission.APPLICATIONS_DETERMINE):
        bulk.append(BulkAction("allow", _("Allow those ready"), reverse("register:applications-bulk")))
    if actor.may(Permission.APPLICATIONS_ENTER):
        bulk.append(BulkAction("duplicate", _("Close as duplicates"), reverse("register:applications-bulk")))
    table = display(
        queries.applications(actor.authority_id, asked, on=on),
        address=request.path,
        caption=_("Applications"),
        empty=_("Every application has been determined."),
        reference=lambda row: row.reference,
        bulk=tuple(bulk),
        downloads=terms_of_leaving.allowed,
    )
    page = ListPage(_("Applications"), table, _links(actor.may(Permission.APPLICATIONS_ENTER)))
    return table_response(request, LIST, page)


def _links(may_enter: bool) -> tuple[NavItem, ...]:
    every = f"{reverse('register:applications')}?queue={EVERY}"
    links = [
        NavItem(_("List of applications"), reverse("register:applications-list")),
        NavItem(_("All applications"), every),
        NavItem(_("Objections"), reverse("register:objections")),
    ]
    if may_enter:
        links = [
            NavItem(_("Enter an application"), reverse("register:application-new")),
            NavItem(_("Take in a file"), reverse("register:applications-import")),
            NavItem(_("Tray"), reverse("register:tray")),
            NavItem(_("Identity match"), reverse("register:applications-match")),
            *links,
        ]
    return tuple(links)


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required(Permission.REGISTER_VIEW)
def listed(request: HttpRequest) -> HttpResponseBase:
    """Show the list of applications that are open to objection, as it may be inspected."""
    actor = actor_of(request)
    on = today(actor.authority_id)
    listing = Listing(
        listed_table(),
        lambda asked: queries.list_of_applications(actor.authority_id, asked, on=on),
        None,
        name="list",
        caption=_("List of applications"),
        empty=_("No application is open to objection."),
        leaving=leaving(actor, "list"),
    )
    crumbs = (Crumb(_("Applications"), reverse("register:applications")),)
    note = _("Anonymous applications are never listed. An objection must come within five working days of the listing.")
    made = partial(ListPage, _("List of applications"), crumbs=crumbs, note=note)
    return list_response(request, LIST, listing, made)


@require_GET
@permission_required(Permission.REGISTER_VIEW)
def application(request: HttpRequest, reference: str) -> HttpResponse:
    """Show one application: its facts, what it lacks, on which notice it will be, and what can be done."""
    actor = actor_of(request)
    facts = application_facts(actor.authority_id, reference)
    on = today(actor.authority_id)
    page = ApplicationPage(
        title=facts.name or _("Anonymous application"),
        reference=reference,
        tag=TAGS.of(str(facts.state)),
        facts=shown_facts.facts_of(facts, shows_birth=actor.may(Permission.APPLICATIONS_ENTER)),
        alike=shown_facts.alike_of(facts),
        identity=shown_facts.identity_of(facts),
        missing=facts.missing,
        flags=shown_facts.flags_of(facts),
        decisions=shown_facts.decisions_of(facts),
        on_notice=_on_notice(actor.authority_id, facts, on),
        acts=tuple(
            ActLink(str(act.label), reverse("register:application-act", args=[reference, act.name]), act.kind)
            for act in ACTS
            if actor.may(act.permission) and act.open_to(facts)
        ),
        timeline=told(timeline(actor.authority_id, "application", facts.id), linked=actor.may(Permission.AUDIT_VIEW)),
        scan=facts.scan if actor.may(Permission.APPLICATIONS_ENTER) else "",
        crumbs=(Crumb(_("Applications"), reverse("register:applications")),),
    )
    return render(request, "register/applications/application.jinja", {"page": page})


def _on_notice(authority_id: int, facts: ApplicationFacts, on: date) -> OnNotice:
    if facts.state in ENDED:
        return shown_facts.ended_notice_of(carried_by(authority_id, facts.id))
    earliest = facts.determined_on or max(facts.may_determine_from, on)
    placed = placement(authority_id, received_on=facts.lists_on, earliest=earliest, on=on, anonymous=facts.anonymous)
    return shown_facts.notice_of(placed)


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required(Permission.APPLICATIONS_ENTER)
def act(request: HttpRequest, reference: str, name: str) -> HttpResponse:
    """Ask what an act needs; told, do it."""
    actor = actor_of(request)
    chosen = BY_NAME.get(name)
    if chosen is None:
        raise Http404
    if not actor.may(chosen.permission):
        raise NotPermitted(permission=chosen.permission.value)
    facts = application_facts(actor.authority_id, reference)
    form = chosen.form(facts)

    def perform(values: Mapping[str, Any]) -> None:
        seen = version_in(values)
        chosen.perform(Sent(actor, reference, seen, values, moment(actor.authority_id), today(actor.authority_id)))

    back = reverse("register:application", args=[reference])
    asked = Asked(
        title=chosen.label,
        form=form,
        submit=chosen.label,
        perform=perform,
        back=back,
        typed={"version": str(facts.version)},
        crumbs=(Crumb(_("Applications"), reverse("register:applications")), Crumb(reference, back)),
        warning=_("The applicant is not registered, and is told why.") if chosen.kind == "warning" else "",
        said=chosen.said,
    )
    return answered(request, asked)


@require_POST
@permission_required(Permission.APPLICATIONS_ENTER)
def bulk(request: HttpRequest) -> HttpResponse:
    """Ask before a bulk act; confirmed, do it to every row that was meant."""
    actor = actor_of(request)
    on, at = today(actor.authority_id), moment(actor.authority_id)
    selection = Selection.parse(applications_table(), request.POST)
    references = list(selection.references)
    if selection.every:
        references = queries.references_of(actor.authority_id, selection.asked, on=on)
    if not references:
        messages.error(request, _("Nothing was ticked."))
        return redirect("register:applications")
    if request.POST.get("sure") != "yes":
        return render(
            request, "register/applications/bulk.jinja", {"page": _question(selection.act, tuple(references))}
        )
    try:
        if selection.act == "allow":
            done = determine_ready(actor=actor, at=at, on=on, references=references)
            messages.success(request, _all_or_some(done.allowed, len(references) - done.allowed))
        else:
            closed = mark_duplicates(actor=actor, references=references)
            said = ngettext(
                "%(closed)s application was closed as a duplicate.",
                "%(closed)s applications were closed as duplicates.",
                closed,
            )
            messages.success(request, said % {"closed": closed})
    except Refused as refusal:
        messages.error(request, f"{refusal.said} {refusal.advice}")
    return redirect("register:applications")


def _all_or_some(allowed: int, left: int) -> str:
    said = ngettext("%(allowed)s application was allowed.", "%(allowed)s applications were allowed.", allowed)
    return f"{said % {'allowed': allowed}} {_needing_a_look(left)}".strip()


def _needing_a_look(left: int) -> str:
    if not left:
        return ""
    return ngettext("%(left)s needs a person to look.", "%(left)s need a person to look.", left) % {"left": left}


def _question(act_name: str, references: tuple[str, ...]) -> BulkPage:
    allow = act_name == "allow"
    return BulkPage(
        title=_("Allow these applications?") if allow else _("Close these applications as duplicates?"),
        question=_("Those that are not ready, or about which a question is open, are left as they are.")
        if allow
        else _("Those whose person is not registered at the address are left as they are."),
        references=references,
        act=act_name,
        action=reverse("register:applications-bulk"),
        cancel=reverse("register:applications"),
        submit=_("Allow") if allow else _("Close as duplicates"),
        crumbs=(Crumb(_("Applications"), reverse("register:applications")),),
    )


@require_POST
@permission_required(Permission.APPLICATIONS_ENTER)
def confirm_all(request: HttpRequest) -> HttpResponse:
    """Make ready whatever raises no question."""
    done = confirm_unquestioned(actor=actor_of(request))
    said = ngettext(
        "%(confirmed)s application was made ready.", "%(confirmed)s applications were made ready.", done.confirmed
    )
    messages.success(request, f"{said % {'confirmed': done.confirmed}} {_needing_a_look(done.left)}")
    return redirect("register:applications")
