"""Projects as a report tells them, each with its milestones."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

from django.db.models import Q, QuerySet

from pollwright.projects.models import Project
from pollwright.projects.queries.rows import MilestoneRow, ProjectRow, milestones, rows_of


def reported_projects(
    authority_id: int, service: str, *, since: date | None
) -> list[tuple[ProjectRow, list[MilestoneRow]]]:
    """Return the projects of a service, or of all, that are open or were closed since a day, with their milestones."""
    found = rows_of(_of(authority_id, service, since))
    by_project: dict[str, list[MilestoneRow]] = defaultdict(list)
    for each in milestones(authority_id, [one.id for one in found]):
        by_project[each.project].append(each)
    return [(one, by_project[one.reference]) for one in found]


def projects_counted(authority_id: int, service: str, *, since: date | None) -> int:
    """Return how many projects there are to report, counted by the database."""
    return _of(authority_id, service, since).count()


def _of(authority_id: int, service: str, since: date | None) -> QuerySet[Project]:
    in_hand = Q(closed_on__isnull=True)
    held = Project.objects.filter(authority=authority_id).filter(
        in_hand if since is None else in_hand | Q(closed_on__gt=since)
    )
    return held.filter(service__name__iexact=service) if service else held
