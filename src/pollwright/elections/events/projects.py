"""Happenings about the projects of polls."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, ClassVar

Part = Annotated[str, "task", "risk", "budget line", "note"]


@dataclass(frozen=True, slots=True)
class ProjectMade:
    """The project of a poll was made from its timetable."""

    code: ClassVar[str] = "elections.project-made"
    sentence: ClassVar[str] = (
        "made the project of poll {reference} (tasks: {tasks}, risks: {risks}, lessons: {lessons})"
    )
    reference: str
    tasks: int
    risks: int
    lessons: int


@dataclass(frozen=True, slots=True)
class ProjectAdded:
    """A part was added to a project."""

    code: ClassVar[str] = "elections.project-added"
    sentence: ClassVar[str] = "added {part} {reference} to the project of poll {poll}"
    part: Part
    reference: str
    poll: str


@dataclass(frozen=True, slots=True)
class ProjectChanged:
    """A part of a project was changed."""

    code: ClassVar[str] = "elections.project-changed"
    sentence: ClassVar[str] = "changed {part} {reference} of the project of poll {poll}"
    part: Part
    reference: str
    poll: str


@dataclass(frozen=True, slots=True)
class TasksGiven:
    """Tasks of a project were given to somebody."""

    code: ClassVar[str] = "elections.tasks-given"
    sentence: ClassVar[str] = "gave tasks of the project of poll {reference} to one person (tasks: {tasks})"
    reference: str
    tasks: int


@dataclass(frozen=True, slots=True)
class TaskDone:
    """A task of a project is done."""

    code: ClassVar[str] = "elections.task-done"
    sentence: ClassVar[str] = "did task {reference} of the project of poll {poll}"
    reference: str
    poll: str


@dataclass(frozen=True, slots=True)
class ProjectPlanMade:
    """A version of a project plan was made, and is kept as it was."""

    code: ClassVar[str] = "elections.project-plan-made"
    sentence: ClassVar[str] = "made version {number} of the project plan of {of} as {reference}"
    reference: str
    of: str
    number: int
    sha256: str
