"""Electoral areas, with codes and dates: a changed boundary is a new code (INT-751)."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django_scopes import ScopedManager

from pollwright.audit.history import ledgered
from pollwright.places.states import AreaKind


@ledgered()
class Area(models.Model):
    """An electoral area of one kind over a half-open range of days."""

    authority = models.ForeignKey("authorities.Authority", on_delete=models.PROTECT)
    kind = models.CharField(max_length=20, choices=AreaKind.choices)
    code = models.CharField(max_length=20, help_text="GSS code, or the council's own where there is none.")
    name = models.CharField(max_length=120)
    name_cy = models.CharField(max_length=120, blank=True)
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)

    objects = ScopedManager(authority="authority")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["authority", "kind", "code", "valid_from"], name="area_dated"),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gt=F("valid_from")), name="area_dates"
            ),
        ]


@ledgered("old")
class AreaBoundary(models.Model):
    """The boundary of an area as a GeoJSON geometry (WGS 84)."""

    area = models.OneToOneField(Area, on_delete=models.PROTECT, primary_key=True)
    authority = models.ForeignKey("authorities.Authority", on_delete=models.PROTECT)
    geometry = models.JSONField()

    objects = ScopedManager(authority="authority")
