"""Projects with their milestones, work, boards, log and lessons."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django_scopes import ScopedManager

from pollwright.audit.history import ledgered
from pollwright.projects.states import LinkKind, MilestoneState, Quarter, SponsorCapacity, Status


@ledgered()
class Project(models.Model):
    """A project of a service. Dates stand as typed and as the first and the last day that they can mean.

    :cvar manager_text: as typed, of somebody who does not sign in here; a project may have no manager (G, S3).
    :cvar budget_pence: what it may cost in all, where that was said.
    :cvar block: the table of a plan that it came from; in the layout by years, `row` is its row there.
    """

    authority = models.ForeignKey("authorities.Authority", on_delete=models.PROTECT)
    reference = models.CharField(max_length=20)
    service = models.ForeignKey("service_plan.Service", on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=300)
    outcome = models.TextField(blank=True)
    manager = models.ForeignKey("access.Person", on_delete=models.PROTECT, null=True, related_name="+")
    manager_text = models.CharField(max_length=150, blank=True)
    sponsor = models.ForeignKey("access.Person", on_delete=models.PROTECT, null=True, related_name="+")
    sponsor_text = models.CharField(max_length=150, blank=True)
    capacity = models.CharField(max_length=3, choices=SponsorCapacity.choices, blank=True)
    start_typed = models.CharField(max_length=60, blank=True)
    start_first = models.DateField(null=True)
    start_last = models.DateField(null=True)
    end_typed = models.CharField(max_length=60, blank=True)
    end_first = models.DateField(null=True)
    end_last = models.DateField(null=True)
    budget_pence = models.BigIntegerField(null=True)
    status = models.CharField(max_length=12, choices=Status.choices, default=Status.NOT_STARTED)
    status_reason = models.CharField(max_length=1000, blank=True)
    closed_on = models.DateField(null=True)
    achieved = models.TextField(blank=True)
    block = models.ForeignKey("service_plan.PlanBlock", on_delete=models.SET_NULL, null=True, related_name="+")
    row = models.ForeignKey("service_plan.PlanRow", on_delete=models.SET_NULL, null=True, related_name="+")
    version = models.IntegerField(default=1)

    objects = ScopedManager(authority="authority")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["authority", "reference"], name="project_reference"),
            models.CheckConstraint(
                condition=Q(budget_pence__isnull=True) | Q(budget_pence__gte=0), name="project_budget"
            ),
            models.CheckConstraint(
                condition=Q(start_first__isnull=True) | Q(end_last__isnull=True) | Q(end_last__gte=F("start_first")),
                name="project_ends_after_it_starts",
            ),
        ]


@ledgered()
class Milestone(models.Model):
    """A milestone under its financial year and quarter, both as they are labelled, never worked out from its day.

    :cvar year: the year in which its financial year begins.
    :cvar first: the first day that its date or its words name; null where they name none.
    """

    authority = models.ForeignKey("authorities.Authority", on_delete=models.PROTECT)
    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="milestones")
    reference = models.CharField(max_length=20)
    year = models.IntegerField()
    quarter = models.IntegerField(choices=Quarter.choices, default=Quarter.WHOLE_YEAR)
    words = models.CharField(max_length=1000)
    date_typed = models.CharField(max_length=60, blank=True)
    first = models.DateField(null=True)
    last = models.DateField(null=True)
    owner = models.ForeignKey("access.Person", on_delete=models.PROTECT, null=True, related_name="+")
    state = models.CharField(max_length=12, choices=MilestoneState.choices, default=MilestoneState.NOT_STARTED)
    evidence = models.CharField(max_length=1000, blank=True)
    version = models.IntegerField(default=1)

    objects = ScopedManager(authority="authority")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["authority", "reference"], name="milestone_reference"),
            models.CheckConstraint(condition=Q(year__gte=1990, year__lte=2200), name="milestone_year"),
        ]


@ledgered()
class BoardMeeting(models.Model):
    """A meeting of the board of a project, to be held or held."""

    authority = models.ForeignKey("authorities.Authority", on_delete=models.PROTECT)
    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="meetings")
    reference = models.CharField(max_length=20)
    held_on = models.DateField()
    present = models.CharField(max_length=1000, blank=True)
    notes = models.TextField(blank=True)
    version = models.IntegerField(default=1)

    objects = ScopedManager(authority="authority")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["authority", "reference"], name="board_meeting_reference")]


@ledgered(frozen=True)
class BoardPaper(models.Model):
    """A paper that was before the board at a meeting."""

    authority = models.ForeignKey("authorities.Authority", on_delete=models.PROTECT)
    meeting = models.ForeignKey(BoardMeeting, on_delete=models.PROTECT, related_name="papers")
    file = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT)
    title = models.CharField(max_length=200)

    objects = ScopedManager(authority="authority")


@ledgered()
class ProjectAction(models.Model):
    """Something to be done by somebody by a day: a task of the project, or an action that a meeting of its board set."""

    authority = models.ForeignKey("authorities.Authority", on_delete=models.PROTECT)
    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="actions")
    meeting = models.ForeignKey(BoardMeeting, on_delete=models.PROTECT, null=True, related_name="actions")
    reference = models.CharField(max_length=20)
    title = models.CharField(max_length=500)
    owner = models.ForeignKey("access.Person", on_delete=models.PROTECT, null=True, related_name="+")
    owner_text = models.CharField(max_length=150, blank=True)
    due_on = models.DateField(null=True)
    done_on = models.DateField(null=True)
    done_by = models.CharField(max_length=150, blank=True)
    version = models.IntegerField(default=1)

    objects = ScopedManager(authority="authority")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["authority", "reference"], name="project_action_reference")]
        indexes = [models.Index("authority", "due_on", condition=Q(done_on=None), name="project_actions_open")]


@ledgered(frozen=True)
class LogEntry(models.Model):
    """A highlight of a project, or that its status changed and why. Never changed."""

    authority = models.ForeignKey("authorities.Authority", on_delete=models.PROTECT)
    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="log")
    said_on = models.DateField()
    said_by = models.CharField(max_length=150)
    status = models.CharField(max_length=12, choices=Status.choices, blank=True)
    text = models.CharField(max_length=2000)

    objects = ScopedManager(authority="authority")


@ledgered()
class Lesson(models.Model):
    """A lesson of a project, and what is done about it.

    :cvar carried_from: the reference of the lesson, of a project or of a poll, that it was carried from.
    """

    authority = models.ForeignKey("authorities.Authority", on_delete=models.PROTECT)
    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="lessons")
    reference = models.CharField(max_length=20)
    heading = models.CharField(max_length=200)
    text = models.TextField(blank=True)
    settled = models.BooleanField(default=False)
    carried_from = models.CharField(max_length=20, blank=True)
    version = models.IntegerField(default=1)

    objects = ScopedManager(authority="authority")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["authority", "reference"], name="lesson_reference"),
            models.UniqueConstraint(
                fields=["project", "carried_from"], condition=~Q(carried_from=""), name="lesson_carried_once"
            ),
        ]


@ledgered()
class ProjectLink(models.Model):
    """What a project serves or needs: an objective or a line of a budget in its words, a poll by its reference."""

    authority = models.ForeignKey("authorities.Authority", on_delete=models.PROTECT)
    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="links")
    kind = models.CharField(max_length=10, choices=LinkKind.choices)
    words = models.CharField(max_length=500)

    objects = ScopedManager(authority="authority")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["project", "kind", "words"], name="project_linked_once")]
