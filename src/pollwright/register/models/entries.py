"""Entries in force over time, and the numbers that publications give them."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Func, Q, Value
from django.db.models.functions import Coalesce, NullIf
from django_scopes import ScopedManager

from pollwright.audit.history import ledgered
from pollwright.register.states import Section


class Folded(Func):
    """Text as it is filed, by the database's own function."""

    function = "pollwright_folded"
    output_field = models.TextField()


@ledgered("old")
class RegisterEntry(models.Model):
    """What the register says of an elector at an address over the half-open range `[effective_from, effective_to)`.

    Holds everything that is printed, so that the register as at any day is one query. An amendment closes an entry and
    opens the next; `root` is the first of such a chain (null on the first itself), and numbers belong to the chain.
    `property` is null where the address is not printed (overseas, withheld, anonymous); `district` is the part of the
    register all the same. Written only by notices, publications and imports; nothing is edited but `effective_to`.
    """

    authority = models.ForeignKey(
        "authorities.Authority", on_delete=models.PROTECT, db_constraint=False, db_index=False
    )
    elector = models.ForeignKey("register.Elector", on_delete=models.PROTECT)
    root = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    property = models.ForeignKey("places.Property", on_delete=models.PROTECT, null=True, db_index=False)
    district = models.ForeignKey("places.PollingDistrict", on_delete=models.PROTECT, db_index=False)
    section = models.CharField(max_length=12, choices=Section.choices, default=Section.ORDINARY)
    surname = models.CharField(max_length=100, blank=True)
    forenames = models.CharField(max_length=100, blank=True)
    marker = models.CharField(max_length=5, blank=True, help_text="Letters as printed: '', B, F, L, N, BN, FN …")
    attains_on = models.DateField(null=True, help_text="The day an attainer reaches voting age.")
    parliamentary = models.BooleanField()
    local = models.BooleanField()
    effective_from = models.DateField()
    effective_to = models.DateField(null=True)
    opened_by = models.ForeignKey(
        "register.Alteration", on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    closed_by = models.ForeignKey(
        "register.Alteration", on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )

    objects = ScopedManager(authority="authority")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["elector", "property"],
                condition=Q(effective_to__isnull=True),
                nulls_distinct=False,
                name="one_entry_at_an_address",
            ),
            models.CheckConstraint(
                condition=Q(effective_to__isnull=True) | Q(effective_to__gte=F("effective_from")), name="entry_dates"
            ),
            models.CheckConstraint(condition=Q(parliamentary=True) | Q(local=True), name="entry_on_a_register"),
            models.CheckConstraint(
                condition=~Q(section=Section.ANONYMOUS) | Q(surname="", forenames="", property__isnull=True),
                name="anonymous_entry_has_no_name_or_address",
            ),
        ]
        indexes = [
            models.Index("district", condition=Q(effective_to__isnull=True), name="entry_in_force_by_district"),
            models.Index("property", condition=Q(property__isnull=False), name="entry_by_property"),
            models.Index("authority", "effective_to", condition=Q(effective_to__isnull=False), name="entry_ended"),
            models.Index("root", condition=Q(root__isnull=False), name="entry_by_root"),
            models.Index("opened_by", condition=Q(opened_by__isnull=False), name="entry_by_opening"),
            models.Index("closed_by", condition=Q(closed_by__isnull=False), name="entry_by_closing"),
            models.Index(
                F("authority"),
                Folded(Coalesce(NullIf("surname", Value("")), "forenames")),
                Folded("forenames"),
                F("id"),
                condition=Q(effective_to__isnull=True),
                name="entry_by_name",
            ),
            models.Index(
                "authority", "marker", condition=Q(effective_to__isnull=True) & ~Q(marker=""), name="entry_marked"
            ),
            models.Index(
                "authority",
                "attains_on",
                condition=Q(effective_to__isnull=True, attains_on__isnull=False),
                name="entry_attaining",
            ),
        ]


@ledgered(None)
class RegisterNumber(models.Model):
    """The number that an entry's chain has in its district from a publication on; suffix 0 is none (REG-401).

    Numbers of deleted electors are not reused before the next revised register. Written a register at a time, so its
    keys are checked by the proof of the publication rather than row by row in the database.
    """

    authority = models.ForeignKey(
        "authorities.Authority", on_delete=models.PROTECT, db_constraint=False, db_index=False
    )
    publication = models.ForeignKey(
        "register.Publication", on_delete=models.PROTECT, db_constraint=False, db_index=False
    )
    entry = models.ForeignKey(
        RegisterEntry,
        on_delete=models.PROTECT,
        db_constraint=False,
        db_index=False,
        related_name="+",
        help_text="The root entry.",
    )
    district = models.ForeignKey(
        "places.PollingDistrict", on_delete=models.PROTECT, db_constraint=False, db_index=False
    )
    number = models.IntegerField()
    suffix = models.IntegerField(default=0)

    objects = ScopedManager(authority="authority")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["publication", "district", "number", "suffix"], name="number_once_in_a_district"
            ),
        ]
        indexes = [models.Index("entry", "publication", name="number_of_entry")]
