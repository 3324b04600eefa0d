"""The Django app of this room."""

from django.apps import AppConfig


class StationsConfig(AppConfig):
    """Venues, polling stations and polling schemes."""

    name = "pollwright.stations"
    label = "stations"
