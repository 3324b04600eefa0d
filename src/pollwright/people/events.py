"""Happenings about posts and people. Names, skills, hours and what came of a check stand in the file, never here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, ClassVar

from pollwright.people.states import CheckKind, HoursKind, HoursState, Restriction


@dataclass(frozen=True, slots=True)
class FileOpened:
    """A staff file was opened."""

    code: ClassVar[str] = "people.file-opened"
    sentence: ClassVar[str] = "opened staff file {reference}"
    reference: str


@dataclass(frozen=True, slots=True)
class FileChanged:
    """The particulars of a staff file were changed."""

    code: ClassVar[str] = "people.file-changed"
    sentence: ClassVar[str] = "changed the particulars of staff file {reference}"
    reference: str


@dataclass(frozen=True, slots=True)
class EmploymentEnded:
    """Somebody left."""

    code: ClassVar[str] = "people.left"
    sentence: ClassVar[str] = "noted that whoever has staff file {reference} leaves on {on}; holdings ended: {holdings}"
    reference: str
    on: str
    holdings: int


@dataclass(frozen=True, slots=True)
class TermsSet:
    """The terms of a post were set."""

    code: ClassVar[str] = "people.terms-set"
    sentence: ClassVar[str] = "set the terms of post {post}: restriction {restriction}"
    post: str
    restriction: Annotated[str, Restriction]


@dataclass(frozen=True, slots=True)
class Appointed:
    """Somebody was appointed to a post."""

    code: ClassVar[str] = "people.appointed"
    sentence: ClassVar[str] = "appointed staff file {reference} to {percent}% of post {post} from {starts_on}, {basis}"
    reference: str
    post: str
    percent: int
    starts_on: str
    basis: str


@dataclass(frozen=True, slots=True)
class HoldingEnded:
    """A holding was given its last day."""

    code: ClassVar[str] = "people.holding-ended"
    sentence: ClassVar[str] = "ended the holding of post {post} by staff file {reference} on {on}"
    reference: str
    post: str
    on: str


@dataclass(frozen=True, slots=True)
class SkillListed:
    """A skill was put into the list of skills, or changed there."""

    code: ClassVar[str] = "people.skill-listed"
    sentence: ClassVar[str] = "listed skill {skill}, {name}"
    skill: str
    name: str


@dataclass(frozen=True, slots=True)
class SkillAsked:
    """It was said that a post needs a skill, or no longer."""

    code: ClassVar[str] = "people.skill-asked"
    sentence: ClassVar[str] = "said of post {post} and skill {skill}: {how}"
    post: str
    skill: str
    how: str


@dataclass(frozen=True, slots=True)
class SkillNoted:
    """It was noted how far somebody has a skill."""

    code: ClassVar[str] = "people.skill-noted"
    sentence: ClassVar[str] = "noted skill {skill} in staff file {reference}"
    reference: str
    skill: str


@dataclass(frozen=True, slots=True)
class DevelopmentLogged:
    """Development was logged, or struck out."""

    code: ClassVar[str] = "people.development"
    sentence: ClassVar[str] = "{how} development in staff file {reference}"
    reference: str
    how: str


@dataclass(frozen=True, slots=True)
class HoursEntered:
    """An entry was made in the ledger of hours."""

    code: ClassVar[str] = "people.hours-entered"
    sentence: ClassVar[str] = "entered hours in staff file {reference}: {kind}, {state}"
    reference: str
    kind: Annotated[str, HoursKind]
    state: Annotated[str, HoursState]


@dataclass(frozen=True, slots=True)
class HoursDecided:
    """Hours that somebody entered for themselves were agreed or declined."""

    code: ClassVar[str] = "people.hours-decided"
    sentence: ClassVar[str] = "decided hours of staff file {reference}: {state}"
    reference: str
    state: Annotated[str, HoursState]


@dataclass(frozen=True, slots=True)
class CheckRecorded:
    """A check was recorded."""

    code: ClassVar[str] = "people.checked"
    sentence: ClassVar[str] = "recorded a check in staff file {reference}: {kind}"
    reference: str
    kind: Annotated[str, CheckKind]


@dataclass(frozen=True, slots=True)
class AppraisalDated:
    """An appraisal was given its day, or was held."""

    code: ClassVar[str] = "people.appraisal"
    sentence: ClassVar[str] = "dated an appraisal of staff file {reference}: due on {due_on}, held on {held_on}"
    reference: str
    due_on: str
    held_on: str


@dataclass(frozen=True, slots=True)
class PointKept:
    """A single point of failure was entered or changed."""

    code: ClassVar[str] = "people.single-point"
    sentence: ClassVar[str] = "{how} single point of failure {reference}"
    reference: str
    how: str


@dataclass(frozen=True, slots=True)
class PointsAdopted:
    """The single points of failure of a plan were taken over into the register."""

    code: ClassVar[str] = "people.single-points-adopted"
    sentence: ClassVar[str] = "took {points:single point|single points} of failure over from plan {plan}"
    plan: str
    points: int


@dataclass(frozen=True, slots=True)
class PointPrinted:
    """A single point of failure was taken over into a plan."""

    code: ClassVar[str] = "people.single-point-printed"
    sentence: ClassVar[str] = "took single point of failure {reference} over into table {table} of plan {plan}"
    reference: str
    table: str
    plan: str


@dataclass(frozen=True, slots=True)
class TableTakenOver:
    """Rows of a table were taken over."""

    code: ClassVar[str] = "people.imported"
    sentence: ClassVar[str] = "took {rows:row|rows} over from a table of {table}; the file has SHA-256 {sha256}"
    table: str
    rows: int
    sha256: str


@dataclass(frozen=True, slots=True)
class ListDownloaded:
    """A list of people was downloaded."""

    code: ClassVar[str] = "people.downloaded"
    sentence: ClassVar[str] = "downloaded list {name}: {rows:row|rows} as {format}"
    name: str
    rows: int
    format: str


@dataclass(frozen=True, slots=True)
class VacancyNoted:
    """A post fell vacant, or somebody holds it again."""

    code: ClassVar[str] = "people.vacancy-noted"
    sentence: ClassVar[str] = "noted that post {reference} is {state}"
    reference: str
    state: Annotated[str, "vacant", "held"]
