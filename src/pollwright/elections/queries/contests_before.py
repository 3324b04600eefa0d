"""What was contested last time: the start of the next ordinary election of the kind."""

from __future__ import annotations

from datetime import date

from pollwright.elections.models import Contest, Poll
from pollwright.elections.states import ENDED
from pollwright.law.timetables.kinds import Kind


def contests_before(authority_id: int, kind: Kind, *, day: date) -> list[tuple[str, int]]:
    """Return the area and the seats of each contest on the last ordinary polling day of a kind before a day.

    By-elections and rehearsals are left out.
    """
    polls = Poll.objects.filter(authority=authority_id, kind=kind, by_election=False, rehearsal=False).exclude(
        state__in=ENDED
    )
    last = polls.filter(day__lt=day).order_by("-day").values_list("day", flat=True).first()
    if last is None:
        return []
    return list(
        Contest.objects.filter(authority=authority_id, poll__in=polls.filter(day=last), area__isnull=False)
        .order_by("area__code", "pk")
        .values_list("area__code", "seats")
    )
