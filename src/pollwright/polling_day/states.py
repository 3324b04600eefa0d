"""Kinds and states of what happens on a polling day."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Caller(models.TextChoices):
    """Who rings the desk."""

    PRESIDING = "presiding", _("Presiding officer")
    CLERK = "clerk", _("Poll clerk")
    INSPECTOR = "inspector", _("Inspector")
    VOTER = "voter", _("Voter")
    CANDIDATE = "candidate", _("Candidate or agent")
    KEYHOLDER = "keyholder", _("Keyholder of a venue")
    POLICE = "police", _("Police")
    OTHER = "other", _("Somebody else")


class Category(models.TextChoices):
    """What a call is about."""

    REGISTER = "register", _("Register or absent vote")
    IDENTIFICATION = "identification", _("Identification")
    PAPERS = "papers", _("Ballot papers")
    VENUE = "venue", _("Venue and access")
    SUPPLIES = "supplies", _("Supplies and equipment")
    STAFF = "staff", _("Staff")
    CONDUCT = "conduct", _("Conduct at or near a station")
    QUESTION = "question", _("Question")


class Open(models.TextChoices):
    """Whether something still needs doing."""

    OPEN = "open", _("Open")
    CLOSED = "closed", _("Closed")


class Severity(models.TextChoices):
    """How bad an incident is."""

    LOW = "low", _("Low")
    SERIOUS = "serious", _("Serious")
    STOPS = "stops", _("Voting is stopped or in danger")


class CheckAnswer(models.TextChoices):
    """What an inspector found of one thing."""

    RIGHT = "right", _("In order")
    MENDED = "mended", _("Put right on the spot")
    FAULT = "fault", _("Not in order")


class Check(models.TextChoices):
    """What an inspector looks at in a station (handbook B-23 to B-26)."""

    OUTSIDE = "outside", _("Signs and guidance notice outside")
    INSIDE = "inside", _("Guidance notice and large copy of the ballot papers inside")
    BOOTHS = "booths", _("Booths, each with instructions and a pencil, one of them low")
    ACCESS = "access", _("Way in without steps, lit, doors open")
    BOX = "box", _("Ballot box sealed and in view")
    PAPERS = "papers", _("Ballot papers and lists under the staff's hands")
    REGISTER = "register", _("Register marked, late changes entered")
    IDENTIFICATION = "identification", _("Notice of identification, private place and mirror")
    EQUIPMENT = "equipment", _("Tactile device, magnifier and seats")
    STAFF = "staff", _("All staff present")
    CONDUCT = "conduct", _("Nobody campaigning inside, tellers in their place")


class LateKind(models.TextChoices):
    """What a station is told on the day."""

    ADDITION = "addition", _("Elector added")
    CORRECTION = "correction", _("Entry corrected")
    PROXY = "proxy", _("Emergency proxy")


class LateState(models.TextChoices):
    """Whether the station knows."""

    WAITING = "waiting", _("Station not told")
    ACKNOWLEDGED = "acknowledged", _("Read back by the station")


class PaperKind(models.TextChoices):
    """Which ballot papers a range is of; they are numbered apart."""

    ORDINARY = "ordinary", _("Ballot papers")
    TENDERED = "tendered", _("Tendered ballot papers")


class Per(models.TextChoices):
    """What the number of a sundry depends on."""

    STATION = "station", _("Each station")
    BOOTH = "booth", _("Each booth")
    ELECTORS = "electors", _("So many electors who vote in person")
    POLL = "poll", _("Each poll taken at the station")


class AssetKind(models.TextChoices):
    """Equipment that is kept from poll to poll."""

    BOOTH = "booth", _("Booths")
    LOW_BOOTH = "low_booth", _("Low booths")
    BOX = "box", _("Ballot boxes")
    RAMP = "ramp", _("Ramps")
    FURNITURE = "furniture", _("Tables and chairs")
    LIGHT = "light", _("Lights")
    SIGN = "sign", _("Signs")
    OTHER = "other", _("Other")


class Condition(models.TextChoices):
    """Whether equipment can be sent out."""

    GOOD = "good", _("Good")
    WORN = "worn", _("Worn, but fit for use")
    REPAIR = "repair", _("In need of repair")
    SCRAPPED = "scrapped", _("Scrapped")


class RunKind(models.TextChoices):
    """Which way a run goes."""

    DELIVERY = "delivery", _("Delivery")
    COLLECTION = "collection", _("Collection")


class DropState(models.TextChoices):
    """Whether the van has been."""

    PLANNED = "planned", _("To come")
    DONE = "done", _("Done")
    FAILED = "failed", _("Nobody there, or not possible")
