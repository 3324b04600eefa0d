"""Briefing sessions, who has a place at them, and who came."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django_scopes import ScopedManager

from pollwright.audit.history import ledgered
from pollwright.staffing.states import AttendanceState, Role


@ledgered()
class Briefing(models.Model):
    """One session: where, when, for which role, and for how many.

    :cvar role: for whom it is; blank where for everybody.
    :cvar valid_to: the last day on which having come to it counts as training; null: it does not end.
    """

    authority = models.ForeignKey("authorities.Authority", on_delete=models.PROTECT)
    reference = models.CharField(max_length=20)
    plan = models.ForeignKey("staffing.StaffPlan", on_delete=models.PROTECT, related_name="briefings")
    title = models.CharField(max_length=150)
    role = models.CharField(max_length=20, choices=Role.choices, blank=True)
    place = models.CharField(max_length=250)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    places = models.IntegerField()
    valid_to = models.DateField(null=True)
    version = models.IntegerField(default=1)

    objects = ScopedManager(authority="authority")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["authority", "reference"], name="briefing_reference"),
            models.CheckConstraint(condition=Q(places__gte=1), name="briefing_places"),
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="briefing_hours"),
        ]


@ledgered()
class Attendance(models.Model):
    """A place at a briefing, and whether it was taken."""

    authority = models.ForeignKey("authorities.Authority", on_delete=models.PROTECT)
    briefing = models.ForeignKey(Briefing, on_delete=models.PROTECT, related_name="attendance")
    member = models.ForeignKey("staffing.StaffMember", on_delete=models.PROTECT, related_name="attendance")
    state = models.CharField(max_length=10, choices=AttendanceState.choices, default=AttendanceState.BOOKED)
    noted_at = models.DateTimeField(null=True)

    objects = ScopedManager(authority="authority")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["briefing", "member"], name="one_place_at_a_briefing")]
