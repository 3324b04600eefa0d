"""The Django app of this room."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """Posts and people of the service."""

    name = "pollwright.people"
    label = "people"
