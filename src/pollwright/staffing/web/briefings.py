"""Pages of briefings: one briefing, giving places, and signing in."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _t
from django.views.decorators.http import require_http_methods, require_safe

from pollwright.access.web.acts import Asked, actor_of, answered
from pollwright.access.web.gate import permission_required
from pollwright.acting import Permission
from pollwright.audit.queries.timeline import timeline, told
from pollwright.authorities.clock import moment
from pollwright.pages.forms import Checkboxes, Choice, Form, NumberField
from pollwright.pages.shell import Crumb, NavItem
from pollwright.pages.standard import Cell, PlainTable, RecordPage, Section
from pollwright.pages.summaries import SummaryRow
from pollwright.pages.wording import clock, day, number
from pollwright.pages.wording import moment as moment_words
from pollwright.staffing.operations.briefings import give_places, sign_in
from pollwright.staffing.queries.briefings import BriefingFacts, briefing_facts
from pollwright.staffing.web import terms

GIVE = Form(
    NumberField(
        "most", _t("How many people, at the most"), required=False, least=1, most=5000, hint=_t("Empty: everybody.")
    )
)


@require_safe
@permission_required(Permission.STAFF_VIEW)
def briefing(request: HttpRequest, reference: str) -> HttpResponse:
    """Show one briefing, with who has a place."""
    actor = actor_of(request)
    found = briefing_facts(actor.authority_id, reference)
    acts: tuple[NavItem, ...] = ()
    if actor.may(Permission.STAFF_EDIT):
        acts = (
            NavItem(_("Give places"), reverse("staffing:briefing-give", args=[reference])),
            NavItem(_("Sign people in"), reverse("staffing:briefing-sign-in", args=[reference])),
        )
    page = RecordPage(
        title=found.title,
        caption=reference,
        crumbs=(Crumb(found.plan, reverse("staffing:plan", args=[found.plan])),),
        acts=acts,
        facts=_facts(found),
        sections=(Section(_("Who has a place"), table=_people(found)),),
        timeline=told(timeline(actor.authority_id, "briefing", found.id), linked=actor.may(Permission.AUDIT_VIEW)),
    )
    return render(request, "pages/standard/record.jinja", {"page": page})


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required(Permission.STAFF_EDIT)
def briefing_give(request: HttpRequest, reference: str) -> HttpResponse:
    """Ask how many are given places; told, give them."""
    actor = actor_of(request)
    found = briefing_facts(actor.authority_id, reference)
    back = reverse("staffing:briefing", args=[reference])

    def perform(given: Mapping[str, Any]) -> None:
        give_places(actor=actor, reference=reference, most=given["most"])

    lead = _("Those who are appointed and have no place at a briefing come first by their stations.")
    crumbs = (Crumb(found.title, back),)
    return answered(request, Asked(_("Give places"), GIVE, _("Give places"), perform, back, crumbs=crumbs, lead=lead))


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required(Permission.STAFF_EDIT)
def briefing_sign_in(request: HttpRequest, reference: str) -> HttpResponse:
    """Ask who came; told, note it for everybody."""
    actor = actor_of(request)
    found = briefing_facts(actor.authority_id, reference)
    back = reverse("staffing:briefing", args=[reference])
    people = tuple(Choice(member, f"{name} ({member})") for member, name, _phone, _state in found.people)
    form = Form(Checkboxes("came", _("Who came"), choices=people, required=False, noun=_("who came")))

    def perform(given: Mapping[str, Any]) -> None:
        sign_in(actor=actor, reference=reference, came=given["came"], at=moment(actor.authority_id))

    came = tuple(member for member, _name, _phone, state in found.people if state == "attended")
    lead = _("Whoever is not ticked did not come. It can be done again: what was noted last holds.")
    crumbs = (Crumb(found.title, back),)
    label = _("Sign people in")
    asked = Asked(label, form, label, perform, back, typed={"came": came}, crumbs=crumbs, lead=lead)
    return answered(request, asked)


def _facts(found: BriefingFacts) -> tuple[SummaryRow, ...]:
    left = _("%(left)s left") % {"left": found.places - len(found.people)}
    return (
        SummaryRow(_("When"), f"{moment_words(found.starts_at)} – {clock(found.ends_at)}"),
        SummaryRow(_("Where"), found.place),
        SummaryRow(_("For"), terms.role_of(found.role) if found.role else _("Everybody")),
        SummaryRow(_("Places"), number(found.places), left),
        SummaryRow(_("Counts as training until"), day(found.valid_to) or _("No end")),
    )


def _people(found: BriefingFacts) -> PlainTable:
    rows = tuple(
        (Cell(name, reverse("staffing:member", args=[member])), Cell(phone), Cell(tag=terms.attendance_tag(state)))
        for member, name, phone, state in found.people
    )
    return PlainTable(_("Who has a place"), (_("Name"), _("Phone"), _("State")), rows, empty=_("Nobody yet."))
