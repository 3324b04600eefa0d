"""The project of a poll: who does what by when, what it costs, and what was learned."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django_scopes import ScopedManager

from pollwright.audit.history import ledgered
from pollwright.elections.states import NoteKind


@ledgered()
class ProjectTask(models.Model):
    """Something to be done for a poll by a day. `step` is the step of the timetable that it was made from, if any."""

    authority = models.ForeignKey("authorities.Authority", on_delete=models.PROTECT)
    poll = models.ForeignKey("elections.Poll", on_delete=models.PROTECT, related_name="tasks")
    reference = models.CharField(max_length=20)
    step = models.CharField(max_length=60, blank=True)
    title = models.CharField(max_length=200)
    owner = models.ForeignKey("access.Person", on_delete=models.PROTECT, null=True)
    due_on = models.DateField()
    remind_on = models.DateField(null=True)
    note = models.CharField(max_length=1000, blank=True)
    done_at = models.DateTimeField(null=True)
    done_by = models.CharField(max_length=120, blank=True)
    version = models.IntegerField(default=1)

    objects = ScopedManager(authority="authority")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["authority", "reference"], name="project_task_reference"),
            models.UniqueConstraint(fields=["poll", "step"], condition=~Q(step=""), name="one_task_of_a_step"),
        ]


@ledgered()
class BudgetLine(models.Model):
    """A heading of a poll's budget, in pence. `shared` costs are split between combined polls (C-05)."""

    authority = models.ForeignKey("authorities.Authority", on_delete=models.PROTECT)
    poll = models.ForeignKey("elections.Poll", on_delete=models.PROTECT, related_name="budget")
    reference = models.CharField(max_length=20)
    heading = models.CharField(max_length=120)
    estimate = models.BigIntegerField(default=0)
    actual = models.BigIntegerField(null=True)
    shared = models.BooleanField(default=False)
    version = models.IntegerField(default=1)

    objects = ScopedManager(authority="authority")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["authority", "reference"], name="budget_line_reference")]


@ledgered()
class ProjectNote(models.Model):
    """A section of the count plan, or a lesson learned; `carried_from` is the lesson of an earlier poll of the kind."""

    authority = models.ForeignKey("authorities.Authority", on_delete=models.PROTECT)
    poll = models.ForeignKey("elections.Poll", on_delete=models.PROTECT, related_name="notes")
    reference = models.CharField(max_length=20)
    kind = models.CharField(max_length=12, choices=NoteKind.choices)
    heading = models.CharField(max_length=200)
    text = models.TextField(blank=True)
    carried_from = models.ForeignKey("self", on_delete=models.PROTECT, null=True)
    version = models.IntegerField(default=1)

    objects = ScopedManager(authority="authority")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["authority", "reference"], name="project_note_reference")]


@ledgered(frozen=True)
class ProjectPlan(models.Model):
    """A version of the project plan of a poll, or of polls taken together, as it stood when it was made; never changed.

    :cvar number: counts the versions of one poll or combination, from 1.
    :cvar note: what the version is for, or what changed since the last.
    """

    authority = models.ForeignKey("authorities.Authority", on_delete=models.PROTECT)
    reference = models.CharField(max_length=20)
    poll = models.ForeignKey("elections.Poll", on_delete=models.PROTECT, null=True, related_name="plans")
    combination = models.ForeignKey("elections.Combination", on_delete=models.PROTECT, null=True, related_name="plans")
    number = models.IntegerField()
    note = models.CharField(max_length=300, blank=True)
    tasks = models.IntegerField()
    done = models.IntegerField()
    pdf = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, related_name="+")
    docx = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, related_name="+")
    xlsx = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, related_name="+")
    made_by = models.CharField(max_length=150)
    made_at = models.DateTimeField()

    objects = ScopedManager(authority="authority")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["authority", "reference"], name="project_plan_reference"),
            models.CheckConstraint(
                condition=Q(poll__isnull=True, combination__isnull=False)
                | Q(poll__isnull=False, combination__isnull=True),
                name="project_plan_of_a_poll_or_a_combination",
            ),
            models.UniqueConstraint(
                fields=["poll", "number"], condition=Q(poll__isnull=False), name="a_version_of_a_plan_once"
            ),
            models.UniqueConstraint(
                fields=["combination", "number"],
                condition=Q(combination__isnull=False),
                name="a_version_of_a_combined_plan_once",
            ),
        ]
