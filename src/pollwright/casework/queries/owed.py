"""Days of cases for the calendar of the year, and the pre-election period that a reply to the media must heed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from pollwright.casework.models import Case
from pollwright.casework.states import REQUESTS, CaseState
from pollwright.elections.models import Poll
from pollwright.elections.states import ENDED


@dataclass(frozen=True, slots=True)
class DueCase:
    """A case that is to be answered by a day, or was. `statutory`: by an Act."""

    reference: str
    subject: str
    on: date
    owner: str
    answered_on: date | None
    statutory: bool


def cases_due(authority_id: int, *, restricted: bool, first: date, last: date) -> list[DueCase]:
    """Return the cases due between two days, and those in hand that were due before, soonest first."""
    held = Case.objects.filter(authority=authority_id, restricted=restricted, due_on__lte=last)
    held = held.exclude(state=CaseState.CLOSED, due_on__lt=first).order_by("due_on", "pk")
    names = ("reference", "subject", "due_on", "owner__name", "closed_on", "kind")
    return [
        DueCase(reference, subject, on, owner or "", closed, kind in REQUESTS)
        for reference, subject, on, owner, closed, kind in held.values_list(*names)
    ]


def polls_before_the_public(authority_id: int, on: date) -> list[tuple[str, str, date]]:
    """Return reference, title and day of the polls whose notice of election is out and which are yet to be held."""
    held = Poll.objects.filter(authority=authority_id, rehearsal=False, notice_published_at__isnull=False, day__gte=on)
    return list(held.exclude(state__in=ENDED).order_by("day", "reference").values_list("reference", "title", "day"))
