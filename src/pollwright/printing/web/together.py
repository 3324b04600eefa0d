"""Pages of the papers of all polls that are taken together: how far they are, and what is asked of the worker for all of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from pollwright.access.web.acts import Asked, Done, actor_of, answered
from pollwright.access.web.gate import permission_required
from pollwright.acting import Actor, Permission
from pollwright.authorities.clock import today
from pollwright.jobs.web.started import started
from pollwright.pages import wording
from pollwright.pages.forms import Form
from pollwright.pages.shell import Crumb, NavItem
from pollwright.pages.standard import Figure, RecordPage, Section
from pollwright.pages.summaries import SummaryRow
from pollwright.pages.tags import Colour, Tag
from pollwright.printing.operations.deciding import mark_of_set
from pollwright.printing.operations.deciding_all import ask_to_release_orders
from pollwright.printing.operations.orders import ask_to_prepare_orders
from pollwright.printing.operations.together import ask_to_prepare_together
from pollwright.printing.papers.colours import asked_together
from pollwright.printing.queries import together as queries
from pollwright.printing.queries.together import KindStanding, TogetherFacts
from pollwright.printing.states import Kind, OrderState, State
from pollwright.printing.web import terms
from pollwright.printing.web.acts import decided, lead_of
from pollwright.printing.web.asking import colours_by, form_together, given_by, typed_together
from pollwright.printing.web.orders import BOOK, USUAL_BOOK

RECORD = "pages/standard/record.jinja"
GET_OR_POST = ["GET", "HEAD", "POST"]


@require_GET
@permission_required(Permission.POLLS_VIEW)
def together(request: HttpRequest, reference: str) -> HttpResponse:
    """Show how far the documents, the ballot papers and the orders of polls taken together are."""
    actor = actor_of(request)
    found = queries.together_facts(actor.authority_id, reference)
    page = RecordPage(
        title=_("Documents of combined polls"),
        caption=wording.day(found.day),
        crumbs=(Crumb(_("Combined polls"), reverse("elections:combination", args=[reference])),),
        figures=(
            Figure(_("Polls"), wording.number(found.polls)),
            Figure(_("Contests"), wording.number(found.contests)),
            Figure(_("Documents asked for now"), wording.number(sum(one.wanted for one in found.kinds))),
        ),
        sections=(*(_section(actor, found, one) for one in found.kinds), _orders(actor, found)),
        warning=_("This is a rehearsal. Its documents carry a watermark and are never on the public page.")
        if found.rehearsal
        else "",
    )
    return render(request, RECORD, {"page": page})


@require_http_methods(GET_OR_POST)
@permission_required(Permission.PAPERS_PREPARE)
def prepare(request: HttpRequest, reference: str, kind: str) -> HttpResponse:
    """Ask whether a document is made of every poll that asks for it; told, ask the worker for all of them."""
    actor = actor_of(request)
    wanted = _kind(kind)
    found = queries.together_facts(actor.authority_id, reference)
    usual, first = asked_together(actor.authority_id, reference, wanted, on=today(actor.authority_id))

    def perform(typed: Mapping[str, Any]) -> Done:
        given, colours = given_by(typed), colours_by(usual, typed)
        return started(
            lambda: ask_to_prepare_together(actor=actor, reference=reference, kind=wanted, given=given, colours=colours)
        )

    lead = _(
        "One of every poll and contest that asks for it, is ready for it, and has none yet. Somebody else approves."
    )
    return answered(
        request,
        _asked(
            found, _("Prepare: %(kind)s") % {"kind": wanted.label}, form_together(usual, first, wanted), perform, lead,
            submit=_("Prepare"), typed=typed_together(usual, first, wanted),
        ),
    )  # fmt: skip


@require_http_methods(GET_OR_POST)
@permission_required(Permission.PAPERS_APPROVE)
def decide(request: HttpRequest, reference: str, kind: str, name: str) -> HttpResponse:
    """Ask whether all documents of a kind are approved or published; told, ask the worker for it."""
    found = queries.together_facts(actor_of(request).authority_id, reference)
    return decided(request, reference, (kind, name), _back(reference), wording.day(found.day))


@require_http_methods(GET_OR_POST)
@permission_required(Permission.PAPERS_PREPARE)
def order(request: HttpRequest, reference: str) -> HttpResponse:
    """Ask how books are bound; told, ask the worker for the orders of all polls taken together."""
    actor = actor_of(request)
    found = queries.together_facts(actor.authority_id, reference)

    def perform(given: Mapping[str, Any]) -> Done:
        return started(lambda: ask_to_prepare_orders(actor=actor, reference=reference, book=int(given["book"])))

    lead = _("One order for each contest with an approved proof: papers for everybody who may vote, in whole books.")
    return answered(
        request,
        _asked(
            found, _("Order ballot papers"), BOOK, perform, lead, submit=_("Prepare the orders"),
            typed={"book": USUAL_BOOK},
        ),
    )  # fmt: skip


@require_http_methods(GET_OR_POST)
@permission_required(Permission.PAPERS_APPROVE)
def release(request: HttpRequest, reference: str) -> HttpResponse:
    """Ask whether all orders that wait go to the printer; told, ask the worker to release them."""
    actor = actor_of(request)
    found = queries.together_facts(actor.authority_id, reference)
    waiting = queries.orders_waiting(actor.authority_id, reference)

    def perform(given: Mapping[str, Any]) -> Done:
        return started(lambda: ask_to_release_orders(actor=actor, reference=reference, seen=given["seen"]))

    return answered(
        request,
        _asked(
            found, _("Release all orders"), Form(terms.SEEN), perform, lead_of(actor, waiting, own_left=True),
            typed={"seen": mark_of_set((one.reference, one.version) for one in waiting)},
        ),
    )  # fmt: skip


def _back(reference: str) -> Crumb:
    return Crumb(_("Documents of combined polls"), reverse("printing:together", args=[reference]))


def _asked(
    found: TogetherFacts,
    title: str,
    form: Form,
    perform: Any,
    lead: str,
    *,
    submit: str = "",
    typed: Mapping[str, Any] | None = None,
) -> Asked:
    back = _back(found.reference)
    return Asked(title, form, submit or title, perform, back.href, typed, (back,), lead, caption=wording.day(found.day))


def _section(actor: Actor, found: TogetherFacts, one: KindStanding) -> Section:
    made = sum(one.by_state.values())
    counts = [f"{state.label}: {wording.number(count)}" for state, count in sorted(one.by_state.items())]
    if one.wanted > made:
        counts.insert(0, _("Not made: %(count)s") % {"count": wording.number(one.wanted - made)})
    links = []
    if one.wanted > made and actor.may(Permission.PAPERS_PREPARE):
        links.append((_("Prepare all"), "printing:together-prepare", [one.kind.value]))
    if actor.may(Permission.PAPERS_APPROVE):
        if one.by_state.get(State.PROOFED):
            links.append((_("Approve all"), "printing:together-decide", [one.kind.value, "approve"]))
        if one.by_state.get(State.APPROVED) and one.published:
            links.append((_("Publish all"), "printing:together-decide", [one.kind.value, "publish"]))
    return Section(
        str(one.kind.label),
        facts=(
            SummaryRow(_("Asked for now"), wording.number(one.wanted)),
            SummaryRow(_("State"), tuple(counts) or Tag(_("Not asked for now"), Colour.GREY)),
        ),
        links=_links(found, str(one.kind.label), links),
    )


def _orders(actor: Actor, found: TogetherFacts) -> Section:
    counts = tuple(f"{state.label}: {wording.number(count)}" for state, count in sorted(found.orders.items()))
    links: list[tuple[str, str, list[str]]] = []
    if found.to_order and actor.may(Permission.PAPERS_PREPARE):
        links.append((_("Order all"), "printing:together-order", []))
    if found.orders.get(OrderState.PREPARED) and actor.may(Permission.PAPERS_APPROVE):
        links.append((_("Release all orders"), "printing:together-release", []))
    title = _("Orders of ballot papers")
    return Section(
        title,
        facts=(
            SummaryRow(_("To be ordered"), wording.number(found.to_order)),
            SummaryRow(_("State"), counts or Tag(_("None yet"), Colour.GREY)),
        ),
        links=_links(found, title, links),
    )


def _links(found: TogetherFacts, what: str, links: list[tuple[str, str, list[str]]]) -> tuple[NavItem, ...]:
    return tuple(
        NavItem(f"{label}: {what}", reverse(name, args=[found.reference, *more])) for label, name, more in links
    )


def _kind(named: str) -> Kind:
    if named not in Kind.values:
        raise Http404
    return Kind(named)
