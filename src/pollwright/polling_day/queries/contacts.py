"""Whom the desk rings about a station: its presiding officer, who is there, then the contacts of its venue."""

from __future__ import annotations

from dataclasses import dataclass

from pollwright.polling_day.queries.desk_rows import AnyDesk
from pollwright.polling_day.queries.stations_of_day import StationOfDay, stations_of_day
from pollwright.staffing.models import StaffAppointment
from pollwright.staffing.states import SURE, Role
from pollwright.stations.models import VenueContact
from pollwright.stations.states import ContactRole


@dataclass(frozen=True, slots=True)
class ContactOfStation:
    """A station, and whom to ring about it, in words."""

    station: StationOfDay
    words: str


def contacts_of_day(desk: AnyDesk) -> list[ContactOfStation]:
    """Return every station of the day with its presiding officer who accepted, and the contacts of its venue."""
    stations = stations_of_day(desk)
    held = VenueContact.objects.filter(
        authority=desk.authority_id, venue__reference__in={one.venue for one in stations}, ended_on__isnull=True
    )
    found: dict[str, list[str]] = {}
    for venue, role, name, phone in held.order_by("role", "name", "pk").values_list(
        "venue__reference", "role", "name", "phone"
    ):
        found.setdefault(venue, []).append(f"{ContactRole(role).label}: {name} {phone}".rstrip())
    presiding = _presiding(desk, [one.id for one in stations])
    return [
        ContactOfStation(one, "; ".join([*presiding.get(one.id, []), *found.get(one.venue, [])])) for one in stations
    ]


def whom_to_ring(desk: AnyDesk, key: str) -> str:
    """Return whom to ring about one station, in words; "" where nobody is known.

    :param key: its scheme and number.
    """
    return next((one.words for one in contacts_of_day(desk) if one.station.key == key), "")


def _presiding(desk: AnyDesk, stations: list[int]) -> dict[int, list[str]]:
    """Return name and telephone of whoever presides at each station."""
    held = StaffAppointment.objects.filter(
        authority=desk.authority_id, post__station__in=stations, post__role=Role.PRESIDING_OFFICER, state__in=SURE,
        rehearsal=desk.rehearsal,
    )  # fmt: skip
    found: dict[int, list[str]] = {}
    named = held.order_by("pk").values_list("post__station", "member__forenames", "member__surname", "member__phone")
    for station, forenames, surname, phone in named:
        words = f"{Role.PRESIDING_OFFICER.label}: {forenames} {surname} {phone}".rstrip()
        found.setdefault(station, []).append(words)
    return found
