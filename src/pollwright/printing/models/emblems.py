"""Pictures of party emblems for ballot papers, in their versions."""

from __future__ import annotations

from django.db import models
from django_scopes import ScopedManager

from pollwright.audit.history import ledgered


@ledgered(frozen=True)
class EmblemPicture(models.Model):
    """The picture of a registered emblem; the latest version is printed, and each proof keeps which it was (B-13).

    :cvar description: as the register of parties describes the emblem.
    """

    authority = models.ForeignKey("authorities.Authority", on_delete=models.PROTECT)
    party_reference = models.CharField(max_length=20)
    description = models.CharField(max_length=300)
    number = models.IntegerField()
    file = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT)
    sha256 = models.CharField(max_length=64)
    added_by = models.CharField(max_length=150)
    added_at = models.DateTimeField()

    objects = ScopedManager(authority="authority")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["authority", "party_reference", "description", "number"], name="emblem_version_once"
            )
        ]
