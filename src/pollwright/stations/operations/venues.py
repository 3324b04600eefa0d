"""Acts on venues: adding and changing them, their accessibility, and whom to ring."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date, time

from pollwright.acting import Actor, Permission
from pollwright.audit.operations import operation
from pollwright.audit.trail import record
from pollwright.authorities.references import next_reference
from pollwright.places.models import PollingPlace
from pollwright.places.operations.properties import stored_postcode
from pollwright.refusals import NotFound, Refused
from pollwright.stations.events import venues as events
from pollwright.stations.models import Station, Venue, VenueContact
from pollwright.stations.states import AccessQuestion, ContactRole, access_of

SERIES = "VEN"


class VenueChanged(Refused):
    """Another officer changed the venue."""

    code = "stations.R001"
    problem = "Venue {reference} was changed since you opened it."
    remedy = "Open it again to see how it stands, then repeat what you did."


class VenueInUse(Refused):
    """Stations stand in the venue, or fall back on it."""

    code = "stations.R002"
    problem = "{stations} stations of polls to come are in venue {reference} or fall back on it."
    remedy = "Move those stations first."


class PlaceHasVenue(Refused):
    """One venue stands for a polling place."""

    code = "stations.R003"
    problem = "Polling place {place} already has venue {venue}."
    remedy = "Change that venue, or leave the polling place of this one out."


class VenueOutOfUse(Refused):
    """The venue was taken out of use."""

    code = "stations.R004"
    problem = "Venue {reference} is out of use since {on}."
    remedy = "Choose another venue."


class HoursBackwards(Refused):
    """A time must come before another."""

    code = "stations.R005"
    problem = "The time from which is not before the time until which."
    remedy = "Check both times."


@dataclass(frozen=True, slots=True)
class VenueFacts:
    """What is known of a venue. `rooms` are named only where several can hold a station."""

    name: str
    address1: str = ""
    address2: str = ""
    address3: str = ""
    address4: str = ""
    postcode: str = ""
    uprn: int | None = None
    school: bool = False
    rooms: Sequence[str] = ()
    hire_pence: int = 0
    notes: str = ""


@operation(Permission.STATIONS_EDIT)
def add_venue(*, actor: Actor, facts: VenueFacts, place: str = "") -> Venue:
    """Add a venue, at a polling place where one is named by its reference.

    :raises PlaceHasVenue: where another venue in use stands for that place.
    :raises BadPostcode: where the postcode has another form.
    """
    at = _place(actor, place)
    venue = Venue(
        authority_id=actor.authority_id,
        reference=next_reference(actor.authority_id, SERIES),
        place=at,
        **_stored(facts),
    )
    if at is not None:
        venue.easting, venue.northing, venue.srid = at.easting, at.northing, at.srid
    venue.save()
    record(events.VenueAdded(venue.reference, venue.name), actor=actor, subjects=[venue])
    return venue


@operation(Permission.STATIONS_EDIT)
def change_venue(*, actor: Actor, reference: str, version: int, facts: VenueFacts) -> Venue:
    """Change the particulars of a venue.

    :raises VenueChanged: where another officer changed it first.
    """
    venue = venue_in_hand(actor, reference, version)
    wanted = _stored(facts)
    changes = {name: (getattr(venue, name), value) for name, value in wanted.items() if getattr(venue, name) != value}
    for name, value in wanted.items():
        setattr(venue, name, value)
    _save(venue)
    record(events.VenueChanged(reference), actor=actor, subjects=[venue], changes=changes)
    return venue


@operation(Permission.STATIONS_EDIT)
def assess_access(*, actor: Actor, reference: str, version: int, answers: Mapping[str, str], on: date) -> Venue:
    """Put down the answers about a venue's accessibility, `yes` or `no` by question; others are not known."""
    venue = venue_in_hand(actor, reference, version)
    before = venue.access
    venue.answers = {each.value: answers[each] for each in AccessQuestion if answers.get(each) in ("yes", "no")}
    venue.access, venue.assessed_on = access_of(venue.answers), on
    _save(venue)
    record(
        events.VenueAssessed(reference, venue.access),
        actor=actor,
        subjects=[venue],
        changes={"access": (before, venue.access)},
    )
    return venue


@operation(Permission.STATIONS_EDIT)
def withdraw_venue(*, actor: Actor, reference: str, version: int, reason: str, on: date) -> Venue:
    """Take a venue out of use.

    :raises VenueInUse: where stations of polls from that day on are in it or fall back on it.
    """
    venue = venue_in_hand(actor, reference, version)
    used = stations_of_venue(venue, on)
    if used:
        raise VenueInUse(reference=reference, stations=used)
    venue.withdrawn_on = on
    _save(venue)
    record(events.VenueWithdrawn(reference, on), actor=actor, subjects=[venue], reason=reason)
    return venue


@operation(Permission.STATIONS_EDIT)
def add_contact(
    *,
    actor: Actor,
    reference: str,
    role: ContactRole,
    name: str,
    phone: str = "",
    email: str = "",
    from_time: time | None = None,
    to_time: time | None = None,
) -> VenueContact:
    """Add somebody to ring about a venue, and when they may be rung.

    :raises HoursBackwards: where the hours end before they begin.
    """
    venue = Venue.objects.filter(authority=actor.authority_id, reference=reference).first()
    if venue is None:
        raise NotFound(kind="venue", reference=reference)
    in_order(from_time, to_time)
    contact = VenueContact.objects.create(
        authority_id=actor.authority_id,
        venue=venue,
        role=role,
        name=name,
        phone=phone,
        email=email,
        from_time=from_time,
        to_time=to_time,
    )
    record(events.ContactAdded(reference, role.value), actor=actor, subjects=[venue])
    return contact


@operation(Permission.STATIONS_EDIT)
def end_contact(*, actor: Actor, reference: str, contact: int, on: date) -> VenueContact:
    """Note that somebody is no longer to be rung about a venue.

    :param contact: the id of the contact, as the venue's page names it.
    """
    found = (
        VenueContact.objects.select_for_update()
        .filter(authority=actor.authority_id, venue__reference=reference, pk=contact, ended_on__isnull=True)
        .first()
    )
    if found is None:
        raise NotFound(kind="contact of venue", reference=reference)
    found.ended_on = on
    found.save(update_fields=["ended_on"])
    record(events.ContactEnded(reference, found.role), actor=actor, subjects=[("venue", found.venue_id)])
    return found


def venue_in_hand(actor: Actor, reference: str, version: int) -> Venue:
    """Return a venue, locked.

    :raises VenueChanged: where it was changed since `version`.
    """
    venue = Venue.objects.select_for_update().filter(authority=actor.authority_id, reference=reference).first()
    if venue is None:
        raise NotFound(kind="venue", reference=reference)
    if venue.version != version:
        raise VenueChanged(reference=reference)
    return venue


def venue_in_use(actor: Actor, reference: str) -> Venue:
    """Return a venue that stations may be put in.

    :raises VenueOutOfUse: where it was taken out of use.
    """
    venue = Venue.objects.filter(authority=actor.authority_id, reference=reference).first()
    if venue is None:
        raise NotFound(kind="venue", reference=reference)
    if venue.withdrawn_on is not None:
        raise VenueOutOfUse(reference=reference, on=venue.withdrawn_on)
    return venue


def stations_of_venue(venue: Venue, on: date) -> int:
    """Return how many stations of polls on `on` or later are in a venue, or fall back on it."""
    held = Station.objects.filter(authority=venue.authority_id)
    in_it = held.filter(venue=venue) | held.filter(backup=venue)
    of_a_poll = in_it.filter(scheme__poll__day__gte=on) | in_it.filter(scheme__combination__day__gte=on)
    return of_a_poll.distinct().count()


def in_order(start: time | None, end: time | None) -> None:
    """Do nothing where a time comes before another, or one is not known.

    :raises HoursBackwards: else.
    """
    if start is not None and end is not None and start >= end:
        raise HoursBackwards


def _stored(facts: VenueFacts) -> dict[str, object]:
    rooms = list(dict.fromkeys(room for each in facts.rooms if (room := each.strip())))
    return asdict(replace(facts, postcode=stored_postcode(facts.postcode), rooms=rooms))


def _place(actor: Actor, reference: str) -> PollingPlace | None:
    if not reference:
        return None
    place = PollingPlace.objects.filter(authority=actor.authority_id, reference=reference).first()
    if place is None:
        raise NotFound(kind="polling place", reference=reference)
    taken = Venue.objects.filter(authority=actor.authority_id, place=place, withdrawn_on__isnull=True).first()
    if taken is not None:
        raise PlaceHasVenue(place=reference, venue=taken.reference)
    return place


def _save(venue: Venue) -> None:
    venue.version += 1
    venue.save()
