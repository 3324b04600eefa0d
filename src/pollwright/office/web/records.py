"""One record of the office: its facts and parts, and what can be done with it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _t
from django.views.decorators.http import require_http_methods, require_safe

from pollwright.access.queries.members import members
from pollwright.access.web.acts import Asked, actor_of, answered, version_in
from pollwright.access.web.gate import permission_required
from pollwright.acting import Actor, Permission
from pollwright.audit.queries.timeline import timeline, told
from pollwright.authorities.clock import today
from pollwright.office.kinds import BY_CODE, Kind
from pollwright.office.operations import keeping
from pollwright.office.queries import records as queries
from pollwright.office.queries.records import RecordWhole
from pollwright.office.states import DateKind
from pollwright.office.web import forms, terms
from pollwright.pages import wording
from pollwright.pages.forms import Form
from pollwright.pages.shell import Crumb, NavItem
from pollwright.pages.standard import Cell, PlainTable, RecordPage, Section
from pollwright.pages.summaries import SummaryRow

Typed = Mapping[str, Any]
Doing = tuple[Form, Typed, Callable[[Typed], object]]
ACTS = {
    "change": _t("Change it"),
    "date": _t("Set a date"),
    "met": _t("Note what was done"),
    "note": _t("Add a note"),
    "document": _t("Add a document"),
    "link": _t("Link it"),
}


@require_safe
@permission_required(Permission.OFFICE_VIEW)
def record(request: HttpRequest, reference: str) -> HttpResponse:
    """Show one record."""
    actor = actor_of(request)
    found = queries.record_whole(actor.authority_id, actor.permissions, reference)
    kind, row = BY_CODE[found.row.kind], found.row
    page = RecordPage(
        title=row.title,
        caption=f"{str(kind.one).capitalize()} · {row.reference}",
        crumbs=(terms.office_crumb(), terms.kind_crumb(kind)),
        acts=tuple(
            NavItem(str(label), reverse("office:record-act", args=[reference, name]))
            for name, label in ACTS.items()
            if actor.may(Permission.OFFICE_EDIT) and (name != "met" or _open_dates(found))
        ),
        facts=_facts(kind, found),
        notes=_warnings(found, today(actor.authority_id)),
        sections=(*_sections(found), *_vacancies(actor, found)),
        timeline=told(timeline(actor.authority_id, "officerecord", row.id), linked=actor.may(Permission.AUDIT_VIEW)),
    )
    return render(request, terms.RECORD, {"page": page})


@require_http_methods(terms.GET_OR_POST)
@permission_required(Permission.OFFICE_EDIT)
def record_act(request: HttpRequest, reference: str, name: str) -> HttpResponse:
    """Ask what an act on a record needs; told, do it."""
    actor = actor_of(request)
    found = queries.record_whole(actor.authority_id, actor.permissions, reference)
    kind, on = BY_CODE[found.row.kind], today(actor.authority_id)
    makers: dict[str, Callable[..., Doing]] = {
        "change": partial(_change, kind),
        "date": _date,
        "met": _met,
        "note": _note,
        "document": _document,
        "link": _link,
    }
    if name not in makers:
        raise Http404
    form, typed, act = makers[name](actor, found, on)
    back = terms.record_href(reference)
    crumbs = (terms.office_crumb(), terms.kind_crumb(kind), Crumb(found.row.title[:60], back))

    def perform(given: Typed) -> None:
        act({**given, "version": version_in(given)})

    start = {"version": str(found.row.version), **typed}
    return answered(request, Asked(ACTS[name], form, ACTS[name], perform, back, start, crumbs, caption=reference))


def _change(kind: Kind, actor: Actor, found: RecordWhole, _on: date) -> Doing:
    form = forms.record_form(kind, members(actor.authority_id), new=False)

    def act(given: Typed) -> object:
        facts = forms.facts_of(kind, given)
        return keeping.change_record(**_named(actor, found, given), facts=facts, reason=given["reason"])

    return form, forms.typed(kind, found), act


def _date(actor: Actor, found: RecordWhole, _on: date) -> Doing:
    def act(given: Typed) -> object:
        facts = {"kind": DateKind(given["kind"]), "day": given["day"], "remind_days": given["remind_days"]}
        return keeping.set_date(**_named(actor, found, given), **facts)

    return forms.DATE, {"kind": BY_CODE[found.row.kind].first_date.value, "remind_days": keeping.REMIND_DAYS}, act


def _met(actor: Actor, found: RecordWhole, on: date) -> Doing:
    def act(given: Typed) -> object:
        number, outcome = int(given["number"]), given["outcome"] or ""
        return keeping.meet_date(**_named(actor, found, given), number=number, outcome=outcome, on=on)

    return forms.met_form(_open_dates(found)), {}, act


def _note(actor: Actor, found: RecordWhole, on: date) -> Doing:
    return forms.NOTE, {}, lambda given: keeping.add_note(**_named(actor, found, given), text=given["text"], on=on)


def _document(actor: Actor, found: RecordWhole, on: date) -> Doing:
    def act(given: Typed) -> object:
        sent = given["file"]
        return keeping.add_document(
            **_named(actor, found, given),
            title=given["title"] or "",
            name=sent.name,
            media_type=sent.content_type or "application/octet-stream",
            content=sent.read(),
            on=on,
        )

    return forms.DOCUMENT, {}, act


def _link(actor: Actor, found: RecordWhole, _on: date) -> Doing:
    return forms.LINK, {}, lambda given: keeping.link_record(**_named(actor, found, given), to=given["to"])


def _named(actor: Actor, found: RecordWhole, given: Typed) -> dict[str, Any]:
    return {"actor": actor, "reference": found.row.reference, "version": given["version"]}


def _open_dates(found: RecordWhole) -> list[tuple[int, str]]:
    return [
        (one.id, f"{DateKind(one.kind).label}, {wording.day(one.on)}") for one in found.dates if one.done_on is None
    ]


def _facts(kind: Kind, found: RecordWhole) -> tuple[SummaryRow, ...]:
    row = found.row
    return (
        SummaryRow(_("State"), terms.state_tag(kind, row.state)),
        SummaryRow(_("Owner"), row.owned_by or _("Nobody")),
        *(
            SummaryRow(str(asked.label), terms.shown(asked, row.fields.get(asked.name)) or _("Not said"))
            for asked in kind.fields
        ),
        SummaryRow(_("Next date"), wording.day(row.next_on) or _("None")),
        SummaryRow(_("Opened"), wording.day(row.opened_on)),
    )


def _warnings(found: RecordWhole, on: date) -> tuple[str, ...]:
    """Return what somebody should look at; none of it blocks anything."""
    row, said = found.row, []
    if row.closed:
        return ()
    if row.next_on is not None and row.next_on < on:
        said.append(_("A date of it is overdue."))
    if not row.owned_by:
        said.append(_("It has no owner."))
    amount, invoiced = row.fields.get("amount"), row.fields.get("invoiced")
    if amount is not None and invoiced is not None and amount != invoiced and not row.fields.get("difference"):
        said.append(_("The invoice differs from the order, and nobody said why."))
    return tuple(said)


def _sections(found: RecordWhole) -> tuple[Section, ...]:
    dates = tuple(
        (
            Cell(str(DateKind(one.kind).label)),
            Cell(wording.short_day(one.on)),
            Cell(str(one.remind_days), numeric=True),
            Cell(wording.short_day(one.done_on) or _("Open")),
            Cell(one.outcome or one.source),
        )
        for one in found.dates
    )
    documents = tuple(
        (Cell(title, href=reverse("files:download", args=[token])), Cell(wording.short_day(day)), Cell(who))
        for title, token, day, who in found.documents
    )
    notes = tuple((Cell(wording.short_day(day)), Cell(who), Cell(text)) for day, who, text in found.notes)
    links = tuple(
        (Cell(title, href=terms.record_href(reference)), Cell(str(BY_CODE[kind].title)), Cell(reference))
        for reference, title, kind in found.links
    )
    return (
        _section(_("Dates"), (_("What"), _("Day"), _("Days before"), _("Done"), _("Outcome or rule")), dates),
        _section(_("Documents"), (_("Document"), _("Added"), _("By")), documents),
        _section(_("Notes"), (_("Day"), _("By"), _("Note")), notes),
        _section(_("Linked with"), (_("Record"), _("List"), _("Reference")), links),
    )


def _section(title: str, headings: tuple[str, ...], rows: tuple[tuple[Cell, ...], ...]) -> Section:
    return Section(title, table=PlainTable(title, headings, rows, _("None.")))


def _vacancies(actor: Actor, found: RecordWhole) -> tuple[Section, ...]:
    """Show with a member the open vacancies in the same area, which the polls keep."""
    if found.row.kind != "members" or not actor.may(Permission.POLLS_VIEW):
        return ()
    held = queries.vacancies_of(actor.authority_id, str(found.row.fields.get("area", "")))
    rows = tuple(
        (Cell(reference, href=reverse("elections:vacancy", args=[reference])), Cell(body), Cell(wording.short_day(on)))
        for reference, body, on in held
    )
    table = PlainTable(
        _("Vacancies here"), (_("Vacancy"), _("Council"), _("Arose")), rows, _("No seat is vacant here.")
    )
    links = (NavItem(_("All vacancies"), reverse("elections:vacancies")),)
    return (Section(_("Vacancies here"), table=table, links=links),)
