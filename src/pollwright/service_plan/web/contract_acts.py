"""What can be done with a contract besides completing it: renewing, extending, noting how its supplier does."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _t
from django.views.decorators.http import require_http_methods

from pollwright.access.web.acts import Asked, Done, actor_of, answered, version_in
from pollwright.access.web.gate import permission_required
from pollwright.acting import Actor, Permission
from pollwright.authorities.clock import today
from pollwright.pages import wording
from pollwright.pages.forms import (
    Choice,
    DateField,
    FileField,
    Form,
    HiddenField,
    NumberField,
    Radios,
    TextArea,
)
from pollwright.pages.shell import Crumb
from pollwright.pages.standard import Cell, PlainTable, Section
from pollwright.service_plan.operations import suppliers
from pollwright.service_plan.operations.completing import complete_contracts
from pollwright.service_plan.operations.suppliers import NoteFacts
from pollwright.service_plan.queries import contracts as queries
from pollwright.service_plan.queries.contracts import ContractRow, NoteListed, StepListed
from pollwright.service_plan.states import Extension, StepKind, SupplierKind

GET_OR_POST = ["GET", "HEAD", "POST"]
_VERSION = HiddenField("version")
_REASON = TextArea("reason", _t("Reason"), rows=3, longest=500)
RENEW = Form(_VERSION, _REASON)
EXTEND = Form(_VERSION, DateField("ends", _t("New end")), _REASON)
NOTE = Form(
    _VERSION,
    Radios("kind", _t("Kind"), choices=tuple(Choice(one.value, one.label) for one in SupplierKind)),
    DateField("on", _t("Day")),
    TextArea("text", _t("What happened"), rows=4, longest=1000),
    NumberField("score", _t("Score"), least=1, most=5, width=2, required=False, hint=_t("1 (poor) to 5 (very good).")),
)
SETTLE = Form(_VERSION, TextArea("settled", _t("How it was settled"), rows=3, longest=500))
IMPORT = Form(FileField("file", _t("File"), endings=(".csv", ".xlsx")))
LABELS = {
    "note": _t("Note how the supplier does"),
    "extend": _t("Take up the extension"),
    "renew": _t("Confirm another year"),
}


def open_acts(actor: Actor, found: ContractRow) -> tuple[tuple[str, str], ...]:
    """Return name and label of what may be done with a contract now."""
    if not actor.may(Permission.PLAN_EDIT):
        return ()
    names = ["note"]
    if found.extension == Extension.YES and found.ends is not None:
        names.append("extend")
    if found.extension == Extension.ROLLING and found.ends is None and found.start_first is not None:
        names.append("renew")
    return tuple((name, str(LABELS[name])) for name in names)


@require_http_methods(GET_OR_POST)
@permission_required(Permission.PLAN_EDIT)
def act(request: HttpRequest, reference: str, name: str) -> HttpResponse:
    """Ask what an act on a contract needs; told, do it."""
    actor = actor_of(request)
    on = today(actor.authority_id)
    found = queries.contract_record(actor.authority_id, reference, on=on)
    makers = {"note": _note, "extend": _extend, "renew": _renew}
    if name not in makers:
        raise Http404
    form, typed, perform, lead = makers[name](actor, found, on)
    back = reverse("service-plan:contract", args=[reference])
    crumbs = (_crumb(), Crumb(found.title or reference, back))
    typed |= {"version": str(found.version)}
    return answered(
        request, Asked(LABELS[name], form, LABELS[name], perform, back, typed, crumbs, lead, caption=reference)
    )


@require_http_methods(GET_OR_POST)
@permission_required(Permission.PLAN_EDIT)
def settle(request: HttpRequest, reference: str, note: str) -> HttpResponse:
    """Ask how an issue with a supplier was settled; told, keep it."""
    actor = actor_of(request)
    on = today(actor.authority_id)
    found = queries.contract_record(actor.authority_id, reference, on=on)
    held = next((one for one in queries.notes_of(actor.authority_id, found.id) if one.reference == note), None)
    if held is None:
        raise Http404

    def perform(given: Mapping[str, Any]) -> None:
        suppliers.settle_issue(actor=actor, reference=note, version=version_in(given), settled=given["settled"], on=on)

    label, back = _("Settle the issue"), reverse("service-plan:contract", args=[reference])
    crumbs = (_crumb(), Crumb(found.title or reference, back))
    typed = {"version": str(held.version)}
    return answered(request, Asked(label, SETTLE, label, perform, back, typed, crumbs, held.text, caption=note))


@require_http_methods(GET_OR_POST)
@permission_required(Permission.PLAN_EDIT)
def complete_all(request: HttpRequest) -> HttpResponse:
    """Ask for a table of what no plan says of contracts; given, take all of it over or say which row has a fault."""
    actor = actor_of(request)

    def perform(given: Mapping[str, Any]) -> Done:
        many = complete_contracts(actor=actor, content=given["file"].read())
        return Done(_("%(many)s contracts were completed.") % {"many": many})

    label, back = _("Complete contracts from a table"), reverse("service-plan:contracts")
    lead = _(
        "Columns as in the file of the register: Reference, Sum is for, Notice, Extension months, Supplier details,"
        " Process, SME, Voluntary body, Irrecoverable VAT. What a row leaves empty is emptied; what stands in the plan is"
        " changed there."
    )
    return answered(request, Asked(label, IMPORT, label, perform, back, {}, (_crumb(),), lead))


def sections(actor: Actor, found: ContractRow) -> tuple[Section, ...]:
    """Return how a contract went on, and how its supplier does."""
    notes = queries.notes_of(actor.authority_id, found.id)
    steps = queries.steps_of(actor.authority_id, found.id)
    said = Section(
        _("How the supplier does"),
        text=_average(notes),
        table=_noted(found, notes, may=actor.may(Permission.PLAN_EDIT)),
    )
    return (said, Section(_("Extensions and renewals"), table=_stepped(steps))) if steps else (said,)


def _average(notes: list[NoteListed]) -> tuple[str, ...]:
    scores = [one.score for one in notes if one.score is not None]
    if not scores:
        return ()
    tenths = (sum(scores) * 20 + len(scores)) // (2 * len(scores))
    return (_("Score: %(score)s of 5, from %(many)s notes.") % {"score": f"{tenths / 10:g}", "many": len(scores)},)


def _noted(found: ContractRow, notes: list[NoteListed], *, may: bool) -> PlainTable:
    rows = tuple(
        (
            Cell(wording.short_day(one.happened_on)),
            Cell(str(SupplierKind(one.kind).label)),
            Cell(one.text),
            Cell("" if one.score is None else str(one.score), numeric=True),
            Cell(one.said_by),
            _settled(found, one, may=may),
        )
        for one in notes
    )
    headings = (_("Day"), _("Kind"), _("What happened"), _("Score"), _("By"), _("Settled"))
    return PlainTable(_("Notes"), headings, rows, _("Nothing was noted."))


def _settled(found: ContractRow, one: NoteListed, *, may: bool) -> Cell:
    if one.settled_on is not None:
        return Cell(f"{wording.short_day(one.settled_on)}: {one.settled}")
    if one.kind != SupplierKind.ISSUE:
        return Cell()
    href = reverse("service-plan:supplier-issue", args=[found.reference, one.reference])
    return Cell(_("Settle %(note)s") % {"note": one.reference}, href=href) if may else Cell(_("Open"))


def _stepped(steps: list[StepListed]) -> PlainTable:
    rows = tuple(
        (
            Cell(wording.short_day(one.decided_on)),
            Cell(str(StepKind(one.kind).label)),
            Cell(wording.short_day(one.ended)),
            Cell(wording.short_day(one.ends)),
            Cell(one.reason),
            Cell(one.decided_by),
        )
        for one in steps
    )
    return PlainTable(_("Steps"), (_("Decided"), _("What"), _("Was"), _("Now"), _("Reason"), _("By")), rows)


Doing = tuple[Form, dict[str, Any], Callable[[Mapping[str, Any]], None], str]


def _note(actor: Actor, found: ContractRow, on: date) -> Doing:
    def perform(given: Mapping[str, Any]) -> None:
        facts = NoteFacts(SupplierKind(given["kind"]), given["on"], given["text"], given["score"])
        suppliers.note_supplier(actor=actor, reference=found.reference, version=version_in(given), facts=facts, on=on)

    return NOTE, {"kind": SupplierKind.REVIEW.value, "on": on}, perform, ""


def _extend(actor: Actor, found: ContractRow, on: date) -> Doing:
    def perform(given: Mapping[str, Any]) -> None:
        suppliers.extend_contract(
            actor=actor,
            reference=found.reference,
            version=version_in(given),
            ends=given["ends"],
            reason=given["reason"],
            on=on,
        )

    lead = _("It ends on %(day)s.") % {"day": wording.plain_day(found.ends)}
    return EXTEND, {}, perform, lead


def _renew(actor: Actor, found: ContractRow, on: date) -> Doing:
    def perform(given: Mapping[str, Any]) -> None:
        suppliers.renew_contract(
            actor=actor, reference=found.reference, version=version_in(given), reason=given["reason"], on=on
        )

    return RENEW, {}, perform, _("Its days roll on by a year; the calendar names the next renewal.")


def _crumb() -> Crumb:
    return Crumb(_("Contracts"), reverse("service-plan:contracts"))
