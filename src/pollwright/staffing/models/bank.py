"""The staff bank: people who work for polls, what they can do, and when."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django_scopes import ScopedManager

from pollwright.audit.history import ledgered
from pollwright.staffing.states import MemberState, RecordKind, Role, Ruling

CONTACTS = ("forenames", "surname", "email", "phone", "address1", "address2", "address3", "postcode", "born_on")
PERSONAL = (*CONTACTS, "languages", "notes", "easting", "northing")


@ledgered(leave_out=PERSONAL)
class StaffMember(models.Model):
    """Somebody who works, or would work, for a poll. No bank details and no National Insurance number stand here.

    :cvar easting, northing: where the home is, in metres of the National Grid, from its property or postcode.
    :cvar most_miles: the farthest that they will travel; null where they set no limit.
    :cvar folded: forenames and surname in lower case with spaces parted once, for finding a name again.
    :cvar removed_on: the day on which retention took their particulars away.
    """

    authority = models.ForeignKey("authorities.Authority", on_delete=models.PROTECT)
    reference = models.CharField(max_length=20)
    forenames = models.CharField(max_length=120)
    surname = models.CharField(max_length=120)
    email = models.CharField(max_length=254, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    address1 = models.CharField(max_length=120, blank=True)
    address2 = models.CharField(max_length=120, blank=True)
    address3 = models.CharField(max_length=120, blank=True)
    postcode = models.CharField(max_length=10, blank=True)
    easting = models.FloatField(null=True)
    northing = models.FloatField(null=True)
    born_on = models.DateField(null=True)
    drives = models.BooleanField(default=False)
    most_miles = models.IntegerField(null=True)
    languages = models.CharField(max_length=200, blank=True)
    notes = models.CharField(max_length=1000, blank=True)
    folded = models.CharField(max_length=250, blank=True)
    state = models.CharField(max_length=10, choices=MemberState.choices, default=MemberState.APPLIED)
    applied_on = models.DateField()
    left_on = models.DateField(null=True)
    removed_on = models.DateField(null=True)
    version = models.IntegerField(default=1)

    objects = ScopedManager(authority="authority")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["authority", "reference"], name="staff_reference"),
            models.CheckConstraint(
                condition=Q(state="left", left_on__isnull=False) | (~Q(state="left") & Q(left_on__isnull=True)),
                name="staff_left_on_a_day",
            ),
        ]
        indexes = [models.Index("authority", "folded", name="staff_by_name")]


@ledgered()
class Qualification(models.Model):
    """That somebody may be appointed to a role."""

    authority = models.ForeignKey("authorities.Authority", on_delete=models.PROTECT)
    member = models.ForeignKey(StaffMember, on_delete=models.PROTECT, related_name="qualifications")
    role = models.CharField(max_length=20, choices=Role.choices)
    since = models.DateField()

    objects = ScopedManager(authority="authority")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["member", "role"], name="qualified_once")]


@ledgered()
class Experience(models.Model):
    """That somebody did a role at a poll: taken over from elsewhere, or worked here (`appointment`)."""

    authority = models.ForeignKey("authorities.Authority", on_delete=models.PROTECT)
    member = models.ForeignKey(StaffMember, on_delete=models.PROTECT, related_name="experience")
    role = models.CharField(max_length=20, choices=Role.choices)
    day = models.DateField()
    poll = models.CharField(max_length=200)
    appointment = models.ForeignKey("staffing.StaffAppointment", on_delete=models.PROTECT, null=True, related_name="+")

    objects = ScopedManager(authority="authority")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["member", "role", "day"], name="experience_once_a_day")]


@ledgered()
class StaffRecord(models.Model):
    """What somebody showed or did before working: right to work, training, declaration (S-03, S-04).

    :cvar evidence: the kind of document that was seen, or what was attended; never its number.
    :cvar expires_on: the last day on which it serves; null where it does not end.
    """

    authority = models.ForeignKey("authorities.Authority", on_delete=models.PROTECT)
    member = models.ForeignKey(StaffMember, on_delete=models.PROTECT, related_name="records")
    kind = models.CharField(max_length=20, choices=RecordKind.choices)
    on = models.DateField()
    expires_on = models.DateField(null=True)
    evidence = models.CharField(max_length=200)
    seen_by = models.CharField(max_length=120)

    objects = ScopedManager(authority="authority")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(expires_on__isnull=True) | Q(expires_on__gte=F("on")), name="staff_record_dates"
            )
        ]
        indexes = [models.Index("member", "kind", name="staff_record_of_a_kind")]


@ledgered()
class Availability(models.Model):
    """Whether somebody can work on a day; who said nothing about a day is not taken to be free."""

    authority = models.ForeignKey("authorities.Authority", on_delete=models.PROTECT)
    member = models.ForeignKey(StaffMember, on_delete=models.PROTECT, related_name="availability")
    day = models.DateField()
    free = models.BooleanField()
    said_on = models.DateField()

    objects = ScopedManager(authority="authority")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["member", "day"], name="availability_once_a_day")]


@ledgered()
class VenueWish(models.Model):
    """That somebody would rather work at a venue, or rather not."""

    authority = models.ForeignKey("authorities.Authority", on_delete=models.PROTECT)
    member = models.ForeignKey(StaffMember, on_delete=models.PROTECT, related_name="wishes")
    venue = models.ForeignKey("stations.Venue", on_delete=models.PROTECT, related_name="+")
    wanted = models.BooleanField()

    objects = ScopedManager(authority="authority")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["member", "venue"], name="wish_once_a_venue")]


@ledgered()
class ConflictMatch(models.Model):
    """That somebody seems to be, or to help, a candidate of a poll; an officer decides (S-02).

    :cvar tie: a `pollwright.law.staffing.Tie`.
    :cvar same_address: home and address agree as well as the names.
    """

    authority = models.ForeignKey("authorities.Authority", on_delete=models.PROTECT)
    reference = models.CharField(max_length=20)
    member = models.ForeignKey(StaffMember, on_delete=models.PROTECT, related_name="conflicts")
    poll = models.ForeignKey("elections.Poll", on_delete=models.PROTECT, related_name="+")
    candidate = models.ForeignKey("nominations.Candidate", on_delete=models.PROTECT, related_name="+")
    tie = models.CharField(max_length=12)
    same_address = models.BooleanField()
    ruling = models.CharField(max_length=10, choices=Ruling.choices, default=Ruling.OPEN)
    reason = models.CharField(max_length=500, blank=True)
    decided_by = models.CharField(max_length=120, blank=True)
    decided_at = models.DateTimeField(null=True)
    version = models.IntegerField(default=1)

    objects = ScopedManager(authority="authority")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["authority", "reference"], name="conflict_reference"),
            models.UniqueConstraint(fields=["member", "candidate", "tie"], name="conflict_found_once"),
            models.CheckConstraint(
                condition=Q(ruling="open", decided_at__isnull=True)
                | (~Q(ruling="open") & Q(decided_at__isnull=False) & ~Q(reason="")),
                name="conflict_decided_with_a_reason",
            ),
        ]
