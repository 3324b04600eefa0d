"""The register of political parties, as imported from the Electoral Commission's."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django_scopes import ScopedManager

from pollwright.audit.history import ledgered


@ledgered("old")
class Party(models.Model):
    """A registered party, with every text and emblem that its candidates may stand under.

    :cvar reference: the Commission's, such as PP52.
    :cvar names: in English, and in Welsh where registered so.
    :cvar nations: where it is registered to stand.
    :cvar minor: it stands for parish councils only (PPERA 2000 s 34).
    """

    authority = models.ForeignKey("authorities.Authority", on_delete=models.PROTECT)
    reference = models.CharField(max_length=20)
    names = ArrayField(models.CharField(max_length=200))
    descriptions = ArrayField(models.CharField(max_length=300), default=list)
    emblems = ArrayField(models.CharField(max_length=300), default=list)
    nations = ArrayField(models.CharField(max_length=20))
    minor = models.BooleanField(default=False)
    registered_on = models.DateField()
    deregistered_on = models.DateField(null=True)

    objects = ScopedManager(authority="authority")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["authority", "reference"], name="party_reference"),
            models.CheckConstraint(
                condition=Q(deregistered_on__isnull=True) | Q(deregistered_on__gte=F("registered_on")),
                name="party_dates",
            ),
        ]
