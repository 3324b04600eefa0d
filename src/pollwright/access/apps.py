"""The Django app of this room."""

from django.apps import AppConfig


class AccessConfig(AppConfig):
    """People, roles, permissions, delegations and signing in."""

    name = "pollwright.access"
    label = "access"
