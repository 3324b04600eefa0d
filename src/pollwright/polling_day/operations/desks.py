"""Opening the desk of a polling day, and finding it and its stations again."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from pollwright.acting import Actor, Permission
from pollwright.audit.operations import operation
from pollwright.audit.trail import record
from pollwright.authorities.references import next_reference
from pollwright.elections.models import Poll
from pollwright.polling_day.events import desk as events
from pollwright.polling_day.models import Desk
from pollwright.polling_day.queries.stations_of_day import (
    StationOfDay,
    closes_at,
    polls_of_day,
    stations_of_day,
    stations_of_polls,
)
from pollwright.refusals import NotFound, Refused

SERIES = "PD"
USUAL_WAY_IN = timedelta(hours=2)
"""How long after the close of poll the last box is expected, unless somebody says otherwise."""


class NoPollThatDay(Refused):
    """A desk is for polls with stations."""

    code = "polling_day.R001"
    problem = "No poll with polling stations is held on {day}."
    remedy = "Check the day; a rehearsal has a desk of its own."


class DeskThere(Refused):
    """A day has one desk."""

    code = "polling_day.R002"
    problem = "The desk of {day} is open already: {reference}."
    remedy = "Open that desk."


class DeskChanged(Refused):
    """Another officer changed what the act was about."""

    code = "polling_day.R003"
    problem = "{what} was changed since you opened it."
    remedy = "Open it again to see how it stands, then repeat what you did."


class NotOfTheDay(Refused):
    """The station is of another day, or its scheme is not adopted."""

    code = "polling_day.R004"
    problem = "There is no station {station} among the adopted schemes of this day."
    remedy = "Choose one of the list. If its scheme is still a draft, adopt it first."


class DueBeforeClose(Refused):
    """Boxes come in after the poll has closed."""

    code = "polling_day.R005"
    problem = "The poll closes at {closes:%H:%M}; boxes can't be due before that."
    remedy = "Choose a later time."


@operation(Permission.POLLING_DAY_LOG)
def open_desk(*, actor: Actor, day: date, rehearsal: bool, at: datetime) -> Desk:
    """Open the desk of a day; boxes are due two hours after the last station closes.

    :raises NoPollThatDay: where no poll with stations is held then.
    :raises DeskThere: where it is open.
    """
    polls = polls_of_day(actor.authority_id, day, rehearsal=rehearsal)
    if not polls:
        raise NoPollThatDay(day=day)
    Poll.objects.select_for_update().get(pk=polls[0].pk)  # two officers at once: the second waits, and is told
    there = Desk.objects.filter(authority=actor.authority_id, day=day, rehearsal=rehearsal).first()
    if there is not None:
        raise DeskThere(day=day, reference=there.reference)
    desk = Desk.objects.create(
        authority_id=actor.authority_id,
        reference=next_reference(actor.authority_id, SERIES),
        day=day,
        rehearsal=rehearsal,
        boxes_due_at=closes_at(polls, day) + USUAL_WAY_IN,
        opened_at=at,
    )
    stations = len(stations_of_polls(actor.authority_id, [poll.pk for poll in polls]))
    record(events.DeskOpened(desk.reference, day, len(polls), stations), actor=actor, subjects=[desk, *polls])
    return desk


@operation(Permission.POLLING_DAY_LOG)
def move_boxes_due(*, actor: Actor, reference: str, version: int, due: datetime) -> Desk:
    """Say by when the last box should be in.

    :raises DeskChanged: where another officer was first.
    :raises DueBeforeClose: where the poll is still open then.
    """
    desk = desk_of(actor, reference, lock=True)
    if desk.version != version:
        raise DeskChanged(what=f"Desk {reference}")
    closes = closes_at(polls_of_day(desk.authority_id, desk.day, rehearsal=desk.rehearsal), desk.day)
    if due < closes:
        raise DueBeforeClose(closes=closes)
    before, desk.boxes_due_at = desk.boxes_due_at, due
    desk.version += 1
    desk.save(update_fields=["boxes_due_at", "version"])
    record(events.BoxesDueMoved(reference, due), actor=actor, subjects=[desk], changes={"due": (before, due)})
    return desk


def desk_of(actor: Actor, reference: str, *, lock: bool = False) -> Desk:
    """Return a desk.

    :raises NotFound: where the actor's authority has none of that reference.
    """
    held = Desk.objects.select_for_update() if lock else Desk.objects
    desk = held.filter(authority=actor.authority_id, reference=reference).first()
    if desk is None:
        raise NotFound(kind="desk", reference=reference)
    return desk


def station_of(desk: Desk, key: str) -> StationOfDay:
    """Return a station of the day, by scheme and number such as SCH0000001/4.

    :raises NotOfTheDay: where no adopted scheme of the day has it.
    """
    found = next((one for one in stations_of_day(desk) if one.key == key), None)
    if found is None:
        raise NotOfTheDay(station=key)
    return found
