"""The pages of notices of alteration."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from pollwright.access.web.acts import actor_of
from pollwright.access.web.gate import permission_required
from pollwright.acting import Permission
from pollwright.audit.queries.timeline import timeline, told
from pollwright.authorities.calendars import calendar_of
from pollwright.authorities.clock import moment, today
from pollwright.law.notices import NoticeDates
from pollwright.pages.forms import Form, TextArea
from pollwright.pages.lists import Listing, list_response
from pollwright.pages.shell import Crumb, NavItem
from pollwright.pages.standard import ListPage
from pollwright.register.operations.exporting import AnonymousMeanwhile
from pollwright.register.operations.listing_people import leaving
from pollwright.register.operations.notice_copies import NothingToCopy, copy_notice
from pollwright.register.operations.notices import approve_notice, draft_notice, withdraw_notice
from pollwright.register.operations.preparing import ask_to_prepare_notice
from pollwright.register.operations.releasing import issue_checked_notice
from pollwright.register.queries import notice_pages as queries
from pollwright.register.queries.notice_pages_sense import earlier_notices, removals_are_unusual
from pollwright.register.queries.options import final_notice_days, needs_second_person
from pollwright.register.queries.publication_pages import area_choices, area_names
from pollwright.register.states import PaperState
from pollwright.register.web import notices_plans, notices_shown
from pollwright.register.web.notices_acts import OPEN, done, steps_of, work_address

REASON = Form(TextArea("reason", "Why it is withdrawn", longest=1000, rows=2))


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required(Permission.REGISTER_VIEW)
def notices(request: HttpRequest) -> HttpResponseBase:
    """Show the authority's notices, newest first."""
    actor = actor_of(request)
    links: tuple[NavItem, ...] = ()
    if actor.may(Permission.NOTICES_PREPARE):
        links = (NavItem(_("Plan a notice"), reverse("register:notice-plan")),)
    listing = Listing(
        notices_shown.notices_table(),
        lambda asked: queries.notices_page(actor.authority_id, asked),
        lambda asked: queries.every_notice(actor.authority_id, asked),
        name="notices",
        caption=_("Notices"),
        empty=_("No notice has been planned yet."),
    )
    return list_response(
        request,
        notices_shown.LIST,
        listing,
        partial(ListPage, _("Notices of alteration"), links=links),
    )


@require_GET
@permission_required(Permission.REGISTER_VIEW)
def notice(request: HttpRequest, reference: str) -> HttpResponse:
    """Show one notice: what is in it, what just missed it, who is removed and why, and what can be done."""
    actor = actor_of(request)
    facts = queries.notice_facts(actor.authority_id, reference)
    unusual = facts.state in (PaperState.PREPARED, PaperState.APPROVED) and removals_are_unusual(facts)
    second = unusual or needs_second_person(actor.authority_id, facts.counts, on=today(actor.authority_id))
    page = notices_shown.NoticePage(
        title=facts.title,
        caption=facts.reference,
        crumbs=(Crumb(_("Notices"), reverse("register:notices")),),
        warning=_("Unusually many electors are removed. Look at who and why before it is issued.") if unusual else "",
        figures=notices_shown.figures_of(facts, queries.missed_count(facts), unusual),
        facts=notices_shown.facts_of(facts, area_names(actor.authority_id, facts.areas), second),
        steps=steps_of(facts.state, facts.prepared_by, facts.approved_by),
        acts=notices_shown.acts_of(facts, actor, second_person=second),
        withdraw=reverse("register:notice-withdraw", args=[reference])
        if actor.may(Permission.NOTICES_PREPARE) and facts.state in OPEN
        else "",
        removals=tuple(queries.removals(facts)),
        earlier=tuple(earlier_notices(facts)),
        proof=tuple(facts.proof.get("districts", ())),
        totals=facts.proof.get("totals", {}),
        files=tuple(one for one in queries.files_of(actor.authority_id, notice_id=facts.id) if not one.restricted),
        copied=actor.may(Permission.REGISTER_EXPORT),
        timeline=told(timeline(actor.authority_id, "notice", facts.id), linked=actor.may(Permission.AUDIT_VIEW)),
    )
    return render(request, "register/notices/notice.jinja", {"page": page})


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required(Permission.REGISTER_VIEW)
def contents(request: HttpRequest, reference: str) -> HttpResponseBase:
    """Show what a notice carries; before its issue, what it would carry now."""
    actor = actor_of(request)
    facts = queries.notice_facts(actor.authority_id, reference)
    title = _("What is in it") if facts.state is PaperState.ISSUED else _("What it would carry now")
    listing = Listing(
        notices_shown.carried_table(actor.may(Permission.ANONYMOUS_VIEW)),
        lambda asked: queries.carried_page(facts, asked),
        lambda asked: queries.every_carried(facts, asked),
        name=f"notice-{reference}",
        caption=title,
        empty=_("There is nothing for this notice to carry."),
        leaving=leaving(actor, f"notice-{reference}"),
    )
    return list_response(
        request,
        notices_shown.LIST,
        listing,
        partial(ListPage, title, crumbs=crumbs_of(facts), caption=facts.title),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required(Permission.REGISTER_VIEW)
def missed(request: HttpRequest, reference: str) -> HttpResponseBase:
    """Show what just missed a notice, and why."""
    actor = actor_of(request)
    facts = queries.notice_facts(actor.authority_id, reference)
    listing = Listing(
        notices_shown.missed_table(),
        lambda asked: queries.missed_page(facts, asked),
        lambda asked: queries.every_missed(facts, asked),
        name=f"missed-{reference}",
        caption=_("What just missed it"),
        empty=_("Nothing came too late for this notice."),
        leaving=leaving(actor, f"missed-{reference}"),
    )
    return list_response(
        request,
        notices_shown.LIST,
        listing,
        partial(ListPage, _("What just missed it"), crumbs=crumbs_of(facts), caption=facts.title),
    )


@require_GET
@permission_required(Permission.REGISTER_EXPORT)
def copy(request: HttpRequest, reference: str, form: str) -> HttpResponse:
    """Hand out a copy of a notice, always as a download; whoever is anonymous now is masked in it."""
    try:
        made = copy_notice(actor=actor_of(request), reference=reference, format=form)
    except (AnonymousMeanwhile, NothingToCopy) as refusal:
        messages.error(request, f"{refusal.said} {refusal.advice}")
        return redirect("register:notice", reference)
    response = HttpResponse(made.content, content_type=made.media_type)
    response["Content-Disposition"] = content_disposition_header(True, made.name) or "attachment"
    response["Cache-Control"] = "no-store"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required(Permission.NOTICES_PREPARE)
def plan(request: HttpRequest) -> HttpResponse:
    """Plan a monthly notice or those of an election: the law's days are shown before anything is saved."""
    actor = actor_of(request)
    asked = notices_plans.plan_form(today(actor.authority_id), area_choices(actor.authority_id))
    form, found = asked.blank({"registers": "both"}), tuple[NoticeDates, ...]()
    if request.method == "POST":
        form = asked.bind(request.POST)
        if form.valid:
            days = final_notice_days(actor.authority_id, on=today(actor.authority_id))
            form, found = notices_plans.proposed(form, calendar_of(actor.authority_id), days)
        if found and form.values["confirmed"] == "yes":
            for draft in notices_plans.drafts(form, found):
                done(request, partial(draft_notice, actor=actor, **draft), _("%(title)s was planned.") % draft)
            return redirect("register:notices")
    crumbs = (Crumb(_("Notices"), reverse("register:notices")),)
    kinds = {kind: str(name) for kind, name in notices_shown.KIND_NAMES.items()}
    page = notices_plans.PlanPage(_("Plan a notice"), crumbs, form, found, kinds)
    return render(request, "register/notices/plan.jinja", {"page": page})


@require_POST
@permission_required(Permission.NOTICES_PREPARE)
def prepare(request: HttpRequest, reference: str) -> HttpResponse:
    """Ask that the notice be prepared, and show how far the work is."""
    works: list[Any] = []
    act = lambda: works.append(ask_to_prepare_notice(actor=actor_of(request), reference=reference))  # noqa: E731
    if done(request, act, _("The notice is being prepared. Nothing takes effect until it is issued.")):
        return redirect(work_address(works[0].reference))
    return redirect("register:notice", reference)


@require_POST
@permission_required(Permission.NOTICES_APPROVE)
def approve(request: HttpRequest, reference: str) -> HttpResponse:
    """Approve as the second person."""
    actor = actor_of(request)
    at = moment(actor.authority_id)
    done(request, lambda: approve_notice(actor=actor, reference=reference, at=at), _("You approved the notice."))
    return redirect("register:notice", reference)


@require_POST
@permission_required(Permission.NOTICES_PREPARE)
def issue(request: HttpRequest, reference: str) -> HttpResponse:
    """Issue the notice today."""
    actor = actor_of(request)
    on, at = today(actor.authority_id), moment(actor.authority_id)
    done(
        request,
        lambda: issue_checked_notice(actor=actor, reference=reference, on=on, at=at),
        _("The notice was issued. Its alterations are in force."),
    )
    return redirect("register:notice", reference)


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required(Permission.NOTICES_PREPARE)
def withdraw(request: HttpRequest, reference: str) -> HttpResponse:
    """Ask why the notice is withdrawn; told, withdraw it."""
    actor = actor_of(request)
    facts = queries.notice_facts(actor.authority_id, reference)
    form = REASON.blank()
    if request.method == "POST":
        form = REASON.bind(request.POST)
        if form.valid:
            reason = form.values["reason"]
            said = _("The notice was withdrawn. What it carried waits for the next.")
            done(request, lambda: withdraw_notice(actor=actor, reference=reference, reason=reason), said)
            return redirect("register:notice", reference)
    page = notices_plans.PlanPage(_("Withdraw this notice?"), crumbs_of(facts), form, (), {})
    return render(request, "register/notices/withdraw.jinja", {"page": page})


def crumbs_of(facts: queries.NoticeFacts) -> tuple[Crumb, ...]:
    """Return the way back from a page under a notice."""
    return (
        Crumb(_("Notices"), reverse("register:notices")),
        Crumb(facts.title, reverse("register:notice", args=[facts.reference])),
    )
