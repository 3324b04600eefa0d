"""The Django app of this room."""

from importlib import import_module

from django.apps import AppConfig


class OfficeConfig(AppConfig):
    """The lists of the office."""

    name = "pollwright.office"
    label = "office"

    def ready(self) -> None:
        """Declare the kinds of file that this room keeps."""
        import_module("pollwright.office.kinds_of_files")
