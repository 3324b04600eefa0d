"""What officers said of dates of the year, the addresses of calendar feeds, and who wants the weekly digest."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django_scopes import ScopedManager

from pollwright.audit.history import ledgered
from pollwright.year.states import Settled, SortChoice


@ledgered()
class SettledDate(models.Model):
    """A date that was marked as done or dismissed, as it stood then; opened again, its row stays.

    :cvar key: as the date's source names it.
    :cvar reason: why it was dismissed or opened again; for what is done, what shows it.
    :cvar file: the document that shows it was done.
    """

    authority = models.ForeignKey("authorities.Authority", on_delete=models.PROTECT)
    key = models.CharField(max_length=160)
    due_on = models.DateField()
    what = models.CharField(max_length=300)
    sort = models.CharField(max_length=12, choices=SortChoice.choices)
    statutory = models.BooleanField(default=False)
    source = models.CharField(max_length=300, blank=True)
    state = models.CharField(max_length=10, choices=Settled.choices)
    reason = models.CharField(max_length=1000, blank=True)
    file = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, null=True)
    settled_on = models.DateField()
    settled_by = models.CharField(max_length=150)
    version = models.IntegerField(default=1)

    objects = ScopedManager(authority="authority")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["authority", "key"], name="date_settled_once"),
            models.CheckConstraint(
                condition=~Q(state=Settled.DISMISSED) | ~Q(reason=""), name="date_dismissed_with_a_reason"
            ),
        ]


@ledgered()
class CalendarFeed(models.Model):
    """A private address at which a person's calendar program reads the dates; only the hash of its token is kept."""

    authority = models.ForeignKey("authorities.Authority", on_delete=models.PROTECT)
    person = models.ForeignKey("access.Person", on_delete=models.PROTECT)
    token_sha256 = models.CharField(max_length=64, unique=True)
    made_on = models.DateField()
    revoked_on = models.DateField(null=True)

    objects = ScopedManager(authority="authority")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["authority", "person"], condition=Q(revoked_on__isnull=True), name="one_feed_of_a_person"
            ),
        ]


@ledgered()
class DigestChoice(models.Model):
    """That a person wants the weekly digest by e-mail, or no longer does, and when they were last sent one."""

    authority = models.ForeignKey("authorities.Authority", on_delete=models.PROTECT)
    person = models.ForeignKey("access.Person", on_delete=models.PROTECT)
    wanted = models.BooleanField(default=True)
    sent_on = models.DateField(null=True)

    objects = ScopedManager(authority="authority")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["authority", "person"], name="one_digest_of_a_person")]
