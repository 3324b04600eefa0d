"""Stations of a draft, and which electors vote at which."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db.models import Max

from pollwright.acting import Actor, Permission
from pollwright.audit.operations import operation
from pollwright.audit.trail import record
from pollwright.refusals import NotFound, Refused
from pollwright.stations.events import schemes as events
from pollwright.stations.models import Allotment, Scheme, Station, Venue
from pollwright.stations.operations.schemes import draft_of, recount, scheme_of
from pollwright.stations.operations.venues import venue_in_use
from pollwright.stations.queries.polled import PolledDistrict, polled_districts, polls_of
from pollwright.stations.states import SchemeState


class NumberTaken(Refused):
    """Stations of a scheme have numbers of their own."""

    code = "stations.R030"
    problem = "Scheme {reference} already has station {number}."
    remedy = "Choose another number."


class StationChanged(Refused):
    """Another officer changed the station."""

    code = "stations.R031"
    problem = "Station {number} was changed since you opened it."
    remedy = "Open it again to see how it stands, then repeat what you did."


class StationHasElectors(Refused):
    """A station with electors can't be taken out."""

    code = "stations.R032"
    problem = "Districts vote at station {number}: {districts}."
    remedy = "Allot them to another station first."


class NotPolled(Refused):
    """No poll of the scheme is taken in a district."""

    code = "stations.R033"
    problem = "No poll of scheme {reference} is taken in district {district}."
    remedy = "Check its letters, and the areas of the contests."


class NoSuchRoom(Refused):
    """The venue has no room of that name."""

    code = "stations.R034"
    problem = "Venue {venue} has no room {room}."
    remedy = "Choose one of: {rooms}."


class BadDivision(Refused):
    """The parts of a district do not follow each other."""

    code = "stations.R035"
    problem = "The parts must end at rising numbers, the last at none, each at another station."
    remedy = "Give each part the number that it ends with, and leave the last one's empty."


class OwnBackup(Refused):
    """A venue can't stand in for itself."""

    code = "stations.R036"
    problem = "Venue {venue} can't be its own backup."
    remedy = "Choose another venue."


@operation(Permission.STATIONS_EDIT)
def add_station(
    *, actor: Actor, reference: str, version: int, venue: str, room: str = "", number: int | None = None
) -> Station:
    """Add a station to a draft; without a number it gets the next one.

    :raises NumberTaken: where there is one of this number.
    :raises NoSuchRoom: where the venue names its rooms and this is not one.
    """
    scheme = draft_of(actor, reference, version)
    held = Station.objects.filter(authority=actor.authority_id, scheme=scheme)
    wanted = number or (held.aggregate(last=Max("number"))["last"] or 0) + 1
    if held.filter(number=wanted).exists():
        raise NumberTaken(reference=reference, number=wanted)
    at = venue_in_use(actor, venue)
    station = Station.objects.create(
        authority_id=actor.authority_id, scheme=scheme, number=wanted, venue=at, room=room_of(at, room)
    )
    touch(scheme)
    record(events.StationAdded(reference, wanted, venue), actor=actor, subjects=[station, scheme])
    return station


@operation(Permission.STATIONS_EDIT)
def change_station(
    *,
    actor: Actor,
    reference: str,
    number: int,
    version: int,
    venue: str,
    room: str = "",
    backup: str = "",
    note: str = "",
) -> Station:
    """Change a station of a draft; of an adopted scheme only its backup and note, the rest is amended.

    :param note: why it has more electors than the guidance allows, or lies outside its district.
    :raises StationChanged: where another officer changed it, or where an adopted one's venue or room would change.
    """
    station = station_in_hand(actor, reference, number, version)
    at = venue_in_use(actor, venue) if venue != station.venue.reference else station.venue
    instead = venue_in_use(actor, backup) if backup else None
    if instead is not None and instead.pk == at.pk:
        raise OwnBackup(venue=venue)
    wanted = {"venue": at, "room": room_of(at, room), "backup": instead, "note": note}
    moved = (station.venue_id, station.room) != (at.pk, wanted["room"])
    if moved and station.scheme.state != SchemeState.DRAFT:
        draft_of(actor, reference, station.scheme.version)
    changes = {
        name: (_said(getattr(station, name)), _said(value))
        for name, value in wanted.items()
        if getattr(station, name) != value
    }
    for name, value in wanted.items():
        setattr(station, name, value)
    station.version += 1
    station.save()
    record(events.StationChanged(reference, number), actor=actor, subjects=[station, at], changes=changes)
    return station


@operation(Permission.STATIONS_EDIT)
def remove_station(*, actor: Actor, reference: str, number: int, version: int) -> Scheme:
    """Take a station that nobody votes at out of a draft.

    :raises StationHasElectors: where districts are allotted to it.
    """
    station = station_in_hand(actor, reference, number, version)
    scheme = draft_of(actor, reference, station.scheme.version)
    codes = station.allotments.order_by("district__code").values_list("district__code", flat=True)
    if codes:
        raise StationHasElectors(number=number, districts=", ".join(dict.fromkeys(codes)))
    touch(scheme)
    record(events.StationRemoved(reference, number), actor=actor, subjects=[scheme, station])
    station.delete()
    return scheme


@operation(Permission.STATIONS_EDIT)
def allot_districts(
    *, actor: Actor, reference: str, version: int, number: int, districts: Sequence[str], on: date
) -> Scheme:
    """Put whole districts, by their letters, at a station of a draft, wherever they were before.

    :raises NotPolled: where no poll of the scheme is taken in one of them.
    """
    scheme = draft_of(actor, reference, version)
    station = station_of(actor, scheme, number)
    found = polled_here(actor, scheme, districts)
    Allotment.objects.filter(scheme=scheme, district__in=[district.id for district in found]).delete()
    Allotment.objects.bulk_create(
        Allotment(authority_id=actor.authority_id, scheme=scheme, station=station, district_id=district.id)
        for district in found
    )
    recount(scheme, on, [district.id for district in found])
    codes = tuple(district.code for district in found)
    record(
        events.DistrictsAllotted(reference, number, len(found), codes),
        actor=actor,
        subjects=[scheme, station, *(("pollingdistrict", district.id) for district in found)],
    )
    return scheme


@operation(Permission.STATIONS_EDIT)
def divide_district(
    *,
    actor: Actor,
    reference: str,
    version: int,
    district: str,
    parts: Sequence[tuple[int, int | None]],
    on: date,
) -> Scheme:
    """Divide a district of a draft between stations by the numbers of its electors (G-01).

    :param parts: number of the station and last number of electors of each part, in order; the last part has None, so
        that electors who are added behind have a station. The first begins with 1, each other after the one before.
    :raises BadDivision: where the numbers do not rise, the last part has an end, or a station comes twice.
    """
    scheme = draft_of(actor, reference, version)
    [polled] = polled_here(actor, scheme, [district])
    ends = [end for _, end in parts[:-1]]
    rising = all(end is not None for end in ends) and ends == sorted(
        {end for end in ends if end is not None and end > 0}
    )
    if len(parts) < 2 or not rising or parts[-1][1] is not None or len({number for number, _ in parts}) < len(parts):
        raise BadDivision
    firsts = [1, *(end + 1 for end in ends if end is not None)]
    stations = [station_of(actor, scheme, number) for number, _ in parts]
    Allotment.objects.filter(scheme=scheme, district=polled.id).delete()
    made = Allotment.objects.bulk_create(
        Allotment(
            authority_id=actor.authority_id,
            scheme=scheme,
            station=station,
            district_id=polled.id,
            first_number=first,
            last_number=last,
        )
        for station, first, (_, last) in zip(stations, firsts, parts, strict=True)
    )
    recount(scheme, on, [polled.id])
    ranges = tuple(f"{row.first_number}-{row.last_number or ''}" for row in made)
    record(
        events.DistrictDivided(reference, district, len(made), ranges),
        actor=actor,
        subjects=[scheme, *stations, ("pollingdistrict", polled.id)],
    )
    return scheme


def station_in_hand(actor: Actor, reference: str, number: int, version: int) -> Station:
    """Return a station, locked.

    :raises StationChanged: where it was changed since `version`.
    """
    station = (
        Station.objects.select_for_update(of=("self",))
        .select_related("scheme", "venue")
        .filter(scheme=scheme_of(actor, reference), number=number)
        .first()
    )
    if station is None:
        raise NotFound(kind="station", reference=number)
    if station.version != version:
        raise StationChanged(number=number)
    return station


def station_of(actor: Actor, scheme: Scheme, number: int) -> Station:
    """Return a station of a scheme.

    :raises NotFound: where it has none of this number.
    """
    station = Station.objects.filter(authority=actor.authority_id, scheme=scheme, number=number).first()
    if station is None:
        raise NotFound(kind="station", reference=number)
    return station


def polled_here(actor: Actor, scheme: Scheme, codes: Sequence[str]) -> list[PolledDistrict]:
    """Return the districts of some letters in which a poll of the scheme is taken.

    :raises NotPolled: naming the first of which there is none.
    """
    known = {district.code: district for district in polled_districts(actor.authority_id, polls_of(scheme))}
    wanted = list(dict.fromkeys(codes))
    for code in wanted:
        if code not in known:
            raise NotPolled(reference=scheme.reference, district=code)
    return [known[code] for code in wanted]


def room_of(venue: Venue, room: str) -> str:
    """Return the room as it is kept.

    :raises NoSuchRoom: where the venue names its rooms and this is not one.
    """
    if room and venue.rooms and room not in venue.rooms:
        raise NoSuchRoom(venue=venue.reference, room=room, rooms=", ".join(venue.rooms))
    return room


def touch(scheme: Scheme) -> None:
    """Count a change of the scheme, so that another officer who has an older version is told."""
    scheme.version += 1
    scheme.save(update_fields=["version"])


def _said(value: object) -> object:
    return value.reference if isinstance(value, Venue) else value
