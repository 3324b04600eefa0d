"""The pages of budgets and their headings."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from pollwright.access.web.acts import Asked, actor_of, answered
from pollwright.access.web.gate import permission_required
from pollwright.acting import Permission
from pollwright.audit.queries.timeline import timeline, told
from pollwright.authorities.clock import moment, today
from pollwright.budgets.operations.preparing import open_budget
from pollwright.budgets.queries import lists as queries
from pollwright.budgets.web import acts, forms, shown, tables, terms
from pollwright.formats.plan_dates import year_name
from pollwright.pages.charts import Chart
from pollwright.pages.lists import Listing, list_response
from pollwright.pages.shell import NavItem
from pollwright.pages.standard import ListPage, RecordPage

APRIL = 4


@dataclass(frozen=True, slots=True)
class BudgetPage(RecordPage):
    """A budget with the chart of what was spent."""

    chart: Chart | None = None


@require_http_methods(terms.GET_OR_POST)
@permission_required(Permission.BUDGETS_VIEW)
def budgets(request: HttpRequest) -> HttpResponseBase:
    """Show the budgets with what they come to."""
    actor = actor_of(request)
    on = today(actor.authority_id)
    listing = Listing(
        tables.budgets_table(),
        lambda asked: queries.budgets(actor.authority_id, asked, on=on),
        None,
        name="budgets",
        caption=_("Budgets"),
        empty=_("No budget matches."),
    )
    may = actor.may(Permission.BUDGETS_EDIT)
    links = (NavItem(_("Open a budget"), reverse("budgets:budget-new")),) if may else ()
    return list_response(request, terms.LIST, listing, partial(ListPage, _("Budgets"), links=links))


@require_http_methods(terms.GET_OR_POST)
@permission_required(Permission.BUDGETS_EDIT)
def budget_new(request: HttpRequest) -> HttpResponse:
    """Ask of which service and year; told, open the budget."""
    actor = actor_of(request)
    on = today(actor.authority_id)

    def perform(given: forms.Typed) -> str:
        made = open_budget(actor=actor, service=given["service"] or "", name=given["name"] or "", year=given["year"])
        return terms.budget_href(made.reference)

    label, back = _("Open a budget"), reverse("budgets:budgets")
    lead = _("Headings and codes of the ledger come from the budget of the year before. Finance enters the amounts.")
    form = forms.budget_form(queries.services(actor.authority_id))
    typed = {"year": on.year + (on.month >= APRIL)}
    return answered(request, Asked(label, form, label, perform, back, typed, terms.crumbs(), lead))


@require_safe
@permission_required(Permission.BUDGETS_VIEW)
def budget(request: HttpRequest, reference: str) -> HttpResponse:
    """Show a budget: what it comes to, by pot and by who pays, and what waits for somebody."""
    actor = actor_of(request)
    found = queries.budget_record(actor.authority_id, reference, on=today(actor.authority_id))
    page = BudgetPage(
        title=found.title,
        caption=reference,
        crumbs=terms.crumbs(),
        acts=tuple(
            NavItem(label, reverse("budgets:budget-act", args=[reference, name]))
            for name, label in acts.open_acts(actor, acts.BUDGET_ACTS, found.held.state)
        )
        + _further(
            actor.may(Permission.FINANCE_ENTER), actor.may(Permission.BUDGETS_EDIT), reference, found.held.state
        ),
        figures=shown.figures(found.sums),
        facts=shown.facts(found),
        sections=shown.sections(found, finance=actor.may(Permission.FINANCE_ENTER)),
        timeline=told(timeline(actor.authority_id, "budget", found.held.pk), linked=actor.may(Permission.AUDIT_VIEW)),
        notes=shown.notes(found),
        chart=shown.chart(found),
    )
    return render(request, "budgets/budget.jinja", {"page": page})


@require_http_methods(terms.GET_OR_POST)
@permission_required(Permission.BUDGETS_VIEW)
def budget_act(request: HttpRequest, reference: str, name: str) -> HttpResponse:
    """Ask what an act on a budget needs; told, do it. Each act asks for the permission of its own."""
    actor = actor_of(request)
    at = moment(actor.authority_id)
    found = queries.budget_record(actor.authority_id, reference, on=at.date())
    return answered(request, acts.budget_asked(actor, found, name, at=at))


@require_http_methods(terms.GET_OR_POST)
@permission_required(Permission.BUDGETS_VIEW)
def headings(request: HttpRequest, reference: str) -> HttpResponseBase:
    """Show the headings of a budget with what they come to."""
    actor = actor_of(request)
    on = today(actor.authority_id)
    found = queries.budget_record(actor.authority_id, reference, on=on)
    listing = Listing(
        tables.headings_table(found.unexplained),
        lambda asked: queries.headings(actor.authority_id, reference, asked, on=on),
        None,
        name=f"budget-{reference}",
        caption=_("Headings"),
        empty=_("No heading matches."),
    )
    made = partial(ListPage, _("Headings"), crumbs=terms.crumbs(reference, found.title), caption=found.title)
    return list_response(request, terms.LIST, listing, made)


@require_safe
@permission_required(Permission.BUDGETS_VIEW)
def heading(request: HttpRequest, reference: str) -> HttpResponse:
    """Show a heading: what it comes to, each version of its estimate, and why."""
    actor = actor_of(request)
    owner, one, wants = queries.heading_record(actor.authority_id, reference, on=today(actor.authority_id))
    page = RecordPage(
        title=one.name,
        caption=reference,
        crumbs=terms.crumbs(owner.reference, f"{owner.service.name}, {year_name(owner.year)}"),
        acts=tuple(
            NavItem(label, reverse("budgets:heading-act", args=[reference, name]))
            for name, label in acts.open_acts(actor, acts.HEADING_ACTS, owner.state)
        ),
        figures=shown.figures(one.sums),
        facts=shown.heading_facts(one),
        sections=(shown.estimates(one, queries.changes_of(actor.authority_id, one.id)),),
        timeline=told(timeline(actor.authority_id, "budgetheading", one.id), linked=actor.may(Permission.AUDIT_VIEW)),
        notes=(_("The variance is to be explained."),) if wants else (),
    )
    return render(request, terms.RECORD, {"page": page})


@require_http_methods(terms.GET_OR_POST)
@permission_required(Permission.BUDGETS_VIEW)
def heading_act(request: HttpRequest, reference: str, name: str) -> HttpResponse:
    """Ask what an act on a heading needs; told, do it. Each act asks for the permission of its own."""
    actor = actor_of(request)
    on = today(actor.authority_id)
    owner, one, _wants = queries.heading_record(actor.authority_id, reference, on=on)
    return answered(request, acts.heading_asked(actor, owner, one, name, on=on))


def _further(finance: bool, edits: bool, reference: str, state: str) -> tuple[NavItem, ...]:
    """Return what is done on pages of its own."""
    if state != "agreed":
        return ()
    links = []
    if finance:
        links.append(NavItem(_("Read an extract of the ledger"), reverse("budgets:extract-new", args=[reference])))
    if edits:
        links.append(NavItem(_("Take orders over"), reverse("budgets:proposals", args=[reference])))
    return tuple(links)
