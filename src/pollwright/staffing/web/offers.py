"""The page at which somebody answers the offer of an appointment: public, known only by its random address."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _t
from django.views.decorators.http import require_http_methods
from django_scopes import scope

from pollwright.access.web.acts import Asked, answered
from pollwright.access.web.gate import public
from pollwright.acting import Actor, Capacity, Channel, Permission
from pollwright.authorities.clock import moment, today
from pollwright.authorities.queries.councils import council_of
from pollwright.pages import wording
from pollwright.pages.forms import Choice, Form, Radios
from pollwright.pages.standard import RecordPage
from pollwright.pages.summaries import SummaryRow
from pollwright.staffing.operations.appointing import OfferNotKnown, answer_online
from pollwright.staffing.queries.plans import AppointmentRow, offer_at
from pollwright.staffing.states import Answer, AppointmentState
from pollwright.staffing.web import terms

FORM = Form(Radios("answer", _t("Your answer"), choices=tuple(Choice(each.value, each.label) for each in Answer)))


@require_http_methods(["GET", "HEAD", "POST"])
@public
def offer(request: HttpRequest, code: str, address: str) -> HttpResponse:
    """Show what is offered and ask for the answer; told, note it, however often the button is pressed."""
    council = council_of(code)
    if council is None:
        raise Http404
    with scope(authority=council.id):
        found = offer_at(council.id, address)
        if found is None:
            raise OfferNotKnown
        on = today(council.id)
        open_still = found.state == AppointmentState.OFFERED and on <= found.answer_by
        if request.method == "POST" or open_still:
            return answered(request, _asked(_public(council.id, code), council.name, found, address, request.path))
        return render(request, "pages/standard/record.jinja", {"page": _page(council.name, found)})


def answer_pattern(request: HttpRequest, code: str) -> str:
    """Return the address at which offers of a council are answered, with `{token}` in place of an offer's own part."""
    address = request.build_absolute_uri(reverse("staffing:offer", args=[code, "TOKEN"]))
    return address.replace("/TOKEN/", "/{token}/")


def _public(authority_id: int, code: str) -> Actor:
    """Return somebody of the public, who may answer offers and nothing else."""
    may = frozenset({Permission.STAFF_EDIT})
    return Actor(authority_id, code, "Member of staff, online", Capacity.PUBLIC, may, Channel.WEB)


def _asked(actor: Actor, council: str, found: AppointmentRow, address: str, back: str) -> Asked:
    def perform(given: Mapping[str, Any]) -> None:
        answer_online(
            actor=actor,
            address=address,
            answer=Answer(given["answer"]),
            on=today(actor.authority_id),
            at=moment(actor.authority_id),
        )

    lead = _("%(poll)s: %(role)s on %(day)s, %(starts)s to %(ends)s, at %(where)s. Please answer by %(by)s.") % {
        "poll": found.title,
        "role": terms.role_of(found.role),
        "day": wording.day(found.day),
        "starts": wording.clock(found.starts),
        "ends": wording.clock(found.ends),
        "where": terms.post_place(found.station, found.venue),
        "by": wording.day(found.answer_by),
    }
    said = _("Thank you. Your answer was noted.")
    title = _("Work at the poll: your appointment")
    return Asked(title, FORM, _("Send your answer"), perform, back, lead=lead, caption=council, said=said)


def _page(council: str, found: AppointmentRow) -> RecordPage:
    notes = (
        ()
        if found.state != AppointmentState.OFFERED
        else (_("The last day to answer has gone. Ring electoral services: they can still note your answer."),)
    )
    return RecordPage(
        title=_("Work at the poll: your appointment"),
        caption=council,
        facts=(
            SummaryRow(_("State"), terms.appointment_tag(found.state)),
            SummaryRow(_("Poll"), found.title),
            SummaryRow(_("Role"), terms.role_of(found.role)),
            SummaryRow(_("Day"), wording.day(found.day)),
            SummaryRow(_("Hours of work"), terms.hours_of_day(found.starts, found.ends)),
            SummaryRow(_("Where"), terms.post_place(found.station, found.venue)),
        ),
        notes=notes,
    )
