"""The pages of polls and contests: lists, one of each, and small changes."""

from __future__ import annotations

from functools import partial

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from pollwright.access.web.acts import Asked, actor_of, answered
from pollwright.access.web.gate import permission_required
from pollwright.acting import Actor, Permission
from pollwright.audit.queries.timeline import timeline, told
from pollwright.authorities.clock import today
from pollwright.elections.operations import changing, ending
from pollwright.elections.queries import polls as queries
from pollwright.elections.queries.polls import ContestRow, PollFacts
from pollwright.elections.queries.timetables import StepRow, changes_since, steps
from pollwright.elections.states import CONTEST_LIFE, ENDED, ON_A_QUESTION, ContestState, PollState
from pollwright.elections.web import polls_shown as shown
from pollwright.elections.web.combining_shown import together
from pollwright.elections.web.forms import REASON
from pollwright.elections.web.poll_links import poll_links
from pollwright.law.timetables.kinds import Kind
from pollwright.pages import wording
from pollwright.pages.forms import DateField, Form, HiddenField, NumberField
from pollwright.pages.lists import Listing, list_response
from pollwright.pages.shell import Crumb, NavItem
from pollwright.pages.standard import Figure, ListPage, RecordPage, Section

GET_OR_POST = ["GET", "HEAD", "POST"]
LIST, RECORD = "pages/standard/list.jinja", "pages/standard/record.jinja"
NEXT_STEPS = 6


@require_http_methods(GET_OR_POST)
@permission_required(Permission.POLLS_VIEW)
def polls(request: HttpRequest) -> HttpResponseBase:
    """Show the polls."""
    actor = actor_of(request)
    listing = Listing(
        shown.polls_table(),
        lambda asked: queries.polls(actor.authority_id, asked),
        lambda asked: queries.every_poll(actor.authority_id, asked),
        name="polls",
        caption=_("Polls"),
        empty=_("No poll was found."),
    )
    links = [
        NavItem(_("Programme"), reverse("elections:programme")),
        NavItem(_("Contests"), reverse("elections:contests")),
        NavItem(_("Vacancies"), reverse("elections:vacancies")),
        NavItem(_("Tasks"), reverse("elections:tasks")),
    ]
    if actor.may(Permission.POLLS_MANAGE):
        links = [
            NavItem(_("Call a poll"), reverse("elections:poll-new")),
            NavItem(_("Call all parish polls"), reverse("elections:parishes-new")),
            *links,
        ]
    above = None if request.GET else shown.coming_section(queries.coming(actor.authority_id, today(actor.authority_id)))
    return list_response(request, LIST, listing, partial(ListPage, _("Polls"), links=tuple(links), above=above))


@require_http_methods(GET_OR_POST)
@permission_required(Permission.POLLS_VIEW)
def contests(request: HttpRequest) -> HttpResponseBase:
    """Show the contests of all polls."""
    actor = actor_of(request)
    listing = Listing(
        shown.contests_table(),
        lambda asked: queries.contests(actor.authority_id, asked),
        lambda asked: queries.every_contest(actor.authority_id, asked),
        name="contests",
        caption=_("Contests"),
        empty=_("No contest was found."),
    )
    return list_response(request, LIST, listing, partial(ListPage, _("Contests"), crumbs=(polls_crumb(),)))


@require_http_methods(GET_OR_POST)
@permission_required(Permission.POLLS_VIEW)
def poll_contests(request: HttpRequest, reference: str) -> HttpResponseBase:
    """Show the contests of one poll."""
    actor = actor_of(request)
    poll = queries.poll_facts(actor.authority_id, reference)
    listing = Listing(
        shown.contests_table(with_poll=False),
        lambda asked: queries.contests(actor.authority_id, asked, poll=reference),
        lambda asked: queries.every_contest(actor.authority_id, asked, poll=reference),
        name=f"contests-{reference}",
        caption=_("Contests"),
        empty=_("No contest was found."),
    )
    made = partial(ListPage, _("Contests"), crumbs=(polls_crumb(), poll_crumb(poll)), caption=poll.title)
    return list_response(request, LIST, listing, made)


@require_GET
@permission_required(Permission.POLLS_VIEW)
def poll(request: HttpRequest, reference: str) -> HttpResponse:
    """Show one poll: its facts, what comes next, its contests, and what happened."""
    actor = actor_of(request)
    facts = queries.poll_facts(actor.authority_id, reference)
    rows = steps(actor.authority_id, facts.id, on=today(actor.authority_id))
    recounted = facts.state not in ENDED and bool(changes_since(actor.authority_id, reference))
    page = RecordPage(
        title=facts.title,
        caption=wording.day(facts.day),
        crumbs=(polls_crumb(),),
        acts=_acts(actor, facts),
        facts=shown.poll_rows(facts),
        figures=_figures(actor, facts, rows),
        sections=_sections(actor, facts, rows),
        timeline=told(timeline(actor.authority_id, "poll", facts.id), linked=actor.may(Permission.AUDIT_VIEW)),
        warning=_("This is a rehearsal. Nothing in it has legal effect.") if facts.rehearsal else "",
        notes=(_("The bank holidays have changed since the timetable was counted. See the timetable."),)
        if recounted
        else (),
    )
    return render(request, RECORD, {"page": page})


@require_GET
@permission_required(Permission.POLLS_VIEW)
def contest(request: HttpRequest, reference: str) -> HttpResponse:
    """Show one contest."""
    actor = actor_of(request)
    facts = queries.contest_facts(actor.authority_id, reference)
    page = RecordPage(
        title=facts.name,
        caption=facts.poll_title,
        crumbs=(polls_crumb(), Crumb(facts.poll_title, shown.poll_href(facts.poll))),
        acts=_contest_acts(actor, facts),
        facts=shown.contest_rows(facts),
        timeline=told(timeline(actor.authority_id, "contest", facts.id), linked=actor.may(Permission.AUDIT_VIEW)),
        warning=_("This is a rehearsal. Nothing in it has legal effect.") if facts.rehearsal else "",
    )
    return render(request, RECORD, {"page": page})


@require_http_methods(GET_OR_POST)
@permission_required(Permission.POLLS_MANAGE)
def seats(request: HttpRequest, reference: str) -> HttpResponse:
    """Ask how many seats a contest fills; told, change it."""
    actor = actor_of(request)
    facts = queries.contest_facts(actor.authority_id, reference)
    return answered(
        request,
        Asked(
            title=_("Change the seats"),
            form=Form(HiddenField("version"), NumberField("seats", _("Seats"), least=1, most=99), REASON),
            submit=_("Change the seats"),
            typed={"version": facts.version, "seats": facts.seats},
            perform=lambda given: _done(
                changing.change_seats(
                    actor=actor,
                    reference=reference,
                    version=version_of(given["version"]),
                    seats=given["seats"],
                    reason=given["reason"],
                )
            ),
            back=reverse("elections:contest", args=[reference]),
            caption=facts.name,
        ),
    )


@require_http_methods(GET_OR_POST)
@permission_required(Permission.POLLS_MANAGE)
def cards_asked(request: HttpRequest, reference: str) -> HttpResponse:
    """Ask when a parish council asked for poll cards; told, note it."""
    actor = actor_of(request)
    facts = queries.contest_facts(actor.authority_id, reference)
    return answered(
        request,
        Asked(
            title=_("Note that poll cards were asked for"),
            form=Form(HiddenField("version"), DateField("asked_on", _("Day on which the parish council asked"))),
            submit=_("Note it"),
            typed={"version": facts.version},
            perform=lambda given: _done(
                changing.note_cards_asked(
                    actor=actor,
                    reference=reference,
                    version=version_of(given["version"]),
                    asked_on=given["asked_on"],
                )
            ),
            back=reverse("elections:contest", args=[reference]),
            caption=facts.name,
        ),
    )


@require_http_methods(GET_OR_POST)
@permission_required(Permission.POLLS_MANAGE)
def withdraw(request: HttpRequest, reference: str) -> HttpResponse:
    """Ask why a planned poll is withdrawn; told, withdraw it."""
    actor = actor_of(request)
    facts = queries.poll_facts(actor.authority_id, reference)
    return answered(
        request,
        Asked(
            title=_("Withdraw the poll"),
            form=Form(HiddenField("version"), REASON),
            submit=_("Withdraw the poll"),
            typed={"version": facts.version},
            perform=lambda given: _done(
                ending.withdraw_poll(
                    actor=actor,
                    reference=reference,
                    version=version_of(given["version"]),
                    reason=given["reason"],
                    on=today(actor.authority_id),
                )
            ),
            back=shown.poll_href(reference),
            caption=facts.title,
            warning=_("It stays on record as withdrawn. It can't be taken up again."),
        ),
    )


def version_of(text: object) -> int:
    """Return the version that a form was opened with; one that nobody has where it was tampered with."""
    seen = str(text or "")
    return int(seen) if seen.isdigit() else -1


def polls_crumb() -> Crumb:
    """Return the way back to the list of polls."""
    return Crumb(_("Polls"), reverse("elections:polls"))


def poll_crumb(poll: PollFacts) -> Crumb:
    """Return the way back to a poll."""
    return Crumb(poll.title, shown.poll_href(poll.reference))


def _done(_made: object) -> None:
    """Go back to where the act was asked for."""


def _held_again(facts: PollFacts) -> bool:
    """Return whether there is something that another poll takes the place of."""
    return facts.state == PollState.POSTPONED or (facts.state not in ENDED and queries.has_stopped_contests(facts.id))


def _acts(actor: Actor, facts: PollFacts) -> tuple[NavItem, ...]:
    electorate = NavItem(_("Electorate and poll cards"), reverse("elections:electorates", args=[facts.reference]))
    if not actor.may(Permission.POLLS_MANAGE) or facts.state == PollState.DISCARDED:
        return (electorate,)
    planned, ended = facts.state == PollState.PLANNED, facts.state in ENDED
    offered = (
        (planned, _("Note the notice"), "elections:poll-notice"),
        (planned, _("Withdraw the poll"), "elections:poll-withdraw"),
        (not ended, _("Postpone the poll"), "elections:poll-postpone"),
        (_held_again(facts), _("Call one in its place"), "elections:poll-again"),
        (not facts.rehearsal and not ended, _("Rehearse it"), "elections:poll-rehearse"),
        (facts.rehearsal, _("Throw the rehearsal away"), "elections:poll-discard"),
    )
    acts = (NavItem(label, reverse(name, args=[facts.reference])) for open_, label, name in offered if open_)
    return (electorate, *acts)


def _contest_acts(actor: Actor, facts: ContestRow) -> tuple[NavItem, ...]:
    if not actor.may(Permission.POLLS_MANAGE) or facts.poll_state in ENDED:
        return ()
    offered = [(_("Change its state"), "elections:contest-state")] if CONTEST_LIFE[ContestState(facts.state)] else []
    if facts.state != ContestState.OPEN:
        return tuple(NavItem(label, reverse(name, args=[facts.reference])) for label, name in offered)
    if facts.poll_state == PollState.PLANNED and facts.poll_kind not in ON_A_QUESTION:
        offered.append((_("Change the seats"), "elections:contest-seats"))
    if facts.poll_kind == Kind.PARISH:
        offered.append((_("Note that poll cards were asked for"), "elections:contest-cards"))
    return tuple(NavItem(label, reverse(name, args=[facts.reference])) for label, name in offered)


def _figures(actor: Actor, facts: PollFacts, rows: list[StepRow]) -> tuple[Figure, ...]:
    counts = queries.contest_figures(actor.authority_id, facts.id)
    late = sum(row.state == "late" for row in rows)
    timetable = reverse("elections:timetable", args=[facts.reference])
    return (
        Figure(
            _("Contests"),
            wording.number(sum(many for many, _seats in counts.values())),
            reverse("elections:poll-contests", args=[facts.reference]),
        ),
        Figure(_("Seats"), wording.number(sum(filled for _many, filled in counts.values()))),
        Figure(_("Steps done"), f"{sum(row.state == 'done' for row in rows)} / {len(rows)}", timetable),
        Figure(_("Steps late"), wording.number(late), timetable, alarm=late > 0),
    )


def _sections(actor: Actor, facts: PollFacts, rows: list[StepRow]) -> tuple[Section, ...]:
    coming = [row for row in rows if row.state != "done"][:NEXT_STEPS]
    may = actor.may(Permission.POLLS_MANAGE) and facts.state not in ENDED
    timetable = Section(
        _("Next steps"),
        table=shown.steps_table(coming, _("Next steps"), links=facts.reference if may else ""),
        links=(NavItem(_("The whole timetable"), reverse("elections:timetable", args=[facts.reference])),),
    )
    more = poll_links(actor, facts)
    project = NavItem(_("Project, risks and count plan"), reverse("elections:project", args=[facts.reference]))
    work = (Section(_("Work on this poll"), links=(*more, project)),)
    return (*work, timetable, together(facts))
