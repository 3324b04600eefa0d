"""The Django app of this room."""

from django.apps import AppConfig


class AuthoritiesConfig(AppConfig):
    """Councils that share an installation, their calendars and settings."""

    name = "pollwright.authorities"
    label = "authorities"
