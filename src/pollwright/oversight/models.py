"""Legal holds: records that must not be removed, although their time is up."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django_scopes import ScopedManager

from pollwright.audit.history import ledgered


@ledgered()
class LegalHold(models.Model):
    """A hold on a kind of record or on one record of it (REG-903): for proceedings, an inquiry, a request for access.

    An empty `record` holds every record of the kind. Lifting sets `lifted_at`; nothing is deleted.
    """

    authority = models.ForeignKey("authorities.Authority", on_delete=models.PROTECT)
    reference = models.CharField(max_length=20)
    kind = models.CharField(max_length=40)
    record = models.CharField(max_length=40, blank=True, help_text="The reference of the one record that is held.")
    reason = models.TextField()
    placed_at = models.DateTimeField(db_default=Now())
    lifted_at = models.DateTimeField(null=True)

    objects = ScopedManager(authority="authority")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["authority", "reference"], name="legal_hold_reference"),
            models.CheckConstraint(
                condition=Q(lifted_at__isnull=True) | Q(lifted_at__gte=F("placed_at")), name="legal_hold_lifted_later"
            ),
        ]
        indexes = [models.Index("authority", "kind", condition=Q(lifted_at__isnull=True), name="legal_hold_in_force")]
