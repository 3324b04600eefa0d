"""How electors vote who do not come to the station, over time."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django_scopes import ScopedManager

from pollwright.audit.history import ledgered
from pollwright.elections.states import AbsentKind


@ledgered("old", leave_out=["sealed"])
class AbsentArrangement(models.Model):
    """A postal vote or a proxy of an elector over the half-open range `[valid_from, valid_to)` (RPA 2000 Sch 4).

    The addresses and the proxy of an anonymous elector are not here but in `sealed`, encrypted: the columns are blank.

    :cvar address: where the postal ballot papers go; blank for the qualifying address.
    :cvar source: which import or act it came from.
    """

    authority = models.ForeignKey(
        "authorities.Authority", on_delete=models.PROTECT, db_constraint=False, db_index=False
    )
    elector = models.ForeignKey("register.Elector", on_delete=models.PROTECT, db_index=False)
    kind = models.CharField(max_length=12, choices=AbsentKind.choices)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    address = models.CharField(max_length=400, blank=True)
    postcode = models.CharField(max_length=10, blank=True)
    proxy_name = models.CharField(max_length=200, blank=True)
    proxy_address = models.CharField(max_length=400, blank=True)
    proxy_postcode = models.CharField(max_length=10, blank=True)
    sealed = models.BinaryField(null=True)
    source = models.CharField(max_length=40, blank=True)

    objects = ScopedManager(authority="authority")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["elector"], condition=Q(valid_to__isnull=True), name="one_arrangement_in_force"
            ),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gt=F("valid_from")), name="arrangement_dates"
            ),
            models.CheckConstraint(
                condition=Q(kind=AbsentKind.POSTAL) | ~Q(proxy_name="") | Q(sealed__isnull=False),
                name="a_proxy_has_a_name",
            ),
            models.CheckConstraint(
                condition=Q(sealed__isnull=True) | Q(address="", proxy_name="", proxy_address=""),
                name="sealed_arrangement_says_nothing",
            ),
        ]
        indexes = [models.Index("authority", "elector", "valid_from", name="arrangement_of_elector")]
