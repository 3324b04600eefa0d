"""Who is needed at the polls of a day, and who was appointed."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django_scopes import ScopedManager

from pollwright.audit.history import ledgered
from pollwright.staffing.states import LIVE, AppointmentState, CallOutcome, PlanState, Role


@ledgered()
class StaffPlan(models.Model):
    """The staff of one polling scheme: of a poll, or of polls taken together.

    :cvar day: of the polls, for the rule that nobody has two places on one day.
    :cvar trained_first: nobody is placed who was not trained; else training must be done by the release.
    :cvar unfilled: why posts stayed empty when people were last placed: post, lacking, and the words.
    :cvar changed_by_id: who last changed an appointment, and so does not release them.
    :cvar proof: the totals that agreed when it was released.
    :cvar ended_reason: why nobody is needed any more, as it was told to everybody who had a place.
    """

    authority = models.ForeignKey("authorities.Authority", on_delete=models.PROTECT)
    reference = models.CharField(max_length=20)
    title = models.CharField(max_length=250)
    scheme = models.ForeignKey("stations.Scheme", on_delete=models.PROTECT, related_name="+")
    day = models.DateField()
    rehearsal = models.BooleanField(default=False)
    starts = models.TimeField()
    ends = models.TimeField()
    answer_by = models.DateField()
    trained_first = models.BooleanField(default=True)
    reserve_percent = models.IntegerField(default=5)
    state = models.CharField(max_length=10, choices=PlanState.choices, default=PlanState.DRAFT)
    unfilled = models.JSONField(default=list)
    placed_at = models.DateTimeField(null=True)
    changed_by_id = models.BigIntegerField(null=True)
    proof = models.JSONField(default=dict)
    released_at = models.DateTimeField(null=True)
    released_by = models.CharField(max_length=120, blank=True)
    ended_reason = models.CharField(max_length=500, blank=True)
    version = models.IntegerField(default=1)

    objects = ScopedManager(authority="authority")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["authority", "reference"], name="staff_plan_reference"),
            models.UniqueConstraint(fields=["scheme"], condition=~Q(state="ended"), name="one_staff_plan_of_a_scheme"),
            models.CheckConstraint(
                condition=Q(state="draft", released_at__isnull=True)
                | Q(state="released", released_at__isnull=False)
                | (Q(state="ended") & ~Q(ended_reason="")),
                name="staff_plan_released_at",
            ),
        ]


@ledgered()
class StaffPost(models.Model):
    """That people are needed for a role: at a station, or for the whole poll where `station` is null.

    A post may be of a session with a day and hours of its own: postal votes are opened before the day of the polls, and
    much is verified and counted after it (handbook S-01).

    :cvar session: what the session is, "" where the post is of the polls themselves; `place`: where it is held.
    :cvar day, starts, ends: of the session; null where they are the plan's. An end before the start is of the next morning.
    :cvar by_guidance: how many the guidance has; `wanted` is how many are to be appointed, `reason` why not as many.
    """

    authority = models.ForeignKey("authorities.Authority", on_delete=models.PROTECT)
    plan = models.ForeignKey(StaffPlan, on_delete=models.PROTECT, related_name="posts")
    station = models.ForeignKey("stations.Station", on_delete=models.PROTECT, null=True, related_name="+")
    role = models.CharField(max_length=20, choices=Role.choices)
    session = models.CharField(max_length=120, blank=True)
    place = models.CharField(max_length=250, blank=True)
    day = models.DateField(null=True)
    starts = models.TimeField(null=True)
    ends = models.TimeField(null=True)
    by_guidance = models.IntegerField()
    wanted = models.IntegerField()
    reason = models.CharField(max_length=500, blank=True)

    objects = ScopedManager(authority="authority")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "station", "role", "session", "day"], name="post_once", nulls_distinct=False
            ),
            models.CheckConstraint(
                condition=Q(session="", place="", day__isnull=True, starts__isnull=True, ends__isnull=True)
                | (
                    ~Q(session="")
                    & Q(station__isnull=True, day__isnull=False, starts__isnull=False, ends__isnull=False)
                    & ~Q(starts=F("ends"))
                ),
                name="post_of_a_session",
            ),
            models.CheckConstraint(condition=Q(wanted__gte=0, wanted__lte=500), name="post_wanted"),
        ]


@ledgered(leave_out=("token",))
class StaffAppointment(models.Model):
    """That somebody is placed in a post, offered it, has it, or had it.

    :cvar rehearsal: of a rehearsal: it takes no place of the day from anybody.
    :cvar day: on which they work: of the polls, or of the session of the post.
    :cvar token: stands in the address at which they answer; random, and of no use after `answer_by`.
    :cvar locked: put or kept there by hand, with `locked_reason`: placing again leaves it.
    :cvar explained: why they were placed there, in plain words.
    :cvar reminded_at: when a letter was last made that asks for the answer, or for what was not shown.
    :cvar starts, ends: hours of their own, such as those of the busy part of the day; null where they are the plan's.
    :cvar replaces: whose place was taken over.
    :cvar minutes: worked, with breaks taken off; `miles` driven for the poll, in tenths; both for pay.
    """

    authority = models.ForeignKey("authorities.Authority", on_delete=models.PROTECT)
    reference = models.CharField(max_length=20)
    plan = models.ForeignKey(StaffPlan, on_delete=models.PROTECT, related_name="appointments")
    post = models.ForeignKey(StaffPost, on_delete=models.PROTECT, related_name="appointments")
    member = models.ForeignKey("staffing.StaffMember", on_delete=models.PROTECT, related_name="appointments")
    day = models.DateField()
    rehearsal = models.BooleanField(default=False)
    state = models.CharField(max_length=10, choices=AppointmentState.choices, default=AppointmentState.PLACED)
    locked = models.BooleanField(default=False)
    locked_reason = models.CharField(max_length=500, blank=True)
    explained = models.CharField(max_length=500, blank=True)
    token = models.CharField(max_length=64, null=True, unique=True)
    starts = models.TimeField(null=True)
    ends = models.TimeField(null=True)
    offered_at = models.DateTimeField(null=True)
    reminded_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.CharField(max_length=120, blank=True)
    ended_reason = models.CharField(max_length=500, blank=True)
    replaces = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+")
    came_at = models.TimeField(null=True)
    left_at = models.TimeField(null=True)
    minutes = models.IntegerField(null=True)
    miles = models.IntegerField(null=True)
    version = models.IntegerField(default=1)

    objects = ScopedManager(authority="authority")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["authority", "reference"], name="appointment_of_staff_reference"),
            models.UniqueConstraint(
                fields=["member", "day", "rehearsal"], condition=Q(state__in=LIVE), name="one_place_a_day"
            ),
            models.CheckConstraint(
                condition=Q(locked=False) | ~Q(locked_reason=""), name="locked_appointment_has_a_reason"
            ),
            models.CheckConstraint(
                condition=Q(starts__isnull=True, ends__isnull=True) | Q(starts__lt=F("ends")),
                name="appointment_hours",
            ),
            models.CheckConstraint(
                condition=(Q(minutes__isnull=True) | Q(minutes__gte=0)) & (Q(miles__isnull=True) | Q(miles__gte=0)),
                name="appointment_worked",
            ),
        ]
        indexes = [models.Index("plan", "state", name="appointment_by_plan")]


@ledgered(frozen=True)
class StandbyCall(models.Model):
    """That somebody who stands by was rung about the place of somebody who is lost."""

    authority = models.ForeignKey("authorities.Authority", on_delete=models.PROTECT)
    appointment = models.ForeignKey(StaffAppointment, on_delete=models.PROTECT, related_name="calls")
    reserve = models.ForeignKey(StaffAppointment, on_delete=models.PROTECT, related_name="called_for")
    at = models.DateTimeField()
    outcome = models.CharField(max_length=10, choices=CallOutcome.choices)
    arrives_by = models.TimeField(null=True)
    note = models.CharField(max_length=300, blank=True)
    by = models.CharField(max_length=120)

    objects = ScopedManager(authority="authority")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(appointment=F("reserve")), name="nobody_stands_by_for_themselves")
        ]
