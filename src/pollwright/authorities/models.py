"""Councils that share an installation, their calendars and their settings as rows."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Now

from pollwright.audit.history import ledgered


@ledgered()
class Authority(models.Model):
    """A council whose Electoral Registration Officer keeps a register here."""

    code = models.CharField(max_length=20, unique=True)
    name = models.CharField(max_length=120)
    name_cy = models.CharField(max_length=120, blank=True)
    gss = models.CharField(max_length=9, unique=True)
    nation = models.CharField(max_length=20, default="england")
    slug = models.SlugField(max_length=60)
    demonstration = models.BooleanField(default=False)
    clock_on = models.DateField(null=True, help_text="The day shown by the clock of a demonstration or rehearsal.")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(clock_on__isnull=True) | models.Q(demonstration=True),
                name="authority_clock_only_in_demonstration",
            ),
        ]


@ledgered()
class NonWorkingDay(models.Model):
    """A day that is not a working day in one authority beyond the statutory list (a proclaimed day of mourning)."""

    authority = models.ForeignKey(Authority, on_delete=models.PROTECT)
    day = models.DateField()
    name = models.CharField(max_length=80)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["authority", "day"], name="non_working_day")]


@ledgered()
class Setting(models.Model):
    """What varies by council, as data. The names and what they mean are in `pollwright.authorities.settings`."""

    authority = models.ForeignKey(Authority, on_delete=models.PROTECT)
    name = models.CharField(max_length=80)
    value = models.JSONField()
    valid_from = models.DateField()
    changed_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [models.UniqueConstraint(fields=["authority", "name", "valid_from"], name="setting_dated")]


@ledgered(None)
class ReferenceSeries(models.Model):
    """The last number given in a series of references."""

    authority = models.ForeignKey(Authority, on_delete=models.PROTECT)
    letter = models.CharField(max_length=3)
    last = models.BigIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["authority", "letter"], name="reference_series")]


@ledgered(frozen=True)
class HolidayList(models.Model):
    """The bank holidays of every nation as an authority accepted them (T-07); the latest number is in force.

    Every list is whole: what it was joined with is in it, so that an old deadline can be counted as it was.
    `days` maps nations to days in ISO form; `digest` is the SHA-256 of the list in its public form.
    """

    authority = models.ForeignKey(Authority, on_delete=models.PROTECT)
    number = models.IntegerField()
    first_day = models.DateField()
    last_day = models.DateField()
    days = models.JSONField()
    digest = models.CharField(max_length=64)
    accepted_on = models.DateField()
    accepted_by = models.CharField(max_length=150)
    reason = models.CharField(max_length=500)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["authority", "number"], name="holiday_list_number"),
            models.CheckConstraint(
                condition=models.Q(first_day__lte=models.F("last_day")), name="holiday_list_from_first_to_last"
            ),
        ]
