"""The tables of this room."""

from pollwright.stations.models.deliveries import DeliveryRun, DeliveryStop, PackedItem
from pollwright.stations.models.reviews import DistrictProposal, DistrictReview, Representation
from pollwright.stations.models.schemes import Allotment, Amendment, Scheme, Station
from pollwright.stations.models.venues import Booking, Venue, VenueContact

__all__ = [
    "Allotment",
    "Amendment",
    "Booking",
    "DeliveryRun",
    "DeliveryStop",
    "DistrictProposal",
    "DistrictReview",
    "PackedItem",
    "Representation",
    "Scheme",
    "Station",
    "Venue",
    "VenueContact",
]
