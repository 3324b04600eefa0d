"""Determinations, and the alterations of the register that they make. Append-only, both."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django_scopes import ScopedManager

from pollwright.audit.history import ledgered
from pollwright.register.states import AlterationKind, AlterationReason, Outcome, Section


@ledgered(frozen=True)
class Determination(models.Model):
    """The ERO's decision: on what, how, by whom, in which capacity and why. Takes effect only by a notice (REG-1.1)."""

    authority = models.ForeignKey("authorities.Authority", on_delete=models.PROTECT)
    reference = models.CharField(max_length=20)
    outcome = models.CharField(max_length=10, choices=Outcome.choices)
    application = models.ForeignKey("register.Application", on_delete=models.PROTECT, null=True)
    deletion = models.ForeignKey("register.DeletionCase", on_delete=models.PROTECT, null=True)
    objection = models.ForeignKey("register.Objection", on_delete=models.PROTECT, null=True)
    review = models.ForeignKey("register.Review", on_delete=models.PROTECT, null=True)
    elector = models.ForeignKey("register.Elector", on_delete=models.PROTECT, null=True)
    ground = models.CharField(max_length=200)
    basis = models.CharField(max_length=120, help_text="The legal source, as it describes itself.")
    reasons = models.TextField(blank=True)
    determined_at = models.DateTimeField()
    determined_on = models.DateField()
    determined_by = models.CharField(max_length=150)
    capacity = models.CharField(max_length=80)

    objects = ScopedManager(authority="authority")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["authority", "reference"], name="determination_reference")]
        indexes = [models.Index("authority", "determined_on", name="determination_by_day")]


@ledgered(frozen=True)
class Alteration(models.Model):
    """One change of the register that a determination has made, waiting for a notice or already in one.

    `parliamentary` and `local` say which registers it concerns. An amendment holds all the facts of the entry as it
    will be, made on top of whatever is pending for the same entry, so that of several in one notice the last one holds.

    An addition holds the facts of the entry to open; a deletion names the entry to close; an amendment does both. Which
    notice carried it is in `NoticeLine`; an alteration overtaken before that is in `AlterationWithdrawal`.
    """

    authority = models.ForeignKey("authorities.Authority", on_delete=models.PROTECT)
    kind = models.CharField(max_length=10, choices=AlterationKind.choices)
    reason = models.CharField(max_length=20, choices=AlterationReason.choices)
    elector = models.ForeignKey("register.Elector", on_delete=models.PROTECT)
    entry = models.ForeignKey("register.RegisterEntry", on_delete=models.PROTECT, null=True, related_name="+")
    determination = models.ForeignKey(Determination, on_delete=models.PROTECT, null=True)
    received_at = models.DateTimeField(null=True, help_text="When the application behind it was received.")
    determined_at = models.DateTimeField()
    determined_on = models.DateField()
    property = models.ForeignKey("places.Property", on_delete=models.PROTECT, null=True)
    district = models.ForeignKey("places.PollingDistrict", on_delete=models.PROTECT)
    section = models.CharField(max_length=12, choices=Section.choices, default=Section.ORDINARY)
    surname = models.CharField(max_length=100, blank=True)
    forenames = models.CharField(max_length=100, blank=True)
    marker = models.CharField(max_length=5, blank=True)
    attains_on = models.DateField(null=True)
    parliamentary = models.BooleanField(default=True)
    local = models.BooleanField(default=True)

    objects = ScopedManager(authority="authority")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=(Q(kind=AlterationKind.ADD) & Q(entry__isnull=True))
                | (~Q(kind=AlterationKind.ADD) & Q(entry__isnull=False)),
                name="alteration_of_an_entry",
            ),
        ]
        indexes = [
            models.Index("authority", "determined_on", "id", name="alteration_by_day"),
            models.Index("elector", name="alteration_by_elector"),
        ]


@ledgered(frozen=True)
class AlterationWithdrawal(models.Model):
    """That an alteration will not be carried by any notice, and why (overtaken, or its determination set aside)."""

    alteration = models.OneToOneField(Alteration, on_delete=models.PROTECT, primary_key=True)
    authority = models.ForeignKey("authorities.Authority", on_delete=models.PROTECT)
    reason = models.CharField(max_length=200)
    withdrawn_at = models.DateTimeField()

    objects = ScopedManager(authority="authority")
