"""The pages of a poll's timetable: the table, its files, steps done, counted anew and moved."""

from __future__ import annotations

import re
from datetime import datetime, time

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import make_aware
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from pollwright.access.web.acts import Asked, actor_of, answered
from pollwright.access.web.gate import permission_required
from pollwright.acting import Actor, Permission
from pollwright.authorities.clock import moment, today
from pollwright.elections.operations import keeping_time
from pollwright.elections.operations.fixing_days import fix_close_of_nominations
from pollwright.elections.papers import poll_timetables
from pollwright.elections.queries import polls as queries
from pollwright.elections.queries.polls import PollFacts
from pollwright.elections.queries.timetables import StepChange, StepRow, changes_since, left_to_choose, steps
from pollwright.elections.states import ENDED, Others
from pollwright.elections.web import polls_shown as shown
from pollwright.elections.web.forms import REASON
from pollwright.elections.web.polls import GET_OR_POST, RECORD, poll_crumb, polls_crumb, version_of
from pollwright.pages import wording
from pollwright.pages.forms import Choice, DateField, Form, HiddenField, NumberField, Radios, TextField
from pollwright.pages.shell import NavItem
from pollwright.pages.standard import Cell, PlainTable, RecordPage, Section

FILES = {
    "json": ("application/json", poll_timetables.as_json_file),
    "ics": ("text/calendar; charset=utf-8", poll_timetables.as_calendar_file),
    "pdf": ("application/pdf", poll_timetables.as_pdf),
    "docx": (
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        poll_timetables.as_word_file,
    ),
}
CLOCK = r"([01]?\d|2[0-3])[:.][0-5]\d"


@require_GET
@permission_required(Permission.POLLS_VIEW)
def timetable(request: HttpRequest, reference: str) -> HttpResponse:
    """Show the timetable of a poll, and what the bank holidays would change in it."""
    actor = actor_of(request)
    facts = queries.poll_facts(actor.authority_id, reference)
    rows = steps(actor.authority_id, facts.id, on=today(actor.authority_id))
    open_ = facts.state not in ENDED
    changes = changes_since(actor.authority_id, reference) if open_ else []
    may = open_ and actor.may(Permission.POLLS_MANAGE)
    table = shown.steps_table(rows, _("Timetable"), links=reference if may else "")
    page = RecordPage(
        title=_("Timetable"),
        caption=facts.title,
        crumbs=(polls_crumb(), poll_crumb(facts)),
        acts=_acts(reference, changed=bool(changes), chosen=left_to_choose(rows)) if may else (),
        sections=(*_changes(changes), Section(_("Steps"), table=table), Section(_("Files"), links=_files(reference))),
        warning=_("This is a rehearsal. Nothing in it has legal effect.") if facts.rehearsal else "",
    )
    return render(request, RECORD, {"page": page})


@require_GET
@permission_required(Permission.POLLS_VIEW)
def timetable_file(request: HttpRequest, reference: str, form: str) -> HttpResponse:
    """Give the timetable as a file: json, ics, pdf or docx."""
    actor = actor_of(request)
    facts = queries.poll_facts(actor.authority_id, reference)
    if form not in FILES:
        raise Http404
    media_type, write = FILES[form]
    rows = steps(actor.authority_id, facts.id, on=today(actor.authority_id))
    sheet = poll_timetables.sheet_of(actor.authority_id, facts, rows)
    response = HttpResponse(write(sheet, moment(actor.authority_id)), content_type=media_type)
    response["Content-Disposition"] = f'attachment; filename="timetable-{reference}.{form}"'
    return response


@require_http_methods(GET_OR_POST)
@permission_required(Permission.POLLS_MANAGE)
def step(request: HttpRequest, reference: str, name: str) -> HttpResponse:
    """Ask when a step was done and where that can be seen; told, note it. Done already, offer to take it back."""
    actor = actor_of(request)
    facts = queries.poll_facts(actor.authority_id, reference)
    found = [row for row in steps(actor.authority_id, facts.id, on=today(actor.authority_id)) if row.step == name]
    if not found:
        raise Http404
    return answered(request, _taken_back(actor, facts, found[0]) if found[0].done_at else _done(actor, facts, found[0]))


@require_http_methods(GET_OR_POST)
@permission_required(Permission.POLLS_MANAGE)
def recount(request: HttpRequest, reference: str) -> HttpResponse:
    """Ask why a timetable is taken as counted anew; told, take it."""
    actor = actor_of(request)
    facts = queries.poll_facts(actor.authority_id, reference)

    def perform(given: dict[str, object]) -> None:
        keeping_time.accept_recount(
            actor=actor, reference=reference, version=version_of(given["version"]), reason=str(given["reason"])
        )

    return answered(
        request,
        Asked(
            title=_("Accept the new timetable"),
            form=Form(HiddenField("version"), REASON),
            submit=_("Accept the new timetable"),
            typed={"version": facts.version},
            perform=perform,  # type: ignore[arg-type]
            back=reverse("elections:timetable", args=[reference]),
            caption=facts.title,
            lead=_("Steps that are done, or were moved by hand, stay as they are."),
        ),
    )


@require_http_methods(GET_OR_POST)
@permission_required(Permission.POLLS_MANAGE)
def shift(request: HttpRequest, reference: str) -> HttpResponse:
    """Ask from when and by how much the remaining steps are moved; told, move them."""
    actor = actor_of(request)
    facts = queries.poll_facts(actor.authority_id, reference)
    return answered(
        request,
        Asked(
            title=_("Move the remaining steps"),
            form=_shift_form(facts),
            submit=_("Move the steps"),
            typed={"version": facts.version, "since": today(actor.authority_id)},
            perform=lambda given: _moved(
                keeping_time.shift_steps(
                    actor=actor,
                    reference=reference,
                    version=version_of(given["version"]),
                    since=given["since"],
                    days=given["days"],
                    reason=given["reason"],
                    others=Others(given["others"]) if given.get("others") else None,
                )
            ),
            back=reverse("elections:timetable", args=[reference]),
            caption=facts.title,
            warning=_("Polling day moves with them, and the open identifiers of the contests."),
        ),
    )


@require_http_methods(GET_OR_POST)
@permission_required(Permission.POLLS_MANAGE)
def fix(request: HttpRequest, reference: str) -> HttpResponse:
    """Ask for the last day for nominations where the Returning Officer chooses it; told, fix it."""
    actor = actor_of(request)
    facts = queries.poll_facts(actor.authority_id, reference)
    return answered(
        request,
        Asked(
            title=_("Fix the last day for nominations"),
            form=Form(HiddenField("version"), DateField("day", _("Last day for nominations"), noun=_("the day")), REASON),
            submit=_("Fix the day"),
            typed={"version": facts.version},
            perform=lambda given: _moved(
                fix_close_of_nominations(
                    actor=actor, reference=reference, version=version_of(given["version"]), day=given["day"],
                    reason=given["reason"],
                )
            ),
            back=reverse("elections:timetable", args=[reference]),
            caption=facts.title,
            lead=_("Withdrawals, election agents, objections and the statement of persons nominated are of that day too."),
        ),
    )  # fmt: skip


def _shift_form(facts: PollFacts) -> Form:
    choices = tuple(Choice(one.value, str(one.label)) for one in Others)
    asked = Radios("others", _("Polls taken together with it"), choices=choices, required=False,
                   hint=_("Needed where polling day moves. A poll that leaves needs a scheme and an electorate of its own."))  # fmt: skip
    return Form(
        HiddenField("version"),
        DateField("since", _("Move the steps from this day on"), noun=_("the first day to move")),
        NumberField("days", _("Calendar days"), least=-60, most=60),
        *((asked,) if facts.combination else ()),
        REASON,
    )


def _done(actor: Actor, facts: PollFacts, row: StepRow) -> Asked:
    form = Form(
        DateField("day", _("Day on which it was done"), noun=_("the day")),
        TextField(
            "time", _("Time"), hint=_("For example, 15:59"), width=5, required=False, pattern=_pattern(),
            pattern_message=_("Enter a time like 15:59"),
        ),
        TextField("evidence", _("Where it can be seen"), hint=_("An address, a file or a note"), longest=500,
                  required=False),
    )  # fmt: skip
    return Asked(
        title=row.title,
        form=form,
        submit=_("Mark as done"),
        typed={"day": today(actor.authority_id)},
        perform=lambda given: _moved(
            keeping_time.mark_step(
                actor=actor,
                reference=facts.reference,
                step=row.step,
                done_at=make_aware(datetime.combine(given["day"], _clock(given["time"]))),
                evidence=given["evidence"] or "",
                at=moment(actor.authority_id),
            )
        ),
        back=reverse("elections:timetable", args=[facts.reference]),
        caption=shown.when(row.on, row.by, row.earliest, row.latest),
        lead=row.source,
    )


def _taken_back(actor: Actor, facts: PollFacts, row: StepRow) -> Asked:
    return Asked(
        title=row.title,
        form=Form(REASON),
        submit=_("Take back that it was done"),
        perform=lambda given: _moved(
            keeping_time.unmark_step(actor=actor, reference=facts.reference, step=row.step, reason=given["reason"])
        ),
        back=reverse("elections:timetable", args=[facts.reference]),
        caption=_("Done %(when)s by %(who)s. %(where)s")
        % {"when": wording.moment(row.done_at), "who": row.done_by, "where": row.evidence},
    )


def _clock(text: str | None) -> time:
    if not text:
        return time(0)
    hour, minute = text.replace(".", ":").split(":")
    return time(int(hour), int(minute))


def _pattern() -> re.Pattern[str]:
    return re.compile(CLOCK)


def _moved(_made: object) -> None:
    """Go back to the timetable."""


def _acts(reference: str, *, changed: bool, chosen: bool) -> tuple[NavItem, ...]:
    offered = [(_("Move the remaining steps"), "elections:timetable-shift")]
    if chosen:
        offered.insert(0, (_("Fix the last day for nominations"), "elections:timetable-fix"))
    if changed:
        offered.insert(0, (_("Accept the new timetable"), "elections:timetable-recount"))
    return tuple(NavItem(label, reverse(name, args=[reference])) for label, name in offered)


def _changes(changes: list[StepChange]) -> tuple[Section, ...]:
    if not changes:
        return ()
    table = PlainTable(
        _("What would change"),
        (_("Step"), _("As it stands"), _("Counted now")),
        tuple((Cell(one.title), Cell(one.before or _("None")), Cell(one.after or _("None"))) for one in changes),
    )
    words = _("The bank holidays have changed since this timetable was counted. Nothing moves until it is accepted.")
    return (Section(_("What would change"), warning=words, table=table),)


def _files(reference: str) -> tuple[NavItem, ...]:
    names = {"pdf": _("PDF"), "docx": _("Word"), "ics": _("Calendar"), "json": _("Data (JSON)")}
    return tuple(
        NavItem(label, reverse("elections:timetable-file", args=[reference, form])) for form, label in names.items()
    )
