"""What each station is packed with, and the rounds that take it there."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django_scopes import ScopedManager

from pollwright.audit.history import ledgered


@ledgered()
class PackedItem(models.Model):
    """So many of one thing for a station, how many went out and how many came back (handbook B-27)."""

    authority = models.ForeignKey("authorities.Authority", on_delete=models.PROTECT)
    station = models.ForeignKey("stations.Station", on_delete=models.PROTECT, related_name="items")
    item = models.CharField(max_length=40)
    label = models.CharField(max_length=200)
    wanted = models.IntegerField()
    sent = models.IntegerField(null=True)
    returned = models.IntegerField(null=True)

    objects = ScopedManager(authority="authority")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["station", "item"], name="item_of_a_station_once"),
            models.CheckConstraint(condition=Q(wanted__gte=0), name="item_wanted"),
        ]


@ledgered()
class DeliveryRun(models.Model):
    """One round of deliveries of a scheme: a driver's venues in order."""

    authority = models.ForeignKey("authorities.Authority", on_delete=models.PROTECT)
    scheme = models.ForeignKey("stations.Scheme", on_delete=models.PROTECT, related_name="runs")
    number = models.IntegerField()
    name = models.CharField(max_length=120)
    day = models.DateField()
    leaves_at = models.TimeField(null=True)
    version = models.IntegerField(default=1)

    objects = ScopedManager(authority="authority")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["scheme", "number"], name="run_number")]


@ledgered()
class DeliveryStop(models.Model):
    """A venue on a round."""

    authority = models.ForeignKey("authorities.Authority", on_delete=models.PROTECT)
    scheme = models.ForeignKey("stations.Scheme", on_delete=models.PROTECT, related_name="stops")
    run = models.ForeignKey(DeliveryRun, on_delete=models.PROTECT, related_name="stops")
    venue = models.ForeignKey("stations.Venue", on_delete=models.PROTECT, related_name="stops")
    order = models.IntegerField()

    objects = ScopedManager(authority="authority")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["scheme", "venue"], name="venue_on_one_run"),
            models.UniqueConstraint(fields=["run", "order"], name="stop_order"),
        ]
