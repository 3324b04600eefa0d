"""What people who applied for work at a poll said when they did."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django_scopes import ScopedManager

from pollwright.audit.history import ledgered
from pollwright.staffing.states import Role


@ledgered(leave_out=("experience",))
class StaffApplication(models.Model):
    """An application that was made online. Whether it succeeds is the state of its member.

    :cvar wanted: the roles that they would like; an officer says for which they are qualified.
    :cvar experience: what they did at polls before, in their own words.
    :cvar twin: who has the same name and postcode in the staff bank, or left it; None where nobody has.
    :cvar times: how often it was sent.
    """

    authority = models.ForeignKey("authorities.Authority", on_delete=models.PROTECT)
    member = models.OneToOneField("staffing.StaffMember", on_delete=models.PROTECT, related_name="application")
    received_at = models.DateTimeField()
    wanted = ArrayField(models.CharField(max_length=20, choices=Role.choices))
    experience = models.TextField(blank=True)
    right_to_work = models.BooleanField()
    impartial = models.BooleanField()
    twin = models.ForeignKey("staffing.StaffMember", on_delete=models.PROTECT, null=True, related_name="+")
    times = models.IntegerField(default=1)

    objects = ScopedManager(authority="authority")
