"""Happenings about posts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class PostImported:
    """A post came in with its role description."""

    code: ClassVar[str] = "plan.post-imported"
    sentence: ClassVar[str] = "imported post {reference}, {title}: {tables:table|tables} of {cells:cell|cells}"
    reference: str
    title: str
    tables: int
    cells: int


@dataclass(frozen=True, slots=True)
class PostPlaced:
    """It was said which post is above another, with whom it is shared, and whether it is vacant."""

    code: ClassVar[str] = "plan.post-placed"
    sentence: ClassVar[str] = "placed post {reference} under {above}"
    reference: str
    above: str
