"""Runs of poll cards: what went to the printer, what the printer counted, and what came back."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django_scopes import ScopedManager

from pollwright.audit.history import ledgered
from pollwright.elections.states import CardRunScope, CardRunState, ReturnReason


@ledgered()
class CardRun(models.Model):
    """Poll cards made from one frozen electorate, in batches for the printer (K-01, K-02, K-06).

    :cvar packs_sent_on: the day on which ballot papers are sent to postal voters, as their cards say.
    :cvar scheme: which polling scheme the stations were taken from, and its version then.
    :cvar file: every card of the run as Parquet, from which later runs know who has which card.
    """

    authority = models.ForeignKey("authorities.Authority", on_delete=models.PROTECT)
    reference = models.CharField(max_length=20)
    electorate = models.ForeignKey("elections.Electorate", on_delete=models.PROTECT, related_name="card_runs")
    scope = models.CharField(max_length=10, choices=CardRunScope.choices)
    state = models.CharField(max_length=10, choices=CardRunState.choices, default=CardRunState.PREPARED)
    batch_size = models.IntegerField()
    cards = models.IntegerField()
    counts = models.JSONField(default=dict)
    proof = models.JSONField(default=dict)
    packs_sent_on = models.DateField(null=True)
    scheme = models.CharField(max_length=60, blank=True)
    file = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT)
    sha256 = models.CharField(max_length=64)
    prepared_by = models.CharField(max_length=150)
    prepared_by_id = models.BigIntegerField(null=True)
    prepared_at = models.DateTimeField()
    released_by = models.CharField(max_length=150, blank=True)
    released_at = models.DateTimeField(null=True)
    completed_at = models.DateTimeField(null=True)
    version = models.IntegerField(default=1)

    objects = ScopedManager(authority="authority")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["authority", "reference"], name="card_run_reference"),
            models.CheckConstraint(
                condition=~Q(state__in=[CardRunState.RELEASED, CardRunState.COMPLETE]) | Q(released_at__isnull=False),
                name="card_run_released_by_somebody",
            ),
        ]


@ledgered()
class CardBatch(models.Model):
    """One file of a run for the printer, and how many cards the printer says that it made (U6)."""

    authority = models.ForeignKey("authorities.Authority", on_delete=models.PROTECT)
    run = models.ForeignKey(CardRun, on_delete=models.PROTECT, related_name="batches")
    number = models.IntegerField()
    kind = models.CharField(max_length=20)
    cards = models.IntegerField()
    file = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT)
    sha256 = models.CharField(max_length=64)
    printer_count = models.IntegerField(null=True)
    counted_by = models.CharField(max_length=150, blank=True)
    counted_at = models.DateTimeField(null=True)

    objects = ScopedManager(authority="authority")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["run", "number"], name="batch_once_in_a_run"),
            models.CheckConstraint(condition=Q(cards__gte=1), name="batch_holds_cards"),
            models.CheckConstraint(
                condition=Q(printer_count__isnull=True) | Q(printer_count__gte=0), name="batch_counted"
            ),
        ]


@ledgered(frozen=True)
class ReturnedCard(models.Model):
    """A poll card that came back: evidence for the Registration Officer, no more (K-09)."""

    authority = models.ForeignKey("authorities.Authority", on_delete=models.PROTECT)
    run = models.ForeignKey(CardRun, on_delete=models.PROTECT, related_name="returned")
    card = models.CharField(max_length=20)
    elector = models.ForeignKey("register.Elector", on_delete=models.PROTECT, null=True, related_name="+")
    reason = models.CharField(max_length=12, choices=ReturnReason.choices)
    note = models.CharField(max_length=300, blank=True)
    returned_on = models.DateField()
    logged_by = models.CharField(max_length=150)

    objects = ScopedManager(authority="authority")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["run", "card"], name="card_comes_back_once")]
