"""The Django app of this room."""

from django.apps import AppConfig


class JobsConfig(AppConfig):
    """Long work in the background, with progress."""

    name = "pollwright.jobs"
    label = "jobs"
