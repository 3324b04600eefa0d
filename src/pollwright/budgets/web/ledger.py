"""The pages of the ledger: its rows, extracts, codes without a heading; and the budget tables of plans."""

from __future__ import annotations

from functools import partial

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from pollwright.access.web.acts import Asked, Done, actor_of, answered, version_in
from pollwright.access.web.gate import permission_required
from pollwright.acting import Permission
from pollwright.authorities.clock import today
from pollwright.budgets.operations import ledger as operations
from pollwright.budgets.operations.planning import take_into_plan
from pollwright.budgets.operations.reading import FIELDS
from pollwright.budgets.queries import lists as queries
from pollwright.budgets.queries.plans import PlanRowProposed, plan_rows
from pollwright.budgets.states import BudgetState, ExtractState
from pollwright.budgets.web import acts, forms, shown, tables, terms
from pollwright.budgets.web.lists import listed
from pollwright.formats.plan_dates import year_name
from pollwright.pages import wording
from pollwright.pages.forms.amounts import pence_of
from pollwright.pages.shell import NavItem
from pollwright.pages.standard import Cell, PlainTable, RecordPage, Section
from pollwright.pages.summaries import SummaryRow


@require_http_methods(terms.GET_OR_POST)
@permission_required(Permission.BUDGETS_VIEW)
def ledger(request: HttpRequest, reference: str) -> HttpResponseBase:
    """Show the rows of the ledger that count in a budget."""
    actor = actor_of(request)
    budget = queries.budget_of(actor.authority_id, reference)
    rows = partial(queries.ledger, actor.authority_id, reference)
    return listed(
        request,
        (reference, budget.service.name),
        tables.ledger_table(),
        rows,
        _("Rows of the ledger"),
        _("No row matches."),
    )


@require_http_methods(terms.GET_OR_POST)
@permission_required(Permission.FINANCE_ENTER)
def extract_new(request: HttpRequest, reference: str) -> HttpResponse:
    """Ask for an extract of the ledger and how to read it; given, read it on trial."""
    actor = actor_of(request)
    budget = queries.budget_of(actor.authority_id, reference)

    def perform(given: forms.Typed) -> Done:
        columns = {field: given[field] or "" for field in FIELDS}
        extract = operations.GivenExtract(given["file"].read(), columns, pence_of(given["control"]))
        held = operations.read_extract(
            actor=actor,
            reference=reference,
            version=version_in(given),
            given=extract,
            on=today(actor.authority_id),
        )
        said = _("The extract was read. Nothing counts until it is taken over.")
        return Done(said, reverse("budgets:extract", args=[held.reference]))

    label, back = _("Read an extract of the ledger"), terms.budget_href(reference)
    known = queries.columns_before(actor.authority_id, budget.service_id)
    typed = {"version": str(budget.version), **(known or forms.USUAL)}
    lead = _("Name the columns as the first row of the file has them; they are remembered for the next extract.")
    crumbs = terms.crumbs(reference, budget.service.name)
    return answered(
        request, Asked(label, forms.extract_form(), _("Read it on trial"), perform, back, typed, crumbs, lead)
    )


@require_safe
@permission_required(Permission.BUDGETS_VIEW)
def extract(request: HttpRequest, reference: str) -> HttpResponse:
    """Show an extract of the ledger: what it comes to, and which of its codes belong to no heading."""
    actor = actor_of(request)
    held, codes = queries.extract_record(actor.authority_id, reference)
    may = actor.may(Permission.FINANCE_ENTER) and held.budget.state == BudgetState.AGREED
    labels = {}
    if may and held.state == ExtractState.READ:
        labels["take"] = _("Take it over")
    if may and held.state != ExtractState.WITHDRAWN:
        labels["withdraw"] = _("Take it back")
    file = reverse("files:download", args=[held.file.token]) if actor.may(Permission.FINANCE_ENTER) else ""
    rows = f"{reverse('budgets:ledger', args=[held.budget.reference])}?{urlencode({'extract': reference})}"
    page = RecordPage(
        title=_("Extract of the ledger, %(year)s") % {"year": year_name(held.budget.year)},
        caption=reference,
        crumbs=terms.crumbs(held.budget.reference, held.budget.service.name),
        acts=tuple(
            NavItem(label, reverse("budgets:extract-act", args=[reference, name])) for name, label in labels.items()
        ),
        facts=(
            SummaryRow(_("State"), terms.extract_tag(held.state), note=held.reason),
            SummaryRow(_("Rows"), wording.number(held.rows), href=rows),
            SummaryRow(_("Control total"), wording.money(held.control), note=_("The rows come to the same.")),
            SummaryRow(_("Read"), wording.plain_day(held.read_on), note=held.read_by),
            SummaryRow(_("File"), held.file.name, note=held.sha256, href=file),
        ),
        sections=(Section(_("Codes without a heading"), table=shown.unmatched(codes, "")),),
    )
    return render(request, terms.RECORD, {"page": page})


@require_http_methods(terms.GET_OR_POST)
@permission_required(Permission.FINANCE_ENTER)
def extract_act(request: HttpRequest, reference: str, name: str) -> HttpResponse:
    """Ask whether an extract is taken over, or why it is taken back; told, do it."""
    actor = actor_of(request)
    held, codes = queries.extract_record(actor.authority_id, reference)

    def take(given: forms.Typed) -> None:
        operations.take_extract(actor=actor, reference=reference, version=version_in(given))

    def withdraw(given: forms.Typed) -> None:
        operations.withdraw_extract(actor=actor, reference=reference, version=version_in(given), reason=given["reason"])

    unknown = _("%(many)s codes belong to no heading: their rows wait until each is assigned.") % {"many": len(codes)}
    known = {
        "take": (_("Take the extract over"), forms.TAKE, take, unknown if codes else ""),
        "withdraw": (_("Take the extract back"), forms.WITHDRAW, withdraw, _("Its rows no longer count.")),
    }
    if name not in known:
        raise Http404
    label, form, perform, lead = known[name]
    back = reverse("budgets:extract", args=[reference])
    crumbs = terms.crumbs(held.budget.reference, held.budget.service.name)
    typed = {"version": str(held.version)}
    return answered(request, Asked(label, form, label, perform, back, typed, crumbs, lead, caption=reference))


@require_http_methods(terms.GET_OR_POST)
@permission_required(Permission.FINANCE_ENTER)
def assign(request: HttpRequest, reference: str) -> HttpResponse:
    """Ask to which heading a code of the ledger belongs; told, assign it with all its rows."""
    actor = actor_of(request)
    code = request.GET.get("code", "")[:100]
    found = queries.budget_record(actor.authority_id, reference, on=today(actor.authority_id))
    was = queries.code_stands(actor.authority_id, found.held, code)

    def perform(given: forms.Typed) -> Done:
        many = operations.assign_code(
            actor=actor,
            reference=given["heading"],
            ledger_code=code,
            was=given["was"] or "",
            reason=given.get("reason") or "",
        )
        return Done(_("%(many)s rows stand under that heading now.") % {"many": many})

    label = _("Assign a code of the ledger")
    form = forms.code_form(acts.choices_of(found, costs=False), moves=bool(was))
    crumbs = terms.crumbs(reference, found.title)
    typed = {"was": was, "heading": was}
    return answered(
        request, Asked(label, form, label, perform, terms.budget_href(reference), typed, crumbs, caption=code)
    )


@require_safe
@permission_required(Permission.BUDGETS_VIEW)
def plans(request: HttpRequest, reference: str) -> HttpResponse:
    """Show the budget tables of the service's plans beside what its budgets say."""
    actor = actor_of(request)
    budget = queries.budget_of(actor.authority_id, reference)
    rows = plan_rows(actor.authority_id, budget.service_id, on=today(actor.authority_id))
    finance = actor.may(Permission.FINANCE_ENTER)
    nothing = Section(_("Plans"), text=(_("No plan of this service has a table of budgets."),))
    page = RecordPage(
        title=_("Budgets in the plan"),
        caption=budget.service.name,
        crumbs=terms.crumbs(reference, budget.service.name),
        sections=tuple(_proposed(one, reference, finance=finance) for one in rows) or (nothing,),
    )
    return render(request, terms.RECORD, {"page": page})


@require_http_methods(terms.GET_OR_POST)
@permission_required(Permission.FINANCE_ENTER)
def plan_take(request: HttpRequest, reference: str, table: str, position: int) -> HttpResponse:
    """Ask whether the figures of the budgets go into a row of a plan; confirmed, enter them there."""
    actor = actor_of(request)
    on = today(actor.authority_id)
    budget = queries.budget_of(actor.authority_id, reference)
    rows = plan_rows(actor.authority_id, budget.service_id, on=on)
    found = next((one for one in rows if (one.table, one.position) == (table, position)), None)
    if found is None:
        raise Http404

    def perform(given: forms.Typed) -> None:
        take_into_plan(actor=actor, reference=table, position=position, version=version_in(given), on=on)

    label, back = _("Take the figures over into the plan"), reverse("budgets:plans", args=[reference])
    lead = "\n".join(f"{one.heading}: {one.typed or '—'} → {one.proposed or '—'}" for one in found.cells)
    crumbs = terms.crumbs(reference, budget.service.name)
    typed = {"version": str(found.version)}
    return answered(request, Asked(label, forms.TAKE, label, perform, back, typed, crumbs, lead, caption=found.title))


def _proposed(row: PlanRowProposed, budget: str, *, finance: bool) -> Section:
    cells = tuple(
        (
            Cell(one.heading),
            Cell(one.typed, numeric=True),
            Cell(wording.money(one.pence) if one.pence is not None else _("No budget agreed"), numeric=True),
            Cell(one.proposed, numeric=True),
        )
        for one in row.cells
    )
    headings = (_("Column"), _("In the plan"), _("Latest estimate"), _("Proposed"))
    href = reverse("budgets:plan-take", args=[budget, row.table, row.position])
    takes = finance and row.draft and row.differs
    links = (NavItem(_("Take the figures over into the plan"), href),) if takes else ()
    title = f"{row.plan}: {row.title}".strip(": ")
    return Section(title, table=PlainTable(title, headings, cells), links=links)
