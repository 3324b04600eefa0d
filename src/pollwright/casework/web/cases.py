"""The pages of cases: the queue, one case, what can be done about it, contacts, and the numbers."""

from __future__ import annotations

from datetime import date
from functools import partial

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pollwright.access.queries.members import members
from pollwright.access.web.acts import Asked, Done, actor_of, answered
from pollwright.access.web.gate import permission_required
from pollwright.acting import Actor, Permission
from pollwright.audit.queries.timeline import timeline, told
from pollwright.authorities.clock import moment, today
from pollwright.casework.operations.downloading import leaving
from pollwright.casework.operations.handling import assign_cases
from pollwright.casework.operations.opening import open_case, take_contact
from pollwright.casework.queries import cases as queries
from pollwright.casework.queries.owed import polls_before_the_public
from pollwright.casework.queries.standard_answers import answers_for, standard_answer
from pollwright.casework.states import CaseKind, CaseState, Channel, OfficeKind, Requester
from pollwright.casework.web import acts, forms, shown, tables, terms
from pollwright.casework.web.taken import way_in
from pollwright.pages import wording
from pollwright.pages.lists import Listing, list_download, list_response
from pollwright.pages.shell import NavItem
from pollwright.pages.standard import Cell, ListPage, PlainTable, RecordPage, Section
from pollwright.pages.tables import (
    BulkAction,
    Selection,
    display,
    every_row,
    redirection,
    requested,
    table_response,
)

PARTED = ","
BEFORE_THE_PUBLIC = frozenset({CaseKind.MEDIA, CaseKind.ADVICE, CaseKind.MEMBER})
"""Kinds of cases whose answers may bear on a poll that is to come."""


@require_http_methods(terms.GET_OR_POST)
@permission_required(Permission.CASE_VIEW)
def cases(request: HttpRequest) -> HttpResponseBase:
    """Show the queue: cases in hand, the soonest due first."""
    actor = actor_of(request)
    on, integrity = today(actor.authority_id), actor.may(Permission.INTEGRITY_VIEW)
    asked = requested(request, tables.cases_table(on, integrity=integrity))
    if moved := redirection(request, asked):
        return moved
    page_of, terms_of_leaving = partial(queries.cases, actor, on=on), leaving(actor, "cases")
    if asked.download:
        return list_download("cases", asked, lambda: every_row(page_of, asked), terms_of_leaving)
    may = actor.may(Permission.CASE_EDIT)
    bulk = (BulkAction("assign", _("Give to somebody"), reverse("casework:assign")),) if may else ()
    table = display(
        page_of(asked),
        address=request.path,
        caption=_("Cases"),
        empty=_("No case is in hand."),
        reference=lambda row: row.reference,
        bulk=bulk,
        downloads=terms_of_leaving.allowed,
    )
    return table_response(request, terms.LIST, ListPage(_("Casework"), table, _links(actor)))


@require_http_methods(terms.GET_OR_POST)
@permission_required(Permission.CONTACT_LOG)
def contact_new(request: HttpRequest) -> HttpResponse:
    """Take a contact down: how, what about, and whether it was answered at once."""
    actor = actor_of(request)
    sees = actor.may(Permission.CASE_VIEW)
    here = reverse("casework:contact-new")

    def perform(given: forms.Mapping[str, object]) -> Done:
        at = moment(actor.authority_id)
        made = take_contact(
            actor=actor, facts=forms.contact_of(given, at.date()), answered=bool(given["answered"]), at=at
        )
        said = _("The contact was logged as %(reference)s.") % {"reference": made.reference}
        return Done(said, terms.case_href(made.reference) if sees else here)

    asked = Asked(
        _("Log a contact"),
        forms.contact_form(),
        _("Save"),
        perform,
        back=reverse("casework:cases") if sees else reverse("desk:today"),
        typed={"channel": Channel.PHONE.value},
        crumbs=(terms.cases_crumb(),) if sees else (),
    )
    return answered(request, asked)


@require_http_methods(terms.GET_OR_POST)
@permission_required(Permission.CASE_EDIT)
def case_new(request: HttpRequest) -> HttpResponse:
    """Take a case of any kind down."""
    actor = actor_of(request)
    at = moment(actor.authority_id)

    def perform(given: forms.Mapping[str, object]) -> str:
        return terms.case_href(open_case(actor=actor, facts=forms.facts_of(given), at=at).reference)

    kind = request.GET.get("kind", "")
    asked = Asked(
        _("Open a case"),
        forms.case_form(members(actor.authority_id), integrity=actor.may(Permission.INTEGRITY_VIEW), reason=False),
        _("Open the case"),
        perform,
        back=reverse("casework:cases"),
        typed={
            "version": "0",
            "kind": kind if kind in CaseKind.values else "",
            "channel": Channel.EMAIL.value,
            "office": OfficeKind.COUNCIL.value,
            "requester_kind": Requester.PUBLIC.value,
            "received_on": at.date(),
        },
        crumbs=(terms.cases_crumb(),),
    )
    return answered(request, asked)


@require_safe
@permission_required(Permission.CASE_VIEW)
def case(request: HttpRequest, reference: str) -> HttpResponse:
    """Show a case: where it stands, its days, and what happened to it."""
    actor = actor_of(request)
    found, on = queries.case_record(actor, reference), today(actor.authority_id)
    held = found.held
    page = RecordPage(
        title=held.subject or reference,
        caption=f"{CaseKind(held.kind).label} {reference}",
        crumbs=(terms.cases_crumb(),),
        acts=tuple(
            NavItem(label, reverse("casework:case-act", args=[reference, name]))
            for name, label in acts.open_acts(actor, found)
        ),
        facts=shown.facts(found),
        sections=(*shown.sections(found), *_standard(actor, found)),
        timeline=told(timeline(actor.authority_id, "case", held.pk), linked=actor.may(Permission.AUDIT_VIEW)),
        warning=shown.warning(held, on),
        notes=(*shown.notes(found, on), *_before_polls(actor, found, on)),
    )
    return render(request, terms.RECORD, {"page": page})


@require_http_methods(terms.GET_OR_POST)
@permission_required(Permission.CASE_EDIT)
def case_act(request: HttpRequest, reference: str, name: str) -> HttpResponse:
    """Ask what an act on a case needs; told, do it."""
    actor = actor_of(request)
    found = queries.case_record(actor, reference)
    begun = request.GET.get("answer", "")
    words = standard_answer(actor.authority_id, begun).words if begun and name in ("propose", "close") else ""
    return answered(request, acts.asked(actor, found, name, at=moment(actor.authority_id), begun=words))


@require_POST
@permission_required(Permission.CASE_EDIT)
def assign(request: HttpRequest) -> HttpResponse:
    """Ask who is to have the cases that were ticked; told, give them over."""
    actor = actor_of(request)
    back = reverse("casework:cases")
    references = _ticked(request, actor, today(actor.authority_id))
    if not references:
        return redirect(back)

    def perform(given: forms.Mapping[str, object]) -> None:
        assign_cases(actor=actor, references=references, owner=str(given["owner"] or ""))

    asked = Asked(
        _("Give cases to somebody"),
        forms.owner_form(members(actor.authority_id)),
        _("Give them over"),
        perform,
        back=back,
        typed={"cases": PARTED.join(references)},
        crumbs=(terms.cases_crumb(),),
        lead=_("Cases: %(references)s") % {"references": ", ".join(references)},
        said=_("The cases were given over."),
    )
    return answered(request, asked, sent="cases" in request.POST)


@require_http_methods(terms.GET_OR_POST)
@permission_required(Permission.CASE_VIEW)
def contacts(request: HttpRequest) -> HttpResponseBase:
    """Show the contacts about electors and homes, as the register keeps them."""
    actor = actor_of(request)
    listing = Listing(
        tables.contacts_table(),
        partial(queries.contacts, actor.authority_id),
        None,
        name="contacts",
        caption=_("Contacts"),
        empty=_("No contact about an elector or a home was logged."),
        leaving=leaving(actor, "contacts"),
    )
    note = _("What was said stands on the page of the elector or the home.")
    return list_response(
        request, terms.LIST, listing, partial(ListPage, _("Contacts"), crumbs=(terms.cases_crumb(),), note=note)
    )


def _links(actor: Actor) -> tuple[NavItem, ...]:
    links = []
    if actor.may(Permission.CONTACT_LOG):
        links.append(NavItem(_("Log a contact"), reverse("casework:contact-new")))
    if actor.may(Permission.CASE_EDIT):
        links.append(NavItem(_("Open a case"), reverse("casework:case-new")))
    return (
        *links,
        *way_in(actor, "cases"),
        NavItem(_("Contacts"), reverse("casework:contacts")),
        NavItem(_("Standard answers"), reverse("casework:answers")),
        NavItem(_("Disclosure log"), reverse("casework:disclosures")),
        NavItem(_("Numbers"), reverse("casework:numbers")),
        NavItem(_("Campaigns"), reverse("casework:campaigns")),
    )


def _standard(actor: Actor, found: queries.CaseRecord) -> tuple[Section, ...]:
    """Return the standard answers that the case may be answered with, each a way to begin."""
    names = [name for name, _label in acts.open_acts(actor, found) if name in ("propose", "close")]
    if not names:
        return ()
    act = reverse("casework:case-act", args=[found.held.reference, names[0]])
    held = answers_for(actor.authority_id, found.held.kind)
    rows = tuple((Cell(question, href=f"{act}?answer={reference}"), Cell(reference)) for reference, question in held)
    table = PlainTable(_("Standard answers"), (_("Begin with the answer to"), _("Reference")), rows)
    return (Section(_("Standard answers"), table=table),) if rows else ()


def _before_polls(actor: Actor, found: queries.CaseRecord, on: date) -> tuple[str, ...]:
    """Return what a reply must heed before polls, of cases that may reach the public (MM-L11)."""
    if found.held.kind not in BEFORE_THE_PUBLIC or found.held.state == CaseState.CLOSED:
        return ()
    said = _(
        "The pre-election period of %(poll)s runs until %(day)s: say nothing that could be taken to favour a candidate"
        " or party, and have every reply agreed."
    )
    polls = polls_before_the_public(actor.authority_id, on)
    return tuple(said % {"poll": title, "day": wording.day(day)} for _reference, title, day in polls)


def _ticked(request: HttpRequest, actor: Actor, on: date) -> list[str]:
    """Return the references of the cases that an act is for: those that travel with the form, else those ticked."""
    if "cases" in request.POST:
        return [one for one in request.POST["cases"].split(PARTED) if one]
    spec = tables.cases_table(on, integrity=actor.may(Permission.INTEGRITY_VIEW))
    chosen = Selection.parse(spec, request.POST)
    return queries.references_of(actor, chosen.asked, on=on) if chosen.every else list(chosen.references)
