"""Parish clerks, and the councils that make up a combined authority."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django_scopes import ScopedManager

from pollwright.audit.history import ledgered


@ledgered(leave_out=("address", "email", "phone"))
class Clerk(models.Model):
    """The clerk of a parish or community council, whom papers and notices go to."""

    authority = models.ForeignKey("authorities.Authority", on_delete=models.PROTECT)
    area = models.ForeignKey("places.Area", on_delete=models.PROTECT, related_name="clerks")
    council = models.CharField(max_length=200)
    name = models.CharField(max_length=200)
    address = models.CharField(max_length=400, blank=True)
    email = models.CharField(max_length=255, blank=True)
    phone = models.CharField(max_length=50, blank=True)
    version = models.IntegerField(default=1)

    objects = ScopedManager(authority="authority")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["authority", "area"], name="one_clerk_of_a_parish")]


@ledgered()
class ConstituentCouncils(models.Model):
    """The councils of a combined authority, from the electors of each of which signatures are needed (handbook 5.1)."""

    contest = models.OneToOneField(
        "elections.Contest", on_delete=models.PROTECT, primary_key=True, related_name="constituents"
    )
    authority = models.ForeignKey("authorities.Authority", on_delete=models.PROTECT)
    names = ArrayField(models.CharField(max_length=120))
    version = models.IntegerField(default=1)

    objects = ScopedManager(authority="authority")
