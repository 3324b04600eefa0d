"""Poll cards and registers made from a frozen roll: what was printed, proved and released, and who has which card."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django_scopes import ScopedManager

from pollwright.audit.history import ledgered
from pollwright.rolls.models.rolls import Roll, RollVoter
from pollwright.rolls.states import PapersState


@ledgered()
class RollPapers(models.Model):
    """The poll cards of those who vote in person, the registers of their stations, and the list of those who vote by post.

    :cvar scheme: which polling scheme the stations were taken from, and its amendment then; blank where nobody votes in
        person.
    :cvar frozen_at: when the roll was frozen that they were made from.
    :cvar cards: how many cards the file for the printer holds: of those who have no right card yet.
    :cvar stations: of every station with a register its number, place, voters and pages.
    :cvar proof: the totals that agreed when everything was read back for the release.
    :cvar overtaken: why they no longer say what holds; nothing is handed out any more then.
    """

    authority = models.ForeignKey("authorities.Authority", on_delete=models.PROTECT)
    reference = models.CharField(max_length=20)
    roll = models.ForeignKey(Roll, on_delete=models.PROTECT, related_name="papers")
    state = models.CharField(max_length=10, choices=PapersState.choices, default=PapersState.PREPARED)
    scheme = models.CharField(max_length=60, blank=True)
    frozen_at = models.DateTimeField()
    votes = models.IntegerField()
    in_person = models.IntegerField()
    by_post = models.IntegerField()
    cards = models.IntegerField()
    stations = models.JSONField(default=list)
    proof = models.JSONField(default=dict)
    cards_file = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, related_name="+")
    registers_file = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, related_name="+")
    prepared_by = models.CharField(max_length=150)
    prepared_by_id = models.BigIntegerField(null=True)
    prepared_at = models.DateTimeField()
    released_by = models.CharField(max_length=150, blank=True)
    released_at = models.DateTimeField(null=True)
    printer_count = models.IntegerField(null=True)
    counted_by = models.CharField(max_length=150, blank=True)
    counted_at = models.DateTimeField(null=True)
    overtaken = models.CharField(max_length=500, blank=True)
    because = models.CharField(max_length=500, blank=True)
    version = models.IntegerField(default=1)

    objects = ScopedManager(authority="authority")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["authority", "reference"], name="roll_papers_reference"),
            models.UniqueConstraint(
                fields=["roll", "state"],
                condition=Q(state__in=[PapersState.PREPARED, PapersState.RELEASED]),
                name="roll_papers_one_of_a_state",
            ),
            models.CheckConstraint(
                condition=~Q(state=PapersState.RELEASED) | Q(released_at__isnull=False),
                name="roll_papers_released_by_somebody",
            ),
            models.CheckConstraint(condition=Q(votes=models.F("in_person") + models.F("by_post")),
                                   name="roll_papers_hold_every_vote"),
            models.CheckConstraint(
                condition=Q(printer_count__isnull=True) | Q(printer_count__gte=0), name="roll_cards_counted"
            ),
        ]  # fmt: skip


@ledgered(history=None)
class RollCard(models.Model):
    """One poll card of some papers.

    :cvar card: its number, which is printed as a barcode.
    :cvar shows: a digest of all that it says, by which later papers know whether it is still right.
    """

    authority = models.ForeignKey("authorities.Authority", on_delete=models.PROTECT)
    papers = models.ForeignKey(RollPapers, on_delete=models.PROTECT, related_name="made")
    voter = models.ForeignKey(RollVoter, on_delete=models.PROTECT, related_name="cards")
    card = models.CharField(max_length=16)
    station = models.IntegerField()
    shows = models.CharField(max_length=64)

    objects = ScopedManager(authority="authority")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["papers", "voter"], name="one_card_of_a_vote"),
            models.UniqueConstraint(fields=["authority", "card"], name="roll_card_number_once"),
        ]
