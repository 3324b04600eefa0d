"""What can be done to a project and its parts: forms and the operations they lead to."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import partial
from typing import Any

from django.http import Http404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _t

from pollwright.access.queries.members import members
from pollwright.access.web.acts import Asked, Done, version_in
from pollwright.acting import Actor, Permission
from pollwright.pages import wording
from pollwright.pages.forms import Form
from pollwright.pages.forms.amounts import pounds_of
from pollwright.projects.operations import keeping, parts
from pollwright.projects.queries.records import ProjectRecord
from pollwright.projects.states import LinkKind, MilestoneState, Quarter, Status
from pollwright.projects.web import forms, terms

Typed = Mapping[str, Any]
Doing = tuple[Form, Typed, Callable[[Typed], str | Done | None]]
"""A form, what it starts from, and what is done with it."""
ACTS = {
    "log": _t("Log a highlight"),
    "milestone": _t("Add a milestone"),
    "action": _t("Add a task or action"),
    "meeting": _t("Add a meeting of the board"),
    "lesson": _t("Add a lesson"),
    "carry": _t("Carry lessons over"),
    "link": _t("Link it"),
    "risks": _t("Open a risk register"),
    "change": _t("Change particulars"),
    "close": _t("Close the project"),
    "reopen": _t("Open it again"),
}
CHANGES = {
    "milestone": _t("Change the milestone"),
    "action": _t("Change the task or action"),
    "meeting": _t("Change the meeting"),
    "lesson": _t("Change the lesson"),
}
PARTS = {"PJM": "milestone", "PJT": "action", "PJB": "meeting", "PJL": "lesson"}
"""What a part is, by the letters that its reference begins with."""


def open_acts(actor: Actor, found: ProjectRecord) -> Iterator[tuple[str, str]]:
    """Yield name and label of what may be done with a project now."""
    if not actor.may(Permission.PLAN_EDIT):
        return
    for name, label in ACTS.items():
        if (name == "reopen") != (found.closed_on is not None):
            continue
        if name == "risks" and (found.register or not actor.may(Permission.RISKS_EDIT)):
            continue
        yield name, str(label)


def asked(actor: Actor, found: ProjectRecord, name: str, *, on: date) -> Asked:
    """Return an act on a project as its page asks for it.

    :raises Http404: where there is no act of that name.
    """
    makers: dict[str, Callable[[], Doing]] = {
        **{part: partial(_added, actor, found, part) for part in PARTS.values()},
        "log": lambda: (forms.LOG, {}, partial(_logged, actor, found, on)),
        "carry": lambda: (forms.CARRY, {}, partial(_carried, actor, found)),
        "link": lambda: (forms.LINK, {}, partial(_linked, actor, found)),
        "risks": lambda: (Form(forms.VERSION), {}, partial(_with_risks, actor, found)),
        "change": partial(_change, actor, found),
        "close": lambda: (forms.CLOSE, {}, partial(_closed, actor, found, on)),
        "reopen": lambda: (forms.REOPEN, {}, partial(_reopened, actor, found)),
    }
    if name not in makers:
        raise Http404
    form, typed, perform = makers[name]()
    label, back = ACTS[name], terms.project_href(found.reference)
    crumbs = (terms.projects_crumb(), terms.project_crumb(found.reference, found.title))
    return Asked(label, form, label, perform, back, {"version": str(found.version)} | dict(typed), crumbs)


def part_asked(actor: Actor, found: ProjectRecord, reference: str, version: int, values: Typed) -> Asked:
    """Return the change of a part as its page asks for it."""
    part = PARTS[reference[:3]]
    form = forms.part_form(part, members(actor.authority_id), _meetings(found), new=False)

    def perform(given: Typed) -> None:
        facts = forms.part_of(part, given)
        parts.change_part(actor=actor, reference=reference, version=version_in(given), facts=facts)

    typed = forms.typed_of(part, values) | {"version": str(version)}
    return _of_part(found, CHANGES[part], form, perform, typed)


def done_asked(actor: Actor, found: ProjectRecord, reference: str, version: int, title: str, *, on: date) -> Asked:
    """Return how a task or action is marked as done."""

    def perform(given: Typed) -> None:
        parts.finish_action(actor=actor, reference=reference, version=version_in(given), on=on)

    return _of_part(found, _t("Mark as done"), Form(forms.VERSION), perform, {"version": str(version)}, title)


def paper_asked(actor: Actor, found: ProjectRecord, reference: str, version: int, held_on: date) -> Asked:
    """Return how a paper is put before a meeting."""

    def perform(given: Typed) -> None:
        file = given["file"]
        parts.add_paper(
            actor=actor,
            reference=reference,
            version=version_in(given),
            title=given["title"],
            name=file.name,
            media_type=file.content_type or "application/octet-stream",
            content=file.read(),
        )

    lead = _("Board of %(day)s") % {"day": wording.day(held_on)}
    return _of_part(found, _t("Add a paper"), forms.PAPER, perform, {"version": str(version)}, lead)


def _of_part(
    found: ProjectRecord, label: Any, form: Form, perform: Callable[[Typed], None], typed: Typed, lead: str = ""
) -> Asked:
    crumbs = (terms.projects_crumb(), terms.project_crumb(found.reference, found.title))
    return Asked(label, form, label, perform, terms.project_href(found.reference), typed, crumbs, lead)


def _added(actor: Actor, found: ProjectRecord, part: str) -> Doing:
    form = forms.part_form(part, members(actor.authority_id), _meetings(found), new=True)

    def perform(given: Typed) -> None:
        parts.add_part(actor=actor, reference=found.reference, facts=forms.part_of(part, given))

    start = {"state": MilestoneState.NOT_STARTED.value, "quarter": str(Quarter.WHOLE_YEAR.value)}
    return form, start, perform


def _meetings(found: ProjectRecord) -> list[tuple[str, str]]:
    return [(one.reference, wording.day(one.held_on)) for one in found.meetings]


def _logged(actor: Actor, found: ProjectRecord, on: date, given: Typed) -> None:
    status = Status(given["status"]) if given["status"] else None
    version = version_in(given)
    keeping.log_highlight(
        actor=actor, reference=found.reference, version=version, text=given["text"], on=on, status=status
    )


def _carried(actor: Actor, found: ProjectRecord, given: Typed) -> Done:
    many = parts.carry_lessons(actor=actor, reference=found.reference, source=given["source"].strip().upper())
    return Done(_("%(many)s lessons were carried over.") % {"many": many})


def _linked(actor: Actor, found: ProjectRecord, given: Typed) -> None:
    kind = LinkKind(given["kind"])
    keeping.link_project(
        actor=actor, reference=found.reference, version=version_in(given), kind=kind, words=given["words"]
    )


def _with_risks(actor: Actor, found: ProjectRecord, given: Typed) -> None:
    keeping.open_risks(actor=actor, reference=found.reference, version=version_in(given))


def _change(actor: Actor, found: ProjectRecord) -> Doing:
    names = ("title", "service", "outcome", "manager_text", "sponsor_text", "capacity", "start_typed", "end_typed")
    typed = {name: getattr(found, name) for name in names}
    typed |= {"manager": found.manager_handle, "sponsor": found.sponsor_handle}
    typed["budget"] = pounds_of(found.budget_pence)

    def perform(given: Typed) -> None:
        keeping.change_project(
            actor=actor,
            reference=found.reference,
            version=version_in(given),
            facts=forms.project_of(given),
            reason=given["reason"],
        )

    return forms.project_form(members(actor.authority_id), new=False), typed, perform


def _closed(actor: Actor, found: ProjectRecord, on: date, given: Typed) -> None:
    keeping.close_project(
        actor=actor, reference=found.reference, version=version_in(given), achieved=given["achieved"], on=on
    )


def _reopened(actor: Actor, found: ProjectRecord, given: Typed) -> None:
    keeping.reopen_project(actor=actor, reference=found.reference, version=version_in(given), reason=given["reason"])
