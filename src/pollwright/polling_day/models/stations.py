"""What is kept of each station on the day: late changes, papers, turnout and boxes."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django_scopes import ScopedManager

from pollwright.audit.history import ledgered
from pollwright.polling_day.models.desks import Desk
from pollwright.polling_day.states import LateKind, LateState, PaperKind


@ledgered()
class LateChange(models.Model):
    """What a station is told of one elector after its register was printed, and that it read it back (B-34).

    The register and the absent votes are changed by their own acts; this row keeps what the station needs.

    :cvar elector: null where a rehearsal changed nothing.
    :cvar number: the elector number as the register has it, such as AA-3/1.
    :cvar polls: references of the polls at which it counts.
    :cvar basis: which late act of the law it is, with what was shown for it in `reason`.
    :cvar told: who at the station was told.
    """

    authority = models.ForeignKey("authorities.Authority", on_delete=models.PROTECT)
    reference = models.CharField(max_length=20)
    desk = models.ForeignKey(Desk, on_delete=models.PROTECT, related_name="late_changes")
    station = models.ForeignKey("stations.Station", on_delete=models.PROTECT, related_name="late_changes")
    kind = models.CharField(max_length=12, choices=LateKind.choices)
    elector = models.ForeignKey("register.Elector", on_delete=models.PROTECT, null=True, related_name="+")
    number = models.CharField(max_length=30)
    polls = models.JSONField()
    reason = models.CharField(max_length=500)
    basis = models.CharField(max_length=120)
    notice = models.ForeignKey("register.Notice", on_delete=models.PROTECT, null=True, related_name="+")
    arrangement = models.ForeignKey(
        "elections.AbsentArrangement", on_delete=models.PROTECT, null=True, related_name="+"
    )
    decided_at = models.DateTimeField()
    decided_by = models.CharField(max_length=150)
    state = models.CharField(max_length=14, choices=LateState.choices, default=LateState.WAITING)
    told = models.CharField(max_length=150, blank=True)
    told_at = models.DateTimeField(null=True)
    told_by = models.CharField(max_length=150, blank=True)
    version = models.IntegerField(default=1)

    objects = ScopedManager(authority="authority")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["authority", "reference"], name="late_change_reference"),
            models.CheckConstraint(
                condition=Q(state=LateState.WAITING, told_at__isnull=True)
                | (Q(state=LateState.ACKNOWLEDGED, told_at__gte=F("decided_at")) & ~Q(told="")),
                name="late_change_told_when_acknowledged",
            ),
        ]


@ledgered()
class PaperRange(models.Model):
    """Ballot papers of a contest with the numbers that a station has, both ends included (B-10).

    `extra` ones were issued on the day. A range that was entered wrongly is taken back, with why.
    """

    authority = models.ForeignKey("authorities.Authority", on_delete=models.PROTECT)
    reference = models.CharField(max_length=20)
    desk = models.ForeignKey(Desk, on_delete=models.PROTECT, related_name="ranges")
    station = models.ForeignKey("stations.Station", on_delete=models.PROTECT, related_name="ranges")
    contest = models.ForeignKey("elections.Contest", on_delete=models.PROTECT, related_name="ranges")
    kind = models.CharField(max_length=10, choices=PaperKind.choices)
    first = models.IntegerField()
    last = models.IntegerField()
    extra = models.BooleanField()
    issued_at = models.DateTimeField()
    issued_by = models.CharField(max_length=150)
    taken_back_at = models.DateTimeField(null=True)
    taken_back_reason = models.CharField(max_length=500, blank=True)
    version = models.IntegerField(default=1)

    objects = ScopedManager(authority="authority")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["authority", "reference"], name="paper_range_reference"),
            models.CheckConstraint(condition=Q(first__gte=1) & Q(last__gte=F("first")), name="paper_range_in_order"),
            models.UniqueConstraint(
                fields=["contest", "kind", "first"],
                condition=Q(taken_back_at__isnull=True),
                name="a_paper_is_issued_once",
            ),
        ]


@ledgered()
class Turnout(models.Model):
    """How many voters a station had given ballot papers by an hour of the day."""

    authority = models.ForeignKey("authorities.Authority", on_delete=models.PROTECT)
    desk = models.ForeignKey(Desk, on_delete=models.PROTECT, related_name="turnout")
    station = models.ForeignKey("stations.Station", on_delete=models.PROTECT, related_name="turnout")
    hour = models.TimeField()
    voters = models.IntegerField()
    logged_at = models.DateTimeField()
    logged_by = models.CharField(max_length=150)

    objects = ScopedManager(authority="authority")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["desk", "station", "hour"], name="turnout_of_an_hour_once"),
            models.CheckConstraint(condition=Q(voters__gte=0), name="turnout_not_below_nought"),
        ]


@ledgered()
class Box(models.Model):
    """A ballot box of a station, and how it came in (B-40).

    :cvar code: what its barcode says.
    :cvar seals_out, seals_in: numbers of the seals as it went out and as it came in, parted by commas.
    :cvar account: whether the ballot paper account came with it; `bags` and `postal_packs` what else came.
    """

    authority = models.ForeignKey("authorities.Authority", on_delete=models.PROTECT)
    code = models.CharField(max_length=30)
    desk = models.ForeignKey(Desk, on_delete=models.PROTECT, related_name="boxes")
    station = models.ForeignKey("stations.Station", on_delete=models.PROTECT, related_name="boxes")
    number = models.IntegerField()
    seals_out = models.CharField(max_length=200, blank=True)
    received_at = models.DateTimeField(null=True)
    received_by = models.CharField(max_length=150, blank=True)
    brought_by = models.CharField(max_length=150, blank=True)
    seals_in = models.CharField(max_length=200, blank=True)
    account = models.BooleanField(default=False)
    bags = models.IntegerField(default=0)
    postal_packs = models.IntegerField(default=0)
    note = models.CharField(max_length=500, blank=True)
    version = models.IntegerField(default=1)

    objects = ScopedManager(authority="authority")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["authority", "code"], name="box_code"),
            models.UniqueConstraint(fields=["desk", "station", "number"], name="box_number"),
            models.CheckConstraint(
                condition=Q(received_at__isnull=True) | (~Q(received_by="") & ~Q(brought_by="")),
                name="box_received_from_somebody",
            ),
        ]


@ledgered()
class PaperAccount(models.Model):
    """A presiding officer's account of the ballot papers of a contest at the close of the poll (B-39).

    :cvar entrusted: of every range that the station had; `issued` are those issued and not otherwise accounted for,
        which must be in the box. Tendered papers are accounted for apart.
    :cvar invented: it is of a rehearsal, and nobody wrote it.
    """

    authority = models.ForeignKey("authorities.Authority", on_delete=models.PROTECT)
    desk = models.ForeignKey(Desk, on_delete=models.PROTECT, related_name="accounts")
    station = models.ForeignKey("stations.Station", on_delete=models.PROTECT, related_name="accounts")
    contest = models.ForeignKey("elections.Contest", on_delete=models.PROTECT, related_name="accounts")
    entrusted = models.IntegerField()
    issued = models.IntegerField()
    unused = models.IntegerField()
    spoilt = models.IntegerField()
    tendered = models.IntegerField(default=0)
    invented = models.BooleanField(default=False)
    entered_at = models.DateTimeField()
    entered_by = models.CharField(max_length=150)
    version = models.IntegerField(default=1)

    objects = ScopedManager(authority="authority")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["desk", "station", "contest"], name="station_account_once"),
            models.CheckConstraint(
                condition=Q(entrusted=F("issued") + F("unused") + F("spoilt")), name="station_account_adds_up"
            ),
            models.CheckConstraint(
                condition=Q(issued__gte=0, unused__gte=0, spoilt__gte=0, tendered__gte=0),
                name="station_account_not_below_nought",
            ),
        ]
