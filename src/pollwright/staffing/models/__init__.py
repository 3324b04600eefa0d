"""The tables of this room."""

from pollwright.staffing.models.applications import StaffApplication
from pollwright.staffing.models.appointments import StaffAppointment, StaffPlan, StaffPost, StandbyCall
from pollwright.staffing.models.bank import (
    Availability,
    ConflictMatch,
    Experience,
    Qualification,
    StaffMember,
    StaffRecord,
    VenueWish,
)
from pollwright.staffing.models.briefings import Attendance, Briefing

__all__ = [
    "StaffApplication",
    "StaffAppointment",
    "Attendance",
    "Availability",
    "Briefing",
    "ConflictMatch",
    "Experience",
    "StaffPlan",
    "StaffPost",
    "Qualification",
    "StaffMember",
    "StaffRecord",
    "StandbyCall",
    "VenueWish",
]
