"""Kinds and states of indicators, their figures, and returns of the canvass."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

DIMENSIONS = ("accuracy", "validity", "reliability", "timeliness", "relevance", "completeness")
"""The six dimensions of data quality, each scored from 1 to 4 (MM-F10)."""


class Frequency(models.TextChoices):
    """How often a figure is due."""

    QUARTERLY = "quarterly", _("Each quarter")
    YEARLY = "yearly", _("Once a year")


class Polarity(models.TextChoices):
    """Which way is better."""

    HIGHER = "higher", _("Higher is better")
    LOWER = "lower", _("Lower is better")


class Computed(models.TextChoices):
    """How the figure of an indicator comes about."""

    BY_HAND = "", _("Entered by hand")
    CANVASS = "es01", _("Worked out from returns of the canvass")
    ALTERATIONS = "es02", _("Worked out from alterations and notices")
    REQUESTS = "co03", _("Worked out from requests for information")


class ExpectedKind(models.TextChoices):
    """What is expected of an indicator: a target is set, a forecast is guessed."""

    TARGET = "target", _("Target")
    FORECAST = "forecast", _("Forecast")


class ActualState(models.TextChoices):
    """Whether a second person has signed a figure off."""

    ENTERED = "entered", _("Entered")
    SIGNED = "signed", _("Signed off")


class ReturnOutcome(models.TextChoices):
    """What came of the canvass of one property (REG-541)."""

    RESPONDED = "responded", _("Responded")
    NOT_NEEDED = "not_needed", _("No response needed, none came")
    UNDELIVERED = "undelivered", _("Returned undelivered")
    NO_RESPONSE = "no_response", _("No response")
    VOID = "void", _("Confirmed to be empty")


class ReportKind(models.TextChoices):
    """Whom a report is for (MM-F01)."""

    BOARD = "board", _("Return to the Management Board")
    COMMITTEE = "committee", _("Committee report")


class Implication(models.TextChoices):
    """What a report may say of what follows from it."""

    FINANCIAL = "financial", _("Financial implications")
    LEGAL = "legal", _("Legal implications")
    EQUALITY = "equality", _("Equality implications")
    STAFFING = "staffing", _("Staffing implications")
