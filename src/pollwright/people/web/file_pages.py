"""One staff file: its facts and parts, and what can be done with it, by whoever keeps it and by whose it is."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
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
from pollwright.pages import wording
from pollwright.pages.forms import Form
from pollwright.pages.shell import Crumb, NavItem
from pollwright.pages.standard import RecordPage
from pollwright.people.hours import minutes_of
from pollwright.people.operations import files, growing, holding, skills
from pollwright.people.operations import hours as ledger
from pollwright.people.operations.vacancies import keep_vacancies
from pollwright.people.queries import files as queries
from pollwright.people.queries.files import WholeFile
from pollwright.people.queries.posts import skill_choices
from pollwright.people.states import HoursState
from pollwright.people.web import forms, terms
from pollwright.people.web.file_parts import facts, sections, warnings
from pollwright.people.web.terms import Typed
from pollwright.service_plan.queries.posts import post_choices

Doing = tuple[Form, Typed, Callable[[Typed], object]]
Maker = Callable[[Actor, WholeFile, date], Doing]
OWN = {"development": _t("Log development"), "hours": _t("Enter hours"), "strike": _t("Strike development out")}
ACTS = {
    "change": _t("Change the particulars"),
    "appoint": _t("Appoint to a post"),
    "end": _t("End a holding"),
    "skill": _t("Note a skill"),
    **OWN,
    "decide": _t("Agree or decline hours"),
    "correct": _t("Correct the balance"),
    "write-off": _t("Write off what lapsed"),
    "check": _t("Record a check"),
    "appraisal": _t("Set an appraisal"),
    "held": _t("Note an appraisal as held"),
    "leave": _t("Note that they leave"),
}


@require_safe
@permission_required(Permission.TEAM_OWN)
def mine(request: HttpRequest) -> HttpResponse:
    """Show somebody's own staff file."""
    actor = actor_of(request)
    reference = queries.own_reference(actor.authority_id, actor.person_id)
    if not reference:
        return _no_file(request)
    return _shown(request, reference, "people:mine-act", (), OWN)


@require_safe
@permission_required(Permission.TEAM_KEEP)
def file(request: HttpRequest, reference: str) -> HttpResponse:
    """Show one staff file."""
    return _shown(request, reference, "people:file-act", (reference,), ACTS)


@require_http_methods(terms.GET_OR_POST)
@permission_required(Permission.TEAM_OWN)
def mine_act(request: HttpRequest, name: str) -> HttpResponse:
    """Ask what an act on one's own file needs; told, do it."""
    actor = actor_of(request)
    reference = queries.own_reference(actor.authority_id, actor.person_id)
    if name not in OWN:
        raise Http404
    if not reference:
        return _no_file(request)
    return _asked(request, reference, name, reverse("people:mine"))


@require_http_methods(terms.GET_OR_POST)
@permission_required(Permission.TEAM_KEEP)
def file_act(request: HttpRequest, reference: str, name: str) -> HttpResponse:
    """Ask what an act on a file needs; told, do it."""
    return _asked(request, reference, name, terms.file_href(reference))


def _no_file(request: HttpRequest) -> HttpResponse:
    said = _("You have no staff file. Whoever keeps staff files can open one, and say that you sign in for it.")
    page = RecordPage(title=_("Your staff file"), caption="", crumbs=(terms.home(),), notes=(said,))
    return render(request, terms.RECORD, {"page": page})


def _shown(
    request: HttpRequest, reference: str, act: str, named: tuple[str, ...], acts: dict[str, Any]
) -> HttpResponse:
    actor = actor_of(request)
    on = today(actor.authority_id)
    found = queries.whole_file(actor.authority_id, reference, on=on)
    keeps = actor.may(Permission.TEAM_KEEP)
    page = RecordPage(
        title=found.row.name or _("Name removed"),
        caption=_("Staff file %(reference)s") % {"reference": reference},
        crumbs=(terms.home(), terms.staff_crumb()) if keeps else (terms.home(),),
        acts=tuple(NavItem(str(label), reverse(act, args=[*named, name])) for name, label in acts.items()),
        facts=facts(found),
        notes=warnings(found, on),
        sections=sections(found, on),
        timeline=told(timeline(actor.authority_id, "employee", found.row.id), linked=actor.may(Permission.AUDIT_VIEW)),
    )
    return render(request, terms.RECORD, {"page": page})


def _asked(request: HttpRequest, reference: str, name: str, back: str) -> HttpResponse:
    actor = actor_of(request)
    on = today(actor.authority_id)
    found = queries.whole_file(actor.authority_id, reference, on=on)
    if name not in MAKERS:
        raise Http404
    form, typed, act = MAKERS[name](actor, found, on)

    def perform(given: Typed) -> None:
        act({**given, "named": {"actor": actor, "reference": reference, "version": version_in(given)}})

    start = {"version": str(found.row.version), **typed}
    crumbs = (terms.home(), Crumb(found.row.name[:60], back))
    return answered(request, Asked(ACTS[name], form, ACTS[name], perform, back, start, crumbs, caption=reference))


def _change(actor: Actor, found: WholeFile, _on: date) -> Doing:
    def act(given: Typed) -> object:
        return files.change_file(**given["named"], facts=forms.employee_facts(given), reason=given["reason"])

    return forms.employee_form(members(actor.authority_id), new=False), forms.employee_typed(found), act


def _appoint(actor: Actor, _found: WholeFile, on: date) -> Doing:
    def act(given: Typed) -> object:
        made = holding.appoint(**given["named"], appointment=forms.appointment_of(given))
        keep_vacancies(actor, on)
        return made

    start = {"percent": 100, "ours": 100, "basis": "substantive", "starts_on": on}
    return forms.appointment_form(post_choices(actor.authority_id)), start, act


def _end(actor: Actor, found: WholeFile, on: date) -> Doing:
    rows = [(str(one.id), f"{one.title}, {wording.short_day(one.starts_on)}") for one in found.holdings]

    def act(given: Typed) -> object:
        ended = holding.end_holding(
            **given["named"], number=int(given["number"]), on=given["on"], reason=given["reason"]
        )
        keep_vacancies(actor, on)
        return ended

    return forms.ending_form(rows), {}, act


def _skill(actor: Actor, _found: WholeFile, _on: date) -> Doing:
    def act(given: Typed) -> object:
        return skills.note_skill(**given["named"], facts=forms.skill_held(given))

    return forms.skill_held_form(skill_choices(actor.authority_id)), {"level": "3"}, act


def _development(_actor: Actor, _found: WholeFile, on: date) -> Doing:
    def act(given: Typed) -> object:
        return growing.log_development(**given["named"], facts=forms.development_of(given), on=on)

    return forms.DEVELOPMENT, {"on": on}, act


def _strike(_actor: Actor, found: WholeFile, _on: date) -> Doing:
    rows = [(str(one.id), f"{one.title}, {wording.short_day(one.on)}") for one in found.development if not one.struck]

    def act(given: Typed) -> object:
        return growing.strike_development(**given["named"], number=int(given["number"]), reason=given["reason"])

    return forms.numbered(_t("Development"), rows, terms.REASON), {}, act


def _hours(_actor: Actor, _found: WholeFile, on: date) -> Doing:
    def act(given: Typed) -> object:
        return ledger.enter_hours(**given["named"], facts=forms.hours_of(given), on=on)

    return forms.HOURS, {"on": on}, act


def _decide(_actor: Actor, found: WholeFile, on: date) -> Doing:
    waiting = [one for one in found.hours if one.state == HoursState.ASKED]
    rows = [(str(one.id), f"{wording.short_day(one.on)}: {ledger.written(one.minutes)}") for one in waiting]

    def act(given: Typed) -> object:
        agreed = given["agreed"] == "yes"
        return ledger.decide_hours(**given["named"], number=int(given["number"]), agreed=agreed, on=on)

    return forms.numbered(_t("Entry"), rows, forms.AGREED), {}, act


def _correct(_actor: Actor, _found: WholeFile, on: date) -> Doing:
    def act(given: Typed) -> object:
        minutes = minutes_of(given["time"]) * (1 if given["way"] == "up" else -1)
        return ledger.correct_hours(**given["named"], minutes=minutes, reason=given["reason"], on=on)

    return forms.CORRECTION, {}, act


def _write_off(_actor: Actor, _found: WholeFile, on: date) -> Doing:
    return forms.WRITE_OFF, {}, lambda given: ledger.write_off_lapsed(**given["named"], on=on)


def _check(_actor: Actor, _found: WholeFile, on: date) -> Doing:
    def act(given: Typed) -> object:
        return growing.record_check(**given["named"], facts=forms.check_of(given), on=on)

    return forms.CHECK, {"done_on": on}, act


def _appraisal(_actor: Actor, _found: WholeFile, _on: date) -> Doing:
    return forms.APPRAISAL, {}, lambda given: growing.set_appraisal(**given["named"], due_on=given["due_on"])


def _held(_actor: Actor, found: WholeFile, on: date) -> Doing:
    rows = [(str(number), wording.day(due)) for number, due, held in found.appraisals if held is None]

    def act(given: Typed) -> object:
        return growing.hold_appraisal(**given["named"], number=int(given["number"]), held_on=given["held_on"], on=on)

    return forms.numbered(_t("Appraisal due on"), rows, forms.HELD_ON), {"held_on": on}, act


def _leave(_actor: Actor, _found: WholeFile, _on: date) -> Doing:
    return forms.LEAVING, {}, lambda given: files.end_employment(**given["named"], on=given["on"])


MAKERS: dict[str, Maker] = {
    "change": _change,
    "appoint": _appoint,
    "end": _end,
    "skill": _skill,
    "development": _development,
    "strike": _strike,
    "hours": _hours,
    "decide": _decide,
    "correct": _correct,
    "write-off": _write_off,
    "check": _check,
    "appraisal": _appraisal,
    "held": _held,
    "leave": _leave,
}
"""What asks for and does each act."""
