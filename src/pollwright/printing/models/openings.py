"""Sessions at which the postal votes of a poll are opened, of which candidates' agents are told."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django_scopes import ScopedManager

from pollwright.audit.history import ledgered


@ledgered()
class OpeningSession(models.Model):
    """One session: when it begins, where it is held, how many agents of each candidate may attend.

    :cvar because: why it will not be held; "" while it will.
    """

    authority = models.ForeignKey("authorities.Authority", on_delete=models.PROTECT)
    poll = models.ForeignKey("elections.Poll", on_delete=models.PROTECT, related_name="opening_sessions")
    reference = models.CharField(max_length=20)
    starts_at = models.DateTimeField()
    place = models.CharField(max_length=300)
    agents = models.IntegerField(default=1)
    because = models.CharField(max_length=500, blank=True)
    version = models.IntegerField(default=1)

    objects = ScopedManager(authority="authority")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["authority", "reference"], name="opening_session_reference"),
            models.UniqueConstraint(
                fields=["poll", "starts_at", "place"], condition=Q(because=""), name="opening_session_once"
            ),
            models.CheckConstraint(condition=Q(agents__gte=1), name="opening_session_has_agents"),
        ]
