"""The Django app of this room."""

from django.apps import AppConfig


class OpenDataConfig(AppConfig):
    """Elections, candidates, notices and polling places as open data."""

    name = "pollwright.opendata"
    label = "opendata"
