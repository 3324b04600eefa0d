"""The Django app of this room."""

from django.apps import AppConfig


class StaffingConfig(AppConfig):
    """People for the poll, from the staff bank to the hours they worked."""

    name = "pollwright.staffing"
    label = "staffing"
