"""Polls whose candidates staff may be tied to."""

from __future__ import annotations

from datetime import date

from pollwright.elections.models import Poll
from pollwright.elections.states import ENDED


def poll_choices(authority_id: int, *, on: date) -> list[tuple[str, str]]:
    """Return reference and words of every poll to come, soonest first."""
    held = (
        Poll.objects.filter(authority=authority_id, day__gte=on).exclude(state__in=ENDED).order_by("day", "reference")
    )
    return [(reference, f"{title} ({reference})") for reference, title in held.values_list("reference", "title")]


def poll_days(authority_id: int, *, on: date) -> list[tuple[date, str]]:
    """Return the days of polls to come that are known to the public, each with the title of a poll on it."""
    held = Poll.objects.filter(authority=authority_id, day__gte=on, rehearsal=False).exclude(state__in=ENDED)
    rows = held.order_by("day", "-reference").values_list("day", "title")
    return sorted(dict(rows).items())
