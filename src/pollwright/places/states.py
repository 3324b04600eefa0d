"""Kinds and states of places."""

from __future__ import annotations

from django.db import models


class AreaKind(models.TextChoices):
    """Kinds of electoral area; a polling district lies in at most one area of a kind."""

    COUNCIL = "council", "Council"
    WARD = "ward", "Ward"
    DIVISION = "division", "County electoral division"
    PARISH = "parish", "Parish"
    PARISH_WARD = "parish_ward", "Parish ward"
    CONSTITUENCY = "constituency", "Parliamentary constituency"
    COMBINED_AUTHORITY = "combined_authority", "Combined authority"
    POLICE_AREA = "police_area", "Police area"


class PropertyKind(models.TextChoices):
    """What a property is."""

    DWELLING = "dwelling", "House or bungalow"
    FLAT = "flat", "Flat"
    CARE_HOME = "care_home", "Care home"
    HMO = "hmo", "House in multiple occupation"
    STUDENT_HALL = "student_hall", "Student hall"
    HOSTEL = "hostel", "Hostel"
    CARAVAN = "caravan", "Caravan"
    HOUSEBOAT = "houseboat", "Houseboat"
    COMMERCIAL = "commercial", "Commercial"
    INSTITUTION = "institution", "Institution"
    OTHER = "other", "Other"


class PropertyStatus(models.TextChoices):
    """Whether anybody lives there (REG-513)."""

    OCCUPIED = "occupied", "Occupied"
    VOID = "void", "Void"
    SECOND_HOME = "second_home", "Second home"
    HOLIDAY_LET = "holiday_let", "Holiday let"
    NON_RESIDENTIAL = "non_residential", "Non-residential"
    DEMOLISHED = "demolished", "Demolished"
    NOT_BUILT = "not_built", "Not yet built"


class PropertyChangeKind(models.TextChoices):
    """How one property became another."""

    SPLIT = "split", "Split"
    MERGE = "merge", "Merged"
    DEMOLITION = "demolition", "Demolished"
    REPLACEMENT = "replacement", "Replaced"


class DistrictChangeState(models.TextChoices):
    """A change of polling districts takes effect with a revised register after 14 days' notice (REG-322)."""

    DRAFT = "draft", "Draft"
    NOTICED = "noticed", "Notice published"
    EFFECTIVE = "effective", "In effect"
    WITHDRAWN = "withdrawn", "Withdrawn"


class PropertyTaskKind(models.TextChoices):
    """Why a person must look at a property after an import (INT-752)."""

    ENDED = "ended", "The gazetteer ends it, but people are registered there"
    MISSING = "missing", "It is missing from the file, but people are registered there"
    DISTRICT = "district", "The file puts it into another district"
