"""Whom the desk rings about a station: the contacts of its venue."""

from __future__ import annotations

from dataclasses import dataclass

from pollwright.polling_day.queries.desk_rows import AnyDesk
from pollwright.polling_day.queries.stations_of_day import StationOfDay, stations_of_day
from pollwright.stations.models import VenueContact
from pollwright.stations.states import ContactRole


@dataclass(frozen=True, slots=True)
class ContactOfStation:
    """A station, and whom to ring about it, in words."""

    station: StationOfDay
    words: str


def contacts_of_day(desk: AnyDesk) -> list[ContactOfStation]:
    """Return every station of the day with the contacts of its venue."""
    stations = stations_of_day(desk)
    held = VenueContact.objects.filter(
        authority=desk.authority_id, venue__reference__in={one.venue for one in stations}, ended_on__isnull=True
    )
    found: dict[str, list[str]] = {}
    for venue, role, name, phone in held.order_by("role", "name", "pk").values_list(
        "venue__reference", "role", "name", "phone"
    ):
        found.setdefault(venue, []).append(f"{ContactRole(role).label}: {name} {phone}".rstrip())
    return [ContactOfStation(one, "; ".join(found.get(one.venue, []))) for one in stations]
