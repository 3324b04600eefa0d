"""What can be done about an appointment: forms and the operations they lead to."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from typing import Any

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pollwright.access.web.acts import Asked
from pollwright.acting import Actor, Permission
from pollwright.pages.forms import Choice, Form, HiddenField, NumberField, Radios, Select, TextArea, TextField
from pollwright.pages.shell import Crumb
from pollwright.staffing.operations import appointing, standing_by
from pollwright.staffing.operations.papers import make_letter
from pollwright.staffing.queries.plans import AppointmentRow
from pollwright.staffing.queries.standing_by import standing_by as who_stands_by
from pollwright.staffing.states import Answer, AppointmentState, CallOutcome, Role
from pollwright.staffing.web import terms

Typed = Mapping[str, Any]
Made = tuple[str, Form, Typed, Callable[[Typed], str | None]]


@dataclass(frozen=True, slots=True)
class When:
    """The moment and day of an act by the authority's clock, and the address of offers, with `{token}` in it."""

    at: datetime
    on: date
    answer_at: str


VERSION = HiddenField("version")
REASON = TextArea("reason", gettext_lazy("Reason"), rows=3, longest=500)
ANSWER = Form(
    VERSION,
    Radios(
        "answer",
        gettext_lazy("They answered"),
        noun=gettext_lazy("what they answered"),
        choices=tuple(Choice(e.value, e.label) for e in Answer),
    ),
    TextArea("reason", gettext_lazy("Reason, where they gave one"), rows=3, longest=500, required=False),
)
OWN_HOURS = Form(
    VERSION,
    terms.clock_field("starts", gettext_lazy("From"), noun=gettext_lazy("when they begin")),
    terms.clock_field("ends", gettext_lazy("Until"), noun=gettext_lazy("when they end")),
    REASON,
)
HOURS = Form(
    VERSION,
    terms.clock_field("came_at", gettext_lazy("Came")),
    terms.clock_field("left_at", gettext_lazy("Left")),
    NumberField("break_minutes", gettext_lazy("Breaks, in minutes"), least=0, most=600),
    TextField(
        "miles",
        gettext_lazy("Miles driven for the poll"),
        width=5,
        pattern=terms.MILES,
        pattern_message=gettext_lazy("Enter miles such as 12 or 12.4"),
    ),
)
FORMS = Form(
    Radios(
        "form",
        gettext_lazy("As"),
        choices=(Choice("pdf", gettext_lazy("PDF")), Choice("docx", gettext_lazy("Word file, to be edited"))),
    )
)


def open_acts(actor: Actor, found: AppointmentRow) -> tuple[tuple[str, str], ...]:
    """Return name and label of what an officer may do about an appointment now."""
    place, edit, state = actor.may(Permission.STAFF_PLACE), actor.may(Permission.STAFF_EDIT), found.state
    unworked = state in (AppointmentState.PLACED, AppointmentState.OFFERED, AppointmentState.ACCEPTED)
    worked = state in (AppointmentState.ACCEPTED, AppointmentState.WORKED, AppointmentState.ABSENT)
    acts = (
        (edit and state == AppointmentState.OFFERED, "answer", _("Note the answer")),
        (edit and state in (AppointmentState.OFFERED, AppointmentState.ACCEPTED), "letter", _("Make the letter")),
        (place and unworked, "keep", _("Let the place go") if found.locked else _("Keep the place")),
        (place and unworked and found.role != Role.PRESIDING_OFFICER, "own-hours", _("Set other hours")),
        (place and unworked, "withdraw", _("Withdraw the appointment")),
        (edit and worked, "hours", _("Note hours")),
        (edit and worked and state != AppointmentState.ABSENT, "absent", _("Note that they did not come")),
    )
    return tuple((name, label) for may, name, label in acts if may)


def asked(actor: Actor, found: AppointmentRow, name: str, query: Typed, now: When) -> Asked:
    """Return an act about an appointment as its page asks for it.

    :raises Http404: where there is no act of that name.
    """
    makers: dict[str, Callable[[], Made]] = {
        "answer": partial(_answer, actor, found, now.at),
        "letter": partial(_letter, actor, found, now),
        "keep": partial(_keep, actor, found),
        "own-hours": partial(_own_hours, actor, found),
        "withdraw": partial(_withdraw, actor, found),
        "call": partial(_call, actor, found, query, now.at),
        "replace": partial(_replace, actor, found, query, now.at),
        "hours": partial(_hours, actor, found, now.on),
        "absent": partial(_absent, actor, found, now.on),
    }
    if name not in makers:
        raise Http404
    label, form, typed, perform = makers[name]()
    back = reverse("staffing:appointment", args=[found.reference])
    crumbs = (Crumb(found.plan, reverse("staffing:plan", args=[found.plan])), Crumb(found.reference, back))
    given = {"version": str(found.version)} | dict(typed)
    return Asked(label, form, label, perform, back, typed=given, crumbs=crumbs, caption=found.name)


def _own_hours(actor: Actor, found: AppointmentRow) -> Made:
    def act(given: Typed) -> None:
        appointing.set_hours(
            actor=actor,
            reference=found.reference,
            version=terms.whole(given["version"]),
            starts=terms.clock_of(given["starts"]),
            ends=terms.clock_of(given["ends"]),
            reason=given["reason"],
        )

    typed = {"starts": terms.typed_clock(found.starts), "ends": terms.typed_clock(found.ends)}
    return _("Set other hours"), OWN_HOURS, typed, act


def _answer(actor: Actor, found: AppointmentRow, at: datetime) -> Made:
    def act(given: Typed) -> None:
        appointing.answer_offer(
            actor=actor,
            reference=found.reference,
            version=terms.whole(given["version"]),
            answer=Answer(given["answer"]),
            reason=given["reason"] or "",
            at=at,
        )

    return _("Note the answer"), ANSWER, {}, act


def _letter(actor: Actor, found: AppointmentRow, now: When) -> Made:
    def act(given: Typed) -> str:
        made = make_letter(
            actor=actor,
            reference=found.reference,
            form=given["form"],
            on=now.on,
            at=now.at,
            answer_at=now.answer_at,
        )
        return reverse("files:download", args=[made.token])

    return _("Make the letter"), FORMS, {"form": "pdf"}, act


def _keep(actor: Actor, found: AppointmentRow) -> Made:
    def act(given: Typed) -> None:
        appointing.keep_place(
            actor=actor,
            reference=found.reference,
            version=terms.whole(given["version"]),
            locked=not found.locked,
            reason=given["reason"],
        )

    return _("Let the place go") if found.locked else _("Keep the place"), Form(VERSION, REASON), {}, act


def _withdraw(actor: Actor, found: AppointmentRow) -> Made:
    def act(given: Typed) -> None:
        appointing.withdraw_appointment(
            actor=actor, reference=found.reference, version=terms.whole(given["version"]), reason=given["reason"]
        )

    return _("Withdraw the appointment"), Form(VERSION, REASON), {}, act


def _reserves(actor: Actor, found: AppointmentRow) -> Select:
    rows = who_stands_by(actor.authority_id, found.reference)
    return Select(
        "reserve",
        gettext_lazy("Who"),
        noun=gettext_lazy("who it is"),
        choices=tuple(Choice(row.appointment, f"{row.name} ({row.member})") for row in rows),
    )


def _call(actor: Actor, found: AppointmentRow, query: Typed, at: datetime) -> Made:
    form = Form(
        _reserves(actor, found),
        Radios("outcome", gettext_lazy("Outcome"), choices=tuple(Choice(e.value, e.label) for e in CallOutcome)),
        terms.clock_field("arrives_by", gettext_lazy("Arrives by"), required=False),
        TextField("note", gettext_lazy("Note"), longest=300, required=False),
    )

    def act(given: Typed) -> None:
        standing_by.log_call(
            actor=actor,
            reference=found.reference,
            reserve=given["reserve"],
            outcome=CallOutcome(given["outcome"]),
            arrives_by=terms.clock_of(given["arrives_by"]) if given["arrives_by"] else None,
            note=given["note"] or "",
            at=at,
        )

    return _("Note a call"), form, {"reserve": query.get("reserve", "")}, act


def _replace(actor: Actor, found: AppointmentRow, query: Typed, at: datetime) -> Made:
    def act(given: Typed) -> str:
        made = standing_by.replace_member(
            actor=actor,
            reference=found.reference,
            version=terms.whole(given["version"]),
            reserve=given["reserve"],
            reason=given["reason"],
            at=at,
        )
        return reverse("staffing:appointment", args=[made.reference])

    form = Form(VERSION, _reserves(actor, found), REASON)
    return _("Take over"), form, {"reserve": query.get("reserve", "")}, act


def _hours(actor: Actor, found: AppointmentRow, on: date) -> Made:
    def act(given: Typed) -> None:
        standing_by.note_hours(
            actor=actor,
            reference=found.reference,
            version=terms.whole(given["version"]),
            came_at=terms.clock_of(given["came_at"]),
            left_at=terms.clock_of(given["left_at"]),
            break_minutes=given["break_minutes"],
            miles=terms.tenths_of(given["miles"]),
            on=on,
        )

    typed = {
        "came_at": terms.typed_clock(found.came_at or found.starts),
        "left_at": terms.typed_clock(found.left_at or found.ends),
        "break_minutes": "0",
        "miles": "0" if found.miles is None else f"{found.miles / 10:.1f}",
    }
    return _("Note hours"), HOURS, typed, act


def _absent(actor: Actor, found: AppointmentRow, on: date) -> Made:
    def act(given: Typed) -> None:
        standing_by.note_absence(
            actor=actor,
            reference=found.reference,
            version=terms.whole(given["version"]),
            reason=given["reason"],
            on=on,
        )

    return _("Note that they did not come"), Form(VERSION, REASON), {}, act
