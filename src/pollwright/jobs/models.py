"""Long work that people can see: what it is, how far it is, and how it ended."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django_scopes import ScopedManager

from pollwright.audit.history import ledgered
from pollwright.jobs.states import WorkState


@ledgered(None)
class Work(models.Model):
    """A long act asked for by a person: an import, a publication, a freeze.

    `parameters` and `outcome` hold references and totals, never personal data. `lock` names what may not be worked on
    twice at once: the database allows one live work of an authority with the same lock. Progress and heartbeats are
    written on a connection of their own, so they are seen while the work's own transaction is open.
    """

    authority = models.ForeignKey("authorities.Authority", on_delete=models.PROTECT)
    reference = models.CharField(max_length=20)
    kind = models.CharField(max_length=60)
    lock = models.CharField(max_length=80)
    title = models.CharField(max_length=200)
    parameters = models.JSONField(default=dict)
    requested_by = models.JSONField(help_text="The actor, as needed to act again in the job.")
    requested_at = models.DateTimeField(db_default=Now())
    state = models.CharField(
        max_length=10, choices=[(state, state.title()) for state in WorkState], default=WorkState.WAITING
    )
    step = models.CharField(max_length=200, blank=True)
    done = models.BigIntegerField(default=0)
    total = models.BigIntegerField(default=0)
    started_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    heartbeat_at = models.DateTimeField(null=True)
    attempts = models.IntegerField(default=0)
    cancel_asked = models.BooleanField(default=False)
    outcome = models.JSONField(default=dict)

    objects = ScopedManager(authority="authority")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["authority", "reference"], name="work_reference"),
            models.UniqueConstraint(
                fields=["authority", "lock"],
                condition=Q(state__in=["waiting", "running"]),
                name="never_twice_at_once",
            ),
        ]
        indexes = [models.Index("authority", models.F("requested_at").desc(), name="work_newest")]
