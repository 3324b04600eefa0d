"""Electors of each area beside the adults who live there, to see where people are missing (MM-O03)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from pollwright.authorities.calendars import nation_of
from pollwright.casework.models import AdultCount
from pollwright.register.queries.electorates import electorates

FLAGGED_BELOW = 90
"""Per cent of adults; a lower share asks for a look. Below 100 is normal: not everybody who is counted may register."""


@dataclass(frozen=True, slots=True)
class Registered:
    """An area with its electors and the adults who live there."""

    kind: str
    code: str
    name: str
    electors: int
    adults: int
    estimated_on: date
    source: str

    @property
    def tenths(self) -> int:
        """How many tenths of a per cent of the adults are electors, rounded half up."""
        return (self.electors * 2000 + self.adults) // (self.adults * 2)

    @property
    def flagged(self) -> bool:
        return self.electors * 100 < self.adults * FLAGGED_BELOW


def registered(authority_id: int, *, on: date) -> list[Registered]:
    """Return the areas whose adults are known, those with the lowest share of electors first."""
    newest = AdultCount.objects.filter(authority=authority_id).order_by("area", "-estimated_on").distinct("area")
    names = ("area__kind", "area__code", "area__name", "adults", "estimated_on", "source")
    counted = list(newest.values_list(*names))
    if not counted:
        return []
    areas = electorates(authority_id, nation_of(authority_id), on=on).by_area
    electors = {(kind, place.code): place.count.electors for kind, places in areas.items() for place in places}
    found = [
        Registered(kind, code, name, electors.get((kind, code), 0), adults, estimated_on, source)
        for kind, code, name, adults, estimated_on, source in counted
    ]
    return sorted(found, key=lambda one: (one.electors / one.adults, one.code))
