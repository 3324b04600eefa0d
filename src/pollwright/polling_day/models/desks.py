"""The desk of a polling day, and what is logged at it."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django_scopes import ScopedManager

from pollwright.audit.history import ledgered
from pollwright.polling_day.states import Caller, Category, Open, Severity


@ledgered()
class Desk(models.Model):
    """The desk of a day: it serves every station of every poll of that day. A rehearsal has a desk of its own.

    :cvar boxes_due_at: when the last box should have come in; later ones alarm.
    """

    authority = models.ForeignKey("authorities.Authority", on_delete=models.PROTECT)
    reference = models.CharField(max_length=20)
    day = models.DateField()
    rehearsal = models.BooleanField(default=False)
    boxes_due_at = models.DateTimeField()
    opened_at = models.DateTimeField()
    version = models.IntegerField(default=1)

    objects = ScopedManager(authority="authority")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["authority", "reference"], name="desk_reference"),
            models.UniqueConstraint(fields=["authority", "day", "rehearsal"], name="one_desk_of_a_day"),
        ]


@ledgered()
class Incident(models.Model):
    """Something that went wrong, until it is closed. `integrity`: an allegation of fraud, shown to few."""

    authority = models.ForeignKey("authorities.Authority", on_delete=models.PROTECT)
    reference = models.CharField(max_length=20)
    desk = models.ForeignKey(Desk, on_delete=models.PROTECT, related_name="incidents")
    station = models.ForeignKey("stations.Station", on_delete=models.PROTECT, null=True, related_name="incidents")
    severity = models.CharField(max_length=10, choices=Severity.choices)
    integrity = models.BooleanField(default=False)
    words = models.TextField()
    state = models.CharField(max_length=10, choices=Open.choices, default=Open.OPEN)
    happened_at = models.DateTimeField()
    logged_by = models.CharField(max_length=150)
    outcome = models.TextField(blank=True)
    closed_at = models.DateTimeField(null=True)
    closed_by = models.CharField(max_length=150, blank=True)
    version = models.IntegerField(default=1)

    objects = ScopedManager(authority="authority")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["authority", "reference"], name="incident_reference"),
            models.CheckConstraint(
                condition=Q(state=Open.OPEN, closed_at__isnull=True)
                | (Q(state=Open.CLOSED, closed_at__gte=F("happened_at")) & ~Q(outcome="")),
                name="incident_closed_with_an_outcome",
            ),
        ]


@ledgered()
class Call(models.Model):
    """A call to the desk, with its answer; it stays open while something is still to be done."""

    authority = models.ForeignKey("authorities.Authority", on_delete=models.PROTECT)
    reference = models.CharField(max_length=20)
    desk = models.ForeignKey(Desk, on_delete=models.PROTECT, related_name="calls")
    station = models.ForeignKey("stations.Station", on_delete=models.PROTECT, null=True, related_name="calls")
    caller = models.CharField(max_length=12, choices=Caller.choices)
    category = models.CharField(max_length=16, choices=Category.choices)
    words = models.TextField()
    answer = models.TextField(blank=True)
    follow_up = models.CharField(max_length=500, blank=True)
    state = models.CharField(max_length=10, choices=Open.choices, default=Open.OPEN)
    taken_at = models.DateTimeField()
    taken_by = models.CharField(max_length=150)
    closed_at = models.DateTimeField(null=True)
    closed_by = models.CharField(max_length=150, blank=True)
    incident = models.ForeignKey(Incident, on_delete=models.PROTECT, null=True, related_name="calls")
    version = models.IntegerField(default=1)

    objects = ScopedManager(authority="authority")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["authority", "reference"], name="call_reference"),
            models.CheckConstraint(
                condition=Q(state=Open.OPEN, closed_at__isnull=True)
                | Q(state=Open.CLOSED, closed_at__gte=F("taken_at")),
                name="call_closed_after_it_was_taken",
            ),
        ]


@ledgered(frozen=True)
class Visit(models.Model):
    """An inspector's visit to a station: what was found of each thing on the list, which is never changed."""

    authority = models.ForeignKey("authorities.Authority", on_delete=models.PROTECT)
    reference = models.CharField(max_length=20)
    desk = models.ForeignKey(Desk, on_delete=models.PROTECT, related_name="visits")
    station = models.ForeignKey("stations.Station", on_delete=models.PROTECT, related_name="visits")
    inspector = models.CharField(max_length=150)
    arrived_at = models.DateTimeField()
    answers = models.JSONField()
    faults = models.IntegerField()
    note = models.TextField(blank=True)
    incident = models.ForeignKey(Incident, on_delete=models.PROTECT, null=True, related_name="visits")
    logged_by = models.CharField(max_length=150)

    objects = ScopedManager(authority="authority")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["authority", "reference"], name="visit_reference")]
