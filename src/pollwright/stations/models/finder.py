"""What was released of a scheme for the national finder."""

from __future__ import annotations

from django.db import models
from django_scopes import ScopedManager

from pollwright.audit.history import ledgered
from pollwright.stations.states import Layout, Uncontested


@ledgered(frozen=True)
class FinderRelease(models.Model):
    """A file of a scheme that was released for the national finder, whole, with what had changed since the one before.

    :cvar part: which file of the layout it is.
    :cvar number: which release of the file, from 1.
    :cvar rows: how many rows it has, or stations where it is no table.
    :cvar changes: the rows taken out and put in since the release before; null for the first, and where none were.
    :cvar changed: how many rows those are.
    """

    authority = models.ForeignKey("authorities.Authority", on_delete=models.PROTECT)
    scheme = models.ForeignKey("stations.Scheme", on_delete=models.PROTECT, related_name="releases")
    layout = models.CharField(max_length=20, choices=Layout.choices)
    part = models.CharField(max_length=20)
    number = models.IntegerField()
    uncontested = models.CharField(max_length=10, choices=Uncontested.choices)
    rows = models.IntegerField()
    file = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, related_name="+")
    changes = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, null=True, related_name="+")
    changed = models.IntegerField(default=0)
    released_by = models.CharField(max_length=150)
    released_at = models.DateTimeField()

    objects = ScopedManager(authority="authority")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["scheme", "layout", "part", "number"], name="finder_release_once")
        ]
