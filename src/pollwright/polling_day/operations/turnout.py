"""Turnout by the hour, as stations tell it."""

from __future__ import annotations

from datetime import datetime, time

from pollwright.acting import Actor, Permission
from pollwright.audit.operations import operation
from pollwright.audit.trail import record
from pollwright.law.notices import LONDON
from pollwright.polling_day.events import stations as events
from pollwright.polling_day.models import Desk, LateChange, Turnout
from pollwright.polling_day.operations.calls import InTheFuture
from pollwright.polling_day.operations.desks import desk_of, station_of
from pollwright.polling_day.queries.stations_of_day import StationOfDay, hours_of_day, polls_of_day
from pollwright.polling_day.states import LateKind
from pollwright.refusals import Refused
from pollwright.stations.models import Station


class OutsideTheHours(Refused):
    """Nobody votes before the poll opens; the last figure is that of its close."""

    code = "polling_day.R040"
    problem = "The stations are open from {opens:%H:%M} to {closes:%H:%M}."
    remedy = "Give a time between the two."


class MoreThanElectors(Refused):
    """Nobody votes twice."""

    code = "polling_day.R041"
    problem = "Station {station} has {electors} electors who may vote in person; {voters} can't have voted."
    remedy = "Check the figure with the station."


class TurnoutFalls(Refused):
    """Whoever voted has voted."""

    code = "polling_day.R042"
    problem = "Station {station} told of {there} voters by {hour:%H:%M}; {voters} does not go with that."
    remedy = "Check both figures with the station, and correct the wrong one first, with a reason."


class FigureThere(Refused):
    """A figure that was given is corrected with a reason."""

    code = "polling_day.R043"
    problem = "Station {station} told of {there} voters by {hour:%H:%M} already."
    remedy = "To correct it, say why."


@operation(Permission.POLLING_DAY_LOG)
def log_turnout(
    *, actor: Actor, reference: str, station: str, hour: time, voters: int, at: datetime, reason: str = ""
) -> Turnout:
    """Log how many voters a station had given ballot papers by an hour.

    :param reference: of the desk.
    :param reason: why a figure that is there was wrong.
    :raises OutsideTheHours: where no station is open then.
    :raises MoreThanElectors: where it is more than may vote there in person, late additions included.
    :raises TurnoutFalls: where an earlier hour has more or a later one fewer.
    :raises FigureThere: where the hour has a figure and no reason is given.
    """
    desk = desk_of(actor, reference, lock=True)
    where = station_of(desk, station)
    _refuse_hour(desk, hour, at)
    most = where.in_person + _added(desk, where)
    if voters > most:
        raise MoreThanElectors(station=where.label, electors=most, voters=voters)
    told = dict(Turnout.objects.filter(desk=desk, station=where.id).values_list("hour", "voters"))
    before = told.pop(hour, None)
    if before is not None and not reason:
        raise FigureThere(station=where.label, there=before, hour=hour)
    _refuse_fall(where, told, hour, voters)
    figure, _created = Turnout.objects.update_or_create(
        authority_id=actor.authority_id,
        desk=desk,
        station_id=where.id,
        hour=hour,
        defaults={"voters": voters, "logged_at": at, "logged_by": actor.name},
    )
    record(
        events.TurnoutLogged(where.key, f"{hour:%H:%M}", voters),
        actor=actor,
        subjects=[desk, Station.objects.get(pk=where.id)],
        reason=reason,
        changes={"voters": (before, voters)} if before is not None else None,
    )
    return figure


def _refuse_hour(desk: Desk, hour: time, at: datetime) -> None:
    opens, closes = hours_of_day(polls_of_day(desk.authority_id, desk.day, rehearsal=desk.rehearsal))
    if not opens < hour <= closes:
        raise OutsideTheHours(opens=opens, closes=closes)
    moment = datetime.combine(desk.day, hour, tzinfo=LONDON)
    if moment > at:
        raise InTheFuture(moment=moment)


def _refuse_fall(where: StationOfDay, told: dict[time, int], hour: time, voters: int) -> None:
    for other, there in sorted(told.items()):
        if (other < hour and there > voters) or (other > hour and there < voters):
            raise TurnoutFalls(station=where.label, there=there, hour=other, voters=voters)


def _added(desk: Desk, where: StationOfDay) -> int:
    return LateChange.objects.filter(desk=desk, station=where.id, kind=LateKind.ADDITION).count()
