"""The pages of registers: the list, one register with its matrix, what can be done with it, and its paper."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from pollwright.access.web.acts import actor_of, answered
from pollwright.access.web.gate import permission_required
from pollwright.acting import Permission
from pollwright.audit.queries.timeline import timeline, told
from pollwright.authorities.clock import today
from pollwright.pages import downloads
from pollwright.pages.lists import Listing, list_response
from pollwright.pages.shell import NavItem
from pollwright.pages.standard import ListPage, RecordPage
from pollwright.risks.operations.importing import COLUMNS, impact_columns
from pollwright.risks.papers.registers import as_pdf
from pollwright.risks.queries import records, rows
from pollwright.risks.queries.rows import RiskRow
from pollwright.risks.schemes import Scheme
from pollwright.risks.web import registers_acts, registers_shown, tables, terms
from pollwright.risks.web.registers_shown import MatrixShown


@dataclass(frozen=True, slots=True)
class RegisterPage(RecordPage):
    """A register with the picture of its matrix."""

    matrix: MatrixShown | None = None


@require_http_methods(terms.GET_OR_POST)
@permission_required(Permission.RISKS_VIEW)
def registers(request: HttpRequest) -> HttpResponseBase:
    """Show the registers."""
    actor = actor_of(request)
    listing = Listing(
        tables.registers_table(),
        lambda asked: rows.registers(actor.authority_id, asked),
        None,
        name="risk-registers",
        caption=_("Risk registers"),
        empty=_("No register matches. A poll has one as soon as its project is made."),
    )
    links = [
        NavItem(_("All risks"), reverse("risks:risks")),
        NavItem(_("Controls and actions"), reverse("risks:measures")),
        NavItem(_("History of scores"), reverse("risks:scores")),
    ]
    if actor.may(Permission.RISKS_EDIT):
        links.insert(0, NavItem(_("Open a register"), reverse("risks:register-new")))
    return list_response(request, terms.LIST, listing, partial(ListPage, _("Risks"), links=tuple(links)))


@require_http_methods(terms.GET_OR_POST)
@permission_required(Permission.RISKS_EDIT)
def register_new(request: HttpRequest) -> HttpResponse:
    """Ask what a register is kept for and how it is scored; told, open it."""
    return answered(request, registers_acts.new(actor_of(request)))


@require_safe
@permission_required(Permission.RISKS_VIEW)
def register(request: HttpRequest, reference: str) -> HttpResponse:
    """Show a register: its matrix, its risks and what is wrong with it."""
    actor = actor_of(request)
    found = records.register_record(actor.authority_id, reference)
    on = today(actor.authority_id)
    acts = registers_acts.open_acts(actor, found)
    page = RegisterPage(
        title=found.title,
        caption=" ".join(part for part in (found.service, found.period, found.reference) if part),
        crumbs=(terms.registers_crumb(),),
        acts=(
            *(NavItem(label, reverse("risks:register-act", args=[reference, name])) for name, label in acts),
            NavItem(_("Register as PDF"), reverse("risks:register-paper", args=[reference])),
            NavItem(_("Risks as CSV"), reverse("risks:register-file", args=[reference])),
            NavItem(_("Risks as XLSX"), reverse("risks:register-file", args=[reference]) + "?form=xlsx"),
        ),
        facts=registers_shown.facts(found),
        figures=registers_shown.figures(found, on),
        sections=registers_shown.sections(found),
        timeline=told(timeline(actor.authority_id, "riskregister", found.id), linked=actor.may(Permission.AUDIT_VIEW)),
        warning=_("This is a rehearsal. Nothing in it has legal effect.") if found.rehearsal else "",
        notes=registers_shown.notes(found, on),
        matrix=registers_shown.matrix_shown(found),
    )
    return render(request, "risks/register.jinja", {"page": page})


@require_http_methods(terms.GET_OR_POST)
@permission_required(Permission.RISKS_EDIT)
def register_act(request: HttpRequest, reference: str, name: str) -> HttpResponse:
    """Ask what an act on a register needs; told, do it."""
    actor = actor_of(request)
    found = records.register_record(actor.authority_id, reference)
    return answered(request, registers_acts.asked(actor, found, name, on=today(actor.authority_id)))


@require_safe
@permission_required(Permission.RISKS_VIEW)
def paper(request: HttpRequest, reference: str) -> HttpResponse:
    """Give a register as a PDF."""
    actor = actor_of(request)
    found = records.register_record(actor.authority_id, reference)
    answer = HttpResponse(as_pdf(actor.authority_id, found, on=today(actor.authority_id)), "application/pdf")
    answer["Content-Disposition"] = f'attachment; filename="risk-register-{reference}.pdf"'
    return answer


@require_safe
@permission_required(Permission.RISKS_VIEW)
def file(request: HttpRequest, reference: str) -> HttpResponseBase:
    """Hand out the risks of a register in the columns in which they are taken over, as CSV unless `form` asks for XLSX."""
    form = request.GET.get("form", "csv")
    if form not in ("csv", "xlsx"):
        raise Http404
    found = records.register_record(actor_of(request).authority_id, reference)
    impacts = impact_columns(Scheme(found.scheme))
    header = (*COLUMNS, *impacts.values(), "score", "risk")
    return downloads.file_download(form, f"risks-{reference}", header, [_line(one, impacts) for one in found.risks])


def _line(one: RiskRow, impacts: Mapping[str, str]) -> tuple[object, ...]:
    needs = "" if one.treatment_required is None else "yes" if one.treatment_required else "no"
    days = (one.last_review_on, one.next_milestone_on, one.next_review_on)
    held = (one.ref, one.title, one.topic, one.reason, one.owner or one.owner_text, needs, *days, one.closed_text)
    scores = (one.impacts.get(category, "") for category in impacts)
    return (*held, one.likelihood, *scores, "" if one.score is None else str(one.score), one.reference)
