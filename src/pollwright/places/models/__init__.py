"""Places: areas and their histories, polling districts, polling places and properties."""

from pollwright.places.models.areas import Area, AreaBoundary
from pollwright.places.models.districts import DistrictArea, DistrictChange, PollingDistrict, PollingPlace, PropertyMove
from pollwright.places.models.properties import Property, PropertyChange, PropertyTask

__all__ = [
    "Area",
    "AreaBoundary",
    "DistrictArea",
    "DistrictChange",
    "PollingDistrict",
    "PollingPlace",
    "Property",
    "PropertyChange",
    "PropertyMove",
    "PropertyTask",
]
