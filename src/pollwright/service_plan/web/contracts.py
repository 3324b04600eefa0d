"""Pages of the register of contracts."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
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
from pollwright.law.procurement import SINCE, VALUE, Duty, passed
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
from pollwright.service_plan.queries.alarms import WARNED_DAYS, Alarm, Due
from pollwright.service_plan.queries.contracts import ContractRow
from pollwright.service_plan.states import Basis, Extension, Standing
from pollwright.service_plan.web import contract_acts

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
    links = [
        NavItem(_("How suppliers do"), reverse("service-plan:supplier-notes")),
        NavItem(_("Transparency extract"), reverse("service-plan:contracts-extract")),
    ]
    if actor.may(Permission.PLAN_EDIT):
        links.append(NavItem(_("Complete contracts from a table"), reverse("service-plan:contracts-complete")))
    crumbs = (Crumb(_("Service plans"), reverse("service-plan:plans")),)
    page = partial(ListPage, _("Contracts"), links=tuple(links), crumbs=crumbs)
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
    acts += [
        NavItem(label, reverse("service-plan:contract-act", args=[reference, name]))
        for name, label in contract_acts.open_acts(actor, found)
    ]
    page = RecordPage(
        title=found.title or reference,
        caption=reference,
        crumbs=_crumbs(),
        acts=tuple(acts),
        facts=_facts(found, today(actor.authority_id)),
        sections=contract_acts.sections(actor, found),
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
            Column("standing", _("Standing"), Kind.TAG, value=lambda row: standing_tag(row.standing)),
            Column("extension", _("Extension"), value=lambda row: str(Extension(row.extension).label)),
            Column("next_due", _("Due next"), Kind.TAG, value=_due_tag),
            Column("contact", _("Contact"), hidden_by_default=True),
            Column("reference", _("Reference"), sortable=True, hidden_by_default=True),
            Column("plan", _("Plan"), hidden_by_default=True),
            *_added(),
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


def standing_tag(standing: str) -> Tag:
    """Return where a contract stands."""
    colours = {Standing.ENDED: Colour.GREY, Standing.ENDING: Colour.ORANGE, Standing.UNCONFIRMED: Colour.RED}
    return Tag(str(Standing(standing).label), colours.get(Standing(standing), Colour.GREEN))


def _added() -> tuple[Column, ...]:
    """Return the columns of what was added to a contract, as the table that completes contracts has them."""
    return (
        Column("sum_basis", _("Sum is for"), hidden_by_default=True, value=lambda row: str(Basis(row.sum_basis).label)),
        Column("notice_months", _("Notice"), Kind.NUMBER, hidden_by_default=True),
        Column("extension_months", _("Extension months"), Kind.NUMBER, hidden_by_default=True),
        Column("supplier_details", _("Supplier details"), hidden_by_default=True),
        Column("bought_by", _("Process"), hidden_by_default=True),
        Column("small_supplier", _("SME"), Kind.YES_NO, hidden_by_default=True),
        Column("voluntary_number", _("Voluntary body"), hidden_by_default=True),
        Column("irrecoverable_vat_pence", _("Irrecoverable VAT"), Kind.MONEY, hidden_by_default=True),
    )


def _worth(found: ContractRow, on: date) -> list[SummaryRow]:
    """Return what a contract is worth for the thresholds, and what that asks for; nothing where its sum is not known."""
    value = found.whole_value
    if value is None:
        return []
    reached = passed(value, max(found.start_first or on, SINCE))
    words = {
        Duty.FULL: _("At or above the threshold of %(pounds)s: the whole Act applies."),
        Duty.NOTICE: _("At or above %(pounds)s: a below-threshold notice is published where it is advertised."),
    }
    said = _("Below every threshold.")
    if reached is not None:
        said = words[reached.duty] % {"pounds": wording.money(reached.pence)}
    note = f"{said} {(reached.source if reached else VALUE).describe()}"
    if found.sum_basis == Basis.UNKNOWN:
        note = _("Taken as the sum of the whole term: what it is for is not said.") + f" {note}"
    return [SummaryRow(_("Value with extensions and VAT"), wording.money(value), note=note)]


def _facts(found: ContractRow, on: date) -> tuple[SummaryRow, ...]:
    unsaid = _("Not said")
    table = reverse("service-plan:table", args=[found.table]) if found.table else ""
    rows = [
        SummaryRow(_("Standing"), standing_tag(found.standing)),
        SummaryRow(_("Plan"), f"{found.service} ({found.plan})", href=table),
        SummaryRow(_("Service area"), found.service_area or unsaid),
        SummaryRow(_("Service contact"), found.contact or unsaid),
        SummaryRow(_("Description"), found.description or unsaid),
        SummaryRow(_("Supplier"), found.supplier or unsaid),
        SummaryRow(_("Sum"), wording.money(found.sum_pence) or found.sum_typed or unsaid),
        SummaryRow(_("The sum is for"), str(Basis(found.sum_basis).label)),
        SummaryRow(_("Start"), found.start_typed or unsaid),
        SummaryRow(_("End"), found.end_typed or unsaid, note=_moved(found)),
        SummaryRow(_("Review"), found.review_typed or unsaid),
        SummaryRow(_("Extension"), found.extension_typed or unsaid),
        SummaryRow(_("Notice"), _months(found.notice_months) or unsaid),
        SummaryRow(_("How it was bought"), found.bought_by or unsaid),
    ]
    rows += _worth(found, on)
    rows += [SummaryRow(str(DUE[one.what]), f"{wording.day(one.on)}: {_days(one)}") for one in found.due]
    return tuple(rows)


def _moved(found: ContractRow) -> str:
    if found.extended_to:
        return _("Extended until %(day)s") % {"day": wording.plain_day(found.extended_to)}
    return _("Confirmed until %(day)s") % {"day": wording.plain_day(found.renewed_to)} if found.renewed_to else ""


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
    near = Colour.YELLOW if first.days <= WARNED_DAYS else Colour.GREY
    colour = Colour.RED if first.days < 0 else Colour.ORANGE if first.days <= 30 else near
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
        wording.short_day(row.extended_to) or row.end_typed,
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
