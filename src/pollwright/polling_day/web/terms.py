"""Words and tags of this room's states, and the questions that several of its forms ask."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pollwright.law.notices import LONDON
from pollwright.pages import wording
from pollwright.pages.forms import Choice, HiddenField, Select, TextArea, TextField
from pollwright.pages.forms.fields import Words
from pollwright.pages.tags import Colour, Tag
from pollwright.polling_day.queries.desk_rows import DeskRow
from pollwright.polling_day.queries.stations_of_day import StationOfDay, stations_of_day
from pollwright.polling_day.states import CheckAnswer, Condition, DropState, LateState, Open, Severity
from pollwright.stations.web.terms import CLOCK, clock_of

VERSION = HiddenField("version")
REASON = TextArea("reason", gettext_lazy("Reason"), rows=3, longest=500)


def choices(of: Any) -> tuple[Choice, ...]:
    """Return the choices of a form from an enumeration."""
    return tuple(Choice(each.value, each.label) for each in of)


def pairs(of: Any) -> tuple[tuple[str, str], ...]:
    """Return the choices of a filter from an enumeration."""
    return tuple((each.value, str(each.label)) for each in of)


def label(of: Any, value: str) -> str:
    """Return the words of a value of an enumeration."""
    return str(of(value).label)


def station_select(desk: DeskRow, *, required: bool = True) -> Select:
    """Return the question which station it is about."""
    stations = stations_of_day(desk)
    return Select(
        "station",
        gettext_lazy("Station"),
        required=required,
        choices=tuple(Choice(one.key, named(one, stations)) for one in stations),
        empty="" if required else gettext_lazy("No station"),
    )


def named(station: StationOfDay, among: list[StationOfDay]) -> str:
    """Return how a station is named; with its polls where several schemes have stations that day."""
    several = len({one.scheme for one in among}) > 1
    return f"{station.label} ({station.title})" if several else station.label


def clock_field(name: str, words: Words) -> TextField:
    """Return a question for a time of day, which must be answered."""
    return TextField(
        name,
        words,
        width=5,
        hint=gettext_lazy("On the 24-hour clock, such as 14:05"),
        pattern=CLOCK,
        pattern_message=gettext_lazy("Enter a time such as 6:15 or 22:30"),
    )


def time_of(typed: str) -> time:
    """Return the time that was typed, which the form has checked."""
    found = clock_of(typed)
    if found is None:
        raise ValueError("the form asks for a time")
    return found


def moment_on(desk: DeskRow, typed: str, *, now: datetime) -> datetime:
    """Return the moment of a time that was typed: of today, or in the night after polling day of the evening before."""
    today = now.astimezone(LONDON).date()
    found = datetime.combine(today, time_of(typed), tzinfo=LONDON)
    return found - timedelta(days=1) if found > now and today > desk.day else found


def due_on(desk: DeskRow, typed: str, *, next_day: bool) -> datetime:
    """Return the moment of a time on polling day, or in the night after it."""
    day = desk.day + timedelta(days=1) if next_day else desk.day
    return datetime.combine(day, time_of(typed), tzinfo=LONDON)


def typed_clock(at: datetime) -> str:
    """Return the time of a moment as a form shows it."""
    return f"{at.astimezone(LONDON):%H:%M}"


def station_words(number: int | None, venue_name: str | None) -> str:
    """Return a station on one line; none where it is about no station."""
    return f"{number} {venue_name}" if number is not None else _("No station")


def state_tag(state: str) -> Tag:
    """Return whether something is open, as a tag."""
    return Tag(label(Open, state), Colour.YELLOW if state == Open.OPEN else Colour.GREEN)


def severity_tag(severity: str) -> Tag:
    """Return how bad an incident is, as a tag."""
    colours = {Severity.LOW: Colour.BLUE, Severity.SERIOUS: Colour.ORANGE, Severity.STOPS: Colour.RED}
    return Tag(label(Severity, severity), colours[Severity(severity)])


def late_tag(state: str) -> Tag:
    """Return whether a station knows of a late change, as a tag."""
    return Tag(label(LateState, state), Colour.RED if state == LateState.WAITING else Colour.GREEN)


def box_tag(state: str) -> Tag:
    """Return whether a box is in, as a tag."""
    words = {"in": _("In"), "missing": _("Missing"), "late": _("Late")}
    colours = {"in": Colour.GREEN, "missing": Colour.YELLOW, "late": Colour.RED}
    return Tag(words[state], colours[state])


def heard_tag() -> Tag:
    """Return the tag of a station that should have been heard of."""
    return Tag(_("Not heard of"), Colour.RED)


def condition_tag(condition: str) -> Tag:
    """Return whether equipment is fit for use, as a tag."""
    colours = {
        Condition.GOOD: Colour.GREEN,
        Condition.WORN: Colour.YELLOW,
        Condition.REPAIR: Colour.ORANGE,
        Condition.SCRAPPED: Colour.GREY,
    }
    return Tag(label(Condition, condition), colours[Condition(condition)])


def drop_tag(state: str) -> Tag:
    """Return whether a van has been at a venue, as a tag."""
    colours = {DropState.PLANNED: Colour.BLUE, DropState.DONE: Colour.GREEN, DropState.FAILED: Colour.RED}
    return Tag(label(DropState, state), colours[DropState(state)])


def answer_tag(answer: str) -> Tag:
    """Return what an inspector found, as a tag."""
    colours = {CheckAnswer.RIGHT: Colour.GREEN, CheckAnswer.MENDED: Colour.YELLOW, CheckAnswer.FAULT: Colour.RED}
    return Tag(label(CheckAnswer, answer), colours[CheckAnswer(answer)])


def desk_title(desk: DeskRow) -> str:
    """Return what a desk is called."""
    words = _("Rehearsal of %(day)s") if desk.rehearsal else _("Polling day, %(day)s")
    return words % {"day": wording.day(desk.day)}
