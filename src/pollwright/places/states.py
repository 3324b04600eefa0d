"""Kinds and states of places."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class AreaKind(models.TextChoices):
    """Kinds of electoral area; a polling district lies in at most one area of a kind."""

    COUNCIL = "council", _("Council")
    WARD = "ward", _("Ward")
    DIVISION = "division", _("County electoral division")
    PARISH = "parish", _("Parish")
    PARISH_WARD = "parish_ward", _("Parish ward")
    CONSTITUENCY = "constituency", _("Parliamentary constituency")
    COMBINED_AUTHORITY = "combined_authority", _("Combined authority")
    POLICE_AREA = "police_area", _("Police area")


class PropertyKind(models.TextChoices):
    """What a property is."""

    DWELLING = "dwelling", _("House or bungalow")
    FLAT = "flat", _("Flat")
    CARE_HOME = "care_home", _("Care home")
    HMO = "hmo", _("House in multiple occupation")
    STUDENT_HALL = "student_hall", _("Student hall")
    HOSTEL = "hostel", _("Hostel")
    CARAVAN = "caravan", _("Caravan")
    HOUSEBOAT = "houseboat", _("Houseboat")
    COMMERCIAL = "commercial", _("Commercial")
    INSTITUTION = "institution", _("Institution")
    OTHER = "other", _("Other")


class PropertyStatus(models.TextChoices):
    """Whether anybody lives there (REG-513)."""

    OCCUPIED = "occupied", _("Occupied")
    VOID = "void", _("Void")
    SECOND_HOME = "second_home", _("Second home")
    HOLIDAY_LET = "holiday_let", _("Holiday let")
    NON_RESIDENTIAL = "non_residential", _("Non-residential")
    DEMOLISHED = "demolished", _("Demolished")
    NOT_BUILT = "not_built", _("Not yet built")


class PropertyChangeKind(models.TextChoices):
    """How one property became another."""

    SPLIT = "split", _("Split")
    MERGE = "merge", _("Merged")
    DEMOLITION = "demolition", _("Demolished")
    REPLACEMENT = "replacement", _("Replaced")


class DistrictChangeState(models.TextChoices):
    """A change of polling districts takes effect with a revised register after 14 days' notice (REG-322)."""

    DRAFT = "draft", _("Draft")
    NOTICED = "noticed", _("Notice published")
    EFFECTIVE = "effective", _("In effect")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class PropertyTaskKind(models.TextChoices):
    """Why a person must look at a property after an import (INT-752)."""

    ENDED = "ended", _("The gazetteer ends it, but people are registered there")
    MISSING = "missing", _("It is missing from the file, but people are registered there")
    DISTRICT = "district", _("The file puts it into another district")
