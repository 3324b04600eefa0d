"""Happenings about plans, appointments, briefings and hours."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Annotated, ClassVar

from pollwright.staffing.states import Role


@dataclass(frozen=True, slots=True)
class PlanMade:
    """The staff that a scheme needs was worked out."""

    code: ClassVar[str] = "staffing.plan-made"
    sentence: ClassVar[str] = "made staff plan {reference} of scheme {scheme}: {posts} to appoint on {day}"
    reference: str
    scheme: str
    day: date
    posts: int


@dataclass(frozen=True, slots=True)
class PostsCounted:
    """The staff that a scheme needs was worked out again."""

    code: ClassVar[str] = "staffing.posts-counted"
    sentence: ClassVar[str] = "worked out the posts of staff plan {reference} again: {before} before, {after} now"
    reference: str
    before: int
    after: int


@dataclass(frozen=True, slots=True)
class PostChanged:
    """Another number was set for a post than the guidance has."""

    code: ClassVar[str] = "staffing.post-changed"
    sentence: ClassVar[str] = "set {role} at {where} of staff plan {reference} to {wanted}"
    reference: str
    role: Annotated[str, Role]
    where: str
    wanted: int


@dataclass(frozen=True, slots=True)
class PlacingAsked:
    """It was asked that people be placed."""

    code: ClassVar[str] = "staffing.placing-asked"
    sentence: ClassVar[str] = "asked to place staff for plan {reference}"
    reference: str


@dataclass(frozen=True, slots=True)
class StaffPlaced:
    """People were placed automatically."""

    code: ClassVar[str] = "staffing.placed"
    sentence: ClassVar[str] = (
        "placed staff for plan {reference}: {placed} placed, {kept} kept, {unfilled:post|posts} empty"
    )
    reference: str
    placed: int
    kept: int
    unfilled: int


@dataclass(frozen=True, slots=True)
class PlacedByHand:
    """Somebody was put in a place by hand."""

    code: ClassVar[str] = "staffing.placed-by-hand"
    sentence: ClassVar[str] = "placed {member} by hand: {role}, {where} ({reference})"
    reference: str
    member: str
    role: Annotated[str, Role]
    where: str


@dataclass(frozen=True, slots=True)
class LockChanged:
    """A place was kept for somebody, or let go, for the next automatic placement."""

    code: ClassVar[str] = "staffing.lock-changed"
    sentence: ClassVar[str] = "appointment {reference} is kept when staff are placed again: {locked}"
    reference: str
    locked: bool


@dataclass(frozen=True, slots=True)
class OffersMade:
    """Appointments were offered."""

    code: ClassVar[str] = "staffing.offers-made"
    sentence: ClassVar[str] = (
        "offered {offers:appointment|appointments} of plan {reference}, to be answered by {answer_by}"
    )
    reference: str
    offers: int
    answer_by: date


@dataclass(frozen=True, slots=True)
class OfferAnswered:
    """An offer was accepted or declined."""

    code: ClassVar[str] = "staffing.offer-answered"
    sentence: ClassVar[str] = "offer {reference} to {member}: {answer}, {how}"
    reference: str
    member: str
    answer: str
    how: str


@dataclass(frozen=True, slots=True)
class AppointmentWithdrawn:
    """An appointment was taken back or given up."""

    code: ClassVar[str] = "staffing.appointment-withdrawn"
    sentence: ClassVar[str] = "withdrew appointment {reference} of {member}"
    reference: str
    member: str


@dataclass(frozen=True, slots=True)
class AppointmentsReleased:
    """The appointments of a plan reconciled and were released."""

    code: ClassVar[str] = "staffing.appointments-released"
    sentence: ClassVar[str] = (
        "released the appointments of plan {reference}: {stations:station|stations}, {appointed:person|people}"
    )
    reference: str
    stations: int
    appointed: int


@dataclass(frozen=True, slots=True)
class PlanFollowed:
    """A plan came to another day with its polls."""

    code: ClassVar[str] = "staffing.plan-followed"
    sentence: ClassVar[str] = (
        "brought staff plan {reference} to {day} with its polls: {asked} to be asked again, {lost} with another place then"
    )
    reference: str
    day: date
    asked: int
    lost: int


@dataclass(frozen=True, slots=True)
class PlanEnded:
    """No poll is taken, and everybody was stood down."""

    code: ClassVar[str] = "staffing.plan-ended"
    sentence: ClassVar[str] = "ended staff plan {reference}: {people:person|people} stood down"
    reference: str
    people: int


@dataclass(frozen=True, slots=True)
class HoursSet:
    """Somebody works other hours than the rest of the plan."""

    code: ClassVar[str] = "staffing.hours-set"
    sentence: ClassVar[str] = "set the hours of appointment {reference}: {starts} to {ends}"
    reference: str
    starts: time
    ends: time


@dataclass(frozen=True, slots=True)
class StaffPapersMade:
    """Letters, badges or lists of a plan were made; they name people."""

    code: ClassVar[str] = "staffing.papers-made"
    sentence: ClassVar[str] = "made {form} of plan {reference} for {people:person|people}"
    reference: str
    form: str
    people: int


@dataclass(frozen=True, slots=True)
class BriefingPlanned:
    """A briefing was planned."""

    code: ClassVar[str] = "staffing.briefing-planned"
    sentence: ClassVar[str] = "planned briefing {reference} for {starts_at}, {places:place|places}"
    reference: str
    starts_at: datetime
    places: int


@dataclass(frozen=True, slots=True)
class PlacesGiven:
    """People were given places at a briefing."""

    code: ClassVar[str] = "staffing.places-given"
    sentence: ClassVar[str] = (
        "gave {given:person a place|people places} at briefing {reference}; {left:place is left|places are left}"
    )
    reference: str
    given: int
    left: int


@dataclass(frozen=True, slots=True)
class SignedIn:
    """Who came to a briefing was noted."""

    code: ClassVar[str] = "staffing.signed-in"
    sentence: ClassVar[str] = "signed in briefing {reference}: {came} came, {missed} did not"
    reference: str
    came: int
    missed: int


@dataclass(frozen=True, slots=True)
class ReserveCalled:
    """Somebody who stands by was rung."""

    code: ClassVar[str] = "staffing.reserve-called"
    sentence: ClassVar[str] = "rang {member} of the reserve for the place of appointment {reference}: {outcome}"
    reference: str
    member: str
    outcome: str


@dataclass(frozen=True, slots=True)
class PlaceTakenOver:
    """Somebody of the reserve took over the place of somebody who is lost."""

    code: ClassVar[str] = "staffing.place-taken-over"
    sentence: ClassVar[str] = "{member} of the reserve took over appointment {reference} as {made}"
    reference: str
    member: str
    made: str


@dataclass(frozen=True, slots=True)
class HoursNoted:
    """The hours and miles of an appointment were noted."""

    code: ClassVar[str] = "staffing.hours-noted"
    sentence: ClassVar[str] = "noted hours of appointment {reference}: {came_at} to {left_at}, {minutes:minute|minutes}"
    reference: str
    came_at: time
    left_at: time
    minutes: int
    miles: int


@dataclass(frozen=True, slots=True)
class AbsenceNoted:
    """Somebody did not come."""

    code: ClassVar[str] = "staffing.absence-noted"
    sentence: ClassVar[str] = "noted that nobody came for appointment {reference}"
    reference: str
