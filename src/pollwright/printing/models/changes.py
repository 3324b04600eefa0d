"""Letters to those whose polling station was changed after they were told of another (K-10)."""

from __future__ import annotations

from django.db import models
from django_scopes import ScopedManager

from pollwright.audit.history import ledgered
from pollwright.printing.states import PackState


@ledgered()
class ChangeLetters(models.Model):
    """The letters about one amendment of a polling scheme, as a print file and as one PDF.

    :cvar affected: how many electors the amendment affects, with the proxies who vote at the station for them;
        `letters` are written to those whose name and address are in the register, and `by_hand` are anonymous electors, whose letters are put into envelopes in the office.
    :cvar digest: SHA-256 of the references of those affected, in order.
    """

    authority = models.ForeignKey("authorities.Authority", on_delete=models.PROTECT)
    reference = models.CharField(max_length=20)
    amendment = models.ForeignKey("stations.Amendment", on_delete=models.PROTECT, related_name="letters")
    state = models.CharField(max_length=10, choices=PackState.choices, default=PackState.PREPARED)
    affected = models.IntegerField()
    letters = models.IntegerField()
    by_hand = models.IntegerField()
    pages = models.IntegerField()
    digest = models.CharField(max_length=64)
    csv = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, related_name="+")
    pdf = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, related_name="+")
    sign = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, related_name="+")
    prepared_by = models.CharField(max_length=150)
    prepared_by_id = models.BigIntegerField(null=True)
    prepared_at = models.DateTimeField()
    released_by = models.CharField(max_length=150, blank=True)
    released_at = models.DateTimeField(null=True)
    version = models.IntegerField(default=1)

    objects = ScopedManager(authority="authority")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["authority", "reference"], name="change_letters_reference"),
        ]
