"""The Django app of this room."""

from importlib import import_module

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """Posts and people of the service."""

    name = "pollwright.people"
    label = "people"

    def ready(self) -> None:
        """Offer what plans may show of the team."""
        import_module("pollwright.people.live")
