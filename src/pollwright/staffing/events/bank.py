"""Happenings in the staff bank. Who somebody is stands in the bank, not here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated, ClassVar

from pollwright.staffing.states import MemberState, RecordKind, Role, Ruling


@dataclass(frozen=True, slots=True)
class MemberAdded:
    """Somebody was taken into the staff bank."""

    code: ClassVar[str] = "staffing.member-added"
    sentence: ClassVar[str] = "added {reference} to the staff bank"
    reference: str


@dataclass(frozen=True, slots=True)
class MemberChanged:
    """Particulars of somebody in the staff bank were changed; which ones, not from what to what."""

    code: ClassVar[str] = "staffing.member-changed"
    sentence: ClassVar[str] = "changed {particulars} of staff member {reference}"
    reference: str
    particulars: str


@dataclass(frozen=True, slots=True)
class MemberMoved:
    """Somebody applied, was accepted into the bank, left it or came back."""

    code: ClassVar[str] = "staffing.member-moved"
    sentence: ClassVar[str] = "staff member {reference} is now: {state}"
    reference: str
    state: Annotated[str, MemberState]


@dataclass(frozen=True, slots=True)
class RolesSet:
    """The roles that somebody is qualified for were set."""

    code: ClassVar[str] = "staffing.roles-set"
    sentence: ClassVar[str] = "set the roles of staff member {reference}: {roles}"
    reference: str
    roles: Annotated[str, Role]


@dataclass(frozen=True, slots=True)
class ExperienceNoted:
    """That somebody worked at an earlier poll was noted."""

    code: ClassVar[str] = "staffing.experience-noted"
    sentence: ClassVar[str] = "noted that staff member {reference} was {role} on {day}"
    reference: str
    role: Annotated[str, Role]
    day: date


@dataclass(frozen=True, slots=True)
class StaffRecordNoted:
    """Right to work, training or a declaration was noted."""

    code: ClassVar[str] = "staffing.record-noted"
    sentence: ClassVar[str] = "noted for staff member {reference}: {kind}, {on}"
    reference: str
    kind: Annotated[str, RecordKind]
    on: date
    expires_on: date | None


@dataclass(frozen=True, slots=True)
class AvailabilityNoted:
    """Somebody said whether they can work on a day."""

    code: ClassVar[str] = "staffing.availability-noted"
    sentence: ClassVar[str] = "noted for staff member {reference}, {day}: free {free}"
    reference: str
    day: date
    free: bool


@dataclass(frozen=True, slots=True)
class VenueWishNoted:
    """Somebody said that they would rather, or rather not, work at a venue."""

    code: ClassVar[str] = "staffing.wish-noted"
    sentence: ClassVar[str] = "noted a wish of staff member {reference} about venue {venue}: wanted {wanted}"
    reference: str
    venue: str
    wanted: bool


@dataclass(frozen=True, slots=True)
class StaffImported:
    """A file of staff was taken over whole."""

    code: ClassVar[str] = "staffing.imported"
    sentence: ClassVar[str] = "took over {rows:person|people} into the staff bank ({added} added, {changed} changed)"
    rows: int
    added: int
    changed: int
    sha256: str


@dataclass(frozen=True, slots=True)
class StaffImportRefused:
    """A file of staff had faults, so nothing was taken over."""

    code: ClassVar[str] = "staffing.import-refused"
    sentence: ClassVar[str] = "took nothing over from a file of staff: {faults:fault|faults} in {rows:row|rows}"
    rows: int
    faults: int


@dataclass(frozen=True, slots=True)
class ConflictsSought:
    """The staff bank was compared with the candidates of a poll, their agents and who signed for them."""

    code: ClassVar[str] = "staffing.conflicts-sought"
    sentence: ClassVar[str] = "looked for ties between staff and candidates of {poll}: {found} new of {held} in all"
    poll: str
    found: int
    held: int


@dataclass(frozen=True, slots=True)
class ConflictDecided:
    """An officer decided whether a tie bars somebody from an appointment."""

    code: ClassVar[str] = "staffing.conflict-decided"
    sentence: ClassVar[str] = "decided on possible conflict {reference} of staff member {member}: {ruling}"
    reference: str
    member: str
    ruling: Annotated[str, Ruling]


@dataclass(frozen=True, slots=True)
class AppliedOnline:
    """Somebody applied for work at polls online."""

    code: ClassVar[str] = "staffing.applied-online"
    sentence: ClassVar[str] = "applied online for work at polls ({reference})"
    reference: str


@dataclass(frozen=True, slots=True)
class AppliedAgain:
    """An application that waits was sent once more, and changed nothing."""

    code: ClassVar[str] = "staffing.applied-again"
    sentence: ClassVar[str] = "sent application {reference} again (time {times}); nothing was changed"
    reference: str
    times: int
