"""Rolls of voters, one for each contest in which no elector of the register votes, and the votes on them."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django_scopes import ScopedManager

from pollwright.audit.history import ledgered
from pollwright.rolls.states import RollState, VotesBy


@ledgered()
class Roll(models.Model):
    """The roll of one contest: of ratepayers in a business improvement district, or a business voting register.

    :cvar votes: how many votes were on it when it was frozen, and `value` their rateable value in whole pounds.
    :cvar spare: papers agreed to be printed beyond the votes, for papers that are spoilt or lost.
    :cvar file: the lines as they were frozen.
    :cvar late_reason: why a list was frozen later than the law has it prepared.
    """

    authority = models.ForeignKey("authorities.Authority", on_delete=models.PROTECT)
    contest = models.OneToOneField("elections.Contest", on_delete=models.PROTECT, related_name="roll")
    state = models.CharField(max_length=10, choices=RollState.choices, default=RollState.OPEN)
    last_number = models.IntegerField(default=0)
    votes = models.IntegerField(null=True)
    value = models.BigIntegerField(null=True)
    spare = models.IntegerField(default=0)
    file = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, null=True, related_name="+")
    frozen_at = models.DateTimeField(null=True)
    frozen_by = models.CharField(max_length=150, blank=True)
    late_reason = models.CharField(max_length=500, blank=True)
    version = models.IntegerField(default=1)

    objects = ScopedManager(authority="authority")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(state=RollState.FROZEN)
                | Q(votes__isnull=False, frozen_at__isnull=False, file__isnull=False),
                name="frozen_roll_is_counted",
            ),
        ]


@ledgered()
class RollVoter(models.Model):
    """One vote on a roll: of a ratepayer for a hereditament, or of a business on a business voting register.

    :cvar number: given once and never to another; the business voting register must have one (Sch 6 para 15(1)(e)).
    :cvar voter: the ratepayer, or business vote holder.
    :cvar contact: the person who is written to; on a business voting register the named voter, who casts the vote.
    :cvar hereditament: its address; of a business with several those of all, a line each.
    :cvar rateable_value: in whole pounds, as it will be on the day of the ballot (BI-02).
    :cvar send_to: where papers go, a line each; empty for the hereditament.
    :cvar key: a digest of what no other vote of the roll may share.
    :cvar station: of somebody who votes in person, the number of the polling station.
    """

    authority = models.ForeignKey("authorities.Authority", on_delete=models.PROTECT)
    roll = models.ForeignKey(Roll, on_delete=models.PROTECT, related_name="voters")
    number = models.IntegerField()
    voter = models.CharField(max_length=300)
    contact = models.CharField(max_length=200, blank=True)
    hereditament = models.CharField(max_length=1000)
    rating_reference = models.CharField(max_length=40, blank=True)
    rateable_value = models.BigIntegerField(null=True)
    send_to = models.CharField(max_length=500, blank=True)
    proxy = models.CharField(max_length=200, blank=True)
    proxy_address = models.CharField(max_length=500, blank=True)
    votes_by = models.CharField(max_length=10, choices=VotesBy.choices, default=VotesBy.POST)
    station = models.IntegerField(null=True)
    key = models.CharField(max_length=64)
    removed_at = models.DateTimeField(null=True)
    removed_reason = models.CharField(max_length=500, blank=True)
    version = models.IntegerField(default=1)

    objects = ScopedManager(authority="authority")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["roll", "number"], name="roll_number_once"),
            models.UniqueConstraint(
                fields=["roll", "key"], condition=Q(removed_at__isnull=True), name="one_vote_on_a_roll"
            ),
            models.CheckConstraint(
                condition=Q(rateable_value__isnull=True) | Q(rateable_value__gte=0),
                name="rateable_value_not_below_nought",
            ),
            models.CheckConstraint(condition=Q(proxy="") | ~Q(proxy_address=""), name="roll_proxy_has_an_address"),
        ]
