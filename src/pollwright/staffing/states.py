"""Kinds and states of staff, plans, appointments and briefings."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from pollwright.law.staffing import StaffRole


class MemberState(models.TextChoices):
    """Whether somebody may be appointed at all."""

    APPLIED = "applied", _("Applied")
    BANK = "bank", _("In the staff bank")
    LEFT = "left", _("Left")


class Role(models.TextChoices):
    """What somebody does at a poll (S-01)."""

    PRESIDING_OFFICER = StaffRole.PRESIDING_OFFICER.value, _("Presiding officer")
    POLL_CLERK = StaffRole.POLL_CLERK.value, _("Poll clerk")
    INSPECTOR = StaffRole.INSPECTOR.value, _("Polling station inspector")
    RESERVE = StaffRole.RESERVE.value, _("Reserve")
    POSTAL_VOTES = StaffRole.POSTAL_VOTES.value, _("Postal votes assistant")
    COUNT_SUPERVISOR = StaffRole.COUNT_SUPERVISOR.value, _("Count supervisor")
    COUNT_ASSISTANT = StaffRole.COUNT_ASSISTANT.value, _("Count assistant")
    COURIER = StaffRole.COURIER.value, _("Courier")


BY_HAND = (Role.POSTAL_VOTES, Role.COUNT_SUPERVISOR, Role.COUNT_ASSISTANT, Role.COURIER)
"""Roles of which the officer says how many are needed: no guidance counts them by stations."""

QUALIFYING = (Role.PRESIDING_OFFICER, Role.POLL_CLERK, Role.INSPECTOR, *BY_HAND)
"""Roles that somebody is qualified for; whoever is qualified for one at a station can stand by."""


class RecordKind(models.TextChoices):
    """What is shown or done before somebody works."""

    RIGHT_TO_WORK = "right-to-work", _("Right to work")
    TRAINING = "training", _("Training")
    DECLARATION = "declaration", _("Declaration of impartiality")


class Ruling(models.TextChoices):
    """What an officer decided about a possible conflict."""

    OPEN = "open", _("To be decided")
    BARRED = "barred", _("May not be appointed")
    CLEARED = "cleared", _("No conflict")


class PlanState(models.TextChoices):
    """How far the appointments of a poll are."""

    DRAFT = "draft", _("Being filled")
    RELEASED = "released", _("Released")
    ENDED = "ended", _("Ended: no poll is taken")


class AppointmentState(models.TextChoices):
    """How far an appointment is (S-05)."""

    PLACED = "placed", _("Placed, not offered")
    OFFERED = "offered", _("Offered")
    ACCEPTED = "accepted", _("Accepted")
    DECLINED = "declined", _("Declined")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    WORKED = "worked", _("Worked")
    ABSENT = "absent", _("Did not come")


LIVE = (
    AppointmentState.PLACED,
    AppointmentState.OFFERED,
    AppointmentState.ACCEPTED,
    AppointmentState.WORKED,
    AppointmentState.ABSENT,
)
"""States in which a place is taken, so that nobody has two on one day."""
UNWORKED = (AppointmentState.PLACED, AppointmentState.OFFERED, AppointmentState.ACCEPTED)
"""States before the day, in which an appointment may be given up."""
ENDED = (AppointmentState.DECLINED, AppointmentState.WITHDRAWN)
"""States in which nobody has the place any more."""
SURE = (AppointmentState.ACCEPTED, AppointmentState.WORKED)


class Answer(models.TextChoices):
    """What somebody answers to an offer."""

    ACCEPT = "accept", _("I accept")
    DECLINE = "decline", _("I decline")


class AttendanceState(models.TextChoices):
    """Whether somebody came to a briefing."""

    BOOKED = "booked", _("Has a place")
    ATTENDED = "attended", _("Came")
    MISSED = "missed", _("Did not come")


class CallOutcome(models.TextChoices):
    """What came of ringing somebody who stands by."""

    COMING = "coming", _("Is coming")
    NO_ANSWER = "no-answer", _("No answer")
    REFUSED = "refused", _("Can't come")
