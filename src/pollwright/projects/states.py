"""How projects, milestones and work stand."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Status(models.TextChoices):
    """How a project stands, as its manager says."""

    NOT_STARTED = "not-started", _("Not started")
    ON_TRACK = "on-track", _("On track")
    AT_RISK = "at-risk", _("At risk")
    LATE = "late", _("Late")
    DONE = "done", _("Done")
    STOPPED = "stopped", _("Stopped")


class MilestoneState(models.TextChoices):
    """How a milestone stands (MM-G04). That it is late is worked out from its day, never typed."""

    NOT_STARTED = "not-started", _("Not started")
    ON_TRACK = "on-track", _("On track")
    AT_RISK = "at-risk", _("At risk")
    DONE = "done", _("Done")


class SponsorCapacity(models.TextChoices):
    """In which capacity a sponsor answers for a project (MM-G01)."""

    UNSAID = "", _("Not said")
    RO = "RO", _("Returning Officer")
    ERO = "ERO", _("Electoral Registration Officer")


class LinkKind(models.TextChoices):
    """What a project is linked with."""

    OBJECTIVE = "objective", _("Corporate objective")
    POLL = "poll", _("Poll")
    BUDGET = "budget", _("Line of a budget")


class Quarter(models.IntegerChoices):
    """The quarter of a financial year under which a milestone stands; as typed, never worked out (MM-G03)."""

    WHOLE_YEAR = 0, _("The whole year")
    FIRST = 1, _("Quarter 1")
    SECOND = 2, _("Quarter 2")
    THIRD = 3, _("Quarter 3")
    FOURTH = 4, _("Quarter 4")
