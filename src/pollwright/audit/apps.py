"""The Django app of this room."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    """The audit trail: operations, events, seals and row history."""

    name = "pollwright.audit"
    label = "audit"
