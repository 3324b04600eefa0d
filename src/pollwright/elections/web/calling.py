"""The pages on which polls are called: one by one, or those of all parishes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from pollwright.access.web.acts import Asked, actor_of, answered
from pollwright.access.web.gate import permission_required
from pollwright.acting import Actor, Permission
from pollwright.authorities.calendars import nation_of
from pollwright.authorities.clock import today
from pollwright.elections.operations import calling, calling_parishes
from pollwright.elections.operations.calling_rules import PollAsked, last_notice, lawful_system
from pollwright.elections.queries.contest_areas import areas_for
from pollwright.elections.queries.contests_before import Due, council_known, seats_due
from pollwright.elections.queries.counting import counted
from pollwright.elections.queries.vacancies import vacant_by_area
from pollwright.elections.web import forms, starting, terms
from pollwright.elections.web.polls import GET_OR_POST, polls_crumb
from pollwright.elections.web.polls_shown import poll_href
from pollwright.law.timetables.kinds import Kind
from pollwright.law.timetables.working_out import Timetable
from pollwright.pages import wording
from pollwright.pages.standard import FormPage
from pollwright.pages.tables import OnlyLooked
from pollwright.pages.voice import translated
from pollwright.refusals import Refused

FORM = "pages/standard/form.jinja"
NOT_SENT_ON = {"csrfmiddlewaretoken", "form_key"}


@require_http_methods(GET_OR_POST)
@permission_required(Permission.POLLS_MANAGE)
def poll_new(request: HttpRequest) -> HttpResponse:
    """Ask what poll is called; told, go on to its contests."""
    actor = actor_of(request)
    council = council_known(actor.authority_id, Kind.LOCAL, on=today(actor.authority_id))
    asked = {name: request.GET[name] for name in ("kind", "body") if name in request.GET}
    bound = forms.POLL.blank({"body": council.body, "day": day_asked(request), **asked})
    if request.method == "POST":
        bound = forms.POLL.bind(request.POST)
        if bound.valid:
            try:
                _counted(actor.authority_id, forms.asked_of(bound.values))
            except Refused as refusal:
                bound = bound.with_problem("", f"{refusal.said} {refusal.advice}")
            else:
                sent = {name: value for name, value in request.POST.items() if name not in NOT_SENT_ON and value}
                return OnlyLooked(f"{reverse('elections:poll-new-contests')}?{urlencode(sent)}")
    page = FormPage(
        title=_("Call a poll"),
        form=bound,
        submit=_("Continue"),
        cancel=reverse("elections:polls"),
        crumbs=(polls_crumb(),),
    )
    return render(request, FORM, {"page": page})


@require_http_methods(GET_OR_POST)
@permission_required(Permission.POLLS_MANAGE)
def poll_new_contests(request: HttpRequest) -> HttpResponse:
    """Ask for the contests of a poll, with what the law says of it; told, call it."""
    actor = actor_of(request)
    first = forms.POLL.bind(request.GET)
    if not first.valid:
        return redirect("elections:poll-new")
    asked = forms.asked_of(first.values)

    def perform(given: Mapping[str, Any]) -> str:
        poll = calling.call_poll(
            actor=actor,
            asked=forms.asked_of(first.values, given),
            contests=forms.contests_of(given),
            on=today(actor.authority_id),
        )
        return poll_href(poll.reference)

    return answered(request, _contests_asked(actor.authority_id, asked, perform))


def day_asked(request: HttpRequest) -> date | None:
    """Return the day with which a page is asked to begin, None where none is named."""
    try:
        return date.fromisoformat(request.GET.get("day", ""))
    except ValueError:
        return None


def _contests_asked(authority_id: int, asked: PollAsked, perform: Callable[[Mapping[str, Any]], str]) -> Asked:
    found = _counted(authority_id, asked)
    lawful = lawful_system(asked.kind, nation_of(authority_id), asked.day).value
    areas = areas_for(authority_id, asked.kind, day=asked.day)
    due, vacant = Due(), {}
    if asked.by_election:
        vacant = vacant_by_area(authority_id, asked.kind)
    else:
        due = seats_due(authority_id, asked.kind, day=asked.day, seats_of=asked.seats_of, body=asked.body)
    return Asked(
        title=_("Contests of the poll"),
        form=forms.contests_form(asked, areas, lawful=lawful, doubtful=bool(found.doubts)),
        submit=_("Call the poll"),
        perform=perform,
        back=reverse("elections:poll-new"),
        crumbs=(polls_crumb(),),
        lead="\n".join(part for part in (_lead(found, lawful), starting.words(asked, areas, due, vacant)) if part),
        typed=starting.typed(asked, areas, due, vacant),
        warning=" ".join(f"{translated(doubt)}." for doubt in found.doubts),
        caption=f"{terms.kind(asked.kind)}, {wording.day(asked.day)}",
        said=_("The poll was called."),
    )


@require_http_methods(GET_OR_POST)
@permission_required(Permission.POLLS_MANAGE)
def parishes_new(request: HttpRequest) -> HttpResponse:
    """Ask for the day and the seats of all parish polls; told, call them."""
    actor = actor_of(request)
    return answered(
        request,
        Asked(
            title=_("Call all parish polls"),
            form=forms.PARISHES,
            submit=_("Call the polls"),
            perform=lambda given: _parishes_called(actor, given),
            back=reverse("elections:polls"),
            crumbs=(polls_crumb(),),
            lead=_("One poll is called for each parish; its wards are contests of it. All are called, or none."),
            said=_("The polls were called."),
        ),
    )


def _parishes_called(actor: Actor, given: Mapping[str, Any]) -> str:
    if given["source"] == "list":
        seats = calling_parishes.read_seats(given["seats"].read())
    else:
        seats = calling_parishes.seats_as_last_time(actor.authority_id, given["day"])
    calling_parishes.call_parish_polls(
        actor=actor,
        day=given["day"],
        seats=seats,
        doubts_reason=given["doubts_reason"] or "",
        on=today(actor.authority_id),
    )
    return f"{reverse('elections:polls')}?{urlencode({'kind': Kind.PARISH.value})}"


def _counted(authority_id: int, asked: PollAsked) -> Timetable:
    return counted(authority_id, asked.kind, asked.day, by_election=asked.by_election, trigger=asked.trigger)


def _lead(found: Timetable, lawful: str) -> str:
    last = last_notice(found)
    parts = [_("Rules: %(rules)s.") % {"rules": found.rules}, f"{terms.system(lawful)}."]
    if last is not None:
        parts.append(_("The notice is published by %(day)s.") % {"day": wording.day(last)})
    return " ".join(parts)
