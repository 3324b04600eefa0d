"""Posts: what their role descriptions say, and which post is above which."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django_scopes import ScopedManager

from pollwright.audit.history import ledgered


@ledgered()
class Post(models.Model):
    """A post of the authority, apart from whoever holds it.

    :cvar content: its role description, every table cell for cell (`queries.trees.from_json`).
    :cvar reports_to: as typed; `above` is the post that is meant, where somebody said so.
    :cvar shared_with: another authority with which the post is shared, as typed.
    """

    authority = models.ForeignKey("authorities.Authority", on_delete=models.PROTECT)
    reference = models.CharField(max_length=20)
    title = models.CharField(max_length=200)
    unit = models.CharField(max_length=200, blank=True)
    grade = models.CharField(max_length=40, blank=True)
    reports_to = models.CharField(max_length=200, blank=True)
    shared_with = models.CharField(max_length=200, blank=True)
    vacant = models.BooleanField(default=False)
    above = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="below")
    content = models.JSONField()
    source = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField()
    version = models.IntegerField(default=1)

    objects = ScopedManager(authority="authority")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["authority", "reference"], name="post_reference"),
            models.CheckConstraint(condition=Q(above__isnull=True) | ~Q(above=F("id")), name="post_not_above_itself"),
        ]
