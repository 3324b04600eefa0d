"""Lessons of polls, for the rooms above that carry them on."""

from __future__ import annotations

from pollwright.elections.models import ProjectNote
from pollwright.elections.states import NoteKind


def lessons_of_poll(authority_id: int, reference: str) -> list[tuple[str, str, str]]:
    """Return reference, heading and text of the lessons of a poll, in the order in which they were noted."""
    held = ProjectNote.objects.filter(authority=authority_id, poll__reference=reference, kind=NoteKind.LESSON)
    return list(held.order_by("pk").values_list("reference", "heading", "text"))
