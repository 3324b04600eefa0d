"""The pages of vacancies: the list, one of them, and what is done about it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, time
from functools import partial
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import make_aware
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from pollwright.access.web.acts import Asked, actor_of, answered
from pollwright.access.web.gate import permission_required
from pollwright.acting import Actor, Permission
from pollwright.audit.queries.timeline import timeline, told
from pollwright.authorities.clock import today
from pollwright.elections.operations import vacancies as operations
from pollwright.elections.queries import vacancies as queries
from pollwright.elections.queries.contest_areas import areas_for
from pollwright.elections.queries.contests_before import council_known
from pollwright.elections.queries.vacancies import VacancyRow
from pollwright.elections.states import VacancyState
from pollwright.elections.web import vacancies_shown as shown
from pollwright.elections.web.poll_links import vacancy_links
from pollwright.elections.web.polls import GET_OR_POST, LIST, RECORD, polls_crumb, version_of
from pollwright.elections.web.polls_shown import poll_href
from pollwright.law.poll_ids import VacancyReason
from pollwright.law.timetables.kinds import Kind
from pollwright.law.vacancies import Following, Next
from pollwright.pages.forms import DateField, Form, HiddenField, TextArea, TextField
from pollwright.pages.lists import Listing, list_response
from pollwright.pages.shell import Crumb, NavItem
from pollwright.pages.standard import ListPage, RecordPage, Section
from pollwright.register.queries.search_results import found_electors

KINDS = {"council": Kind.LOCAL, "parish": Kind.PARISH}


@require_http_methods(GET_OR_POST)
@permission_required(Permission.POLLS_VIEW)
def vacancies(request: HttpRequest) -> HttpResponseBase:
    """Show the vacancies."""
    actor = actor_of(request)
    listing = Listing(
        shown.vacancies_table(),
        lambda asked: queries.vacancies(actor.authority_id, asked),
        lambda asked: queries.every_vacancy(actor.authority_id, asked),
        name="vacancies",
        caption=_("Vacancies"),
        empty=_("No seat is vacant."),
    )
    links = (
        NavItem(_("Record a vacancy of the council"), reverse("elections:vacancy-new", args=["council"])),
        NavItem(_("Record a vacancy of a parish council"), reverse("elections:vacancy-new", args=["parish"])),
    )
    offered = links if actor.may(Permission.POLLS_MANAGE) else ()
    made = partial(ListPage, _("Vacancies"), links=offered, crumbs=(polls_crumb(),))
    return list_response(request, LIST, listing, made)


@require_http_methods(GET_OR_POST)
@permission_required(Permission.POLLS_MANAGE)
def vacancy_new(request: HttpRequest, of: str) -> HttpResponse:
    """Ask for a vacancy; told, record it."""
    actor = actor_of(request)
    if of not in KINDS:
        raise Http404
    on = today(actor.authority_id)

    def perform(given: Mapping[str, Any]) -> str:
        asked = operations.VacancyAsked(**{**given, "kind": KINDS[of], "cause": VacancyReason(given["cause"])})
        return shown.vacancy_href(operations.record_vacancy(actor=actor, asked=asked, on=on).reference)

    return answered(
        request,
        Asked(
            title=_("Record a vacancy"),
            form=shown.vacancy_form(areas_for(actor.authority_id, KINDS[of], day=on)),
            submit=_("Record it"),
            perform=perform,
            back=reverse("elections:vacancies"),
            typed=_known(actor.authority_id, KINDS[of], on),
            crumbs=(polls_crumb(), vacancies_crumb()),
        ),
    )


def _known(authority_id: int, kind: Kind, on: date) -> dict[str, Any]:
    """Return what is known already of a council with a vacancy; all of it can be changed."""
    council = council_known(authority_id, kind, on=on)
    more = queries.open_vacancies(authority_id, kind, council.body, on=on) if council.body else 0
    known = {"body": council.body, "ordinary_on": council.ordinary_on, "members": council.members or None}
    return {"vacant": more + 1} | {name: value for name, value in known.items() if value}


@require_GET
@permission_required(Permission.POLLS_VIEW)
def vacancy(request: HttpRequest, reference: str) -> HttpResponse:
    """Show one vacancy: its facts, who asked for an election, and what follows by which rule."""
    actor = actor_of(request)
    row = queries.vacancy_facts(actor.authority_id, reference)
    following = queries.what_follows(actor.authority_id, row, on=today(actor.authority_id))
    asked = queries.request_rows(actor.authority_id, row.id, following)
    table = shown.requests_table(asked, linked=actor.may(Permission.REGISTER_VIEW))
    page = RecordPage(
        title=_("Vacancy in %(area)s") % {"area": row.area},
        caption=row.reference,
        crumbs=(polls_crumb(), vacancies_crumb()),
        acts=(*_acts(actor, row, following), *vacancy_links(actor, reference)),
        facts=shown.vacancy_rows(row, following),
        sections=(
            Section(_("Requests for an election"), table=table),
            Section(_("Why"), table=shown.workings_table(following)),
        ),
        timeline=told(timeline(actor.authority_id, "vacancy", row.id), linked=actor.may(Permission.AUDIT_VIEW)),
    )
    return render(request, RECORD, {"page": page})


@require_http_methods(GET_OR_POST)
@permission_required(Permission.POLLS_MANAGE)
def notice(request: HttpRequest, reference: str) -> HttpResponse:
    """Ask when the notice of vacancy was published; told, note it."""
    actor = actor_of(request)
    row = queries.vacancy_facts(actor.authority_id, reference)
    on = today(actor.authority_id)

    def perform(given: Mapping[str, Any]) -> None:
        operations.note_vacancy_notice(
            actor=actor,
            reference=reference,
            version=version_of(given["version"]),
            notice_on=given["notice_on"],
            on=on,
        )

    form = Form(HiddenField("version"), DateField("notice_on", _("Day on which the notice of vacancy was published")))
    return answered(request, _asked(row, _("Note the notice of vacancy"), form, perform, notice_on=on))


@require_http_methods(GET_OR_POST)
@permission_required(Permission.POLLS_MANAGE)
def election_request(request: HttpRequest, reference: str) -> HttpResponse:
    """Ask who asked for an election and when it was received; told, record it."""
    actor = actor_of(request)
    row = queries.vacancy_facts(actor.authority_id, reference)
    on = today(actor.authority_id)

    def perform(given: Mapping[str, Any]) -> None:
        operations.record_request(
            actor=actor,
            reference=reference,
            elector_reference=_elector(actor, given["elector"]),
            received_at=make_aware(datetime.combine(given["received_on"], time(12))),
            on=on,
        )

    form = Form(
        TextField("elector", _("Elector"), hint=_("Their reference, number in the register, or name and address")),
        DateField("received_on", _("Day on which it was received"), noun=_("the day on which it was received")),
    )
    return answered(request, _asked(row, _("Record a request for an election"), form, perform, received_on=on))


@require_http_methods(GET_OR_POST)
@permission_required(Permission.POLLS_MANAGE)
def settle(request: HttpRequest, reference: str) -> HttpResponse:
    """Show what follows from a vacancy by law; confirmed, settle it."""
    actor = actor_of(request)
    row = queries.vacancy_facts(actor.authority_id, reference)
    on = today(actor.authority_id)

    def perform(given: Mapping[str, Any]) -> None:
        operations.settle_vacancy(actor=actor, reference=reference, version=version_of(given["version"]), on=on)

    following = queries.what_follows(actor.authority_id, row, on=on)
    asked = _asked(row, _("Settle how it is filled"), Form(HiddenField("version")), perform)
    return answered(request, replace(asked, lead=f"{shown.FOLLOWS[following.next]}."))


@require_http_methods(GET_OR_POST)
@permission_required(Permission.POLLS_MANAGE)
def call(request: HttpRequest, reference: str) -> HttpResponse:
    """Ask for the day of the by-election; told, call it."""
    actor = actor_of(request)
    row = queries.vacancy_facts(actor.authority_id, reference)
    on = today(actor.authority_id)

    def perform(given: Mapping[str, Any]) -> str:
        poll = operations.call_vacancy_poll(
            actor=actor,
            reference=reference,
            version=version_of(given["version"]),
            day=given["day"],
            doubts_reason=given["doubts_reason"] or "",
            on=on,
        )
        return poll_href(poll.reference)

    form = Form(
        HiddenField("version"),
        DateField("day", _("Polling day")),
        TextArea("doubts_reason", _("Reason to call it despite doubts"), rows=2, longest=500, required=False),
    )
    return answered(request, _asked(row, _("Call the by-election"), form, perform))


def vacancies_crumb() -> Crumb:
    """Return the way back to the list of vacancies."""
    return Crumb(_("Vacancies"), reverse("elections:vacancies"))


def _asked(row: VacancyRow, title: str, form: Form, perform: Any, **typed: Any) -> Asked:
    back = shown.vacancy_href(row.reference)
    known = {"version": row.version, **typed}
    crumbs = (polls_crumb(), vacancies_crumb(), Crumb(row.reference, back))
    return Asked(title, form, title, perform, back, typed=known, crumbs=crumbs, caption=row.area)


def _elector(actor: Actor, typed: str) -> str:
    """Return the reference of the one elector whom the words mean, else the words as they are."""
    found = found_electors(actor.authority_id, typed, limit=2).rows
    return found[0].reference if len(found) == 1 else typed


def _acts(actor: Actor, row: VacancyRow, following: Following) -> tuple[NavItem, ...]:
    if not actor.may(Permission.POLLS_MANAGE):
        return ()
    offered = []
    if row.state == VacancyState.OPEN:
        if row.notice_on is None:
            offered.append((_("Note the notice of vacancy"), "elections:vacancy-notice"))
        offered.append((_("Record a request for an election"), "elections:vacancy-request"))
        if following.next in (Next.BY_ELECTION, Next.CO_OPTION, Next.ORDINARY_ELECTION):
            offered.append((_("Settle how it is filled"), "elections:vacancy-settle"))
    if row.state == VacancyState.ELECTION:
        offered.append((_("Call the by-election"), "elections:vacancy-call"))
    return tuple(NavItem(label, reverse(name, args=[row.reference])) for label, name in offered)
