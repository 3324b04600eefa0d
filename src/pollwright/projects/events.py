"""Happenings about projects. What officers typed stands in the records, not here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, ClassVar

from pollwright.projects.states import LinkKind

Part = Annotated[str, "milestone", "task", "action", "meeting", "lesson"]


@dataclass(frozen=True, slots=True)
class ProjectOpened:
    """A project was opened."""

    code: ClassVar[str] = "projects.opened"
    sentence: ClassVar[str] = "opened project {reference} with {milestones:milestone|milestones}"
    reference: str
    milestones: int


@dataclass(frozen=True, slots=True)
class ProjectAltered:
    """The particulars of a project were changed."""

    code: ClassVar[str] = "projects.changed"
    sentence: ClassVar[str] = "changed project {reference}"
    reference: str


@dataclass(frozen=True, slots=True)
class HighlightLogged:
    """A highlight was logged, perhaps with how the project stands."""

    code: ClassVar[str] = "projects.logged"
    sentence: ClassVar[str] = "logged a highlight of project {reference}; it stands: {status}"
    reference: str
    status: str


@dataclass(frozen=True, slots=True)
class ProjectClosed:
    """A project was closed."""

    code: ClassVar[str] = "projects.closed"
    sentence: ClassVar[str] = "closed project {reference}"
    reference: str


@dataclass(frozen=True, slots=True)
class ProjectReopened:
    """A project was opened again."""

    code: ClassVar[str] = "projects.reopened"
    sentence: ClassVar[str] = "opened project {reference} again"
    reference: str


@dataclass(frozen=True, slots=True)
class PartKept:
    """A part of a project was added."""

    code: ClassVar[str] = "projects.part-added"
    sentence: ClassVar[str] = "added {part} {reference} to project {project}"
    part: Part
    reference: str
    project: str


@dataclass(frozen=True, slots=True)
class PartAltered:
    """A part of a project was changed."""

    code: ClassVar[str] = "projects.part-changed"
    sentence: ClassVar[str] = "changed {part} {reference} of project {project}"
    part: Part
    reference: str
    project: str


@dataclass(frozen=True, slots=True)
class ActionDone:
    """A task or an action was done."""

    code: ClassVar[str] = "projects.action-done"
    sentence: ClassVar[str] = "did {reference} of project {project}"
    reference: str
    project: str


@dataclass(frozen=True, slots=True)
class PaperAdded:
    """A paper was put before a board."""

    code: ClassVar[str] = "projects.paper-added"
    sentence: ClassVar[str] = "put a paper before meeting {meeting} of project {project}; its SHA-256 is {sha256}"
    meeting: str
    project: str
    sha256: str


@dataclass(frozen=True, slots=True)
class ProjectLinked:
    """A project was linked."""

    code: ClassVar[str] = "projects.linked"
    sentence: ClassVar[str] = "linked project {reference}: {kind}"
    reference: str
    kind: Annotated[str, LinkKind]


@dataclass(frozen=True, slots=True)
class LessonsCarried:
    """Open lessons of another project or of a poll were carried over."""

    code: ClassVar[str] = "projects.lessons-carried"
    sentence: ClassVar[str] = "carried {lessons:lesson|lessons} of {source} over to project {reference}"
    reference: str
    source: str
    lessons: int


@dataclass(frozen=True, slots=True)
class ProjectsImported:
    """Projects were taken over from a table."""

    code: ClassVar[str] = "projects.imported"
    sentence: ClassVar[str] = "took {projects:project|projects} over from a table; the file has SHA-256 {sha256}"
    projects: int
    sha256: str


@dataclass(frozen=True, slots=True)
class TakenFromPlan:
    """A row or table of a plan was taken over as a project."""

    code: ClassVar[str] = "projects.taken-from-plan"
    sentence: ClassVar[str] = "took project {reference} over from table {table} of plan {plan}"
    reference: str
    table: str
    plan: str


@dataclass(frozen=True, slots=True)
class PartsImported:
    """Tasks and actions, or lessons, were taken over from a file."""

    code: ClassVar[str] = "projects.parts-imported"
    sentence: ClassVar[str] = "took {rows:row|rows} over into {table} of projects; the file has SHA-256 {sha256}"
    table: str
    rows: int
    sha256: str
