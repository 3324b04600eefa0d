"""Registers of risks, their risks with every score they ever had, and what is done about them."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.db.models.functions import Coalesce, Lower
from django_scopes import ScopedManager

from pollwright.audit.history import ledgered
from pollwright.risks.states import Effect, MeasureKind, RiskState, SchemeKind, ScoreKind, SubjectKind


@ledgered()
class RiskRegister(models.Model):
    """A register of one service, poll, project, contract or step of a timetable.

    :cvar subject_id: id of what it is kept for in the room above that gave it; None for a service or the council.
    :cvar period: as it is typed, such as `2020 - 2023`.
    :cvar succeeded_by: the register in another scheme that took its place; then this one is only read (MM-I14).
    """

    authority = models.ForeignKey("authorities.Authority", on_delete=models.PROTECT)
    reference = models.CharField(max_length=20)
    title = models.CharField(max_length=200)
    service = models.CharField(max_length=120, blank=True)
    period = models.CharField(max_length=40, blank=True)
    scheme = models.CharField(max_length=10, choices=SchemeKind.choices)
    subject_kind = models.CharField(max_length=10, choices=SubjectKind.choices, default=SubjectKind.SERVICE)
    subject_id = models.BigIntegerField(null=True)
    subject_reference = models.CharField(max_length=40, blank=True)
    rehearsal = models.BooleanField(default=False)
    guidance = models.CharField(max_length=300, blank=True)
    succeeded_by = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+")
    closed_on = models.DateField(null=True)
    version = models.IntegerField(default=1)

    objects = ScopedManager(authority="authority")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["authority", "reference"], name="risk_register_reference"),
            models.UniqueConstraint(
                fields=["authority", "subject_kind", "subject_id"],
                condition=Q(subject_id__isnull=False, closed_on__isnull=True, succeeded_by__isnull=True),
                name="one_register_of_a_subject",
            ),
            models.UniqueConstraint(
                "authority",
                Lower("title"),
                Lower("period"),
                Lower("service"),
                "subject_kind",
                Coalesce("subject_id", 0),
                condition=Q(closed_on__isnull=True, succeeded_by__isnull=True),
                name="register_in_use_named_once",
            ),
        ]


@ledgered()
class Risk(models.Model):
    """Something that may go wrong. `reference` is ours; `ref` is as it is typed, and need not be unique.

    :cvar likelihood: the residual score's, where the risk stands in the matrix; blank before it is scored.
    :cvar impacts: class by category; in the numeric scheme the one impact under `overall`.
    :cvar closed_text: the date closed as it was typed, where it was no date, such as `--`.
    :cvar proposal: likelihood and impact that moving from the other scheme proposes as inherent.
    """

    authority = models.ForeignKey("authorities.Authority", on_delete=models.PROTECT)
    register = models.ForeignKey(RiskRegister, on_delete=models.PROTECT, related_name="risks")
    reference = models.CharField(max_length=20)
    ref = models.CharField(max_length=40, blank=True)
    title = models.CharField(max_length=500)
    topic = models.CharField(max_length=120, blank=True)
    reason = models.TextField(blank=True)
    owner = models.ForeignKey("access.Person", on_delete=models.PROTECT, null=True)
    owner_text = models.CharField(max_length=150, blank=True)
    treatment_required = models.BooleanField(null=True)
    last_review_on = models.DateField(null=True)
    next_milestone_on = models.DateField(null=True)
    next_review_on = models.DateField(null=True)
    closed_on = models.DateField(null=True)
    closed_text = models.CharField(max_length=40, blank=True)
    state = models.CharField(max_length=10, choices=RiskState.choices, default=RiskState.OPEN)
    likelihood = models.CharField(max_length=1, blank=True)
    impact = models.CharField(max_length=3, blank=True)
    impacts = models.JSONField(default=dict)
    score = models.IntegerField(null=True)
    level = models.CharField(max_length=10, blank=True)
    proposal = models.JSONField(default=dict)
    moved_from = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+")
    escalated_to = models.CharField(max_length=150, blank=True)
    escalated_on = models.DateField(null=True)
    position = models.IntegerField(default=0)
    version = models.IntegerField(default=1)

    objects = ScopedManager(authority="authority")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["authority", "reference"], name="risk_reference"),
            models.CheckConstraint(
                condition=(Q(likelihood="") & Q(impact="")) | (~Q(likelihood="") & ~Q(impact="")),
                name="risk_scored_whole",
            ),
        ]
        indexes = [models.Index("register", "position", "id", name="risks_of_a_register")]


@ledgered(frozen=True)
class RiskScore(models.Model):
    """A score that a risk was given, by whom and why. Never changed: a new score is a new row (MM-I15)."""

    authority = models.ForeignKey("authorities.Authority", on_delete=models.PROTECT)
    risk = models.ForeignKey(Risk, on_delete=models.PROTECT, related_name="scores")
    kind = models.CharField(max_length=10, choices=ScoreKind.choices)
    scored_on = models.DateField()
    likelihood = models.CharField(max_length=1)
    impact = models.CharField(max_length=3)
    impacts = models.JSONField(default=dict)
    score = models.IntegerField(null=True)
    level = models.CharField(max_length=10, blank=True)
    reason = models.CharField(max_length=500, blank=True)
    scored_by = models.CharField(max_length=150)

    objects = ScopedManager(authority="authority")

    class Meta:
        indexes = [models.Index("risk", "kind", "id", name="scores_of_a_risk")]


@ledgered()
class RiskMeasure(models.Model):
    """A control that is in place, or an action that is to be done by a day."""

    authority = models.ForeignKey("authorities.Authority", on_delete=models.PROTECT)
    risk = models.ForeignKey(Risk, on_delete=models.PROTECT, related_name="measures")
    reference = models.CharField(max_length=20)
    kind = models.CharField(max_length=10, choices=MeasureKind.choices)
    text = models.CharField(max_length=1000)
    owner = models.ForeignKey("access.Person", on_delete=models.PROTECT, null=True)
    owner_text = models.CharField(max_length=150, blank=True)
    due_on = models.DateField(null=True)
    cost_pence = models.BigIntegerField(null=True)
    effect = models.CharField(max_length=10, choices=Effect.choices, default=Effect.UNKNOWN)
    done_on = models.DateField(null=True)
    version = models.IntegerField(default=1)

    objects = ScopedManager(authority="authority")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["authority", "reference"], name="risk_measure_reference"),
            models.CheckConstraint(
                condition=Q(cost_pence__isnull=True) | Q(cost_pence__gte=0), name="risk_measure_cost"
            ),
        ]


@ledgered()
class RiskLink(models.Model):
    """What a risk has to do with: a project, a contract, a poll or a step, named by the room above that has it."""

    authority = models.ForeignKey("authorities.Authority", on_delete=models.PROTECT)
    risk = models.ForeignKey(Risk, on_delete=models.PROTECT, related_name="links")
    kind = models.CharField(max_length=10, choices=SubjectKind.choices)
    subject_reference = models.CharField(max_length=40)
    title = models.CharField(max_length=200)

    objects = ScopedManager(authority="authority")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["risk", "kind", "subject_reference"], name="risk_linked_once"),
        ]
