"""The Django app of this room."""

from django.apps import AppConfig


class RegisterConfig(AppConfig):
    """The register of electors as a ledger."""

    name = "pollwright.register"
    label = "register"
