"""One date of the year: what it is, what asks for it, and marking it as done, dismissing it, opening it again."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _t
from django.views.decorators.http import require_http_methods, require_safe

from pollwright.access.web.acts import Asked, actor_of, answered, version_in
from pollwright.access.web.gate import permission_required
from pollwright.acting import Actor, Permission
from pollwright.audit.queries.timeline import timeline, told
from pollwright.authorities.clock import today
from pollwright.pages import wording
from pollwright.pages.forms import FileField, Form, HiddenField, TextArea
from pollwright.pages.lists import Listing, list_response
from pollwright.pages.shell import Crumb, NavItem
from pollwright.pages.standard import ListPage, RecordPage
from pollwright.pages.summaries import SummaryRow
from pollwright.pages.voice import translated
from pollwright.year.operations.settling import Document, dismiss_date, mark_done, reopen_date
from pollwright.year.queries import calendar as queries
from pollwright.year.queries.calendar import DateRow, SettledRow
from pollwright.year.states import Settled, SortChoice
from pollwright.year.web import tables, terms

_VERSION = HiddenField("version")
_REASON = TextArea("reason", _t("Reason"), rows=3, longest=1000)
DONE = Form(
    _VERSION,
    TextArea("evidence", _t("What shows that it was done"), rows=3, longest=1000, required=False),
    FileField(
        "file",
        _t("Document that shows it"),
        endings=(".pdf", ".docx", ".xlsx", ".csv", ".txt", ".eml", ".png", ".jpg"),
        most_bytes=20 * 1024 * 1024,
        required=False,
    ),
)
REASONED = Form(_VERSION, _REASON)
LABELS = {
    "done": _t("Mark as done"),
    "dismiss": _t("Dismiss it"),
    "reopen": _t("Open it again"),
}


@require_safe
@permission_required(Permission.YEAR_VIEW)
def single(request: HttpRequest, key: str) -> HttpResponse:
    """Show one date."""
    actor = actor_of(request)
    found = queries.date_of(actor.authority_id, actor.permissions, key, on=today(actor.authority_id))
    said = queries.settled_date(actor.authority_id, key)
    page = RecordPage(
        title=translated(found.what),
        caption=wording.day(found.on),
        crumbs=(terms.year_crumb(),),
        acts=tuple(
            NavItem(str(LABELS[name]), reverse("year:date-act", args=[key, name])) for name in _open_acts(actor, found)
        ),
        facts=_facts(found, said),
        timeline=told(timeline(actor.authority_id, "settleddate", said.id), linked=actor.may(Permission.AUDIT_VIEW))
        if said
        else None,
    )
    return render(request, terms.RECORD, {"page": page})


@require_http_methods(terms.GET_OR_POST)
@permission_required(Permission.YEAR_SETTLE)
def act(request: HttpRequest, key: str, name: str) -> HttpResponse:
    """Ask what an act on a date needs; told, do it."""
    actor = actor_of(request)
    on = today(actor.authority_id)
    found = queries.date_of(actor.authority_id, actor.permissions, key, on=on)
    if name not in LABELS or (name == "dismiss" and not actor.may(Permission.YEAR_DISMISS)):
        raise Http404
    said = queries.settled_date(actor.authority_id, key)
    warning = _("A rule of law asks for this: {rule}.").format(rule=found.source) if found.statutory else ""
    asked = Asked(
        LABELS[name],
        DONE if name == "done" else REASONED,
        LABELS[name],
        partial(_perform, name, {"actor": actor, "key": key, "on": on}),
        terms.date_href(key),
        {"version": str(said.version if said else 0)},
        (terms.year_crumb(), Crumb(translated(found.what)[:60], terms.date_href(key))),
        lead=f"{translated(found.what)}\n{wording.day(found.on)}",
        warning=warning if name == "dismiss" else "",
    )
    return answered(request, asked)


@require_http_methods(terms.GET_OR_POST)
@permission_required(Permission.YEAR_VIEW)
def settled(request: HttpRequest) -> HttpResponseBase:
    """Show what was dismissed or marked as done, with the reason or what shows it."""
    actor = actor_of(request)
    listing = Listing(
        tables.settled_table(),
        partial(queries.settled, actor.authority_id),
        None,
        name="year-settled",
        caption=_("Settled dates"),
        empty=_("No date was settled."),
    )
    page = partial(ListPage, _("Done and dismissed"), crumbs=(terms.year_crumb(),))
    return list_response(request, terms.LIST, listing, page)


def _perform(name: str, given: dict[str, Any], values: Mapping[str, Any]) -> None:
    version = version_in(values)
    if name == "done":
        document, words = _document(values["file"]), values["evidence"] or ""
        mark_done(**given, version=version, evidence=words, document=document)
    elif name == "dismiss":
        dismiss_date(**given, version=version, reason=values["reason"])
    else:
        reopen_date(**given, version=version, reason=values["reason"])


def _open_acts(actor: Actor, found: DateRow) -> tuple[str, ...]:
    if not actor.may(Permission.YEAR_SETTLE):
        return ()
    if found.version and found.settled_on is not None:
        return ("reopen",)
    if found.settled_on is not None:
        return ()
    return ("done", "dismiss") if actor.may(Permission.YEAR_DISMISS) else ("done",)


def _facts(found: DateRow, said: SettledRow | None) -> tuple[SummaryRow, ...]:
    rows = [
        SummaryRow(_("Standing"), terms.standing_tag(found.standing)),
        SummaryRow(_("Due"), wording.day(found.on)),
        *((SummaryRow(_("Not before"), wording.day(found.begins)),) if found.begins else ()),
        SummaryRow(_("Kind"), str(SortChoice(found.sort).label)),
        SummaryRow(_("Statutory"), wording.yes_no(found.statutory)),
        SummaryRow(_("Rule or source"), found.source or _("None")),
        SummaryRow(_("Owner"), found.owner or _("Nobody")),
    ]
    if found.about:
        rows.append(SummaryRow(_("About"), found.about, href=terms.page_href(found.page)))
    elif href := terms.page_href(found.page):
        rows.append(SummaryRow(_("Page"), _("Open it"), href=href))
    if said is not None:
        rows += _said(said)
    elif found.settled_on is not None:
        rows.append(SummaryRow(_("Done on"), wording.day(found.settled_on)))
    return tuple(rows)


def _said(said: SettledRow) -> list[SummaryRow]:
    labels = {Settled.DONE: _("What shows it"), Settled.DISMISSED: _("Why dismissed"), Settled.OPEN: _("Why opened")}
    who = _("%(name)s, %(day)s") % {"name": said.settled_by, "day": wording.day(said.settled_on)}
    rows = [SummaryRow(labels[Settled(said.state)], said.reason or _("A document")), SummaryRow(_("Said by"), who)]
    if said.file:
        rows.append(SummaryRow(_("Document"), _("Download"), href=reverse("files:download", args=[said.file])))
    return rows


def _document(sent: Any) -> Document | None:
    if sent is None:
        return None
    return Document(sent.name, sent.content_type or "application/octet-stream", sent.read())
