"""Who holds a post, on what terms it is, and which posts the service could not do without."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django_scopes import ScopedManager

from pollwright.audit.history import ledgered
from pollwright.people.models.files import Employee
from pollwright.people.states import Basis, PointState, Restriction, Severity


@ledgered()
class PostTerms(models.Model):
    """The terms of a post besides its role description.

    :cvar established: how much of it there is in per cent of full time: 200 is a post for two people.
    """

    authority = models.ForeignKey("authorities.Authority", on_delete=models.PROTECT)
    post = models.OneToOneField("service_plan.Post", on_delete=models.PROTECT, related_name="terms")
    established = models.IntegerField(default=100)
    restriction = models.CharField(max_length=10, choices=Restriction.choices, default=Restriction.NONE)
    licence_checked = models.BooleanField(default=False)
    fluency = models.BooleanField(default=False)
    interests = models.BooleanField(default=False)
    fee_paid = models.BooleanField(default=False)
    unsocial = models.BooleanField(default=False)
    version = models.IntegerField(default=1)

    objects = ScopedManager(authority="authority")

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(established__gt=0), name="post_established")]


@ledgered()
class Holding(models.Model):
    """Somebody's holding of a post, or of a share of it; a post of which no share is held is vacant.

    :cvar percent: of full time. :cvar ours: how many per cent of that this authority has, where another has the rest.
    :cvar told_on: when the holder of a restricted post was told of the restriction.
    :cvar ends_on: the last day.
    """

    authority = models.ForeignKey("authorities.Authority", on_delete=models.PROTECT)
    employee = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="holdings")
    post = models.ForeignKey("service_plan.Post", on_delete=models.PROTECT, related_name="holdings")
    basis = models.CharField(max_length=12, choices=Basis.choices)
    percent = models.IntegerField()
    ours = models.IntegerField(default=100)
    partner = models.CharField(max_length=150, blank=True)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)
    told_on = models.DateField(null=True)

    objects = ScopedManager(authority="authority")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(percent__gte=1, percent__lte=100, ours__gte=0, ours__lte=100), name="holding_shares"
            ),
            models.CheckConstraint(condition=Q(ours=100) | ~Q(partner=""), name="holding_split_names_the_other"),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")), name="holding_dates"
            ),
        ]


@ledgered()
class SinglePoint(models.Model):
    """A single point of failure: the five columns that plans print, and what is done about it (handbook MM-J01)."""

    authority = models.ForeignKey("authorities.Authority", on_delete=models.PROTECT)
    reference = models.CharField(max_length=20)
    title = models.CharField(max_length=200)
    post = models.ForeignKey("service_plan.Post", on_delete=models.PROTECT, null=True, related_name="+")
    succession = models.TextField(blank=True)
    risks = models.TextField(blank=True)
    knowledge = models.TextField(blank=True)
    impact = models.TextField(blank=True)
    options = models.TextField(blank=True)
    severity = models.CharField(max_length=6, choices=Severity.choices, default=Severity.MEDIUM)
    deputy = models.ForeignKey(Employee, on_delete=models.PROTECT, null=True, related_name="+")
    review_on = models.DateField(null=True)
    state = models.CharField(max_length=8, choices=PointState.choices, default=PointState.OPEN)
    version = models.IntegerField(default=1)

    objects = ScopedManager(authority="authority")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["authority", "reference"], name="single_point_reference")]
