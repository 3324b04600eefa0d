"""Polling districts, the atoms of every area, the places where they vote, and changes of them."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django_scopes import ScopedManager

from pollwright.audit.history import ledgered
from pollwright.places.states import AreaKind, DistrictChangeState


@ledgered()
class PollingPlace(models.Model):
    """A building or area where a polling district votes."""

    authority = models.ForeignKey("authorities.Authority", on_delete=models.PROTECT)
    reference = models.CharField(max_length=110)
    name = models.CharField(max_length=200)
    address1 = models.CharField(max_length=120, blank=True)
    address2 = models.CharField(max_length=120, blank=True)
    address3 = models.CharField(max_length=120, blank=True)
    address4 = models.CharField(max_length=120, blank=True)
    address5 = models.CharField(max_length=120, blank=True)
    postcode = models.CharField(max_length=10, blank=True)
    uprn = models.BigIntegerField(null=True)
    easting = models.DecimalField(max_digits=14, decimal_places=7, null=True)
    northing = models.DecimalField(max_digits=14, decimal_places=7, null=True)
    srid = models.IntegerField(default=27700)

    objects = ScopedManager(authority="authority")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["authority", "reference"], name="polling_place_reference")]


@ledgered()
class PollingDistrict(models.Model):
    """A polling district: a separate part of the register with its own letters (RPR 2001 regs 38 and 39)."""

    authority = models.ForeignKey("authorities.Authority", on_delete=models.PROTECT)
    code = models.CharField(max_length=10)
    name = models.CharField(max_length=120)
    polling_place = models.ForeignKey(PollingPlace, on_delete=models.PROTECT, null=True)
    order = models.CharField(
        max_length=12,
        default="street",
        choices=[("street", "Street order"), ("alphabetical", "Alphabetical order")],
        help_text="Alphabetical only where street order is impracticable for this part (REG-400).",
    )
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)

    objects = ScopedManager(authority="authority")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["authority", "code"], condition=Q(valid_to__isnull=True), name="district_code_in_force"
            ),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gt=F("valid_from")), name="district_dates"
            ),
        ]


@ledgered()
class DistrictArea(models.Model):
    """That a polling district lies in an area; one area of a kind at a time."""

    authority = models.ForeignKey("authorities.Authority", on_delete=models.PROTECT)
    district = models.ForeignKey(PollingDistrict, on_delete=models.PROTECT)
    area = models.ForeignKey("places.Area", on_delete=models.PROTECT)
    kind = models.CharField(max_length=20, choices=AreaKind.choices)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)

    objects = ScopedManager(authority="authority")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["district", "kind"], condition=Q(valid_to__isnull=True), name="one_area_of_a_kind"
            ),
        ]


@ledgered()
class DistrictChange(models.Model):
    """A change of polling districts, made as one plan and taking effect with a revised register (REG-322)."""

    authority = models.ForeignKey("authorities.Authority", on_delete=models.PROTECT)
    reference = models.CharField(max_length=20)
    title = models.CharField(max_length=200)
    reason = models.TextField()
    state = models.CharField(max_length=10, choices=DistrictChangeState.choices, default=DistrictChangeState.DRAFT)
    notice_on = models.DateField(null=True)
    effective_on = models.DateField(null=True)

    objects = ScopedManager(authority="authority")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["authority", "reference"], name="district_change_reference"),
            models.CheckConstraint(
                condition=Q(state__in=["draft", "withdrawn"]) | Q(notice_on__isnull=False, effective_on__isnull=False),
                name="district_change_dated_when_noticed",
            ),
        ]


@ledgered()
class PropertyMove(models.Model):
    """A property that a change of districts puts into another district."""

    authority = models.ForeignKey("authorities.Authority", on_delete=models.PROTECT)
    change = models.ForeignKey(DistrictChange, on_delete=models.PROTECT)
    property = models.ForeignKey("places.Property", on_delete=models.PROTECT)
    to_district = models.ForeignKey(PollingDistrict, on_delete=models.PROTECT)

    objects = ScopedManager(authority="authority")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["change", "property"], name="property_moves_once")]
