"""The Django app of this room."""

from importlib import import_module

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class OversightConfig(AppConfig):
    """Oversight: reading and verifying the trail, and keeping and removing records as the law says."""

    name = "pollwright.oversight"
    label = "oversight"

    def ready(self) -> None:
        """Let every room above declare the kinds of record that it keeps, in its `retention.py`."""
        import_module("pollwright.oversight.below")
        autodiscover_modules("retention")
