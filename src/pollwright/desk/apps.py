"""The Django app of this room."""

from django.apps import AppConfig


class DeskConfig(AppConfig):
    """Pages that join rooms: Today, the elector record, search."""

    name = "pollwright.desk"
    label = "desk"
