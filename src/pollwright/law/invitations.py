"""Invitations to register: until when, and in which order (REG-240 to REG-242, REG-154)."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from pollwright.law.calendars import Calendar
from pollwright.law.facts import Category
from pollwright.law.sources import COMMISSION_ENGLAND, COMMISSION_WALES, RPA_1983, Source
from pollwright.law.workings import Working
from pollwright.messages import Message

INVITE: Final = Source(COMMISSION_WALES, "Who should be invited to register", "REG-240")
CHASE: Final = Source(COMMISSION_ENGLAND, "Making at least one personal visit", "REG-241")
STOP: Final = Source(RPA_1983, "s 9E", "REG-242")
NO_CHASING: Final = Source(COMMISSION_ENGLAND, "Reminders to register", "REG-154")
INVITATIONS: Final = 3


@dataclass(frozen=True, slots=True)
class InvitationDue:
    """The last day to give an invitation, with how it is counted."""

    on: date
    workings: tuple[Working, ...]


class Invitation(StrEnum):
    """The next step towards a person who may be entitled and has not applied."""

    INVITE = "invite"
    REMIND = "remind"
    VISIT = "visit"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class InvitationStep:
    """What to do next, and why."""

    step: Invitation
    says: str
    source: Source


def invitation_due(identified_on: date, calendar: Calendar) -> InvitationDue:
    """Return the last day to invite a person identified on a day: 28 calendar days, or the next working day after."""
    counted = identified_on + timedelta(days=28)
    due = calendar.working_day_on_or_after(counted)
    return InvitationDue(
        due,
        (
            Working("28 calendar days after the person was identified", counted, INVITE),
            Working("On a working day", due, calendar.source()),
        ),
    )


def next_invitation(invitations: int, *, visited: bool, category: Category, stop: bool) -> InvitationStep:
    """Return what to do next after so many invitations.

    `stop` says that the person has applied, is registered elsewhere or is not entitled. `visited` counts a genuine
    attempt to speak to them at any time in the cycle; a leaflet is none. Special categories are not chased.
    """
    if stop:
        return InvitationStep(Invitation.NOTHING, "Applied, registered elsewhere or not entitled", STOP)
    if invitations == 0:
        return InvitationStep(Invitation.INVITE, "First invitation", INVITE)
    if category is not Category.ORDINARY:
        return InvitationStep(Invitation.NOTHING, "Special categories are not chased", NO_CHASING)
    if invitations < INVITATIONS:
        return InvitationStep(
            Invitation.REMIND,
            Message("Invitation {number} of {invitations}", number=invitations + 1, invitations=INVITATIONS),
            CHASE,
        )
    if not visited:
        return InvitationStep(Invitation.VISIT, "At least one personal visit", CHASE)
    return InvitationStep(Invitation.NOTHING, "Every step has been taken", CHASE)
