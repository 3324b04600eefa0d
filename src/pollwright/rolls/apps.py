"""The Django app of this room."""

from django.apps import AppConfig


class RollsConfig(AppConfig):
    """Ratepayers of business improvement districts, and business voting registers."""

    name = "pollwright.rolls"
    label = "rolls"
