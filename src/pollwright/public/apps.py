"""The Django app of this room."""

from django.apps import AppConfig


class PublicConfig(AppConfig):
    """The public site: notices of polls."""

    name = "pollwright.public"
    label = "public"
