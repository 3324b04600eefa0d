"""Words and tags of this room's states, and the small readers of its forms."""

from __future__ import annotations

import re
from datetime import time

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pollwright.law.staffing import Tie
from pollwright.pages import wording
from pollwright.pages.forms import Choice, TextField
from pollwright.pages.forms.fields import Words
from pollwright.pages.tags import Colour, Tag, TagSet
from pollwright.staffing.queries.reminding import Owed
from pollwright.staffing.states import (
    AppointmentState,
    AttendanceState,
    MemberState,
    PlanState,
    RecordKind,
    Role,
    Ruling,
)

CLOCK = re.compile(r"([01]?[0-9]|2[0-3])[:.]([0-5][0-9])")
MILES = re.compile(r"[0-9]{1,4}(\.[0-9])?")
TIES = {
    Tie.CANDIDATE: gettext_lazy("Candidate"),
    Tie.AGENT: gettext_lazy("Election agent"),
    Tie.SUBSCRIBER: gettext_lazy("Signed a nomination"),
}


def _tags(colours: dict) -> TagSet:
    return TagSet({state.value: Tag(str(state.label), colour) for state, colour in colours.items()})


def appointment_tag(state: str) -> Tag:
    """Return how far an appointment is."""
    colours = {
        AppointmentState.PLACED: Colour.GREY,
        AppointmentState.OFFERED: Colour.BLUE,
        AppointmentState.ACCEPTED: Colour.GREEN,
        AppointmentState.DECLINED: Colour.RED,
        AppointmentState.WITHDRAWN: Colour.ORANGE,
        AppointmentState.WORKED: Colour.TEAL,
        AppointmentState.ABSENT: Colour.RED,
    }
    return _tags(colours).of(state)


OWED = {
    Owed.ANSWER: gettext_lazy("The answer to an offer"),
    Owed.RIGHT_TO_WORK: gettext_lazy("Right to work"),
    Owed.TRAINING: gettext_lazy("Training"),
    Owed.DECLARATION: gettext_lazy("Declaration of impartiality"),
}
"""What somebody with a place may still owe."""


def member_tag(state: str) -> Tag:
    """Return whether somebody is in the bank."""
    colours = {MemberState.APPLIED: Colour.BLUE, MemberState.BANK: Colour.GREEN, MemberState.LEFT: Colour.GREY}
    return _tags(colours).of(state)


def plan_tag(state: str) -> Tag:
    """Return how far a plan is."""
    return _tags({PlanState.DRAFT: Colour.BLUE, PlanState.RELEASED: Colour.GREEN, PlanState.ENDED: Colour.GREY}).of(
        state
    )


def ruling_tag(state: str) -> Tag:
    """Return what was decided about a possible conflict."""
    return _tags({Ruling.OPEN: Colour.YELLOW, Ruling.BARRED: Colour.RED, Ruling.CLEARED: Colour.GREEN}).of(state)


def attendance_tag(state: str) -> Tag:
    """Return whether somebody came to a briefing."""
    colours = {
        AttendanceState.BOOKED: Colour.BLUE,
        AttendanceState.ATTENDED: Colour.GREEN,
        AttendanceState.MISSED: Colour.RED,
    }
    return _tags(colours).of(state)


def yes_tag(holds: bool, lacking: bool = True) -> Tag:
    """Return yes in green, or no in red."""
    return Tag(_("Yes"), Colour.GREEN) if holds else Tag(_("No"), Colour.RED if lacking else Colour.GREY)


def choices(states: type) -> tuple[tuple[str, str], ...]:
    """Return the values and labels of some choices, for a filter."""
    return tuple((each.value, str(each.label)) for each in states)  # type: ignore[attr-defined]


def role_choices(roles: tuple[Role, ...]) -> tuple[Choice, ...]:
    """Return roles to choose from in a form."""
    return tuple(Choice(role.value, role.label) for role in roles)


def role_of(value: str) -> str:
    """Return a role in words."""
    return str(Role(value).label)


def kind_of(value: str) -> str:
    """Return the kind of a record in words."""
    return str(RecordKind(value).label)


def tie_of(value: str) -> str:
    """Return a tie in words."""
    return str(TIES[Tie(value)])


def post_place(station: int | None, venue: str, session: str = "") -> str:
    """Return where a post is, or of which session, in words."""
    if station is None:
        return session or _("The whole poll")
    return _("Station %(number)s, %(venue)s") % {"number": station, "venue": venue}


def clock_field(name: str, label: Words, *, required: bool = True, noun: Words = "") -> TextField:
    """Return a question for a time of day."""
    return TextField(
        name,
        label,
        noun=noun,
        required=required,
        width=5,
        hint=gettext_lazy("On the 24-hour clock, such as 6:15"),
        pattern=CLOCK,
        pattern_message=gettext_lazy("Enter a time such as 6:15 or 22:30"),
    )


def clock_of(typed: str) -> time:
    """Return the time that was typed."""
    hours, minutes = re.split(r"[:.]", typed)
    return time(int(hours), int(minutes))


def tenths_of(typed: str) -> int:
    """Return miles that were typed as tenths, without ever being a fraction."""
    whole, _point, tenth = typed.partition(".")
    return int(whole) * 10 + int(tenth or 0)


def typed_clock(value: time | None) -> str:
    """Return a time as a form shows it."""
    return f"{value:%H:%M}" if value else ""


def hours_of_day(starts: time, ends: time) -> str:
    """Return hours of work in words; an end before the start is of the next morning."""
    said = f"{wording.clock(starts)} – {wording.clock(ends)}"
    return _("%(hours)s, the next morning") % {"hours": said} if ends < starts else said


def miles_words(tenths: int | None) -> str:
    """Return tenths of a mile in words."""
    return "" if tenths is None else _("%(miles)s miles") % {"miles": f"{tenths / 10:.1f}"}


def hours_words(minutes: int | None) -> str:
    """Return minutes as hours and minutes."""
    if minutes is None:
        return ""
    return _("%(hours)s hours %(minutes)s minutes") % {"hours": minutes // 60, "minutes": minutes % 60}


def whole(typed: str | None) -> int:
    """Return a number that travelled with a form unseen; one that is none matches nothing."""
    return int(typed) if typed and typed.isdigit() else -1
