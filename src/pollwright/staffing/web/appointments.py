"""Pages of one appointment, and of who could take it over."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from pollwright.access.web.acts import actor_of, answered
from pollwright.access.web.gate import permission_required
from pollwright.acting import Actor, Permission
from pollwright.audit.queries.timeline import timeline, told
from pollwright.authorities.clock import moment, today
from pollwright.pages import wording
from pollwright.pages.shell import Crumb, NavItem
from pollwright.pages.standard import Cell, PlainTable, RecordPage, Section
from pollwright.pages.summaries import SummaryRow
from pollwright.staffing.queries import plans as queries
from pollwright.staffing.queries import standing_by
from pollwright.staffing.queries.plans import AppointmentRow
from pollwright.staffing.states import CallOutcome
from pollwright.staffing.web import appointment_forms, terms
from pollwright.staffing.web.offers import answer_pattern

RECORD = "pages/standard/record.jinja"
GET_OR_POST = ["GET", "HEAD", "POST"]


@require_safe
@permission_required(Permission.STAFF_VIEW)
def appointment(request: HttpRequest, reference: str) -> HttpResponse:
    """Show one appointment."""
    actor = actor_of(request)
    found = queries.appointment_facts(actor.authority_id, reference)
    acts = appointment_forms.open_acts(actor, found)
    page = RecordPage(
        title=f"{terms.role_of(found.role)}, {terms.post_place(found.station, found.venue)}",
        caption=f"{reference}, {found.name}",
        crumbs=(
            Crumb(_("Staff plans"), reverse("staffing:plans")),
            Crumb(found.plan, reverse("staffing:plan", args=[found.plan])),
        ),
        acts=tuple(NavItem(label, reverse("staffing:appointment-act", args=[reference, name])) for name, label in acts),
        facts=_facts(found, answered_at=_answer_address(request, actor, found)),
        sections=_sections(actor, found),
        timeline=told(
            timeline(actor.authority_id, "staffappointment", found.id), linked=actor.may(Permission.AUDIT_VIEW)
        ),
    )
    return render(request, RECORD, {"page": page})


@require_http_methods(GET_OR_POST)
@permission_required(Permission.STAFF_EDIT)
def appointment_act(request: HttpRequest, reference: str, name: str) -> HttpResponse:
    """Ask what an act about an appointment needs; told, do it."""
    actor = actor_of(request)
    found = queries.appointment_facts(actor.authority_id, reference)
    authority = actor.authority_id
    now = appointment_forms.When(moment(authority), today(authority), answer_pattern(request, actor.authority_code))
    asked = appointment_forms.asked(actor, found, name, request.GET, now)
    return answered(request, asked)


def _answer_address(request: HttpRequest, actor: Actor, found: AppointmentRow) -> str:
    """Return the address at which an offer can be answered; blank where it can't, or the reader may not offer."""
    if not (actor.may(Permission.STAFF_EDIT) and found.state == "offered" and found.token):
        return ""
    return answer_pattern(request, actor.authority_code).replace("{token}", found.token)


def _facts(found: AppointmentRow, *, answered_at: str) -> tuple[SummaryRow, ...]:
    rows = [
        SummaryRow(_("Staff member"), found.name, href=reverse("staffing:member", args=[found.member])),
        SummaryRow(_("Phone"), found.phone or _("Not known")),
        SummaryRow(_("Day"), wording.day(found.day)),
        SummaryRow(_("Hours of work"), terms.hours_of_day(found.starts, found.ends)),
        SummaryRow(_("State"), terms.appointment_tag(found.state), found.ended_reason),
        SummaryRow(_("Why"), found.explained or _("Not said")),
        SummaryRow(_("Kept when people are placed again"), _("Yes") if found.locked else _("No"), found.locked_reason),
        SummaryRow(_("Offered"), wording.moment(found.offered_at) or _("Not yet")),
        SummaryRow(_("Last reminded"), wording.moment(found.reminded_at) or _("Never")),
        SummaryRow(_("Answered"), wording.moment(found.answered_at) or _("Not yet"), found.answered_by),
    ]
    if answered_at:
        rows.append(SummaryRow(_("Address to answer at"), answered_at, _("Give it to nobody else.")))
    if found.replaces:
        rows.append(SummaryRow(_("Took over"), found.replaces, href=_page(found.replaces)))
    if found.minutes is not None:
        times = f"{terms.typed_clock(found.came_at)} – {terms.typed_clock(found.left_at)}"
        rows.append(SummaryRow(_("Worked"), times, terms.hours_words(found.minutes)))
        rows.append(SummaryRow(_("Driven"), terms.miles_words(found.miles)))
    return tuple(rows)


def _sections(actor: Actor, found: AppointmentRow) -> tuple[Section, ...]:
    calls = standing_by.calls_about(actor.authority_id, found.id)
    if found.state not in ("placed", "offered", "accepted") or found.role == "reserve":
        return (Section(_("Calls"), table=_calls(calls)),) if calls else ()
    rows = tuple(
        _reserve(found.reference, row, actor=actor)
        for row in standing_by.standing_by(actor.authority_id, found.reference)
    )
    headings = (_("Name"), _("Phone"), _("Qualified"), _("Distance"), _("State"), _("Calls"), _("If somebody is lost"))
    table = PlainTable(_("Who stands by"), headings, rows, empty=_("Nobody is in the reserve of this plan."))
    text = (_("The nearest qualified person comes first."),)
    return (Section(_("Who stands by"), text=text, table=table), Section(_("Calls"), table=_calls(calls)))


def _reserve(reference: str, row: standing_by.ReserveRow, *, actor: Actor) -> tuple[Cell, ...]:
    far = _("Not known") if row.miles is None else _("%(miles)s miles") % {"miles": f"{row.miles:.1f}"}
    base = reverse("staffing:appointment-act", args=[reference, "replace" if row.calls else "call"])
    label = _("Take over") if row.calls else _("Note a call")
    may = actor.may(Permission.STAFF_PLACE if row.calls else Permission.STAFF_EDIT)
    return (
        Cell(row.name, _page(row.appointment)),
        Cell(row.phone or _("Not known")),
        Cell(tag=terms.yes_tag(row.qualified)),
        Cell(far),
        Cell(tag=terms.appointment_tag(row.state)),
        Cell(wording.number(row.calls), numeric=True),
        Cell(label, f"{base}?reserve={row.appointment}") if may else Cell(),
    )


def _calls(calls: list) -> PlainTable:
    rows = tuple(
        (
            Cell(wording.moment(at)),
            Cell(name or reference),
            Cell(str(CallOutcome(outcome).label)),
            Cell(terms.typed_clock(arrives)),
            Cell(note),
            Cell(by),
        )
        for at, reference, name, outcome, arrives, note, by in calls
    )
    headings = (_("When"), _("Who"), _("Outcome"), _("Arrives by"), _("Note"), _("Noted by"))
    return PlainTable(_("Calls"), headings, rows, empty=_("Nobody was rung."))


def _page(reference: str) -> str:
    return reverse("staffing:appointment", args=[reference])
