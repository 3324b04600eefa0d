"""Sundries, equipment, and the runs that take them to venues and back."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django_scopes import ScopedManager

from pollwright.audit.history import ledgered
from pollwright.polling_day.models.desks import Desk
from pollwright.polling_day.states import AssetKind, Condition, DropState, Per, RunKind


@ledgered()
class Sundry(models.Model):
    """Something that stations are given, and how many: `quantity` for each of what `per` names.

    :cvar code: the law's name of the item where the law asks for it; items of the authority's own have none.
    :cvar size: the electors for whom `quantity` is enough, where it goes by electors.
    """

    authority = models.ForeignKey("authorities.Authority", on_delete=models.PROTECT)
    reference = models.CharField(max_length=20)
    code = models.CharField(max_length=40, blank=True)
    name = models.CharField(max_length=200)
    per = models.CharField(max_length=10, choices=Per.choices)
    quantity = models.IntegerField(default=1)
    size = models.IntegerField(default=1)
    least = models.IntegerField(default=1)
    order = models.IntegerField(default=0)
    source = models.CharField(max_length=300, blank=True)
    withdrawn = models.BooleanField(default=False)
    version = models.IntegerField(default=1)

    objects = ScopedManager(authority="authority")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["authority", "reference"], name="sundry_reference"),
            models.UniqueConstraint(fields=["authority", "code"], condition=~Q(code=""), name="sundry_of_the_law_once"),
            models.CheckConstraint(
                condition=Q(quantity__gte=1) & Q(size__gte=1) & Q(least__gte=0), name="sundry_numbers"
            ),
        ]


@ledgered()
class PackingLine(models.Model):
    """How many of a sundry a station is packed, and who checked that they are in."""

    authority = models.ForeignKey("authorities.Authority", on_delete=models.PROTECT)
    desk = models.ForeignKey(Desk, on_delete=models.PROTECT, related_name="packing")
    station = models.ForeignKey("stations.Station", on_delete=models.PROTECT, related_name="packing")
    sundry = models.ForeignKey(Sundry, on_delete=models.PROTECT, related_name="lines")
    quantity = models.IntegerField()
    checked_at = models.DateTimeField(null=True)
    checked_by = models.CharField(max_length=150, blank=True)

    objects = ScopedManager(authority="authority")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["desk", "station", "sundry"], name="packing_line_once")]


@ledgered()
class Asset(models.Model):
    """Equipment of one kind, in one condition, in one place: so many pieces."""

    authority = models.ForeignKey("authorities.Authority", on_delete=models.PROTECT)
    reference = models.CharField(max_length=20)
    kind = models.CharField(max_length=12, choices=AssetKind.choices)
    name = models.CharField(max_length=200)
    count = models.IntegerField()
    condition = models.CharField(max_length=10, choices=Condition.choices)
    place = models.CharField(max_length=200)
    note = models.CharField(max_length=500, blank=True)
    version = models.IntegerField(default=1)

    objects = ScopedManager(authority="authority")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["authority", "reference"], name="asset_reference"),
            models.CheckConstraint(condition=Q(count__gte=0), name="asset_count"),
        ]


@ledgered()
class Run(models.Model):
    """A van's round to venues, with its driver."""

    authority = models.ForeignKey("authorities.Authority", on_delete=models.PROTECT)
    reference = models.CharField(max_length=20)
    desk = models.ForeignKey(Desk, on_delete=models.PROTECT, related_name="runs")
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=12, choices=RunKind.choices)
    driver = models.CharField(max_length=120)
    phone = models.CharField(max_length=40, blank=True)
    starts_at = models.DateTimeField()
    version = models.IntegerField(default=1)

    objects = ScopedManager(authority="authority")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["authority", "reference"], name="run_reference")]


@ledgered()
class Drop(models.Model):
    """One venue on a run: when the van is due, what it carries, and when it had been."""

    authority = models.ForeignKey("authorities.Authority", on_delete=models.PROTECT)
    run = models.ForeignKey(Run, on_delete=models.PROTECT, related_name="drops")
    order = models.IntegerField()
    venue = models.ForeignKey("stations.Venue", on_delete=models.PROTECT, related_name="drops")
    due_at = models.TimeField()
    load = models.CharField(max_length=500, blank=True)
    state = models.CharField(max_length=10, choices=DropState.choices, default=DropState.PLANNED)
    done_at = models.DateTimeField(null=True)
    received_by = models.CharField(max_length=150, blank=True)
    note = models.CharField(max_length=500, blank=True)

    objects = ScopedManager(authority="authority")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["run", "order"], name="drop_order"),
            models.UniqueConstraint(fields=["run", "venue"], name="drop_venue_once"),
            models.CheckConstraint(
                condition=Q(state=DropState.PLANNED, done_at__isnull=True)
                | (~Q(state=DropState.PLANNED) & Q(done_at__isnull=False)),
                name="drop_done_at",
            ),
        ]
