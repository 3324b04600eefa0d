"""Stored files: content by hash, with what it is, its size and how long it is kept."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Now
from django_scopes import ScopedManager

from pollwright.audit.history import ledgered


@ledgered()
class StoredFile(models.Model):
    """A file whose content lies in the store under its SHA-256.

    Retention removes the content and sets `removed_at`; the row and the hash stay.
    """

    authority = models.ForeignKey("authorities.Authority", on_delete=models.PROTECT)
    token = models.CharField(max_length=43, unique=True, help_text="Random; stands in addresses in place of the name.")
    name = models.CharField(max_length=200)
    media_type = models.CharField(max_length=100)
    kind = models.CharField(max_length=40, help_text="What the file is, for retention: import, evidence, notice …")
    sha256 = models.CharField(max_length=64)
    bytes = models.BigIntegerField()
    rows = models.BigIntegerField(null=True)
    made_at = models.DateTimeField(db_default=Now())
    removed_at = models.DateTimeField(null=True)
    restricted = models.BooleanField(default=False, help_text="Holds anonymous electors: a permission is asked.")

    objects = ScopedManager(authority="authority")

    class Meta:
        indexes = [models.Index("authority", "sha256", name="file_by_hash")]
