"""Planning notices: the officer says which, the law says when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from pollwright.law.calendars import BeyondTheCalendar, Calendar
from pollwright.law.notices import ImpossibleDate, NoticeDates, election_notices, monthly_notice, second_interim_range
from pollwright.pages.forms import BoundForm, Choice, DateField, Form, HiddenField, Radios, Select
from pollwright.pages.shell import Crumb
from pollwright.pages.wording import month, short_day
from pollwright.register.web.notices_shown import KIND_NAMES

MONTHS_AHEAD = 12


@dataclass(frozen=True, slots=True)
class PlanPage:
    """The form that plans notices, and the days that the law gives for what was entered."""

    title: str
    crumbs: tuple[Crumb, ...]
    form: BoundForm
    proposed: tuple[NoticeDates, ...]
    names: dict[str, str]


def plan_form(today: date, areas: tuple[tuple[str, str], ...]) -> Form:
    """Return the form: a monthly notice of a month, or the notices of an election."""
    firsts = [
        date(today.year + (today.month - 1 + ahead) // 12, (today.month - 1 + ahead) % 12 + 1, 1)
        for ahead in range(MONTHS_AHEAD)
    ]
    months = tuple(Choice(f"{first:%Y-%m}", month(first)) for first in firsts)
    election = (
        DateField("poll_on", _("Polling day"), noun=_("polling day")),
        DateField(
            "nominations_close",
            _("Last day for delivery of nominations"),
            hint=_("The first interim notice is published on this day. For a referendum, the 19th working day before."),
        ),
        DateField(
            "second_interim",
            _("Second interim notice"),
            hint=_("A working day after the first and before the final notice. Leave blank to plan it later."),
            required=False,
        ),
        Select(
            "area",
            _("Electoral area"),
            required=False,
            empty=_("The whole authority"),
            choices=tuple(Choice(*one) for one in areas),
        ),
        Radios(
            "registers",
            _("Registers of this poll"),
            hint=_("A notice for a local poll in part of the area alters the local government register only."),
            choices=(
                Choice("both", _("Both")),
                Choice("local", _("Local government")),
                Choice("parliamentary", _("Parliamentary")),
            ),
        ),
    )
    return Form(
        Radios(
            "kind",
            _("What is to be planned"),
            choices=(
                Choice("monthly", _("A monthly notice"), reveals=(Select("month", _("Month"), choices=months),)),
                Choice("election", _("The notices of an election"), reveals=election),
            ),
        ),
        HiddenField("confirmed", required=False),
    )


def proposed(form: BoundForm, calendar: Calendar, final_days: int) -> tuple[BoundForm, tuple[NoticeDates, ...]]:
    """Return the days that the law gives for a filled form, or the form with what the law does not allow.

    :param final_days: working days from the final notice to the poll, five or six (REG-331).
    """
    values = form.values
    try:
        if values["kind"] == "monthly":
            year, month = map(int, values["month"].split("-"))
            return form, (monthly_notice(year, month, calendar),)
        close, second = values["nominations_close"], values["second_interim"]
        found = election_notices(values["poll_on"], close, second, calendar, final_days)
    except BeyondTheCalendar as unknown:
        return form.with_problem("kind", str(unknown)), ()
    except ImpossibleDate as impossible:
        at_fault = _at_fault(values, calendar, final_days)
        if at_fault == "second_interim":
            return form.with_problem(at_fault, _range(values, calendar, final_days)), ()
        return form.with_problem(at_fault, str(impossible)), ()
    return form, found


def drafts(form: BoundForm, found: tuple[NoticeDates, ...]) -> list[dict[str, Any]]:
    """Return the arguments of the drafts that a confirmed plan makes."""
    values = form.values
    title = _("%(kind)s notice of alteration, %(day)s")
    poll = {}
    if values["kind"] == "election":
        areas = (int(values["area"]),) if values["area"] else ()
        poll = {"poll_on": values["poll_on"], "areas": areas, "registers": values["registers"]}
    return [
        {
            "dates": dates,
            "title": title % {"kind": KIND_NAMES[dates.kind], "day": short_day(dates.published_on)},
            **poll,
        }
        for dates in found
    ]


def _at_fault(values: Any, calendar: Calendar, final_days: int) -> str:
    if not calendar.is_working_day(values["poll_on"]):
        return "poll_on"
    try:
        election_notices(values["poll_on"], values["nominations_close"], None, calendar, final_days)
    except ImpossibleDate:
        return "nominations_close"
    return "second_interim"


def _range(values: Any, calendar: Calendar, final_days: int) -> str:
    first, last = second_interim_range(values["nominations_close"], values["poll_on"], calendar, final_days)
    return _("The second interim notice must be published on a working day from %(first)s to %(last)s") % {
        "first": short_day(first),
        "last": short_day(last),
    }
