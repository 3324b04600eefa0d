"""The pages on which a poll goes on, ends, is called again or rehearsed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, time
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.timezone import make_aware
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from pollwright.access.web.acts import Asked, actor_of, answered
from pollwright.access.web.gate import permission_required
from pollwright.acting import Permission
from pollwright.authorities.clock import moment, today
from pollwright.elections.operations import ending, rehearsing
from pollwright.elections.queries.polls import PollFacts, contest_facts, poll_facts
from pollwright.elections.states import CONTEST_LIFE, ContestState
from pollwright.elections.web.forms import REASON
from pollwright.elections.web.polls import GET_OR_POST, poll_crumb, polls_crumb, version_of
from pollwright.elections.web.polls_shown import poll_href
from pollwright.law.poll_ids import Cancellation
from pollwright.pages.forms import Choice, DateField, Form, HiddenField, Radios, Select, TextArea, TextField
from pollwright.pages.forms.fields import Field

VERSION = "version"


@require_http_methods(GET_OR_POST)
@permission_required(Permission.POLLS_MANAGE)
def notice(request: HttpRequest, reference: str) -> HttpResponse:
    """Ask when the notice of a poll was published; told, note it."""
    actor = actor_of(request)
    facts = poll_facts(actor.authority_id, reference)

    def perform(given: Mapping[str, Any]) -> None:
        now = moment(actor.authority_id)
        noon = make_aware(datetime.combine(given["day"], time(12)))
        ending.publish_notice(
            actor=actor,
            reference=reference,
            version=version_of(given[VERSION]),
            published_at=min(noon, now) if given["day"] == now.date() else noon,
            evidence=given["evidence"] or "",
            at=now,
        )

    fields = (
        DateField("day", _("Day on which the notice was published"), noun=_("the day")),
        TextField("evidence", _("Where it can be seen"), longest=500, required=False),
    )
    asked = _asked(facts, _("Note the notice"), fields, perform, day=today(actor.authority_id))
    return answered(request, asked)


@require_http_methods(GET_OR_POST)
@permission_required(Permission.POLLS_MANAGE)
def postpone(request: HttpRequest, reference: str) -> HttpResponse:
    """Ask why a poll is postponed; told, postpone it."""
    actor = actor_of(request)
    facts = poll_facts(actor.authority_id, reference)

    def perform(given: Mapping[str, Any]) -> None:
        ending.postpone_poll(
            actor=actor,
            reference=reference,
            version=version_of(given[VERSION]),
            reason=given["reason"],
            on=today(actor.authority_id),
        )

    return answered(request, _asked(facts, _("Postpone the poll"), (REASON,), perform))


@require_http_methods(GET_OR_POST)
@permission_required(Permission.POLLS_MANAGE)
def again(request: HttpRequest, reference: str) -> HttpResponse:
    """Ask for the day of the poll that takes the place of one not held; told, call it."""
    actor = actor_of(request)
    facts = poll_facts(actor.authority_id, reference)

    def perform(given: Mapping[str, Any]) -> str:
        poll = ending.call_in_place(
            actor=actor,
            reference=reference,
            version=version_of(given[VERSION]),
            day=given["day"],
            doubts_reason=given["doubts_reason"] or "",
            on=today(actor.authority_id),
        )
        return poll_href(poll.reference)

    fields = (
        DateField("day", _("Polling day")),
        TextArea("doubts_reason", _("Reason to call it despite doubts"), rows=2, longest=500, required=False),
    )
    return answered(request, _asked(facts, _("Call one in its place"), fields, perform))


@require_http_methods(GET_OR_POST)
@permission_required(Permission.POLLS_MANAGE)
def rehearse(request: HttpRequest, reference: str) -> HttpResponse:
    """Ask whether a poll is copied as a rehearsal; confirmed, copy it."""
    actor = actor_of(request)
    facts = poll_facts(actor.authority_id, reference)

    def perform(_given: Mapping[str, Any]) -> str:
        return poll_href(rehearsing.rehearse_poll(actor=actor, reference=reference).reference)

    return answered(request, _asked(facts, _("Rehearse it"), (), perform))


@require_http_methods(GET_OR_POST)
@permission_required(Permission.POLLS_MANAGE)
def discard(request: HttpRequest, reference: str) -> HttpResponse:
    """Ask whether a rehearsal is thrown away; confirmed, throw it away."""
    actor = actor_of(request)
    facts = poll_facts(actor.authority_id, reference)

    def perform(given: Mapping[str, Any]) -> str:
        rehearsing.discard_rehearsal(
            actor=actor, reference=reference, version=version_of(given[VERSION]), on=today(actor.authority_id)
        )
        return reverse("elections:polls")

    return answered(request, _asked(facts, _("Throw the rehearsal away"), (), perform))


@require_http_methods(GET_OR_POST)
@permission_required(Permission.POLLS_MANAGE)
def contest_state(request: HttpRequest, reference: str) -> HttpResponse:
    """Ask to which state a contest came and why; told, note it."""
    actor = actor_of(request)
    facts = contest_facts(actor.authority_id, reference)

    def perform(given: Mapping[str, Any]) -> None:
        ending.move_contest(
            actor=actor,
            reference=reference,
            version=version_of(given[VERSION]),
            state=ContestState(given["state"]),
            cancellation=Cancellation(given["cancellation"]) if given["cancellation"] else None,
            reason=given["reason"],
            on=today(actor.authority_id),
        )

    return answered(
        request,
        Asked(
            title=_("Change its state"),
            form=_state_form(ContestState(facts.state)),
            submit=_("Change its state"),
            perform=perform,
            back=reverse("elections:contest", args=[reference]),
            typed={VERSION: facts.version},
            caption=facts.name,
        ),
    )


def _state_form(state: ContestState) -> Form:
    cancelled = {
        Cancellation.NO_CANDIDATES: _("No candidates"),
        Cancellation.EQUAL_CANDIDATES: _("As many candidates as seats"),
        Cancellation.UNDER_CONTESTED: _("Fewer candidates than seats"),
        Cancellation.CANDIDATE_DEATH: _("Death of a candidate"),
    }
    return Form(
        HiddenField(VERSION),
        Radios("state", _("State"), choices=tuple(Choice(one.value, one.label) for one in CONTEST_LIFE[state])),
        Select(
            "cancellation",
            _("Why there is no poll"),
            choices=tuple(Choice(one.value, words) for one, words in cancelled.items()),
            required=False,
            empty=_("There is a poll"),
        ),
        REASON,
    )


def _asked(facts: PollFacts, title: str, fields: tuple[Field, ...], perform: Any, **typed: Any) -> Asked:
    return Asked(
        title=title,
        form=Form(HiddenField(VERSION), *fields),
        submit=title,
        perform=perform,
        back=poll_href(facts.reference),
        typed={VERSION: facts.version, **typed},
        crumbs=(polls_crumb(), poll_crumb(facts)),
        caption=facts.title,
    )
