"""The electorate of a poll, frozen at each stage of its timetable, and what changed between two stages."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django_scopes import ScopedManager

from pollwright.audit.history import ledgered
from pollwright.elections.states import ElectorateState, Stage


@ledgered()
class Electorate(models.Model):
    """Who may vote at a poll, or at polls taken together, as the register stood on `as_at`.

    The lines are a Parquet file of the store under `sha256`; the row holds the counts and the proof. A stage frozen
    again leaves the earlier row superseded.

    :cvar drawn_from: digest of the register, the contests and the absent voters that it was made from.
    """

    authority = models.ForeignKey("authorities.Authority", on_delete=models.PROTECT)
    reference = models.CharField(max_length=20)
    poll = models.ForeignKey("elections.Poll", on_delete=models.PROTECT, null=True, related_name="electorates")
    combination = models.ForeignKey(
        "elections.Combination", on_delete=models.PROTECT, null=True, related_name="electorates"
    )
    stage = models.CharField(max_length=10, choices=Stage.choices)
    as_at = models.DateField()
    poll_day = models.DateField()
    state = models.CharField(max_length=12, choices=ElectorateState.choices, default=ElectorateState.FROZEN)
    previous = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+")
    drawn_from = models.CharField(max_length=64)
    electors = models.IntegerField()
    counts = models.JSONField(default=dict)
    proof = models.JSONField(default=dict)
    file = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT)
    sha256 = models.CharField(max_length=64)
    frozen_by = models.CharField(max_length=150)
    frozen_at = models.DateTimeField()

    objects = ScopedManager(authority="authority")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["authority", "reference"], name="electorate_reference"),
            models.CheckConstraint(
                condition=Q(poll__isnull=True, combination__isnull=False)
                | Q(poll__isnull=False, combination__isnull=True),
                name="electorate_of_a_poll_or_a_combination",
            ),
            models.UniqueConstraint(
                fields=["poll", "stage"],
                condition=Q(state=ElectorateState.FROZEN, poll__isnull=False),
                name="a_stage_of_a_poll_once",
            ),
            models.UniqueConstraint(
                fields=["combination", "stage"],
                condition=Q(state=ElectorateState.FROZEN, combination__isnull=False),
                name="a_stage_of_a_combination_once",
            ),
        ]


@ledgered(frozen=True)
class ElectorateChange(models.Model):
    """One difference between a frozen electorate and the one before it, and what made it.

    :cvar kind: added, removed, moved (to another district) or changed.
    :cvar cause: the reason of the alteration, or what else changed (absent vote, contests).
    """

    authority = models.ForeignKey("authorities.Authority", on_delete=models.PROTECT)
    electorate = models.ForeignKey(Electorate, on_delete=models.PROTECT, related_name="changes")
    kind = models.CharField(max_length=8)
    elector = models.ForeignKey("register.Elector", on_delete=models.PROTECT, related_name="+", db_index=False)
    district = models.CharField(max_length=10)
    number = models.IntegerField(null=True)
    suffix = models.IntegerField(default=0)
    cause = models.CharField(max_length=40)
    alteration = models.ForeignKey(
        "register.Alteration", on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )

    objects = ScopedManager(authority="authority")
