"""Notices of alteration and publications of the register, which freeze what took effect and prove its counts."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django_scopes import ScopedManager

from pollwright.audit.history import ledgered
from pollwright.register.states import AlterationKind, LineEffect, PaperState


@ledgered()
class Notice(models.Model):
    """A notice of alteration (RPA 1983 ss 13A, 13AB, 13B). Entries take effect on `published_on`, never before.

    `areas` limits an election notice to the polling districts of its electoral area; empty is the whole authority.
    """

    authority = models.ForeignKey("authorities.Authority", on_delete=models.PROTECT)
    reference = models.CharField(max_length=20)
    kind = models.CharField(max_length=12)
    title = models.CharField(max_length=200)
    published_on = models.DateField()
    determined_by = models.DateField(help_text="Determinations up to the end of this day are carried.")
    received_by = models.DateField(null=True)
    poll_on = models.DateField(null=True)
    poll_type = models.CharField(max_length=40, blank=True)
    areas = ArrayField(models.BigIntegerField(), default=list)
    registers = models.CharField(max_length=15, default="both", help_text="both, local or parliamentary")
    state = models.CharField(max_length=10, choices=PaperState.choices, default=PaperState.DRAFT)
    alterations_digest = models.CharField(max_length=64, blank=True)
    counts = models.JSONField(default=dict)
    proof = models.JSONField(default=dict)
    prepared_by = models.CharField(max_length=150, blank=True)
    prepared_by_id = models.BigIntegerField(null=True)
    approved_by = models.CharField(max_length=150, blank=True)
    approved_at = models.DateTimeField(null=True)
    issued_at = models.DateTimeField(null=True)

    objects = ScopedManager(authority="authority")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["authority", "reference"], name="notice_reference"),
            models.UniqueConstraint(
                fields=["authority", "published_on"],
                condition=Q(kind="monthly") & ~Q(state=PaperState.WITHDRAWN),
                name="one_monthly_notice_a_day",
            ),
        ]


@ledgered(frozen=True)
class NoticeLine(models.Model):
    """A line of a notice or of a revised register: which alteration took effect, on which day, under which number.

    An election notice for one register carries only that part of an alteration (REG-332); the rest follows in a later
    line. `effect` is what the line did to the combined register, and is what reconciles.
    """

    authority = models.ForeignKey("authorities.Authority", on_delete=models.PROTECT)
    notice = models.ForeignKey(Notice, on_delete=models.PROTECT, null=True)
    publication = models.ForeignKey("register.Publication", on_delete=models.PROTECT, null=True)
    alteration = models.ForeignKey("register.Alteration", on_delete=models.PROTECT)
    parliamentary = models.BooleanField(default=True)
    local = models.BooleanField(default=True)
    kind = models.CharField(max_length=10, choices=AlterationKind.choices)
    district = models.ForeignKey("places.PollingDistrict", on_delete=models.PROTECT)
    effect = models.CharField(max_length=8, choices=LineEffect.choices)
    from_district = models.ForeignKey("places.PollingDistrict", on_delete=models.PROTECT, null=True, related_name="+")
    number = models.IntegerField(null=True)
    suffix = models.IntegerField(default=0)
    effective_on = models.DateField()

    objects = ScopedManager(authority="authority")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(notice__isnull=True, publication__isnull=False)
                | Q(notice__isnull=False, publication__isnull=True),
                name="line_of_one_paper",
            ),
            models.UniqueConstraint(
                fields=["alteration"], condition=Q(parliamentary=True), name="parliamentary_part_once"
            ),
            models.UniqueConstraint(fields=["alteration"], condition=Q(local=True), name="local_part_once"),
            models.CheckConstraint(condition=Q(parliamentary=True) | Q(local=True), name="line_of_a_register"),
        ]


@ledgered()
class Publication(models.Model):
    """A whole register frozen on a day: revised (s 13), imported at the start, or the monthly open edition."""

    authority = models.ForeignKey("authorities.Authority", on_delete=models.PROTECT)
    reference = models.CharField(max_length=20)
    kind = models.CharField(max_length=12, help_text="revised, imported or open")
    published_on = models.DateField()
    determined_by = models.DateField(null=True)
    received_by = models.DateField(null=True)
    previous = models.ForeignKey("self", on_delete=models.PROTECT, null=True)
    reason = models.CharField(max_length=200, blank=True)
    state = models.CharField(max_length=10, choices=PaperState.choices, default=PaperState.DRAFT)
    alterations_digest = models.CharField(max_length=64, blank=True)
    counts = models.JSONField(default=dict)
    proof = models.JSONField(default=dict)
    prepared_by = models.CharField(max_length=150, blank=True)
    prepared_by_id = models.BigIntegerField(null=True)
    approved_by = models.CharField(max_length=150, blank=True)
    approved_at = models.DateTimeField(null=True)
    issued_at = models.DateTimeField(null=True)

    objects = ScopedManager(authority="authority")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["authority", "reference"], name="publication_reference"),
            models.UniqueConstraint(
                fields=["authority", "kind", "published_on"],
                condition=~Q(state=PaperState.WITHDRAWN),
                name="one_publication_a_day",
            ),
        ]


@ledgered()
class PublicationFile(models.Model):
    """An edition of a publication or notice as a frozen file.

    `edition` is full, open, overseas, anonymous, other-electors, number-map, counts or notice; the store holds the
    content under the hash.
    """

    authority = models.ForeignKey("authorities.Authority", on_delete=models.PROTECT)
    publication = models.ForeignKey(Publication, on_delete=models.PROTECT, null=True)
    notice = models.ForeignKey(Notice, on_delete=models.PROTECT, null=True)
    edition = models.CharField(max_length=20)
    format = models.CharField(max_length=10)
    file = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT)
    rows = models.BigIntegerField()
    sha256 = models.CharField(max_length=64)

    objects = ScopedManager(authority="authority")


@ledgered(frozen=True)
class DistrictProof(models.Model):
    """The reconciliation of one district: last register + additions − deletions ± moves = this register."""

    authority = models.ForeignKey("authorities.Authority", on_delete=models.PROTECT)
    publication = models.ForeignKey(Publication, on_delete=models.PROTECT, null=True)
    notice = models.ForeignKey(Notice, on_delete=models.PROTECT, null=True)
    district = models.ForeignKey("places.PollingDistrict", on_delete=models.PROTECT)
    before = models.IntegerField()
    added = models.IntegerField()
    deleted = models.IntegerField()
    moved_in = models.IntegerField()
    moved_out = models.IntegerField()
    amended = models.IntegerField()
    after = models.IntegerField()

    objects = ScopedManager(authority="authority")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    after=models.F("before")
                    + models.F("added")
                    - models.F("deleted")
                    + models.F("moved_in")
                    - models.F("moved_out")
                ),
                name="district_reconciles",
            ),
        ]
