"""Skills and qualifications: which there are, which posts need them, and who has them."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django_scopes import ScopedManager

from pollwright.audit.history import ledgered
from pollwright.people.models.files import Employee
from pollwright.people.states import Level, SkillKind


@ledgered()
class Skill(models.Model):
    """A skill, a qualification, or a training.

    :cvar months: after how many months it is to be renewed; None for good. :cvar mandatory: everybody needs it.
    """

    authority = models.ForeignKey("authorities.Authority", on_delete=models.PROTECT)
    reference = models.CharField(max_length=20)
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=13, choices=SkillKind.choices)
    body = models.CharField(max_length=120, blank=True)
    months = models.IntegerField(null=True)
    mandatory = models.BooleanField(default=False)
    retired = models.BooleanField(default=False)
    version = models.IntegerField(default=1)

    objects = ScopedManager(authority="authority")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["authority", "reference"], name="skill_reference"),
            models.UniqueConstraint(models.functions.Lower("name"), "authority", name="skill_name_once"),
            models.CheckConstraint(condition=Q(months__isnull=True) | Q(months__gt=0), name="skill_lasts"),
        ]


@ledgered()
class SkillNeeded(models.Model):
    """A skill that a post needs, as its person specification has it."""

    authority = models.ForeignKey("authorities.Authority", on_delete=models.PROTECT)
    post = models.ForeignKey("service_plan.Post", on_delete=models.PROTECT, related_name="skills_needed")
    skill = models.ForeignKey(Skill, on_delete=models.PROTECT, related_name="needed")
    essential = models.BooleanField(default=True)
    least = models.IntegerField(choices=Level.choices, default=Level.HELD)
    criterion = models.CharField(max_length=10, blank=True)

    objects = ScopedManager(authority="authority")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["post", "skill"], name="skill_needed_once")]


@ledgered()
class SkillHeld(models.Model):
    """How far somebody has a skill, since when, until when, and what shows it."""

    authority = models.ForeignKey("authorities.Authority", on_delete=models.PROTECT)
    employee = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="skills")
    skill = models.ForeignKey(Skill, on_delete=models.PROTECT, related_name="held")
    level = models.IntegerField(choices=Level.choices)
    since = models.DateField()
    expires_on = models.DateField(null=True)
    evidence = models.CharField(max_length=300, blank=True)

    objects = ScopedManager(authority="authority")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["employee", "skill"], name="skill_held_once"),
            models.CheckConstraint(
                condition=Q(expires_on__isnull=True) | Q(expires_on__gte=F("since")), name="skill_held_dates"
            ),
        ]
