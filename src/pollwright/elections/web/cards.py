"""The pages of poll cards: preparing a run, its release, the printer's counts, and cards that come back."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _t
from django.views.decorators.http import require_GET, require_http_methods

from pollwright.access.web.acts import Asked, Done, actor_of, answered, version_in
from pollwright.access.web.gate import permission_required
from pollwright.acting import Permission
from pollwright.audit.queries.timeline import timeline, told
from pollwright.authorities.clock import moment, today
from pollwright.elections.operations import cards_preparing as preparing
from pollwright.elections.operations import cards_releasing as releasing
from pollwright.elections.operations.printer_counts import enter_printer_counts
from pollwright.elections.queries import cards_pages as queries
from pollwright.elections.queries.electorate_pages import card_runs
from pollwright.elections.queries.electorate_target import target_of
from pollwright.elections.states import CardRunScope, ReturnReason
from pollwright.elections.web import cards_shown as shown
from pollwright.jobs.web.started import started
from pollwright.pages.lists import Listing, list_response
from pollwright.pages.shell import Crumb, NavItem
from pollwright.pages.standard import ListPage, RecordPage, Section
from pollwright.refusals import NotFound, Refused
from pollwright.register.operations.listing_people import leaving

RECORD, LIST = "pages/standard/record.jinja", "pages/standard/list.jinja"


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required(Permission.POLLS_VIEW)
def runs(request: HttpRequest) -> HttpResponseBase:
    """Show every run of poll cards."""
    actor = actor_of(request)
    listing = Listing(
        shown.runs_list(),
        lambda asked: card_runs(actor.authority_id, asked),
        None,
        name="poll-cards",
        caption=_("Runs of poll cards"),
        empty=_("No poll cards have been prepared."),
    )
    links = (NavItem(_("Cards that came back"), reverse("elections:cards-returned")),)
    return list_response(request, LIST, listing, partial(ListPage, _("Poll cards"), links=links))


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required(Permission.POLL_CARDS_PREPARE)
def prepare(request: HttpRequest, reference: str) -> HttpResponse:
    """Ask for whom poll cards are made; told, ask the worker for them."""
    actor = actor_of(request)
    target = target_of(actor.authority_id, reference)
    back = reverse("elections:electorates", args=[target.reference])

    def perform(given: Mapping[str, Any]) -> str:
        asked = {name: given[name] for name in ("batch_size", "packs_sent_on")}
        work = preparing.ask_to_prepare_cards(
            actor=actor, reference=target.reference, scope=CardRunScope(given["scope"]), **asked
        )
        return reverse("jobs:work", args=[work.reference])

    return answered(
        request,
        Asked(
            title=_t("Prepare poll cards"),
            form=shown.PREPARE,
            submit=_t("Prepare"),
            perform=perform,
            back=back,
            typed={"batch_size": shown.USUAL_BATCH},
            crumbs=(Crumb(_("Electorate and poll cards"), back),),
            lead=_t("Cards are made from the last frozen electorate. Somebody else releases them to the printer."),
            caption=target.reference,
            said=_t("The poll cards are being prepared."),
        ),
    )


@require_GET
@permission_required(Permission.POLLS_VIEW)
def run(request: HttpRequest, reference: str) -> HttpResponse:
    """Show one run: its batches, its totals, and what can be done."""
    actor = actor_of(request)
    facts = queries.run_facts(actor.authority_id, reference)
    manifest = (NavItem(_("Manifest (CSV)"), reverse("elections:card-manifest", args=[reference])),)
    page = RecordPage(
        title=_("Poll cards %(reference)s") % {"reference": reference},
        caption=str(facts.scope.label),
        crumbs=(Crumb(_("Poll cards"), reverse("elections:card-runs")),),
        acts=shown.acts_of(facts, actor),
        figures=shown.figures_of(facts),
        facts=shown.facts_of(facts),
        sections=(
            Section(_("Batches"), table=shown.batches_table(facts, actor), links=manifest),
            *shown.further_sections(actor, reference),
            Section(_("Totals"), table=shown.totals_table(facts)),
        ),
        timeline=told(timeline(actor.authority_id, "cardrun", facts.id), linked=actor.may(Permission.AUDIT_VIEW)),
        warning=_("The printer's count of a batch differs from the cards that it was sent.")
        if any(batch.wrong for batch in facts.batches)
        else "",
    )
    return render(request, RECORD, {"page": page})


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required(Permission.POLL_CARDS_RELEASE)
def release(request: HttpRequest, reference: str) -> HttpResponse:
    """Ask for the second person's word; given, prove the cards and release them."""
    actor = actor_of(request)
    facts = queries.run_facts(actor.authority_id, reference)

    def perform(given: Mapping[str, Any]) -> Done:
        version, at = version_in(given), moment(actor.authority_id)
        return started(lambda: releasing.ask_to_release_cards(actor=actor, reference=reference, version=version, at=at))

    return answered(
        request,
        Asked(
            title=_t("Release these poll cards?"),
            form=shown.RELEASE,
            submit=_t("Release"),
            perform=perform,
            back=shown.run_page(reference),
            typed={"version": facts.version},
            crumbs=(Crumb(reference, shown.run_page(reference)),),
            lead=_t("Every batch is read back and compared with the electorate and the polling scheme first."),
            caption=reference,
        ),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required(Permission.POLL_CARDS_PREPARE)
def withdraw(request: HttpRequest, reference: str) -> HttpResponse:
    """Ask why a run is withdrawn; told, withdraw it."""
    actor = actor_of(request)
    facts = queries.run_facts(actor.authority_id, reference)

    def perform(given: Mapping[str, Any]) -> None:
        preparing.withdraw_cards(
            actor=actor, reference=reference, version=int(given["version"]), reason=given["reason"]
        )

    return answered(
        request,
        Asked(
            title=_t("Withdraw these poll cards?"),
            form=shown.WITHDRAW,
            submit=_t("Withdraw"),
            perform=perform,
            back=shown.run_page(reference),
            typed={"version": facts.version},
            crumbs=(Crumb(reference, shown.run_page(reference)),),
            caption=reference,
        ),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required(Permission.POLL_CARDS_PREPARE)
def count(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """Ask how many cards of a batch the printer made; told, keep it."""
    actor = actor_of(request)
    facts = queries.batch_of(actor.authority_id, reference, number)

    def perform(given: Mapping[str, Any]) -> None:
        enter_printer_counts(
            actor=actor,
            reference=reference,
            version=int(given["version"]),
            counts={number: given["counted"]},
            at=moment(actor.authority_id),
        )

    return answered(
        request,
        Asked(
            title=_("Printer's count of batch %(number)s") % {"number": number},
            form=shown.COUNT,
            submit=_t("Enter"),
            perform=perform,
            back=shown.run_page(reference),
            typed={"version": facts.version},
            crumbs=(Crumb(reference, shown.run_page(reference)),),
            lead=_t("As the printer states it, not as it was sent."),
            caption=reference,
        ),
    )


@require_GET
@permission_required(Permission.POLL_CARDS_RELEASE)
def batch(request: HttpRequest, reference: str, number: int) -> HttpResponseBase:
    """Hand out the print file of a batch, with an event."""
    actor = actor_of(request)
    queries.run_facts(actor.authority_id, reference)
    try:
        path = releasing.hand_out_batch(actor=actor, reference=reference, number=number)
    except NotFound:
        raise
    except Refused as refusal:
        messages.error(request, f"{refusal.said} {refusal.advice}")
        return redirect(shown.run_page(reference))
    name = f"poll-cards-{reference}-batch-{number:03d}.csv"
    response = FileResponse(path.open("rb"), as_attachment=True, filename=name, content_type="text/csv")
    response["Cache-Control"] = "no-store"
    return response


@require_GET
@permission_required(Permission.POLLS_VIEW)
def manifest(request: HttpRequest, reference: str) -> HttpResponse:
    """Give the manifest of a run: each batch's kind, count and SHA-256."""
    facts = queries.run_facts(actor_of(request).authority_id, reference)
    rows = [f"{each.number},{each.kind},{each.cards},{each.sha256}" for each in facts.batches]
    text = "\r\n".join(("BatchNo,Kind,Cards,SHA256", *rows, f"total,,{facts.cards},", ""))
    named = f'attachment; filename="poll-cards-{facts.reference}-manifest.csv"'
    return HttpResponse(text, content_type="text/csv; charset=utf-8", headers={"Content-Disposition": named})


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required(Permission.REGISTER_VIEW)
def returned(request: HttpRequest) -> HttpResponseBase:
    """Show the poll cards that came back."""
    actor = actor_of(request)
    listing = Listing(
        shown.returned_list(),
        lambda asked: queries.returned_cards(actor.authority_id, asked),
        None,
        name="returned-poll-cards",
        caption=_("Poll cards that came back"),
        empty=_("No poll card has come back."),
        leaving=leaving(actor, "returned-poll-cards"),
    )
    links: tuple[NavItem, ...] = ()
    if actor.may(Permission.POLL_CARDS_PREPARE):
        links = (NavItem(_("Log a returned card"), reverse("elections:card-return")),)
    crumbs = (Crumb(_("Poll cards"), reverse("elections:card-runs")),)
    made = partial(ListPage, _("Poll cards that came back"), links=links, crumbs=crumbs)
    return list_response(request, LIST, listing, made)


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required(Permission.POLL_CARDS_PREPARE)
def card_return(request: HttpRequest) -> HttpResponse:
    """Ask for the number of a card that came back and why; told, log it and ask for the next."""
    actor = actor_of(request)
    back = reverse("elections:cards-returned")

    def perform(given: Mapping[str, Any]) -> str:
        releasing.log_returned_card(
            actor=actor,
            card=given["card"],
            reason=ReturnReason(given["reason"]),
            note=given["note"] or "",
            on=given["returned_on"],
        )
        return reverse("elections:card-return")

    return answered(
        request,
        Asked(
            title=_t("Log a returned poll card"),
            form=shown.RETURN,
            submit=_t("Log it"),
            perform=perform,
            back=back,
            typed={"returned_on": today(actor.authority_id)},
            crumbs=(Crumb(_("Poll cards that came back"), back),),
            lead=_t("A card that came back is evidence for a review of the entry. The elector may vote all the same."),
            said=_t("The card was logged."),
        ),
    )
