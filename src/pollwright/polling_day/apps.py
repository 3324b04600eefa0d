"""The Django app of this room."""

from django.apps import AppConfig


class PollingDayConfig(AppConfig):
    """The day of the poll."""

    name = "pollwright.polling_day"
    label = "polling_day"
