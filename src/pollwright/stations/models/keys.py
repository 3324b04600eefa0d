"""The keys by which others read the released stations of an authority."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django_scopes import ScopedManager

from pollwright.audit.history import ledgered


@ledgered()
class StationDataKey(models.Model):
    """A key with which somebody reads the stations that were released for the national finder (handbook INT-402).

    It opens the released stations of its authority and nothing else. Of the key itself only the digest is kept.

    :cvar holder: who reads with it.
    :cvar begins: its first characters, so that officers can tell keys apart.
    """

    authority = models.ForeignKey("authorities.Authority", on_delete=models.PROTECT)
    reference = models.CharField(max_length=20)
    holder = models.CharField(max_length=120)
    begins = models.CharField(max_length=12)
    sha256 = models.CharField(max_length=64, unique=True)
    made_by = models.CharField(max_length=150)
    made_at = models.DateTimeField()
    withdrawn_by = models.CharField(max_length=150, blank=True)
    withdrawn_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=1000, blank=True)

    objects = ScopedManager(authority="authority")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["authority", "reference"], name="station_data_key_reference"),
            models.UniqueConstraint(
                fields=["authority", "holder"],
                condition=Q(withdrawn_at__isnull=True),
                name="one_key_in_use_of_a_holder",
            ),
        ]
