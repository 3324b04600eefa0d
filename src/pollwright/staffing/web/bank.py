"""Pages of the staff bank: the list, one person, taking people over from a file, and possible conflicts."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _t
from django.views.decorators.http import require_http_methods, require_safe

from pollwright.access.web.acts import Asked, actor_of, answered
from pollwright.access.web.gate import permission_required
from pollwright.acting import Permission
from pollwright.audit.queries.timeline import timeline, told
from pollwright.authorities.clock import moment, today
from pollwright.pages.forms import Choice, FileField, Form, Radios, Select
from pollwright.pages.lists import Listing, list_response
from pollwright.pages.shell import Crumb, NavItem
from pollwright.pages.standard import ListPage, RecordPage
from pollwright.pages.summaries import SummaryRow
from pollwright.register.operations.listing_people import leaving
from pollwright.staffing.operations.applying import recruiting
from pollwright.staffing.operations.conflicts import decide_conflict, seek_conflicts
from pollwright.staffing.operations.importing import import_staff
from pollwright.staffing.queries import bank as queries
from pollwright.staffing.queries.polls import poll_choices
from pollwright.staffing.web import bank_forms, bank_shown, tables, terms

LIST, RECORD = "pages/standard/list.jinja", "pages/standard/record.jinja"
GET_OR_POST = ["GET", "HEAD", "POST"]
WARNED_DAYS = 60
UPLOAD = Form(
    FileField("file", _t("File of staff"), hint=_t("CSV or an Excel workbook, with the columns of the layout."))
)
DECIDE = Form(
    bank_forms.VERSION,
    Radios(
        "barred",
        _t("Decision"),
        choices=(
            Choice("yes", _t("They may not be appointed at this poll")),
            Choice("no", _t("There is no conflict, such as where two people have one name")),
        ),
    ),
    bank_forms.REASON,
)


@require_http_methods(GET_OR_POST)
@permission_required(Permission.STAFF_VIEW)
def members(request: HttpRequest) -> HttpResponseBase:
    """Show the staff bank."""
    actor = actor_of(request)
    on = today(actor.authority_id)
    listing = Listing(
        tables.members_table(),
        lambda asked: queries.members(actor.authority_id, asked, on=on),
        None,
        name="staff",
        caption=_("Staff bank"),
        empty=_("Nobody in the staff bank matches."),
        leaving=leaving(actor, "staff"),
    )
    links = [
        NavItem(_("Staff plans"), reverse("staffing:plans")),
        NavItem(_("Conflicts"), reverse("staffing:conflicts")),
    ]
    if actor.may(Permission.STAFF_EDIT):
        links[:0] = [
            NavItem(_("Add somebody"), reverse("staffing:member-new")),
            NavItem(_("Take over a file"), reverse("staffing:import")),
        ]
    if recruiting(actor.authority_id, on=on):
        links.append(NavItem(_("The page to apply at"), reverse("staffing:apply", args=[actor.authority_code])))
    ending = queries.expiring(actor.authority_id, first=on, last=on + timedelta(days=WARNED_DAYS))
    note = _("The right to work of %(count)s people ends within 60 days.") % {"count": ending} if ending else ""
    return list_response(request, LIST, listing, partial(ListPage, _("Staff"), links=tuple(links), note=note))


@require_http_methods(GET_OR_POST)
@permission_required(Permission.STAFF_EDIT)
def member_new(request: HttpRequest) -> HttpResponse:
    """Ask who is to be added; told, add them."""
    actor = actor_of(request)
    back = reverse("staffing:members")
    perform = partial(bank_forms.add, actor, on=today(actor.authority_id))
    asked = Asked(
        _("Add somebody"),
        bank_forms.NEW,
        _("Add them"),
        perform,
        back,
        typed={"state": "bank"},
        crumbs=(Crumb(_("Staff"), back),),
    )
    return answered(request, asked)


@require_safe
@permission_required(Permission.STAFF_VIEW)
def member(request: HttpRequest, reference: str) -> HttpResponse:
    """Show somebody of the staff bank."""
    actor = actor_of(request)
    found = queries.member_record(actor.authority_id, reference)
    acts = bank_forms.open_acts(actor, found)
    page = RecordPage(
        title=found.name,
        caption=reference,
        crumbs=(Crumb(_("Staff"), reverse("staffing:members")),),
        acts=tuple(NavItem(label, reverse("staffing:member-act", args=[reference, name])) for name, label in acts),
        facts=bank_shown.facts(found),
        sections=bank_shown.sections(found, on=today(actor.authority_id)),
        timeline=told(timeline(actor.authority_id, "staffmember", found.id), linked=actor.may(Permission.AUDIT_VIEW)),
        warning=bank_shown.warning(found, on=today(actor.authority_id)),
    )
    return render(request, RECORD, {"page": page})


@require_http_methods(GET_OR_POST)
@permission_required(Permission.STAFF_EDIT)
def member_act(request: HttpRequest, reference: str, name: str) -> HttpResponse:
    """Ask what an act about somebody needs; told, do it."""
    actor = actor_of(request)
    found = queries.member_record(actor.authority_id, reference)
    return answered(request, bank_forms.asked(actor, found, name, on=today(actor.authority_id)))


@require_http_methods(GET_OR_POST)
@permission_required(Permission.STAFF_EDIT)
def take_over(request: HttpRequest) -> HttpResponse:
    """Ask for a file of staff; given, take all of it over, or hand back its faults."""
    actor = actor_of(request)
    back = reverse("staffing:members")

    def perform(given: Mapping[str, Any]) -> str | None:
        outcome = import_staff(actor=actor, content=given["file"].read(), on=today(actor.authority_id))
        if not outcome.faults:
            return None
        said = _("Nothing was taken over: %(faults)s faults in %(rows)s rows. This file lists them by line.")
        messages.error(request, said % {"faults": outcome.faults, "rows": outcome.rows})
        return reverse("files:download", args=[outcome.errors])

    lead = _("All rows are taken over, or none: a file with faults comes back with a list of them.")
    crumbs = (Crumb(_("Staff"), back),)
    said = _("The file was read.")
    asked = Asked(_("Take over staff"), UPLOAD, _("Take over"), perform, back, crumbs=crumbs, lead=lead, said=said)
    return answered(request, asked)


@require_http_methods(GET_OR_POST)
@permission_required(Permission.STAFF_VIEW)
def conflicts(request: HttpRequest) -> HttpResponseBase:
    """Show the possible conflicts."""
    actor = actor_of(request)
    listing = Listing(
        tables.conflicts_table(),
        lambda asked: queries.conflicts(actor.authority_id, asked),
        None,
        name="conflicts",
        caption=_("Possible conflicts"),
        empty=_("No possible conflict matches."),
        leaving=leaving(actor, "conflicts"),
    )
    links: tuple[NavItem, ...] = ()
    if actor.may(Permission.STAFF_EDIT):
        links = (NavItem(_("Look for conflicts"), reverse("staffing:conflicts-seek")),)
    crumbs = (Crumb(_("Staff"), reverse("staffing:members")),)
    note = _("Staff are compared with candidates, their agents and who signed for them. An officer decides.")
    made = partial(ListPage, _("Possible conflicts"), links=links, crumbs=crumbs, note=note)
    return list_response(request, LIST, listing, made)


@require_http_methods(GET_OR_POST)
@permission_required(Permission.STAFF_EDIT)
def conflicts_seek(request: HttpRequest) -> HttpResponse:
    """Ask at which poll; told, look for ties between staff and its candidates."""
    actor = actor_of(request)
    back = reverse("staffing:conflicts")
    polls = tuple(Choice(*each) for each in poll_choices(actor.authority_id, on=today(actor.authority_id)))
    form = Form(Select("poll", _t("Poll"), choices=polls))

    def perform(given: Mapping[str, Any]) -> None:
        made = seek_conflicts(actor=actor, reference=given["poll"])
        messages.success(request, _("%(count)s new possible conflicts were found.") % {"count": len(made)})

    crumbs = (Crumb(_("Possible conflicts"), back),)
    asked = Asked(
        _("Look for conflicts"), form, _("Look"), perform, back, crumbs=crumbs, said=_("Staff were compared.")
    )
    return answered(request, asked)


@require_safe
@permission_required(Permission.STAFF_VIEW)
def conflict(request: HttpRequest, reference: str) -> HttpResponse:
    """Show one possible conflict."""
    actor = actor_of(request)
    found = queries.conflict_facts(actor.authority_id, reference)
    acts: tuple[NavItem, ...] = ()
    if actor.may(Permission.STAFF_PLACE):
        acts = (NavItem(_("Decide"), reverse("staffing:conflict-decide", args=[reference])),)
    page = RecordPage(
        title=_("Possible conflict %(reference)s") % {"reference": reference},
        caption=found.poll_title,
        crumbs=(Crumb(_("Possible conflicts"), reverse("staffing:conflicts")),),
        acts=acts,
        facts=(
            SummaryRow(_("Staff member"), found.member_name, href=reverse("staffing:member", args=[found.member])),
            SummaryRow(_("Seems to be"), terms.tie_of(found.tie), bank_shown.tie_note(found.tie)),
            SummaryRow(_("Candidate"), found.candidate_name),
            SummaryRow(_("Same postcode"), _("Yes") if found.same_address else _("No")),
            SummaryRow(_("Decision"), terms.ruling_tag(found.ruling)),
            SummaryRow(_("Reason"), found.reason or _("None yet"), found.decided_by),
        ),
        timeline=told(timeline(actor.authority_id, "conflictmatch", found.id), linked=actor.may(Permission.AUDIT_VIEW)),
    )
    return render(request, RECORD, {"page": page})


@require_http_methods(GET_OR_POST)
@permission_required(Permission.STAFF_PLACE)
def conflict_decide(request: HttpRequest, reference: str) -> HttpResponse:
    """Ask what was decided about a possible conflict; told, note it."""
    actor = actor_of(request)
    found = queries.conflict_facts(actor.authority_id, reference)
    back = reverse("staffing:conflict", args=[reference])

    def perform(given: Mapping[str, Any]) -> None:
        decide_conflict(
            actor=actor,
            reference=reference,
            version=terms.whole(given["version"]),
            barred=given["barred"] == "yes",
            reason=given["reason"],
            at=moment(actor.authority_id),
        )

    crumbs = (Crumb(_("Possible conflicts"), reverse("staffing:conflicts")), Crumb(reference, back))
    asked = Asked(
        _("Decide"), DECIDE, _("Note the decision"), perform, back, typed={"version": str(found.version)}, crumbs=crumbs
    )
    return answered(request, asked)
