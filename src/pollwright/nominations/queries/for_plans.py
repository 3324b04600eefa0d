"""What the project plan of a poll says of its nominations."""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import Count, Q

from pollwright.elections.queries.plan_ports import Found, declare_plan_facts
from pollwright.nominations.models import Candidate
from pollwright.nominations.states import CandidateState
from pollwright.pages.wording import number


def nominations_for_plan(authority_id: int, poll_ids: Collection[int]) -> Found:
    """Return how many candidates of some polls stand, and how many wait to be determined; nothing where there is none."""
    counts = Candidate.objects.filter(authority=authority_id, contest__poll__in=poll_ids).aggregate(
        standing=Count("pk", filter=Q(state=CandidateState.STANDING)),
        waiting=Count("pk", filter=Q(state=CandidateState.DELIVERED)),
    )
    if not counts["standing"] + counts["waiting"]:
        return []
    return [("Candidates", f"{number(counts['standing'])} standing, {number(counts['waiting'])} to be determined")]


declare_plan_facts(nominations_for_plan)
