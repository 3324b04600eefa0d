"""The Django app of this room."""

from django.apps import AppConfig


class PlacesConfig(AppConfig):
    """Areas, polling districts, polling places and properties."""

    name = "pollwright.places"
    label = "places"
