"""Kinds and states of polls and contests."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from pollwright.law.nations import Nation
from pollwright.law.timetables.kinds import NAMES, Kind

KIND_CHOICES = [(kind.value, NAMES[kind]) for kind in Kind]
NATION_CHOICES = [(nation.value, nation.value) for nation in Nation]


class PollState(models.TextChoices):
    """How far a poll is (handbook T-18a)."""

    PLANNED = "planned", _("Planned")
    NOTICE_PUBLISHED = "notice_published", _("Notice published")
    NOMINATIONS_CLOSED = "nominations_closed", _("Nominations closed")
    POLL_NOTICE_PUBLISHED = "poll_notice", _("Notice of poll published")
    POLL_OPEN = "poll_open", _("Poll open")
    POLL_CLOSED = "poll_closed", _("Poll closed")
    POSTPONED = "postponed", _("Postponed")
    CANCELLED = "cancelled", _("Cancelled")
    DISCARDED = "discarded", _("Rehearsal thrown away")


class ContestState(models.TextChoices):
    """How far one contest is: a seat or seats in one area, or one question."""

    OPEN = "open", _("Open")
    CONTESTED = "contested", _("Contested")
    UNCONTESTED = "uncontested", _("Uncontested")
    COUNTERMANDED = "countermanded", _("Countermanded")
    ABANDONED = "abandoned", _("Abandoned")
    CANCELLED = "cancelled", _("Cancelled")


class SeatsOf(models.TextChoices):
    """Which seats of a council are filled."""

    WHOLE = "whole", _("Whole council")
    HALVES = "halves", _("Half of the council")
    THIRDS = "thirds", _("A third of the council")
    VACANCY = "vacancy", _("A vacancy")
    OTHER = "other", _("Not a council")
