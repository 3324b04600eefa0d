"""Records of the office's lists, with their dates, notes, documents and links: one family of tables for every list."""

from __future__ import annotations

from django.db import models
from django_scopes import ScopedManager

from pollwright.audit.history import ledgered
from pollwright.office.states import DateKind


@ledgered()
class OfficeRecord(models.Model):
    """A record of one of the lists in `kinds`.

    :cvar fields: values by the names of the kind's fields; days in ISO form, amounts in pence.
    :cvar words: the text of the fields, for the search.
    :cvar next_on: the earliest of its dates that is not done.
    """

    authority = models.ForeignKey("authorities.Authority", on_delete=models.PROTECT)
    kind = models.CharField(max_length=20)
    reference = models.CharField(max_length=20)
    title = models.CharField(max_length=200)
    owner = models.ForeignKey("access.Person", on_delete=models.PROTECT, null=True)
    owner_text = models.CharField(max_length=150, blank=True)
    state = models.CharField(max_length=20)
    closed = models.BooleanField(default=False)
    fields = models.JSONField(default=dict)
    words = models.TextField(blank=True)
    opened_on = models.DateField()
    next_on = models.DateField(null=True)
    version = models.IntegerField(default=1)

    objects = ScopedManager(authority="authority")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["authority", "reference"], name="office_record_reference")]
        indexes = [models.Index("authority", "kind", "title", "id", name="office_records_by_kind")]


@ledgered()
class OfficeDate(models.Model):
    """A date of a record, with the days before it from which it is shown as due."""

    authority = models.ForeignKey("authorities.Authority", on_delete=models.PROTECT)
    record = models.ForeignKey(OfficeRecord, on_delete=models.PROTECT, related_name="dates")
    kind = models.CharField(max_length=10, choices=DateKind.choices)
    on = models.DateField()
    remind_days = models.IntegerField(default=14)
    statutory = models.BooleanField(default=False)
    source = models.CharField(max_length=200, blank=True)
    done_on = models.DateField(null=True)
    outcome = models.CharField(max_length=300, blank=True)

    objects = ScopedManager(authority="authority")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(remind_days__gte=0), name="office_date_reminds_before")
        ]
        indexes = [models.Index("authority", "on", condition=models.Q(done_on=None), name="office_dates_open")]


@ledgered(frozen=True)
class OfficeNote(models.Model):
    """A note on a record; never changed."""

    authority = models.ForeignKey("authorities.Authority", on_delete=models.PROTECT)
    record = models.ForeignKey(OfficeRecord, on_delete=models.PROTECT, related_name="notes")
    text = models.TextField()
    said_on = models.DateField()
    said_by = models.CharField(max_length=150)

    objects = ScopedManager(authority="authority")


@ledgered(frozen=True)
class OfficeDocument(models.Model):
    """A document of a record."""

    authority = models.ForeignKey("authorities.Authority", on_delete=models.PROTECT)
    record = models.ForeignKey(OfficeRecord, on_delete=models.PROTECT, related_name="documents")
    file = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT)
    title = models.CharField(max_length=200)
    added_on = models.DateField()
    added_by = models.CharField(max_length=150)

    objects = ScopedManager(authority="authority")


@ledgered(frozen=True)
class OfficeLink(models.Model):
    """That two records have to do with each other, such as a law change and the procedure that it touches."""

    authority = models.ForeignKey("authorities.Authority", on_delete=models.PROTECT)
    record = models.ForeignKey(OfficeRecord, on_delete=models.PROTECT, related_name="links")
    to = models.ForeignKey(OfficeRecord, on_delete=models.PROTECT, related_name="linked_from")

    objects = ScopedManager(authority="authority")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["record", "to"], name="office_records_linked_once")]
