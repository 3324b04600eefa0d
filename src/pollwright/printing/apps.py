"""The Django app of this room."""

from django.apps import AppConfig


class PrintingConfig(AppConfig):
    """From a poll's data to its documents: proofed, published, printed and packed."""

    name = "pollwright.printing"
    label = "printing"
