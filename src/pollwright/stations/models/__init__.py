"""The tables of this room."""

from pollwright.stations.models.finder import FinderRelease
from pollwright.stations.models.keys import StationDataKey
from pollwright.stations.models.schemes import Allotment, Amendment, DividedHome, Scheme, Station
from pollwright.stations.models.venues import Booking, Venue, VenueContact

__all__ = [
    "Allotment",
    "Amendment",
    "Booking",
    "DividedHome",
    "FinderRelease",
    "Scheme",
    "Station",
    "StationDataKey",
    "Venue",
    "VenueContact",
]
