"""How a date of the year stands."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Settled(models.TextChoices):
    """What an officer said of a date; `open` once it was opened again."""

    DONE = "done", _("Done")
    DISMISSED = "dismissed", _("Dismissed")
    OPEN = "open", _("Opened again")


class Standing(models.TextChoices):
    """How a date stands on a day."""

    OVERDUE = "overdue", _("Overdue")
    SOON = "soon", _("Due within a week")
    COMING = "coming", _("Coming")
    DONE = "done", _("Done")
    DISMISSED = "dismissed", _("Dismissed")


class SortChoice(models.TextChoices):
    """What a date belongs to, as `owing.Sort` has it, in words."""

    REGISTRATION = "registration", _("Registration")
    POLL = "poll", _("Polls")
    RETURN = "return", _("Returns and statistics")
    MONEY = "money", _("Money")
    PLAN = "plan", _("Service plan")
    PROJECT = "project", _("Projects")
    CONTRACT = "contract", _("Contracts")
    INDICATOR = "indicator", _("Indicators")
    RISK = "risk", _("Risks")
    RETENTION = "retention", _("Keeping and removing")
    OFFICE = "office", _("The office")
    CASE = "case", _("Casework")


SOON_DAYS = 7
"""How many days before it a date is due soon."""
