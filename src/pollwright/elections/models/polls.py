"""Polls, the contests in them, the steps of their timetables, and which polls are taken together."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django_scopes import ScopedManager

from pollwright.audit.history import ledgered
from pollwright.elections.states import KIND_CHOICES, NATION_CHOICES, ContestState, PollState, SeatsOf


@ledgered()
class Combination(models.Model):
    """Polls of one day that share stations, staff and postal packs (handbook C-01); `lead` leads them.

    :cvar lead_reason: why another poll leads than the law's order gives (C-06).
    :cvar functions: what is done once for all of them, by the names of the law (C-07).
    """

    authority = models.ForeignKey("authorities.Authority", on_delete=models.PROTECT)
    reference = models.CharField(max_length=20)
    day = models.DateField()
    lead = models.ForeignKey("elections.Poll", on_delete=models.PROTECT, null=True, related_name="+")
    lead_reason = models.CharField(max_length=500, blank=True)
    functions = models.JSONField(default=list)
    note = models.CharField(max_length=500, blank=True)
    version = models.IntegerField(default=1)

    objects = ScopedManager(authority="authority")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["authority", "reference"], name="combination_reference")]


@ledgered()
class Poll(models.Model):
    """One kind of poll of one body on one day: a council's elections, a referendum, a general election.

    :cvar kind: a `pollwright.law.timetables.kinds.Kind`; with `nation` and `by_election` it chooses the rules.
    :cvar body: the council, force area or constituency that it is held for; `body_slug` stands in open identifiers.
    :cvar trigger_on: the writ, vacancy, request or decision that set it off.
    :cvar voting_system: as the law gives it for the day, unless `voting_system_reason` says why not (E-05).
    :cvar doubts_reason: why it was called although its timetable raised doubts.
    :cvar calendar: a mark of the bank holidays that the timetable was counted with (T-07).
    :cvar ended_reason: why it was withdrawn, postponed, or thrown away with its rehearsal.
    :cvar rehearsal_of: the poll that this is a copy of, for a rehearsal; its papers are watermarked.
    """

    authority = models.ForeignKey("authorities.Authority", on_delete=models.PROTECT)
    reference = models.CharField(max_length=20)
    kind = models.CharField(max_length=40, choices=KIND_CHOICES)
    nation = models.CharField(max_length=20, choices=NATION_CHOICES)
    title = models.CharField(max_length=200)
    title_cy = models.CharField(max_length=200, blank=True)
    body = models.CharField(max_length=200)
    body_slug = models.SlugField(max_length=120)
    seats_of = models.CharField(max_length=10, choices=SeatsOf.choices)
    day = models.DateField()
    by_election = models.BooleanField(default=False)
    trigger_on = models.DateField(null=True)
    voting_system = models.CharField(max_length=20)
    voting_system_reason = models.CharField(max_length=500, blank=True)
    state = models.CharField(max_length=20, choices=PollState.choices, default=PollState.PLANNED)
    notice_published_at = models.DateTimeField(null=True)
    doubts_reason = models.CharField(max_length=500, blank=True)
    ended_on = models.DateField(null=True)
    ended_reason = models.CharField(max_length=500, blank=True)
    rules = models.CharField(max_length=60)
    calendar = models.CharField(max_length=60, blank=True)
    combination = models.ForeignKey(Combination, on_delete=models.PROTECT, null=True, related_name="polls")
    rehearsal = models.BooleanField(default=False)
    rehearsal_of = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="rehearsals")
    replaces = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+")
    version = models.IntegerField(default=1)

    objects = ScopedManager(authority="authority")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["authority", "reference"], name="poll_reference"),
            models.CheckConstraint(
                condition=Q(rehearsal_of__isnull=True) | Q(rehearsal=True), name="poll_copy_is_a_rehearsal"
            ),
        ]
        indexes = [models.Index("authority", "day", name="poll_by_day")]


@ledgered()
class Contest(models.Model):
    """What is decided in one area at a poll: who fills its seats, or one question.

    :cvar area: the area whose electors vote; null where they are on no register of ours: in a business improvement
        district, and in the referendum of the businesses of a neighbourhood.
    :cvar answers: the answers to its question, in the order of the ballot paper; none where they are Yes and No.
    :cvar ballot_id: the open identifier in the Democracy Club scheme.
    :cvar cancellation: why there is no poll in it, by the open enumeration of cancellations (E-16).
    :cvar ended_reason: the officer's words for it.
    :cvar cards_asked_on: the day on which a parish council asked for poll cards (K-01).
    """

    authority = models.ForeignKey("authorities.Authority", on_delete=models.PROTECT)
    poll = models.ForeignKey(Poll, on_delete=models.PROTECT, related_name="contests")
    reference = models.CharField(max_length=20)
    area = models.ForeignKey("places.Area", on_delete=models.PROTECT, null=True)
    name = models.CharField(max_length=200)
    name_cy = models.CharField(max_length=200, blank=True)
    slug = models.SlugField(max_length=120)
    seats = models.IntegerField(default=1)
    question = models.TextField(blank=True)
    question_cy = models.TextField(blank=True)
    answers = models.JSONField(default=list)
    ballot_id = models.CharField(max_length=200, blank=True)
    state = models.CharField(max_length=16, choices=ContestState.choices, default=ContestState.OPEN)
    cancellation = models.CharField(max_length=20, blank=True)
    ended_on = models.DateField(null=True)
    ended_reason = models.CharField(max_length=500, blank=True)
    cards_asked_on = models.DateField(null=True)
    replaces = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+")
    version = models.IntegerField(default=1)

    objects = ScopedManager(authority="authority")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["authority", "reference"], name="contest_reference"),
            models.UniqueConstraint(fields=["poll", "area"], name="one_contest_in_an_area"),
            models.CheckConstraint(condition=Q(seats__gte=1), name="contest_has_a_seat"),
        ]


@ledgered()
class PollStep(models.Model):
    """One step of a poll's statutory timetable, as it was counted and accepted, and when it was done.

    `on` is null where the law leaves a choice between `earliest` and `latest`; `by` is null where the whole day serves.
    `moved_reason` says why it was moved by hand (T-21); such a step is not counted again.
    """

    authority = models.ForeignKey("authorities.Authority", on_delete=models.PROTECT)
    poll = models.ForeignKey(Poll, on_delete=models.PROTECT, related_name="steps")
    step = models.CharField(max_length=60)
    title = models.CharField(max_length=200)
    on = models.DateField(null=True)
    by = models.TimeField(null=True)
    earliest = models.DateField(null=True)
    latest = models.DateField(null=True)
    working_days = models.IntegerField(null=True)
    source = models.CharField(max_length=300)
    moved_reason = models.CharField(max_length=300, blank=True)
    done_at = models.DateTimeField(null=True)
    done_by = models.CharField(max_length=120, blank=True)
    evidence = models.CharField(max_length=500, blank=True, help_text="Where it can be seen: an address or a file.")

    objects = ScopedManager(authority="authority")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["poll", "step"], name="step_of_a_poll_once"),
            models.CheckConstraint(
                condition=Q(earliest__isnull=True) | Q(latest__isnull=True) | Q(latest__gte=F("earliest")),
                name="step_dates",
            ),
        ]
