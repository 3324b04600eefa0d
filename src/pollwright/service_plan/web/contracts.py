"""Pages of the register of contracts."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_safe

from pollwright.access.web.acts import Asked, actor_of, answered
from pollwright.access.web.gate import permission_required
from pollwright.acting import Actor, Permission
from pollwright.audit.queries.timeline import timeline, told
from pollwright.authorities.clock import today
from pollwright.pages import downloads, wording
from pollwright.pages.forms import Choice, Form, HiddenField, NumberField, Radios, TextField
from pollwright.pages.lists import Listing, list_response
from pollwright.pages.shell import Crumb, NavItem
from pollwright.pages.standard import ListPage, RecordPage
from pollwright.pages.summaries import SummaryRow
from pollwright.pages.tables import (
    Column,
    DateRangeFilter,
    Kind,
    MultiChoiceFilter,
    SortColumn,
    TableSpec,
    YesNoFilter,
)
from pollwright.pages.tags import Colour, Tag
from pollwright.service_plan.operations.contracts import ContractExtras, complete_contract
from pollwright.service_plan.queries import contracts as queries
from pollwright.service_plan.queries.alarms import Alarm, Due
from pollwright.service_plan.queries.contracts import ContractRow
from pollwright.service_plan.states import Basis, Extension

GET_OR_POST = ["GET", "HEAD", "POST"]
DUE = {
    Due.REVIEW: gettext_lazy("Review"),
    Due.NOTICE: gettext_lazy("Last day to give notice"),
    Due.END: gettext_lazy("End"),
    Due.RENEWAL: gettext_lazy("Renewal"),
}
_YES_NO = (Choice("yes", gettext_lazy("Yes")), Choice("no", gettext_lazy("No")))
COMPLETE = Form(
    HiddenField("version"),
    Radios("basis", gettext_lazy("The sum is for"), choices=tuple(Choice(one.value, one.label) for one in Basis)),
    NumberField("notice_months", gettext_lazy("Months of notice before its end"), required=False, least=0, most=60),
    NumberField(
        "extension_months", gettext_lazy("Months by which it may be extended"), required=False, least=0, most=240
    ),
    TextField("supplier_details", gettext_lazy("Particulars of the supplier"), longest=500, required=False),
    TextField(
        "bought_by", gettext_lazy("How it was bought"), required=False, hint=gettext_lazy("Quotes, or a tender.")
    ),
    Radios("small", gettext_lazy("Small or medium-sized supplier"), choices=_YES_NO, inline=True, required=False),
    TextField("voluntary", gettext_lazy("Number of a voluntary body"), longest=40, width=20, required=False),
    NumberField("vat", gettext_lazy("VAT that is not recovered, in pounds"), required=False, least=0, prefix="£"),
)
EXTRACT = (
    "Reference", "Title", "Department", "Description", "Supplier", "Supplier details", "Sum", "Sum is for",
    "Irrecoverable VAT", "Start", "End", "Review", "Process", "SME", "Voluntary body",
)  # fmt: skip


@require_http_methods(GET_OR_POST)
@permission_required(Permission.PLAN_VIEW)
def contracts(request: HttpRequest) -> HttpResponseBase:
    """Show the contracts of every plan, with what is due of each."""
    actor = actor_of(request)
    on = today(actor.authority_id)
    listing = Listing(
        contracts_table(),
        lambda asked: queries.contracts(actor.authority_id, asked, on=on),
        None,
        name="contracts",
        caption=_("Contracts"),
        empty=_("No contract matches. Contracts come from the tables of plans, once those are confirmed."),
    )
    links = (NavItem(_("Transparency extract"), reverse("service-plan:contracts-extract")),)
    crumbs = (Crumb(_("Service plans"), reverse("service-plan:plans")),)
    page = partial(ListPage, _("Contracts"), links=links, crumbs=crumbs)
    return list_response(request, "pages/standard/list.jinja", listing, page)


@require_safe
@permission_required(Permission.PLAN_VIEW)
def contract(request: HttpRequest, reference: str) -> HttpResponse:
    """Show one contract."""
    actor = actor_of(request)
    found = queries.contract_record(actor.authority_id, reference, on=today(actor.authority_id))
    acts = []
    if actor.may(Permission.PLAN_EDIT):
        acts.append(
            NavItem(_("Add what the plan does not say"), reverse("service-plan:contract-complete", args=[reference]))
        )
    page = RecordPage(
        title=found.title or reference,
        caption=reference,
        crumbs=_crumbs(),
        acts=tuple(acts),
        facts=_facts(found),
        notes=tuple(queries.warnings_of(found)),
        timeline=told(timeline(actor.authority_id, "contract", found.id), linked=actor.may(Permission.AUDIT_VIEW)),
    )
    return render(request, "pages/standard/record.jinja", {"page": page})


@require_http_methods(GET_OR_POST)
@permission_required(Permission.PLAN_EDIT)
def complete(request: HttpRequest, reference: str) -> HttpResponse:
    """Ask what the plan does not say of a contract; told, keep it."""
    actor = actor_of(request)
    found = queries.contract_record(actor.authority_id, reference, on=today(actor.authority_id))
    back = reverse("service-plan:contract", args=[reference])
    typed = {
        "version": found.version,
        "basis": found.sum_basis,
        "notice_months": found.notice_months,
        "extension_months": found.extension_months,
        "supplier_details": found.supplier_details,
        "bought_by": found.bought_by,
        "small": {True: "yes", False: "no", None: ""}[found.small_supplier],
        "voluntary": found.voluntary_number,
        "vat": None if found.irrecoverable_vat_pence is None else found.irrecoverable_vat_pence // 100,
    }
    title = _("Add what the plan does not say")
    asked = Asked(
        title, COMPLETE, _("Save"), partial(_completed, actor, found), back, typed, _crumbs(found), caption=reference
    )
    return answered(request, asked)


@require_safe
@permission_required(Permission.PLAN_VIEW)
def extract(request: HttpRequest) -> HttpResponseBase:
    """Hand out the contracts above £5,000 as the CSV that councils publish each quarter."""
    actor = actor_of(request)
    found = queries.contracts_to_publish(actor.authority_id, on=today(actor.authority_id))
    return downloads.csv_response("contracts-above-5000", EXTRACT, [_extracted(one) for one in found])


def contracts_table() -> TableSpec:
    """Return the table of contracts."""
    return TableSpec(
        name="contracts",
        columns=(
            Column(
                "title",
                _("Title"),
                sortable=True,
                href=lambda row: reverse("service-plan:contract", args=[row.reference]),
            ),
            Column("supplier", _("Supplier"), sortable=True),
            Column("description", _("Description")),
            Column("sum_pence", _("Sum"), Kind.MONEY),
            Column("start_typed", _("Start")),
            Column("end_first", _("End"), Kind.DATE, sort_by=(SortColumn("end_first", nullable=True),)),
            Column("extension", _("Extension"), value=lambda row: str(Extension(row.extension).label)),
            Column("next_due", _("Due next"), Kind.TAG, value=_due_tag),
            Column("contact", _("Contact"), hidden_by_default=True),
            Column("reference", _("Reference"), sortable=True, hidden_by_default=True),
            Column("plan", _("Plan"), hidden_by_default=True),
        ),
        filters=(
            MultiChoiceFilter("extension", _("Extension"), tuple((one.value, str(one.label)) for one in Extension)),
            DateRangeFilter("ends", _("Ends")),
            YesNoFilter("over", _("Has ended")),
        ),
        default_sort="title",
        search_label=_("Search contracts"),
        search_hint=_("Title, description, supplier, contact or reference."),
        tie=SortColumn("pk", "id"),
    )


def _completed(actor: Actor, found: ContractRow, values: Mapping[str, Any]) -> None:
    extras = ContractExtras(
        sum_basis=Basis(values["basis"]),
        notice_months=values["notice_months"],
        extension_months=values["extension_months"],
        supplier_details=values["supplier_details"] or "",
        bought_by=values["bought_by"] or "",
        small_supplier={"yes": True, "no": False}.get(values["small"] or ""),
        voluntary_number=values["voluntary"] or "",
        irrecoverable_vat_pence=None if values["vat"] is None else values["vat"] * 100,
    )
    complete_contract(actor=actor, reference=found.reference, version=int(values["version"]), extras=extras)


def _facts(found: ContractRow) -> tuple[SummaryRow, ...]:
    unsaid = _("Not said")
    table = reverse("service-plan:table", args=[found.table]) if found.table else ""
    rows = [
        SummaryRow(_("Plan"), f"{found.service} ({found.plan})", href=table),
        SummaryRow(_("Service area"), found.service_area or unsaid),
        SummaryRow(_("Service contact"), found.contact or unsaid),
        SummaryRow(_("Description"), found.description or unsaid),
        SummaryRow(_("Supplier"), found.supplier or unsaid),
        SummaryRow(_("Sum"), wording.money(found.sum_pence) or found.sum_typed or unsaid),
        SummaryRow(_("The sum is for"), str(Basis(found.sum_basis).label)),
        SummaryRow(_("Start"), found.start_typed or unsaid),
        SummaryRow(_("End"), found.end_typed or unsaid),
        SummaryRow(_("Review"), found.review_typed or unsaid),
        SummaryRow(_("Extension"), found.extension_typed or unsaid),
        SummaryRow(_("Notice"), _months(found.notice_months) or unsaid),
        SummaryRow(_("How it was bought"), found.bought_by or unsaid),
    ]
    rows += [SummaryRow(str(DUE[one.what]), f"{wording.day(one.on)}: {_days(one)}") for one in found.due]
    return tuple(rows)


def _months(count: int | None) -> str:
    return "" if count is None else ngettext("%(n)s month", "%(n)s months", count) % {"n": count}


def _days(alarm: Alarm) -> str:
    if alarm.days < 0:
        return ngettext("%(n)s day ago", "%(n)s days ago", -alarm.days) % {"n": -alarm.days}
    return ngettext("in %(n)s day", "in %(n)s days", alarm.days) % {"n": alarm.days}


def _due_tag(row: ContractRow) -> Tag | None:
    first = row.next_due
    if first is None:
        return None
    colour = Colour.RED if first.days < 0 else Colour.ORANGE if first.days <= 30 else Colour.YELLOW
    return Tag(f"{DUE[first.what]} {wording.short_day(first.on)}", colour)


def _extracted(row: ContractRow) -> tuple[Any, ...]:
    return (
        row.reference,
        row.title,
        row.service_area,
        row.description,
        row.supplier,
        row.supplier_details,
        wording.money(row.sum_pence),
        str(Basis(row.sum_basis).label),
        wording.money(row.irrecoverable_vat_pence),
        row.start_typed,
        row.end_typed,
        row.review_typed,
        row.bought_by,
        wording.yes_no(row.small_supplier) if row.small_supplier is not None else "",
        row.voluntary_number,
    )


def _crumbs(found: ContractRow | None = None) -> tuple[Crumb, ...]:
    crumbs = (
        Crumb(_("Service plans"), reverse("service-plan:plans")),
        Crumb(_("Contracts"), reverse("service-plan:contracts")),
    )
    return (
        crumbs
        if found is None
        else (*crumbs, Crumb(found.title, reverse("service-plan:contract", args=[found.reference])))
    )
