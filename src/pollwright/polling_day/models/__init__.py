"""The tables of this room."""

from pollwright.polling_day.models.desks import Call, Desk, Incident, Visit
from pollwright.polling_day.models.stations import Box, LateChange, PaperAccount, PaperRange, Turnout
from pollwright.polling_day.models.supplies import Asset, Drop, PackingLine, Run, Sundry

__all__ = [
    "Asset",
    "Box",
    "Call",
    "Desk",
    "Drop",
    "Incident",
    "LateChange",
    "PackingLine",
    "PaperAccount",
    "PaperRange",
    "Run",
    "Sundry",
    "Turnout",
    "Visit",
]
