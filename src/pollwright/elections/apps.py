"""The Django app of this room."""

from django.apps import AppConfig


class ElectionsConfig(AppConfig):
    """Polls from the calling to the opening of the stations."""

    name = "pollwright.elections"
    label = "elections"
