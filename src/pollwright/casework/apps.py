"""The Django app of this room."""

from django.apps import AppConfig


class CaseworkConfig(AppConfig):
    """Casework and engagement."""

    name = "pollwright.casework"
    label = "casework"
