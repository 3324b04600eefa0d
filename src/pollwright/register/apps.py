"""The Django app of this room."""

from importlib import import_module

from django.apps import AppConfig

from pollwright.authorities.counting import declare_counted
from pollwright.places.queries.occupancy import declare_occupancy
from pollwright.register.queries.occupancy import OCCUPANCY


class RegisterConfig(AppConfig):
    """The register of electors as a ledger."""

    name = "pollwright.register"
    label = "register"

    def ready(self) -> None:
        """Tell places which properties have electors, and authorities which dates the register has counted."""
        declare_occupancy("register", OCCUPANCY)
        counted = import_module(
            "pollwright.register.operations.recounting"
        )  # imports models: not before they are there
        declare_counted("register", counted.RegisterCounted())
