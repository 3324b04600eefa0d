"""People as known to an authority, with what must be kept apart about them."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django_scopes import ScopedManager

from pollwright.audit.history import ledgered
from pollwright.register.states import Category


@ledgered("old")
class Elector(models.Model):
    """A person known to this authority, as they stand now; what is in force is in `RegisterEntry`.

    Franchise is worked out from `nationalities`, `residence_right` and `category` by `pollwright.law.franchise`; it is
    never typed. `inherited_marker` is what another system printed: evidence, nothing more. The names, address and
    contacts of an anonymous elector are not here but sealed in `ElectorProtected`: their columns here are blank.
    `version` rises with each change, so that the second of two officers is told.
    """

    authority = models.ForeignKey(
        "authorities.Authority", on_delete=models.PROTECT, db_constraint=False, db_index=False
    )
    reference = models.CharField(max_length=50)
    title = models.CharField(max_length=35, blank=True)
    forenames = models.CharField(max_length=100, blank=True)
    surname = models.CharField(max_length=100, blank=True)
    previous_forenames = models.CharField(max_length=100, blank=True)
    previous_surname = models.CharField(max_length=100, blank=True)
    nationalities = ArrayField(models.CharField(max_length=2), default=list)
    nationality_reason = models.CharField(max_length=200, blank=True, help_text="Why no nationality was given.")
    residence_right = models.CharField(max_length=20, blank=True)
    category = models.CharField(max_length=20, choices=Category.choices, default=Category.ORDINARY)
    anonymous = models.BooleanField(default=False)
    anonymous_until = models.DateField(null=True)
    declared_on = models.DateField(null=True)
    expires_on = models.DateField(null=True)
    open_register = models.BooleanField(default=True, help_text="False: the person has opted out.")
    over_76 = models.BooleanField(null=True)
    email = models.CharField(max_length=255, blank=True)
    phone = models.CharField(max_length=50, blank=True)
    contact_by = models.CharField(max_length=10, blank=True)
    correspondence1 = models.CharField(max_length=120, blank=True)
    correspondence2 = models.CharField(max_length=120, blank=True)
    correspondence3 = models.CharField(max_length=120, blank=True)
    correspondence4 = models.CharField(max_length=120, blank=True)
    correspondence5 = models.CharField(max_length=120, blank=True)
    correspondence_postcode = models.CharField(max_length=12, blank=True)
    correspondence_country = models.CharField(max_length=60, blank=True)
    inherited_marker = models.CharField(max_length=10, blank=True)
    version = models.IntegerField(default=1)
    created_at = models.DateTimeField(db_default=Now())

    objects = ScopedManager(authority="authority")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["authority", "reference"], name="elector_reference"),
            models.CheckConstraint(
                condition=Q(anonymous=False) | Q(forenames="", surname="", email="", phone="", correspondence1=""),
                name="anonymous_elector_has_no_name_here",
            ),
        ]
        indexes = [
            models.Index("authority", "expires_on", condition=Q(expires_on__isnull=False), name="elector_expiring"),
            models.Index("authority", "category", condition=~Q(category=Category.ORDINARY), name="elector_special"),
        ]


@ledgered(frozen=True)
class OpenRegisterChoice(models.Model):
    """A change of the open register choice, and when it was received: it counts 14 days later (REG-258).

    Each row is a change, so the choice before a row is its opposite; without rows, `Elector.open_register` holds.
    """

    authority = models.ForeignKey(
        "authorities.Authority", on_delete=models.PROTECT, db_constraint=False, db_index=False
    )
    elector = models.ForeignKey(Elector, on_delete=models.PROTECT)
    choice = models.BooleanField()
    received_on = models.DateField()
    how = models.CharField(max_length=60)

    objects = ScopedManager(authority="authority")

    class Meta:
        indexes = [models.Index("authority", "received_on", name="choice_by_day")]


@ledgered(None)
class ElectorBirth(models.Model):
    """When an elector was born. A restricted table: never in lists, and no history of it is kept."""

    elector = models.OneToOneField(Elector, on_delete=models.PROTECT, primary_key=True)
    authority = models.ForeignKey(
        "authorities.Authority", on_delete=models.PROTECT, db_constraint=False, db_index=False
    )
    date_of_birth = models.DateField(null=True)
    no_birth_reason = models.CharField(max_length=200, blank=True)
    age_statement = models.CharField(max_length=20, blank=True, help_text="under-18, 18-to-75, 76-or-over")

    objects = ScopedManager(authority="authority")


@ledgered(None)
class ElectorProtected(models.Model):
    """The sealed particulars of an anonymous elector (name, qualifying and other addresses, contacts), as JSON.

    Encrypted by the application; reached one row at a time, by an operation, with a reason (REG-174, 902).
    """

    elector = models.OneToOneField(Elector, on_delete=models.PROTECT, primary_key=True)
    authority = models.ForeignKey(
        "authorities.Authority", on_delete=models.PROTECT, db_constraint=False, db_index=False
    )
    sealed = models.BinaryField()
    name_mac = models.BinaryField(help_text="HMAC of folded name and birth, so that a duplicate is noticed.")

    objects = ScopedManager(authority="authority")


@ledgered(None)
class QualifyingAddress(models.Model):
    """Where an elector qualifies whose entry does not print it, as the register that was taken over says (REG-164).

    Overseas electors, declarants of a local connection and whoever's address is withheld. `property` is null where no
    property here is known for the address, and `address` empty where the file gave none. `placed_on` is the day on which
    an officer chose the property; an application that was allowed since then says more. Anonymous electors have no row:
    theirs is sealed. No history of it is kept, so that nothing stays in the open of somebody who becomes anonymous.
    """

    elector = models.OneToOneField(Elector, on_delete=models.PROTECT, primary_key=True)
    authority = models.ForeignKey(
        "authorities.Authority", on_delete=models.PROTECT, db_constraint=False, db_index=False
    )
    property = models.ForeignKey("places.Property", on_delete=models.PROTECT, null=True)
    address = models.CharField(max_length=740, blank=True, help_text="On one line, without the postcode.")
    postcode = models.CharField(max_length=10, blank=True)
    placed_on = models.DateField(null=True)

    objects = ScopedManager(authority="authority")


@ledgered(None)
class ElectorSearch(models.Model):
    """What an elector is found by: present and former names and addresses, postcode, e-mail; folded, on one line each.

    Lines are `n:` present name, `f:` former name, `a:` present address, `o:` former address, `e:` e-mail, `p:` phone.
    Anonymous electors have no row. All of it is derived from electors and entries; an import, which writes a whole
    register, proves its keys as a set rather than row by row in the database.
    """

    elector = models.OneToOneField(Elector, on_delete=models.PROTECT, primary_key=True, db_constraint=False)
    authority = models.ForeignKey(
        "authorities.Authority", on_delete=models.PROTECT, db_constraint=False, db_index=False
    )
    text = models.TextField()

    objects = ScopedManager(authority="authority")

    class Meta:
        indexes = [GinIndex(fields=["text"], opclasses=["gin_trgm_ops"], name="elector_search")]


@ledgered(None)
class SearchWord(models.Model):
    """A word of three letters or more that somebody here is found by, so that a misspelt one can be set right."""

    authority = models.ForeignKey(
        "authorities.Authority", on_delete=models.PROTECT, db_constraint=False, db_index=False
    )
    word = models.CharField(max_length=40)

    objects = ScopedManager(authority="authority")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["authority", "word"], name="search_word_once")]
        indexes = [GinIndex(fields=["word"], opclasses=["gin_trgm_ops"], name="search_word_like")]
