"""Staff files: who is employed, and what is kept of them. A name stands in one place, here."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django_scopes import ScopedManager

from pollwright.audit.history import ledgered
from pollwright.people.states import CheckKind, DevelopmentKind, HoursKind, HoursState, Outcome


@ledgered()
class Employee(models.Model):
    """Somebody who is employed in the service.

    :cvar account: the person who signs in, where they do; it is by this that somebody sees their own file.
    :cvar weekly_minutes: contract hours of a week. :cvar cpd_minutes: development wanted in a year (1 April on).
    :cvar removed_on: when name and particulars were removed, some years after leaving.
    """

    authority = models.ForeignKey("authorities.Authority", on_delete=models.PROTECT)
    reference = models.CharField(max_length=20)
    name = models.CharField(max_length=150)
    number = models.CharField(max_length=40, blank=True)
    account = models.ForeignKey("access.Person", on_delete=models.PROTECT, null=True)
    weekly_minutes = models.IntegerField()
    cpd_minutes = models.IntegerField(default=0)
    started_on = models.DateField()
    left_on = models.DateField(null=True)
    removed_on = models.DateField(null=True)
    version = models.IntegerField(default=1)

    objects = ScopedManager(authority="authority")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["authority", "reference"], name="employee_reference"),
            models.UniqueConstraint(fields=["authority", "account"], name="employee_account_once"),
            models.CheckConstraint(
                condition=Q(left_on__isnull=True) | Q(left_on__gte=F("started_on")), name="employee_leaves_after_start"
            ),
            models.CheckConstraint(condition=Q(weekly_minutes__gt=0, cpd_minutes__gte=0), name="employee_hours"),
        ]


@ledgered()
class Development(models.Model):
    """Something learnt: continuing professional development, with what came of it in the person's own words."""

    authority = models.ForeignKey("authorities.Authority", on_delete=models.PROTECT)
    employee = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="development")
    on = models.DateField()
    kind = models.CharField(max_length=12, choices=DevelopmentKind.choices)
    title = models.CharField(max_length=200)
    provider = models.CharField(max_length=120, blank=True)
    minutes = models.IntegerField()
    reflection = models.TextField(blank=True)
    struck = models.BooleanField(default=False)

    objects = ScopedManager(authority="authority")

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(minutes__gt=0), name="development_takes_time")]


@ledgered()
class Appraisal(models.Model):
    """An appraisal: its dates only; what was said in it is kept elsewhere."""

    authority = models.ForeignKey("authorities.Authority", on_delete=models.PROTECT)
    employee = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="appraisals")
    due_on = models.DateField()
    held_on = models.DateField(null=True)

    objects = ScopedManager(authority="authority")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["employee", "due_on"], name="appraisal_due_once")]


@ledgered()
class HoursEntry(models.Model):
    """An entry in the ledger of hours over contract and time off in lieu; corrected by another entry, never changed.

    :cvar minutes: what it adds to the balance, below nought where it takes. :cvar expires_on: the last day on which
        earned time may be taken.
    """

    authority = models.ForeignKey("authorities.Authority", on_delete=models.PROTECT)
    employee = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="hours")
    on = models.DateField()
    kind = models.CharField(max_length=10, choices=HoursKind.choices)
    minutes = models.IntegerField()
    expires_on = models.DateField(null=True)
    note = models.CharField(max_length=300, blank=True)
    state = models.CharField(max_length=10, choices=HoursState.choices)
    entered_by = models.CharField(max_length=150)
    decided_by = models.CharField(max_length=150, blank=True)
    decided_on = models.DateField(null=True)

    objects = ScopedManager(authority="authority")

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(minutes=0), name="hours_entry_says_something")]


@ledgered()
class Check(models.Model):
    """A check that was made, how it came out, and when it is due again."""

    authority = models.ForeignKey("authorities.Authority", on_delete=models.PROTECT)
    employee = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="checks")
    kind = models.CharField(max_length=20, choices=CheckKind.choices)
    done_on = models.DateField()
    outcome = models.CharField(max_length=20, choices=Outcome.choices)
    due_on = models.DateField(null=True)
    note = models.CharField(max_length=500, blank=True)

    objects = ScopedManager(authority="authority")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(due_on__isnull=True) | Q(due_on__gt=F("done_on")), name="check_due_again_later"
            )
        ]
