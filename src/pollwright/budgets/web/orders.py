"""The pages of orders, virements, and the plan's budget tables."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from pollwright.access.web.acts import Asked, actor_of, answered, version_in
from pollwright.access.web.gate import permission_required
from pollwright.acting import Actor, Permission
from pollwright.authorities.clock import today
from pollwright.budgets.operations import moving
from pollwright.budgets.operations import orders as operations
from pollwright.budgets.queries import changes as changed
from pollwright.budgets.queries import lists as queries
from pollwright.budgets.queries.figures import limits_on
from pollwright.budgets.queries.proposals import proposals as orders_elsewhere
from pollwright.budgets.states import BudgetState, OrderSource, OrderState, VirementState
from pollwright.budgets.sums import Approval
from pollwright.budgets.web import acts, forms, tables, taken, terms
from pollwright.budgets.web.lists import listed
from pollwright.pages import wording
from pollwright.pages.forms.amounts import pence_of, pounds_of
from pollwright.pages.shell import NavItem
from pollwright.pages.standard import Cell, PlainTable, RecordPage, Section
from pollwright.pages.summaries import SummaryRow


@require_http_methods(terms.GET_OR_POST)
@permission_required(Permission.BUDGETS_VIEW)
def orders(request: HttpRequest, reference: str) -> HttpResponseBase:
    """Show the orders of a budget."""
    actor = actor_of(request)
    budget = queries.budget_of(actor.authority_id, reference)
    rows = partial(queries.orders, actor.authority_id, reference)
    return listed(
        request,
        (reference, budget.service.name),
        tables.orders_table(),
        rows,
        _("Orders"),
        _("No order matches."),
        taken.way_in(actor, budget, "orders"),
    )


@require_safe
@permission_required(Permission.BUDGETS_VIEW)
def order(request: HttpRequest, reference: str) -> HttpResponse:
    """Show an order."""
    actor = actor_of(request)
    held = queries.order_record(actor.authority_id, reference)
    owner = held.heading.budget
    may = actor.may(Permission.BUDGETS_EDIT) and held.state == OrderState.RAISED and owner.state == BudgetState.AGREED
    labels = {"receipt": _("Receipt it"), "cancel": _("Cancel it")} if may else {}
    page = RecordPage(
        title=held.title,
        caption=reference,
        crumbs=terms.crumbs(owner.reference, owner.reference),
        acts=tuple(
            NavItem(label, reverse("budgets:order-act", args=[reference, name])) for name, label in labels.items()
        ),
        facts=_order_facts(held),
    )
    return render(request, terms.RECORD, {"page": page})


@require_http_methods(terms.GET_OR_POST)
@permission_required(Permission.BUDGETS_EDIT)
def order_act(request: HttpRequest, reference: str, name: str) -> HttpResponse:
    """Ask what a receipt or a cancellation needs; told, do it."""
    actor = actor_of(request)
    held = queries.order_record(actor.authority_id, reference)
    on = today(actor.authority_id)
    of: dict[str, Any] = {"actor": actor, "reference": reference}

    def receipt(given: forms.Typed) -> None:
        operations.receipt_order(**of, version=version_in(given), pence=pence_of(given["amount"]), on=given["on"])

    def cancel(given: forms.Typed) -> None:
        operations.cancel_order(**of, version=version_in(given), reason=given["reason"], on=on)

    known = {
        "receipt": (_("Receipt the order"), forms.RECEIPT, receipt),
        "cancel": (_("Cancel the order"), forms.CANCEL, cancel),
    }
    if name not in known:
        raise Http404
    label, form, perform = known[name]
    typed = {"version": str(held.version), "amount": pounds_of(held.ordered), "on": on}
    back = reverse("budgets:order", args=[reference])
    crumbs = terms.crumbs(held.heading.budget.reference, held.heading.budget.reference)
    return answered(request, Asked(label, form, label, perform, back, typed, crumbs, caption=held.title))


@require_safe
@permission_required(Permission.BUDGETS_VIEW)
def proposals(request: HttpRequest, reference: str) -> HttpResponse:
    """Show the orders of the office and the hire of venues that stand under no heading yet."""
    actor = actor_of(request)
    budget = queries.budget_of(actor.authority_id, reference)
    may = actor.may(Permission.BUDGETS_EDIT) and budget.state == BudgetState.AGREED
    rows = tuple(
        (
            Cell(one.origin),
            Cell(str(one.source.label)),
            Cell(one.title),
            Cell(one.supplier),
            Cell(wording.short_day(one.on)),
            Cell(wording.money(one.pence), numeric=True),
            Cell(
                _("Take over") if may else "",
                href=reverse("budgets:take-order", args=[reference, one.source, one.origin]) if may else "",
            ),
        )
        for one in orders_elsewhere(actor.authority_id, budget.year)
    )
    headings = (_("Reference"), _("From"), _("What"), _("Supplier"), _("Day"), _("Amount"), _("Under a heading"))
    empty = _("Every order of the year stands under a heading.")
    page = RecordPage(
        title=_("Orders that stand elsewhere"),
        caption=budget.service.name,
        crumbs=terms.crumbs(reference, budget.service.name),
        sections=(Section(_("To be taken over"), table=PlainTable(_("Orders"), headings, rows, empty)),),
    )
    return render(request, terms.RECORD, {"page": page})


@require_http_methods(terms.GET_OR_POST)
@permission_required(Permission.BUDGETS_EDIT)
def take_order(request: HttpRequest, reference: str, source: str, origin: str) -> HttpResponse:
    """Ask under which heading an order belongs that stands elsewhere; told, note it."""
    actor = actor_of(request)
    if source not in OrderSource.values:
        raise Http404
    found = queries.budget_record(actor.authority_id, reference, on=today(actor.authority_id))

    def perform(given: forms.Typed) -> None:
        operations.take_order(
            actor=actor,
            reference=given["heading"],
            source=OrderSource(source),
            origin=origin,
            number=given["number"] or "",
        )

    label, back = _("Take an order over"), reverse("budgets:proposals", args=[reference])
    form = forms.taken_form(acts.choices_of(found))
    crumbs = terms.crumbs(reference, found.title)
    return answered(request, Asked(label, form, label, perform, back, {}, crumbs, caption=origin))


@require_http_methods(terms.GET_OR_POST)
@permission_required(Permission.BUDGETS_VIEW)
def virements(request: HttpRequest, reference: str) -> HttpResponseBase:
    """Show the log of virements of a budget."""
    actor = actor_of(request)
    budget = queries.budget_of(actor.authority_id, reference)
    rows = partial(queries.virements, actor.authority_id, reference)
    return listed(
        request,
        (reference, budget.service.name),
        tables.virements_table(),
        rows,
        _("Virements"),
        _("No virement matches."),
        taken.way_in(actor, budget, "virements"),
    )


@require_http_methods(terms.GET_OR_POST)
@permission_required(Permission.BUDGETS_VIEW)
def changes(request: HttpRequest, reference: str) -> HttpResponseBase:
    """Show every change of the latest estimates of a budget. One is made on the page of its heading, or by a virement."""
    actor = actor_of(request)
    budget = queries.budget_of(actor.authority_id, reference)
    rows = partial(changed.changes, actor.authority_id, reference)
    named, links = (reference, budget.service.name), taken.way_in_of_changes(actor, budget)
    words = _("Changes of estimates"), _("No change matches.")
    return listed(request, named, tables.changes_table(), rows, *words, links)


@require_safe
@permission_required(Permission.BUDGETS_VIEW)
def virement(request: HttpRequest, reference: str) -> HttpResponse:
    """Show a virement, and whose approval it needs."""
    actor = actor_of(request)
    held = queries.virement_record(actor.authority_id, reference)
    waits = held.state == VirementState.ASKED and held.budget.state == BudgetState.AGREED
    may = waits and actor.may(Permission.FINANCE_ENTER) and held.asked_by_id != actor.person_id
    labels = {"approve": _("Approve it"), "refuse": _("Refuse it")} if may else {}
    page = RecordPage(
        title=_("Virement of %(amount)s") % {"amount": wording.money(held.pence)},
        caption=reference,
        crumbs=terms.crumbs(held.budget.reference, held.budget.reference),
        acts=tuple(
            NavItem(label, reverse("budgets:virement-act", args=[reference, name])) for name, label in labels.items()
        ),
        facts=_virement_facts(actor, held),
    )
    return render(request, terms.RECORD, {"page": page})


@require_http_methods(terms.GET_OR_POST)
@permission_required(Permission.FINANCE_ENTER)
def virement_act(request: HttpRequest, reference: str, name: str) -> HttpResponse:
    """Ask what a decision on a virement needs; told, decide it."""
    actor = actor_of(request)
    held = queries.virement_record(actor.authority_id, reference)
    on = today(actor.authority_id)
    of: dict[str, Any] = {"actor": actor, "reference": reference, "on": on}

    def approve(given: forms.Typed) -> None:
        moving.approve_virement(**of, version=version_in(given), paper=given["paper"] or "")

    def refuse(given: forms.Typed) -> None:
        moving.refuse_virement(**of, version=version_in(given), reason=given["reason"])

    known: dict[str, tuple[str, Any, Callable[[forms.Typed], None]]] = {
        "approve": (_("Approve the virement"), forms.APPROVE, approve),
        "refuse": (_("Refuse the virement"), forms.REFUSE, refuse),
    }
    if name not in known:
        raise Http404
    label, form, perform = known[name]
    back = reverse("budgets:virement", args=[reference])
    crumbs = terms.crumbs(held.budget.reference, held.budget.reference)
    lead = _("It needs the approval of: %(whom)s.") % {"whom": _approval(actor, held)}
    typed = {"version": str(held.version)}
    return answered(request, Asked(label, form, label, perform, back, typed, crumbs, lead, caption=reference))


def _order_facts(held: queries.HeldOrder) -> tuple[SummaryRow, ...]:
    rows = [
        SummaryRow(_("State"), terms.order_tag(held.state), note=held.reason),
        SummaryRow(
            _("Heading"), held.heading.title or held.heading.reference, href=terms.heading_href(held.heading.reference)
        ),
        SummaryRow(_("Supplier"), held.supplier or _("Not said")),
        SummaryRow(_("Number of the order in the ledger"), held.number or _("Not said")),
        SummaryRow(_("Amount ordered"), wording.money(held.ordered)),
        SummaryRow(_("Raised on"), wording.plain_day(held.raised_on)),
        SummaryRow(_("From"), str(OrderSource(held.source).label), note=held.origin),
    ]
    if held.received is not None:
        rows.append(SummaryRow(_("Receipted"), wording.money(held.received), note=wording.plain_day(held.ended_on)))
    return tuple(rows)


def _virement_facts(actor: Actor, held: queries.HeldVirement) -> tuple[SummaryRow, ...]:
    rows = [
        SummaryRow(_("State"), terms.virement_tag(held.state), note=held.refusal),
        SummaryRow(
            _("From"), held.source.title or held.source.reference, href=terms.heading_href(held.source.reference)
        ),
        SummaryRow(_("To"), held.target.title or held.target.reference, href=terms.heading_href(held.target.reference)),
        SummaryRow(_("Amount"), wording.money(held.pence)),
        SummaryRow(_("Reason"), held.reason),
        SummaryRow(_("Asked for"), f"{held.asked_by}, {wording.plain_day(held.asked_on)}"),
        SummaryRow(_("Needs the approval of"), _approval(actor, held)),
    ]
    if held.decided_on:
        rows.append(
            SummaryRow(
                _("Decided"), f"{held.decided_by}, {wording.plain_day(held.decided_on)}", note=held.authority_for
            )
        )
    return tuple(rows)


def _approval(actor: Actor, held: queries.HeldVirement) -> str:
    words = {
        Approval.HEAD: _("a second person"),
        Approval.DIRECTOR: _("the director and finance, by a paper"),
        Approval.COMMITTEE: _("the committee, by a paper"),
    }
    on = held.decided_on or today(actor.authority_id)
    return words[limits_on(actor.authority_id, on=on).approval(held.pence)]
