"""The Django app of this room."""

from django.apps import AppConfig


class NominationsConfig(AppConfig):
    """From a draft on the counter to the statement of persons nominated."""

    name = "pollwright.nominations"
    label = "nominations"
