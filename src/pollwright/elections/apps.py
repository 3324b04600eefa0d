"""The Django app of this room."""

from importlib import import_module

from django.apps import AppConfig

from pollwright.authorities.counting import declare_counted


class ElectionsConfig(AppConfig):
    """Polls from the calling to the opening of the stations."""

    name = "pollwright.elections"
    label = "elections"

    def ready(self) -> None:
        """Tell authorities which dates polls have counted."""
        moved = import_module("pollwright.elections.queries.moved")  # imports models: not before they are there
        declare_counted("elections", moved.PollsCounted())
