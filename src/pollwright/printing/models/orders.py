"""Orders of ballot papers: what goes to the printer, packed for whom, and what the printer counted."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django_scopes import ScopedManager

from pollwright.audit.history import ledgered
from pollwright.printing.states import OrderState


@ledgered()
class PrintOrder(models.Model):
    """The ballot papers of one contest, ordered from an approved proof (B-09 to B-12).

    :cvar digest: of what the paper says, as the proof has it; the order falls with the proof.
    :cvar electors: how many may vote, for all of whom papers are printed (B-09).
    """

    authority = models.ForeignKey("authorities.Authority", on_delete=models.PROTECT)
    contest = models.ForeignKey("elections.Contest", on_delete=models.PROTECT, related_name="print_orders")
    proof = models.ForeignKey("printing.Document", on_delete=models.PROTECT, related_name="orders")
    reference = models.CharField(max_length=20)
    state = models.CharField(max_length=10, choices=OrderState.choices, default=OrderState.PREPARED)
    digest = models.CharField(max_length=64)
    book = models.IntegerField()
    electors = models.IntegerField()
    total = models.IntegerField()
    tendered_total = models.IntegerField()
    pdf = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, related_name="+")
    xlsx = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, related_name="+")
    prepared_by = models.CharField(max_length=150)
    prepared_by_id = models.BigIntegerField(null=True)
    prepared_at = models.DateTimeField()
    released_by = models.CharField(max_length=150, blank=True)
    released_at = models.DateTimeField(null=True)
    completed_at = models.DateTimeField(null=True)
    because = models.CharField(max_length=500, blank=True)
    version = models.IntegerField(default=1)

    objects = ScopedManager(authority="authority")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["authority", "reference"], name="print_order_reference"),
            models.UniqueConstraint(
                fields=["contest"], condition=~Q(state=OrderState.VOID), name="one_order_of_a_contest"
            ),
        ]


@ledgered()
class PrintPacket(models.Model):
    """What is packed for one station (or, with number 0, for the postal issue): a run of papers, and tendered ones.

    :cvar counted: how many ordinary papers the printer says that the packet holds; it must be the run.
    """

    authority = models.ForeignKey("authorities.Authority", on_delete=models.PROTECT)
    order = models.ForeignKey(PrintOrder, on_delete=models.PROTECT, related_name="packets")
    station = models.IntegerField()
    place = models.CharField(max_length=500)
    series = models.CharField(max_length=10)
    prefix = models.CharField(max_length=10)
    first = models.IntegerField()
    last = models.IntegerField()
    books = models.IntegerField()
    tendered_first = models.IntegerField(null=True)
    tendered_last = models.IntegerField(null=True)
    counted = models.IntegerField(null=True)
    counted_by = models.CharField(max_length=150, blank=True)
    counted_at = models.DateTimeField(null=True)

    objects = ScopedManager(authority="authority")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["order", "station"], name="one_packet_of_a_station"),
            models.CheckConstraint(condition=Q(last__gte=models.F("first"), first__gte=1), name="packet_holds_papers"),
        ]
