"""Words that are chosen from in this room."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from pollwright.law.restricted_posts import Ground


class Basis(models.TextChoices):
    """How somebody holds a post."""

    SUBSTANTIVE = "substantive", _("Substantive")
    ACTING = "acting", _("Acting")
    SECONDED = "seconded", _("Seconded")


class Restriction(models.TextChoices):
    """Whether a post is politically restricted, and on which ground; the values are the law's."""

    NONE = Ground.NONE.value, _("Not restricted")
    SPECIFIED = Ground.SPECIFIED.value, _("Restricted: a specified post")
    SENSITIVE = Ground.SENSITIVE.value, _("Restricted: a sensitive post")


class SkillKind(models.TextChoices):
    """What a skill is."""

    QUALIFICATION = "qualification", _("Qualification")
    SKILL = "skill", _("Skill")
    KNOWLEDGE = "knowledge", _("Knowledge or experience")
    TRAINING = "training", _("Training")


class Level(models.IntegerChoices):
    """How far somebody has a skill (handbook MM-J03: held, working towards, willing)."""

    WILLING = 1, _("Willing to learn")
    TOWARDS = 2, _("Working towards it")
    HELD = 3, _("Held, or works without help")
    TEACHES = 4, _("Can teach others")


COMPETENT = Level.HELD
"""The level from which somebody counts as qualified; fewer than two such people make a single point (MM-J02)."""
ENOUGH_PEOPLE = 2


class DevelopmentKind(models.TextChoices):
    """A kind of continuing professional development."""

    COURSE = "course", _("Course or seminar")
    CONFERENCE = "conference", _("Conference or branch meeting")
    SUPPLIER = "supplier", _("Training by a supplier")
    SHADOWING = "shadowing", _("Shadowing or mentoring")
    READING = "reading", _("Reading or private study")
    TEACHING = "teaching", _("Teaching others")


class HoursKind(models.TextChoices):
    """What an entry in the ledger of hours is."""

    EARNED = "earned", _("Worked over contract")
    TAKEN = "taken", _("Time off taken")
    EXPIRED = "expired", _("Lapsed")
    CORRECTED = "corrected", _("Correction")


class HoursState(models.TextChoices):
    """Whether an entry counts: one that somebody makes for themselves waits until another agrees."""

    ASKED = "asked", _("Waits to be agreed")
    AGREED = "agreed", _("Agreed")
    DECLINED = "declined", _("Declined")


class CheckKind(models.TextChoices):
    """A check that a post or its holder is under."""

    DRIVING = "driving-licence", _("Driving licence (DVLA)")
    VEHICLE = "vehicle", _("Vehicle: business insurance and MOT")
    RESTRICTION = "restriction", _("Declaration on the political restriction")
    INTERESTS = "interests", _("Registration of interests")
    RIGHT_TO_WORK = "right-to-work", _("Right to work")
    FLUENCY = "fluency", _("Fluency duty")
    FEE = "professional-fee", _("Professional fee")


class Outcome(models.TextChoices):
    """How a check came out; what was seen stands with it, not here."""

    SATISFACTORY = "satisfactory", _("Satisfactory")
    NOTHING = "nothing", _("Nothing to declare")
    DECLARED = "declared", _("Something is declared")
    NOT = "not-satisfactory", _("Not satisfactory")


class Severity(models.TextChoices):
    """How grave the loss of a post or person would be."""

    HIGH = "high", _("High")
    MEDIUM = "medium", _("Medium")
    LOW = "low", _("Low")


class PointState(models.TextChoices):
    """How a single point of failure stands."""

    OPEN = "open", _("Open")
    COVERED = "covered", _("Covered")
