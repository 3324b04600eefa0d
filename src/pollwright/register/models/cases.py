"""Cases about an entry: deletions and their sources, objections, reviews, contacts and findings of data quality."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django_scopes import ScopedManager

from pollwright.audit.history import ledgered
from pollwright.register.states import (
    DeletionState,
    ObjectionState,
    QualityKind,
    QualityState,
    ReportKind,
    ReportState,
    ReviewState,
)


@ledgered()
class DeletionCase(models.Model):
    """A case for deleting an elector's entry; which sources suffice is law (REG-252 to 255)."""

    authority = models.ForeignKey("authorities.Authority", on_delete=models.PROTECT)
    reference = models.CharField(max_length=20)
    elector = models.ForeignKey("register.Elector", on_delete=models.PROTECT)
    entry = models.ForeignKey("register.RegisterEntry", on_delete=models.PROTECT)
    ground = models.CharField(max_length=40)
    opened_on = models.DateField()
    state = models.CharField(max_length=10, choices=DeletionState.choices, default=DeletionState.OPEN)
    closed_on = models.DateField(null=True)
    proposed_by = models.CharField(max_length=150, blank=True, help_text="Who asked for a second person's approval.")
    proposed_by_id = models.BigIntegerField(null=True)
    version = models.IntegerField(default=1)

    objects = ScopedManager(authority="authority")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["authority", "reference"], name="deletion_reference"),
            models.UniqueConstraint(
                fields=["entry"],
                condition=Q(
                    state__in=[DeletionState.OPEN, DeletionState.READY, DeletionState.REVIEW, DeletionState.APPROVAL]
                ),
                name="one_open_deletion_of_an_entry",
            ),
        ]


@ledgered(frozen=True)
class DeletionSource(models.Model):
    """One source of information in a deletion case: what kind, from whom, when."""

    authority = models.ForeignKey("authorities.Authority", on_delete=models.PROTECT)
    case = models.ForeignKey(DeletionCase, on_delete=models.PROTECT)
    kind = models.CharField(max_length=40)
    origin = models.CharField(max_length=150, help_text="The body or record it came from; two from one origin are one.")
    received_on = models.DateField()
    note = models.CharField(max_length=300, blank=True)
    outside_reference = models.CharField(max_length=60, blank=True)
    file = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, null=True)

    objects = ScopedManager(authority="authority")


@ledgered("old", leave_out=("name", "date_of_birth", "address", "postcode"))
class OutsideReport(models.Model):
    """What a registrar, another officer or the digital service reported of somebody, until it has become a case.

    `candidates` are electors who may be meant; an officer picks where it is doubtful.
    """

    authority = models.ForeignKey("authorities.Authority", on_delete=models.PROTECT)
    kind = models.CharField(max_length=10, choices=ReportKind.choices)
    outside_reference = models.CharField(max_length=60)
    origin = models.CharField(max_length=150)
    reported_on = models.DateField()
    happened_on = models.DateField(null=True)
    name = models.CharField(max_length=200)
    date_of_birth = models.DateField(null=True)
    address = models.CharField(max_length=500, blank=True)
    postcode = models.CharField(max_length=10, blank=True)
    state = models.CharField(max_length=10, choices=ReportState.choices)
    candidates = ArrayField(models.BigIntegerField(), default=list)
    case = models.ForeignKey(DeletionCase, on_delete=models.PROTECT, null=True)
    closed_reason = models.CharField(max_length=200, blank=True)

    objects = ScopedManager(authority="authority")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["authority", "kind", "outside_reference"], name="reported_once"),
        ]
        indexes = [models.Index("authority", "state", "reported_on", name="report_queue")]


@ledgered()
class Objection(models.Model):
    """An objection to an application or to an entry (REG-232 to 235)."""

    authority = models.ForeignKey("authorities.Authority", on_delete=models.PROTECT)
    reference = models.CharField(max_length=20)
    application = models.ForeignKey("register.Application", on_delete=models.PROTECT, null=True)
    entry = models.ForeignKey("register.RegisterEntry", on_delete=models.PROTECT, null=True)
    objector = models.ForeignKey("register.Elector", on_delete=models.PROTECT)
    grounds = models.TextField()
    made_at = models.DateTimeField()
    in_time = models.BooleanField(help_text="Within the five days, so that it suspends the application.")
    state = models.CharField(max_length=12, choices=ObjectionState.choices, default=ObjectionState.OPEN)
    hearing_on = models.DateField(null=True)
    decided_on = models.DateField(null=True)
    version = models.IntegerField(default=1)

    objects = ScopedManager(authority="authority")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["authority", "reference"], name="objection_reference"),
            models.CheckConstraint(
                condition=Q(application__isnull=False, entry__isnull=True)
                | Q(application__isnull=True, entry__isnull=False)
                | Q(application__isnull=False, entry__isnull=False),
                name="objection_to_something",
            ),
        ]


@ledgered()
class Review(models.Model):
    """A review of entitlement: type A, B or C (REG-255), of both registers or one (REG-256)."""

    authority = models.ForeignKey("authorities.Authority", on_delete=models.PROTECT)
    reference = models.CharField(max_length=20)
    kind = models.CharField(max_length=1, choices=[("A", "Type A"), ("B", "Type B"), ("C", "Type C")])
    elector = models.ForeignKey("register.Elector", on_delete=models.PROTECT)
    entry = models.ForeignKey("register.RegisterEntry", on_delete=models.PROTECT)
    registers = models.CharField(max_length=15, default="both")
    grounds = models.TextField()
    opened_on = models.DateField()
    notice_on = models.DateField(null=True)
    answer_by = models.DateField(null=True)
    hearing_on = models.DateField(null=True)
    state = models.CharField(max_length=10, choices=ReviewState.choices, default=ReviewState.OPEN)
    closed_on = models.DateField(null=True)
    version = models.IntegerField(default=1)

    objects = ScopedManager(authority="authority")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["authority", "reference"], name="review_reference"),
            models.UniqueConstraint(
                fields=["entry"],
                condition=Q(state__in=[ReviewState.OPEN, ReviewState.WAITING, ReviewState.HEARING]),
                name="one_open_review_of_an_entry",
            ),
        ]


@ledgered(frozen=True)
class ContactNote(models.Model):
    """That somebody was in touch about an elector or a property, how, and what was said."""

    authority = models.ForeignKey("authorities.Authority", on_delete=models.PROTECT)
    elector = models.ForeignKey("register.Elector", on_delete=models.PROTECT, null=True)
    property = models.ForeignKey("places.Property", on_delete=models.PROTECT, null=True)
    at = models.DateTimeField()
    channel = models.CharField(max_length=10, help_text="phone, email, post, counter, visit, sms")
    note = models.TextField()
    by_name = models.CharField(max_length=150)

    objects = ScopedManager(authority="authority")


@ledgered("old")
class QualityFinding(models.Model):
    """Something about an entry that can't be right or should be looked at, found by a search over sets.

    `key` names what was found, so that the next search does not raise it again.
    """

    authority = models.ForeignKey("authorities.Authority", on_delete=models.PROTECT)
    kind = models.CharField(max_length=12, choices=QualityKind.choices)
    key = models.CharField(max_length=80)
    elector = models.ForeignKey("register.Elector", on_delete=models.PROTECT, null=True)
    other_elector = models.ForeignKey("register.Elector", on_delete=models.PROTECT, null=True, related_name="+")
    property = models.ForeignKey("places.Property", on_delete=models.PROTECT, null=True)
    detail = models.CharField(max_length=200)
    found_at = models.DateTimeField(db_default=Now())
    state = models.CharField(max_length=10, choices=QualityState.choices, default=QualityState.OPEN)
    closed_reason = models.CharField(max_length=300, blank=True)
    closed_at = models.DateTimeField(null=True)

    objects = ScopedManager(authority="authority")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["authority", "kind", "key"], name="found_once")]
        indexes = [models.Index("authority", "state", "kind", name="quality_queue")]
