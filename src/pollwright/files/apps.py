"""The Django app of this room."""

from django.apps import AppConfig


class FilesConfig(AppConfig):
    """Stored files by hash."""

    name = "pollwright.files"
    label = "files"
