"""Kinds and states of registers, risks and what is done about them."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class SchemeKind(models.TextChoices):
    """The scheme of a register (see `schemes`)."""

    NUMERIC = "numeric", _("Numbers, 4 by 4")
    CLASSES = "classes", _("Classes, A to F by I to V")


class SubjectKind(models.TextChoices):
    """What a register is kept for."""

    SERVICE = "service", _("Service")
    CORPORATE = "corporate", _("Council")
    POLL = "poll", _("Poll")
    PROJECT = "project", _("Project")
    CONTRACT = "contract", _("Contract")
    STEP = "step", _("Step of a timetable")


class RiskState(models.TextChoices):
    """Whether a risk is still there. A proposed one waits for an officer to decide its scores."""

    OPEN = "open", _("Open")
    CLOSED = "closed", _("Closed")
    PROPOSED = "proposed", _("To be decided")


class ScoreKind(models.TextChoices):
    """What a score is a score of."""

    INHERENT = "inherent", _("Inherent")
    RESIDUAL = "residual", _("Residual")
    TARGET = "target", _("Target")


class MeasureKind(models.TextChoices):
    """A control is in place; an action is still to be done."""

    CONTROL = "control", _("Control")
    ACTION = "action", _("Action")


class Effect(models.TextChoices):
    """Whether a control was found to work."""

    UNKNOWN = "unknown", _("Not checked")
    WORKS = "works", _("Works")
    PARTLY = "partly", _("Works in part")
    FAILS = "fails", _("Does not work")
