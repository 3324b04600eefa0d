"""The Django app of this room."""

from django.apps import AppConfig


class RisksConfig(AppConfig):
    """Risk registers."""

    name = "pollwright.risks"
    label = "risks"
