"""The pages of poll cards and registers of a roll: making them, looking at them, their release and their files."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from pollwright.access.web.acts import Asked, Done, actor_of, answered, version_in
from pollwright.access.web.gate import permission_required
from pollwright.acting import Permission
from pollwright.audit.queries.timeline import timeline, told
from pollwright.authorities.clock import moment, today
from pollwright.pages.forms import Form
from pollwright.pages.lists import Listing, list_response
from pollwright.pages.shell import Crumb, NavItem
from pollwright.pages.standard import ListPage, RecordPage, Section
from pollwright.refusals import NotFound, Refused
from pollwright.rolls.operations import papers_preparing as preparing
from pollwright.rolls.operations import papers_releasing as releasing
from pollwright.rolls.queries import papers as queries
from pollwright.rolls.queries.rolls import roll_facts
from pollwright.rolls.states import RollState
from pollwright.rolls.web import papers_shown as shown
from pollwright.rolls.web import terms


@require_http_methods(terms.GET_OR_POST)
@permission_required(Permission.POLLS_VIEW)
def papers_of_roll(request: HttpRequest, reference: str) -> HttpResponseBase:
    """Show the poll cards and registers of a roll."""
    actor = actor_of(request)
    facts = roll_facts(actor.authority_id, reference)
    listing = Listing(
        shown.papers_table(),
        lambda asked: queries.papers_page(actor.authority_id, asked, reference),
        None,
        name="roll-papers",
        caption=_("Poll cards and registers"),
        empty=_("No poll cards or registers have been prepared."),
    )
    may = actor.may(Permission.POLL_CARDS_PREPARE) and facts.state == RollState.FROZEN and not facts.rule.by_post_only
    links = (NavItem(_("Prepare poll cards and registers"), reverse("rolls:papers-new", args=[reference])),)
    made = partial(
        ListPage, _("Poll cards and registers"), links=links if may else (), note=shown.note(facts),
        crumbs=terms.roll_crumbs(facts), caption=facts.name,
    )  # fmt: skip
    return list_response(request, terms.LIST, listing, made)


@require_http_methods(terms.GET_OR_POST)
@permission_required(Permission.POLL_CARDS_PREPARE)
def papers_new(request: HttpRequest, reference: str) -> HttpResponse:
    """Ask whether poll cards and registers are made from the roll as it stands; told, make them."""
    actor = actor_of(request)
    facts = roll_facts(actor.authority_id, reference)

    def perform(given: Mapping[str, Any]) -> Done:
        at, on = moment(actor.authority_id), today(actor.authority_id)
        made = preparing.prepare_papers(actor=actor, reference=reference, on=on, at=at)
        return Done(_("They were prepared. Somebody else releases them."), shown.papers_href(made.reference))

    title = _("Prepare poll cards and registers")
    lead = _(
        "A card for everybody who votes in person and has no right one yet, the register of every station, and the list of"
        " those who vote by post. Somebody else looks at them and releases them."
    )
    back = reverse("rolls:papers", args=[reference])
    crumbs = (*terms.roll_crumbs(facts), Crumb(_("Poll cards and registers"), back))
    return answered(
        request, Asked(title, Form(), _("Prepare"), perform, back, crumbs=crumbs, lead=lead, caption=facts.name)
    )


@require_GET
@permission_required(Permission.POLLS_VIEW)
def papers(request: HttpRequest, reference: str) -> HttpResponse:
    """Show one set of papers: who votes where, what was proved, and what can be done."""
    actor = actor_of(request)
    found = queries.papers_facts(actor.authority_id, reference)
    facts = roll_facts(actor.authority_id, found.contest)
    page = RecordPage(
        title=_("Poll cards and registers %(reference)s") % {"reference": reference},
        caption=facts.name,
        crumbs=shown.crumbs(facts),
        acts=shown.acts(actor, found),
        figures=shown.figures(found),
        facts=shown.facts(found),
        sections=(Section(_("Stations"), table=shown.stations(found)), Section(_("Totals"), table=shown.totals(found))),
        timeline=told(timeline(actor.authority_id, "rollpapers", found.id), linked=actor.may(Permission.AUDIT_VIEW)),
        warning=shown.warning(found),
    )
    return render(request, terms.RECORD, {"page": page})


@require_http_methods(terms.GET_OR_POST)
@permission_required(Permission.POLL_CARDS_RELEASE)
def papers_release(request: HttpRequest, reference: str) -> HttpResponse:
    """Ask for the second person's word; given, prove the papers and release them."""
    actor = actor_of(request)
    found = queries.papers_facts(actor.authority_id, reference)

    def perform(given: Mapping[str, Any]) -> None:
        releasing.release_papers(
            actor=actor, reference=reference, version=version_in(given), at=moment(actor.authority_id)
        )

    lead = _("Every card and every register is read back and compared with the roll and the polling scheme first.")
    return answered(request, _asked(found, _("Release these papers?"), shown.RELEASE, _("Release"), perform, lead))


@require_http_methods(terms.GET_OR_POST)
@permission_required(Permission.POLL_CARDS_PREPARE)
def papers_act(request: HttpRequest, reference: str, name: str) -> HttpResponse:
    """Ask what an act on papers needs: why they are withdrawn, or how many cards the printer made; told, do it."""
    actor = actor_of(request)
    found = queries.papers_facts(actor.authority_id, reference)
    if name not in ("withdraw", "count"):
        raise Http404

    def perform(given: Mapping[str, Any]) -> None:
        known: dict[str, Any] = {"actor": actor, "reference": reference, "version": version_in(given)}
        if name == "withdraw":
            preparing.withdraw_papers(reason=given["reason"], **known)
        else:
            releasing.enter_card_count(counted=given["counted"], at=moment(actor.authority_id), **known)

    if name == "withdraw":
        return answered(request, _asked(found, _("Withdraw these papers?"), shown.WITHDRAW, _("Withdraw"), perform))
    lead = _("As the printer states it, not as it was sent.")
    return answered(request, _asked(found, _("Printer's count of the cards"), shown.COUNT, _("Enter"), perform, lead))


@require_GET
@permission_required(Permission.POLL_CARDS_RELEASE)
def papers_file(request: HttpRequest, reference: str, part: str) -> HttpResponseBase:
    """Hand out the printer's file or the registers of released papers, with an event."""
    actor = actor_of(request)
    if part not in set(releasing.Part):
        raise Http404
    try:
        name, path = releasing.hand_out_papers(actor=actor, reference=reference, part=releasing.Part(part))
    except NotFound:
        raise
    except Refused as refusal:
        messages.error(request, f"{refusal.said} {refusal.advice}")
        return redirect(shown.papers_href(reference))
    kind = "text/csv" if part == releasing.Part.CARDS else "application/zip"
    response = FileResponse(path.open("rb"), as_attachment=True, filename=name, content_type=kind)
    response["Cache-Control"] = "no-store"
    return response


@require_GET
@permission_required(Permission.POLL_CARDS_PREPARE)
def papers_looked_at(request: HttpRequest, reference: str) -> HttpResponse:
    """Give every card as the printer has it as a list in PDF, with an event."""
    actor = actor_of(request)
    name, pdf = releasing.hand_out_card_list(actor=actor, reference=reference, on=today(actor.authority_id))
    response = HttpResponse(pdf, content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "no-store"
    return response


def _asked(found: queries.PapersFacts, title: str, form: Form, submit: str, perform: Any, lead: str = "") -> Asked:
    back = shown.papers_href(found.reference)
    crumbs = (Crumb(found.reference, back),)
    return Asked(title, form, submit, perform, back, {"version": found.version}, crumbs, lead, caption=found.contest)
