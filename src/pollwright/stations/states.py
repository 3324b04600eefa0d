"""Kinds and states of venues, bookings, schemes and reviews."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import models
from django.utils.translation import gettext_lazy as _


class AccessQuestion(models.TextChoices):
    """What is asked of every venue before disabled voters are sent there (handbook B-24, G-07)."""

    STEP_FREE = "step_free", _("Is the way from the street to the entrance free of steps?")
    RAMP = "ramp", _("Is there a ramp, or can one be laid?")
    DOORS = "doors", _("Are all doors on the way wide enough for a wheelchair?")
    PARKING = "parking", _("Is there parking for disabled people?")
    LIGHTING = "lighting", _("Is the way lit after dark?")
    SEATING = "seating", _("Are there seats for people who wait?")
    BOOTH = "booth", _("Is there room for a low booth?")
    HEARING = "hearing", _("Is there a hearing loop?")
    PRIVATE = "private", _("Is there a private place where a face covering can be taken off?")
    TOILET = "toilet", _("Is there an accessible toilet?")


class Access(models.TextChoices):
    """Whether somebody in a wheelchair can get in and vote there."""

    ACCESSIBLE = "accessible", _("Accessible")
    INACCESSIBLE = "inaccessible", _("Not accessible")
    UNKNOWN = "unknown", _("Not assessed")


def access_of(answers: Mapping[str, str]) -> Access:
    """Return what the answers ("yes" or "no", by question) say: a way in without steps or with a ramp, and wide doors.

    >>> access_of({"step_free": "no", "ramp": "yes", "doors": "yes"}).value
    'accessible'
    """
    step_free, ramp, doors = (
        answers.get(question.value)
        for question in (AccessQuestion.STEP_FREE, AccessQuestion.RAMP, AccessQuestion.DOORS)
    )
    if doors == "no" or (step_free == "no" and ramp == "no"):
        return Access.INACCESSIBLE
    if doors == "yes" and "yes" in {step_free, ramp}:
        return Access.ACCESSIBLE
    return Access.UNKNOWN


class ContactRole(models.TextChoices):
    """What somebody is rung for."""

    BOOKING = "booking", _("Bookings")
    KEYHOLDER = "keyholder", _("Keys")
    CARETAKER = "caretaker", _("Caretaker")
    EMERGENCY = "emergency", _("Emergencies")


class Purpose(models.TextChoices):
    """What a venue is booked for."""

    STATION = "station", _("Polling station")
    BACKUP = "backup", _("Backup")
    COUNT = "count", _("Count")
    TRAINING = "training", _("Training")


class BookingState(models.TextChoices):
    """How far a booking is."""

    REQUESTED = "requested", _("Asked for")
    CONFIRMED = "confirmed", _("Confirmed")
    REFUSED = "refused", _("Refused")
    CANCELLED = "cancelled", _("Cancelled")


class SchemeState(models.TextChoices):
    """A polling scheme is drafted, then adopted; after that it is only amended."""

    DRAFT = "draft", _("Draft")
    ADOPTED = "adopted", _("Adopted")


class Made(models.TextChoices):
    """What a scheme was made from."""

    PLACES = "places", _("The polling places of the districts")
    LAST = "last", _("The scheme of an earlier poll")
    NOTHING = "nothing", _("Nothing: stations are added by hand")


class AmendmentKind(models.TextChoices):
    """What was changed in a scheme that had been adopted."""

    VENUE = "venue", _("The venue of a station")
    DISTRICT = "district", _("The station of a district")


class Layout(models.TextChoices):
    """The layouts in which the national station finder reads stations (handbook INT-401)."""

    DEMOCRACY_COUNTS = "democracy-counts", _("Democracy Counts: districts and stations, two files")
    XPRESS = "xpress", _("Xpress Democracy Club: one file")
    EROS = "eros", _("Eros, from February 2026: one file")
    FCS = "fcs", _("FCS: one JSON file, in degrees")
    ACCESS = "accessibility", _("How stations can be reached and used: one file")


class Uncontested(models.TextChoices):
    """What becomes of homes where no poll is taken, in the files for the finder (handbook INT-411)."""

    LEFT_OUT = "left-out", _("Left out")
    MARKED = "marked", _("Kept, and marked as not contested")
