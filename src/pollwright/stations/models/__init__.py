"""The tables of this room."""

from pollwright.stations.models.schemes import Allotment, Amendment, Scheme, Station
from pollwright.stations.models.venues import Booking, Venue, VenueContact

__all__ = ["Allotment", "Amendment", "Booking", "Scheme", "Station", "Venue", "VenueContact"]
