"""The packs of all stations of a poll, made in one job."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django_scopes import ScopedManager

from pollwright.audit.history import ledgered
from pollwright.printing.states import PackState


@ledgered()
class StationPacks(models.Model):
    """Registers, lists, forms and signs of every station, in one file with its manifest (REG-352, C-10).

    :cvar scheme: which polling scheme the stations were taken from, and its amendment then.
    :cvar counts: of every station its electors, pages and papers, as they were made.
    :cvar proof: what was found when everything was read back for the release.
    """

    authority = models.ForeignKey("authorities.Authority", on_delete=models.PROTECT)
    reference = models.CharField(max_length=20)
    electorate = models.ForeignKey("elections.Electorate", on_delete=models.PROTECT, related_name="station_packs")
    scheme = models.CharField(max_length=60)
    per_page = models.IntegerField()
    state = models.CharField(max_length=10, choices=PackState.choices, default=PackState.PREPARED)
    stations = models.IntegerField()
    electors = models.IntegerField()
    pages = models.IntegerField()
    counts = models.JSONField(default=list)
    proof = models.JSONField(default=dict)
    file = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, related_name="+")
    sha256 = models.CharField(max_length=64)
    prepared_by = models.CharField(max_length=150)
    prepared_by_id = models.BigIntegerField(null=True)
    prepared_at = models.DateTimeField()
    released_by = models.CharField(max_length=150, blank=True)
    released_at = models.DateTimeField(null=True)
    because = models.CharField(max_length=500, blank=True)
    version = models.IntegerField(default=1)

    objects = ScopedManager(authority="authority")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["authority", "reference"], name="station_packs_reference"),
            models.CheckConstraint(
                condition=~Q(state=PackState.RELEASED) | Q(released_at__isnull=False), name="packs_released_by_somebody"
            ),
        ]
