"""Amending a scheme that was adopted: a venue lost after the cards went out, a district sent elsewhere."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet

from pollwright.acting import Actor, Permission
from pollwright.audit.operations import operation
from pollwright.audit.trail import record
from pollwright.elections.operations.underneath import Change, What, changed_underneath
from pollwright.law.notices import LONDON
from pollwright.refusals import NotFound, Refused
from pollwright.stations.events import schemes as events
from pollwright.stations.models import Allotment, Amendment, Scheme, Station, Venue
from pollwright.stations.operations.finder import follow_amendment
from pollwright.stations.operations.schemes import NotAdopted, SchemeChanged, day_of, recount, scheme_of
from pollwright.stations.operations.stations import polled_here, room_of, station_in_hand, station_of
from pollwright.stations.operations.venues import venue_in_use
from pollwright.stations.queries.affected import AffectedElector, affected_electors
from pollwright.stations.queries.polled import polls_of
from pollwright.stations.queries.words import venue_line
from pollwright.stations.states import AmendmentKind, SchemeState


class NoBackup(Refused):
    """No backup venue was named."""

    code = "stations.R043"
    problem = "Station {number} has no backup venue."
    remedy = "Name one, or move the station to a venue of your choice."


class NothingMoved(Refused):
    """An amendment must change something."""

    code = "stations.R044"
    problem = "Station {number} is there already."
    remedy = "Choose another venue, room or station."


class PollHasGone(Refused):
    """The poll is over."""

    code = "stations.R045"
    problem = "The poll of scheme {reference} was on {day}."
    remedy = "Nothing can be changed any more; the scheme stands as it was used."


@operation(Permission.STATIONS_EDIT)
def use_backup(
    *, actor: Actor, reference: str, number: int, version: int, reason: str, at: datetime, on: date
) -> Amendment:
    """Move a station of an adopted scheme to the backup venue that was named for it.

    :raises NoBackup: where none was.
    """
    station = station_in_hand(actor, reference, number, version)
    if station.backup is None:
        raise NoBackup(number=number)
    scheme = _to_amend(actor, reference, on)
    return _moved(actor, scheme, station, venue_in_use(actor, station.backup.reference), "", reason, at)


@operation(Permission.STATIONS_EDIT)
def move_station(
    *,
    actor: Actor,
    reference: str,
    number: int,
    version: int,
    venue: str,
    reason: str,
    at: datetime,
    on: date,
    room: str = "",
) -> Amendment:
    """Move a station of an adopted scheme to another venue or room. Everything that names it reads the new one.

    :raises NothingMoved: where it is there already.
    :raises PollHasGone: after the day of the poll.
    """
    station = station_in_hand(actor, reference, number, version)
    scheme = _to_amend(actor, reference, on)
    to = venue_in_use(actor, venue)
    return _moved(actor, scheme, station, to, room_of(to, room), reason, at)


@operation(Permission.STATIONS_EDIT)
def move_district(
    *, actor: Actor, reference: str, version: int, district: str, number: int, reason: str, at: datetime, on: date
) -> Amendment:
    """Send a whole district of an adopted scheme to another station, wherever its electors were to vote before.

    :raises NothingMoved: where all of it votes there already.
    """
    scheme = _to_amend(actor, reference, on)
    if scheme.version != version:
        raise SchemeChanged(reference=reference)
    [polled] = polled_here(actor, scheme, [district])
    station = station_of(actor, scheme, number)
    held = Allotment.objects.filter(authority=actor.authority_id, scheme=scheme, district=polled.id)
    before = sorted(set(held.values_list("station__number", flat=True)))
    if before == [number]:
        raise NothingMoved(number=number)
    held.delete()
    Allotment.objects.create(authority_id=actor.authority_id, scheme=scheme, station=station, district_id=polled.id)
    recount(scheme, on, [polled.id])
    moved = list(_ranges(Allotment.objects.filter(scheme=scheme, district=polled.id)))
    words = ", ".join(map(str, before))
    return _amend(actor, scheme, _Change(AmendmentKind.DISTRICT, station, words, str(number), moved, reason, at))


@operation(Permission.PAPERS_PREPARE)
def list_affected(*, actor: Actor, reference: str, amendment: int, on: date) -> list[AffectedElector]:
    """Return whom an amendment affects, for letters, from the register in force; that it was listed is recorded.

    Anonymous electors stand in it without name or address: their letters are made from their sealed particulars.
    """
    scheme = scheme_of(actor, reference)
    found = Amendment.objects.filter(authority=actor.authority_id, scheme=scheme, number=amendment).first()
    if found is None:
        raise NotFound(kind="amendment", reference=amendment)
    electors = affected_electors(scheme, found.affected, on=on, day=day_of(scheme))
    record(
        events.AffectedListed(reference, amendment, len(electors)),
        actor=actor,
        subjects=[scheme, ("station", found.station_id)],
    )
    return electors


@dataclass(frozen=True, slots=True)
class _Change:
    """What an amendment changes, and the ranges (district, first, last, electors) that it concerns."""

    kind: AmendmentKind
    station: Station
    before: str
    after: str
    ranges: list[tuple[str, int, int | None, int]]
    reason: str
    at: datetime


def _moved(
    actor: Actor, scheme: Scheme, station: Station, to: Venue, room: str, reason: str, at: datetime
) -> Amendment:
    before = venue_line(station.venue, station.room)
    if (station.venue_id, station.room) == (to.pk, room):
        raise NothingMoved(number=station.number)
    station.venue, station.room = to, room
    if station.backup_id == to.pk:
        station.backup = None
    station.version += 1
    station.save()
    ranges = list(_ranges(Allotment.objects.filter(authority=actor.authority_id, station=station)))
    change = _Change(AmendmentKind.VENUE, station, before, venue_line(to, room), ranges, reason, at)
    return _amend(actor, scheme, change)


def _amend(actor: Actor, scheme: Scheme, change: _Change) -> Amendment:
    scheme.amended += 1
    scheme.version += 1
    scheme.save(update_fields=["amended", "version"])
    amendment = Amendment.objects.create(
        authority_id=actor.authority_id,
        scheme=scheme,
        number=scheme.amended,
        kind=change.kind,
        station=change.station,
        before=change.before[:500],
        after=change.after[:500],
        affected=[[code, first, last] for code, first, last, _ in change.ranges],
        electors=sum(electors for *_, electors in change.ranges),
        reason=change.reason,
        made_at=change.at,
    )
    record(
        events.SchemeAmended(
            scheme.reference, amendment.number, change.station.number, change.after[:200], amendment.electors
        ),
        actor=actor,
        subjects=[scheme, change.station],
        reason=change.reason,
        changes={change.kind.value: (change.before, change.after)},
    )
    polls = tuple(poll.pk for poll in polls_of(scheme))
    because = f"station {change.station.number} was changed by amendment {amendment.number}"
    changed_underneath(actor, Change(What.STATIONS, because, polls=polls))
    follow_amendment(actor, scheme, because, change.at.astimezone(LONDON).date())
    return amendment


def _to_amend(actor: Actor, reference: str, on: date) -> Scheme:
    scheme = scheme_of(actor, reference, lock=True)
    if scheme.state != SchemeState.ADOPTED:
        raise NotAdopted(reference=reference)
    if on > day_of(scheme):
        raise PollHasGone(reference=reference, day=day_of(scheme))
    return scheme


def _ranges(held: QuerySet[Allotment]) -> Iterable[tuple[str, int, int | None, int]]:
    return held.order_by("district__code", "first_number").values_list(
        "district__code", "first_number", "last_number", "electors"
    )
