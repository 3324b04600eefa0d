"""The audit trail: permanent headers, removable payloads, subjects and seals.

No foreign keys lead out of these tables: the trail stands by itself when people, electors and authorities have gone.
A header is never changed or deleted (the database refuses it). Its payload is a separate row that only the retention
operation may delete, leaving a `PayloadRemoval`, so that the law's deletions and the seals agree.
"""

from __future__ import annotations

import pgtrigger
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models.functions import Now

from pollwright.audit.history import ONLY_BY_RETENTION, ledgered


@ledgered(frozen=True)
class Event(models.Model):
    """One act: who did what, when, in which capacity and why. Never holds a protected value or a name of an elector.

    `digest` is the SHA-256 of the canonical text of the header, which includes the payload's and the subjects' digests.
    """

    operation_id = models.UUIDField()
    at = models.DateTimeField()
    authority_id = models.BigIntegerField()
    actor_id = models.BigIntegerField(null=True)
    actor_name = models.CharField(max_length=150)
    actor_role = models.CharField(max_length=30)
    capacity = models.CharField(max_length=80)
    channel = models.CharField(max_length=10)
    request_id = models.UUIDField()
    operation = models.CharField(max_length=80)
    code = models.CharField(max_length=60)
    summary = models.CharField(max_length=400)
    legal_basis = models.CharField(max_length=120)
    reason = models.TextField()
    subject_count = models.IntegerField()
    subjects_digest = models.CharField(max_length=64)
    payload_digest = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)

    class Meta:
        indexes = [
            models.Index("authority_id", models.F("id").desc(), name="event_by_authority"),
            models.Index("operation_id", name="event_by_operation"),
            GinIndex(fields=["summary"], opclasses=["gin_trgm_ops"], name="event_by_words"),
        ]


@pgtrigger.register(ONLY_BY_RETENTION)
@ledgered(None)
class EventPayload(models.Model):
    """What the act changed, before and after, as JSON. Removed only by retention."""

    event_id = models.BigIntegerField(primary_key=True)
    authority_id = models.BigIntegerField()
    body = models.JSONField()


@ledgered(frozen=True)
class PayloadRemoval(models.Model):
    """That a payload was removed by retention, and by which event."""

    event_id = models.BigIntegerField(primary_key=True)
    authority_id = models.BigIntegerField()
    removed_by_id = models.BigIntegerField()


@ledgered(frozen=True)
class EventSubject(models.Model):
    """A thing that an event is about; the timelines are read from here."""

    event_id = models.BigIntegerField()
    authority_id = models.BigIntegerField()
    kind = models.CharField(max_length=20)
    subject_id = models.BigIntegerField()

    class Meta:
        indexes = [
            models.Index("authority_id", "kind", "subject_id", models.F("event_id").desc(), name="event_by_subject"),
            models.Index("event_id", name="subject_by_event"),
        ]


@ledgered(frozen=True)
class Seal(models.Model):
    """A closed batch of events of one authority, chained to the batch before it."""

    authority_id = models.BigIntegerField()
    number = models.IntegerField()
    first_event_id = models.BigIntegerField()
    last_event_id = models.BigIntegerField()
    events = models.IntegerField()
    batch_digest = models.CharField(max_length=64)
    previous_digest = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)
    sealed_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [models.UniqueConstraint(fields=["authority_id", "number"], name="seal_number")]
