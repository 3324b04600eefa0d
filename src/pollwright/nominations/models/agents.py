"""Those who act for candidates besides the election agent, how many there may be, and what became of deposits."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django_scopes import ScopedManager

from pollwright.audit.history import ledgered
from pollwright.nominations.states import AGENT_ENDS, AGENT_KINDS, DepositState


@ledgered(leave_out=("address",))
class Agent(models.Model):
    """A sub-agent, polling agent, counting agent or postal voting agent of a candidate (N-25, N-26).

    :cvar parts: of a sub-agent, the polling districts of the part; of a polling agent, the stations, by number.
    :cvar received_at: when the notice of the appointment came.
    :cvar in_place_of: the agent who died or can't act, in whose place this one was named after the last time.
    :cvar admitted: of a polling agent at a station that has more than may attend, what the lots said.
    :cvar secrecy_at: when the copy of the secrecy requirements was given, by `secrecy_by`.
    """

    authority = models.ForeignKey("authorities.Authority", on_delete=models.PROTECT)
    candidate = models.ForeignKey("nominations.Candidate", on_delete=models.PROTECT, related_name="agents")
    reference = models.CharField(max_length=20)
    kind = models.CharField(max_length=20, choices=AGENT_KINDS)
    name = models.CharField(max_length=200)
    address = models.CharField(max_length=400)
    phone = models.CharField(max_length=50, blank=True)
    email = models.CharField(max_length=255, blank=True)
    parts = ArrayField(models.CharField(max_length=20), default=list)
    received_at = models.DateTimeField()
    in_place_of = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+")
    admitted = models.BooleanField(null=True)
    secrecy_at = models.DateTimeField(null=True)
    secrecy_by = models.CharField(max_length=120, blank=True)
    ended_at = models.DateTimeField(null=True)
    ended_why = models.CharField(max_length=12, choices=AGENT_ENDS, blank=True)
    version = models.IntegerField(default=1)

    objects = ScopedManager(authority="authority")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["authority", "reference"], name="agent_reference"),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, ended_why="") | (Q(ended_at__isnull=False) & ~Q(ended_why="")),
                name="agent_ended_with_a_reason",
            ),
        ]


@ledgered()
class AgentNumber(models.Model):
    """How many agents of a kind each candidate of a contest may have, the same for all (N-26).

    :cvar clerks: employed on the counting, from which the least number follows.
    """

    authority = models.ForeignKey("authorities.Authority", on_delete=models.PROTECT)
    contest = models.ForeignKey("elections.Contest", on_delete=models.PROTECT, related_name="agent_numbers")
    kind = models.CharField(max_length=20, choices=AGENT_KINDS)
    each = models.IntegerField()
    clerks = models.IntegerField(default=0)

    objects = ScopedManager(authority="authority")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["contest", "kind"], name="one_number_of_agents"),
            models.CheckConstraint(condition=Q(each__gte=1) & Q(clerks__gte=0), name="number_of_agents"),
        ]


@ledgered()
class Deposit(models.Model):
    """A deposit that was received with a paper, and what became of it.

    :cvar votes: with `valid_votes`, what decided, where votes did.
    :cvar ended_how: to whom and how it went back, or where the forfeited sum went.
    """

    authority = models.ForeignKey("authorities.Authority", on_delete=models.PROTECT)
    paper = models.OneToOneField("nominations.NominationPaper", on_delete=models.PROTECT, related_name="deposit")
    reference = models.CharField(max_length=20)
    pence = models.IntegerField()
    method = models.CharField(max_length=40, blank=True)
    receipt = models.CharField(max_length=60, blank=True)
    received_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=DepositState.choices, default=DepositState.HELD)
    votes = models.IntegerField(null=True)
    valid_votes = models.IntegerField(null=True)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.CharField(max_length=120, blank=True)
    ended_how = models.CharField(max_length=200, blank=True)
    version = models.IntegerField(default=1)

    objects = ScopedManager(authority="authority")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["authority", "reference"], name="deposit_reference"),
            models.CheckConstraint(
                condition=Q(pence__gt=0)
                & (Q(votes__isnull=True) | Q(valid_votes__gte=F("votes")))
                & (
                    Q(state=DepositState.HELD, ended_at__isnull=True)
                    | (~Q(state=DepositState.HELD) & Q(ended_at__isnull=False))
                ),
                name="deposit_ends_once",
            ),
        ]
