"""The Django app of this room."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class YearConfig(AppConfig):
    """The calendar of the year."""

    name = "pollwright.year"
    label = "year"

    def ready(self) -> None:
        """Let every room register its dates, in its `dates.py`."""
        autodiscover_modules("dates")
