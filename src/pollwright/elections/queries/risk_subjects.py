"""Polls and steps of their timetables, for risks that are linked with them."""

from __future__ import annotations

from pollwright.elections.models import Poll, PollStep


def poll_titled(authority_id: int, reference: str, _words: str) -> str | None:
    """Return the title of a poll."""
    return Poll.objects.filter(authority=authority_id, reference=reference).values_list("title", flat=True).first()


def step_titled(authority_id: int, reference: str, words: str) -> str | None:
    """Return the title of the step that has these words, of the poll of that reference."""
    held = PollStep.objects.filter(authority=authority_id, poll__reference=reference, title__icontains=words.strip())
    return held.order_by("pk").values_list("title", flat=True).first() if words.strip() else None
