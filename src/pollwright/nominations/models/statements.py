"""Statements of persons nominated, and appointments for handing papers in."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django_scopes import ScopedManager

from pollwright.audit.history import ledgered
from pollwright.nominations.states import StatementState


@ledgered()
class Statement(models.Model):
    """A statement of persons nominated of one contest, frozen as data; a change of a nomination voids it.

    :cvar body: the statement's own facts, as its machine-readable twin publishes them.
    :cvar sha256: of `body` in canonical form; ballot papers and notices made from it carry this (B-13).
    """

    authority = models.ForeignKey("authorities.Authority", on_delete=models.PROTECT)
    contest = models.ForeignKey("elections.Contest", on_delete=models.PROTECT, related_name="statements")
    reference = models.CharField(max_length=20)
    state = models.CharField(max_length=10, choices=StatementState.choices, default=StatementState.PREPARED)
    body = models.JSONField()
    sha256 = models.CharField(max_length=64)
    prepared_by = models.CharField(max_length=120)
    prepared_by_id = models.BigIntegerField(null=True)
    prepared_at = models.DateTimeField()
    approved_by = models.CharField(max_length=120, blank=True)
    approved_at = models.DateTimeField(null=True)
    published_at = models.DateTimeField(null=True)
    voided_because = models.CharField(max_length=500, blank=True)
    version = models.IntegerField(default=1)

    objects = ScopedManager(authority="authority")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["authority", "reference"], name="statement_reference"),
            models.UniqueConstraint(
                fields=["contest"], condition=~Q(state=StatementState.VOID), name="one_statement_stands"
            ),
        ]


@ledgered()
class Appointment(models.Model):
    """A slot in the diary for handing papers in or having them looked at.

    :cvar offered: it is free, and those who were invited to the portal may choose it.
    :cvar invitation: who chose it there.
    """

    authority = models.ForeignKey("authorities.Authority", on_delete=models.PROTECT)
    poll = models.ForeignKey("elections.Poll", on_delete=models.PROTECT)
    contest = models.ForeignKey("elections.Contest", on_delete=models.PROTECT, null=True)
    reference = models.CharField(max_length=20)
    at = models.DateTimeField()
    minutes = models.IntegerField(default=20)
    who = models.CharField(max_length=200)
    contact = models.CharField(max_length=200, blank=True)
    desk = models.CharField(max_length=60, blank=True)
    arrived_at = models.DateTimeField(null=True)
    cancelled = models.BooleanField(default=False)
    offered = models.BooleanField(default=False)
    invitation = models.ForeignKey("nominations.Invitation", on_delete=models.PROTECT, null=True, related_name="slots")
    version = models.IntegerField(default=1)

    objects = ScopedManager(authority="authority")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["authority", "reference"], name="appointment_reference")]
        indexes = [models.Index("poll", "at", name="appointment_by_time")]
