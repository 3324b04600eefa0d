"""Polls whose candidates staff may be tied to."""

from __future__ import annotations

from datetime import date

from pollwright.elections.models import Poll
from pollwright.elections.states import ENDED
from pollwright.staffing.models import StaffPost
from pollwright.staffing.states import PlanState


def poll_choices(authority_id: int, *, on: date) -> list[tuple[str, str]]:
    """Return reference and words of every poll to come, soonest first."""
    held = (
        Poll.objects.filter(authority=authority_id, day__gte=on).exclude(state__in=ENDED).order_by("day", "reference")
    )
    return [(reference, f"{title} ({reference})") for reference, title in held.values_list("reference", "title")]


def poll_days(authority_id: int, *, on: date) -> list[tuple[date, str]]:
    """Return the days of polls to come that are known to the public, each with the title of a poll on it.

    Days on which people are needed before or after a poll are among them, each with what it is then.
    """
    held = Poll.objects.filter(authority=authority_id, day__gte=on, rehearsal=False).exclude(state__in=ENDED)
    rows = held.order_by("day", "-reference").values_list("day", "title")
    posts = StaffPost.objects.filter(authority=authority_id, day__gte=on, wanted__gt=0, plan__rehearsal=False)
    sessions = posts.exclude(plan__state=PlanState.ENDED).order_by("day", "-pk").values_list("day", "session")
    known = {day: session for day, session in sessions if day is not None}
    return sorted((known | dict(rows)).items())
