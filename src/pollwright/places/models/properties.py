"""Properties, and how one became another."""

from __future__ import annotations

from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q
from django_scopes import ScopedManager

from pollwright.audit.history import ledgered
from pollwright.places.states import PropertyChangeKind, PropertyKind, PropertyStatus, PropertyTaskKind


@ledgered("old")
class Property(models.Model):
    """A place where somebody may be registered.

    `address` is the whole address on one line without the postcode; `sort_key` is the fixed-width folded text that puts
    properties in walk order within a district (REG-400, 404), in plain byte order; `search` is folded for search.
    """

    authority = models.ForeignKey("authorities.Authority", on_delete=models.PROTECT)
    reference = models.CharField(max_length=40)
    uprn = models.BigIntegerField(null=True)
    parent_uprn = models.BigIntegerField(null=True)
    organisation = models.CharField(max_length=120, blank=True)
    sub_building = models.CharField(max_length=120, blank=True)
    building_name = models.CharField(max_length=120, blank=True)
    building_number = models.CharField(max_length=20, blank=True)
    street = models.CharField(max_length=120, blank=True)
    usrn = models.BigIntegerField(null=True)
    locality = models.CharField(max_length=120, blank=True)
    town = models.CharField(max_length=120, blank=True)
    postcode = models.CharField(max_length=10, blank=True)
    address = models.CharField(max_length=400)
    easting = models.DecimalField(max_digits=14, decimal_places=7, null=True)
    northing = models.DecimalField(max_digits=14, decimal_places=7, null=True)
    srid = models.IntegerField(default=27700)
    kind = models.CharField(max_length=20, choices=PropertyKind.choices, default=PropertyKind.DWELLING)
    status = models.CharField(max_length=20, choices=PropertyStatus.choices, default=PropertyStatus.OCCUPIED)
    district = models.ForeignKey("places.PollingDistrict", on_delete=models.PROTECT)
    walk_order = models.IntegerField(null=True)
    sort_key = models.CharField(max_length=400, default="")
    search = models.TextField(default="")
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)

    objects = ScopedManager(authority="authority")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["authority", "reference"], name="property_reference"),
            models.UniqueConstraint(
                fields=["authority", "uprn"], condition=Q(valid_to__isnull=True), name="property_uprn_in_force"
            ),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")), name="property_dates"
            ),
            models.CheckConstraint(
                condition=Q(uprn__isnull=True) | Q(uprn__gt=0, uprn__lt=10**12), name="property_uprn_digits"
            ),
        ]
        indexes = [
            models.Index("district", "sort_key", name="property_in_order"),
            models.Index("authority", "postcode", name="property_by_postcode"),
            GinIndex(fields=["search"], opclasses=["gin_trgm_ops"], name="property_search"),
        ]


@ledgered(frozen=True)
class PropertyChange(models.Model):
    """That one property became another (or none), on a day, and why."""

    authority = models.ForeignKey("authorities.Authority", on_delete=models.PROTECT)
    kind = models.CharField(max_length=12, choices=PropertyChangeKind.choices)
    before = models.ForeignKey(Property, on_delete=models.PROTECT, related_name="+")
    after = models.ForeignKey(Property, on_delete=models.PROTECT, related_name="+", null=True)
    on = models.DateField()
    reason = models.CharField(max_length=300)

    objects = ScopedManager(authority="authority")


@ledgered()
class PropertyTask(models.Model):
    """Something about a property that a person must look at, because a file can't decide it (INT-752)."""

    authority = models.ForeignKey("authorities.Authority", on_delete=models.PROTECT)
    property = models.ForeignKey(Property, on_delete=models.PROTECT)
    kind = models.CharField(max_length=20, choices=PropertyTaskKind.choices)
    detail = models.CharField(max_length=120, blank=True, help_text="The district that a file gives; codes only.")
    opened_on = models.DateField()
    source = models.CharField(max_length=20, blank=True, help_text="The work whose file it came from.")
    resolved_on = models.DateField(null=True)
    resolution = models.CharField(max_length=300, blank=True)

    objects = ScopedManager(authority="authority")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["property", "kind"], condition=Q(resolved_on__isnull=True), name="property_task_open_once"
            ),
            models.CheckConstraint(
                condition=Q(resolved_on__isnull=True) | Q(resolved_on__gte=F("opened_on")), name="property_task_dates"
            ),
        ]
