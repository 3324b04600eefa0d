"""The Django app of this room."""

from django.apps import AppConfig

from pollwright.places.queries.occupancy import declare_occupancy
from pollwright.register.queries.occupancy import OCCUPANCY


class RegisterConfig(AppConfig):
    """The register of electors as a ledger."""

    name = "pollwright.register"
    label = "register"

    def ready(self) -> None:
        """Tell places which properties have electors."""
        declare_occupancy("register", OCCUPANCY)
