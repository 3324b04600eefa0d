"""Cases with their stages, notes, files and evidence; standard answers; campaigns with what was done in them."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django_scopes import ScopedManager

from pollwright.audit.history import ledgered
from pollwright.casework.states import (
    ActivityKind,
    Audience,
    CaseKind,
    CaseState,
    Channel,
    LetterKind,
    NoteKind,
    OfficeKind,
    Outcome,
    Requester,
    Stage,
    Wait,
)


@ledgered(leave_out=("words", "answer", "requester", "email", "phone", "address", "folded", "satisfaction_words"))
class Case(models.Model):
    """Something that somebody wants, from its receipt until it is closed (MM-L01).

    The days are those of the stage that it is in; earlier stages are `CaseStage`.

    :cvar office: whom it concerns. Of the council it goes by the council's procedures; of an officer by its own route.
    :cvar counted_from: from when the answer's days are counted: receipt, or when what was asked for came.
    :cvar paused_from: with `paused_to`, days that are left out, such as from a fees notice to the payment.
    :cvar due_on: the last day on which an answer is in time; None where nothing says so.
    :cvar deadline: that the requester, such as a newsroom, named.
    :cvar folded: words that the search looks in.
    :cvar restricted: seen only by those who may see allegations.
    :cvar satisfaction: what the requester said of how it was handled, from 1 (very poor) to 5 (very good).
    :cvar disclosed_title: as the disclosure log names the request, in words that tell of nobody (REQ-159).
    """

    authority = models.ForeignKey("authorities.Authority", on_delete=models.PROTECT)
    reference = models.CharField(max_length=20)
    kind = models.CharField(max_length=15, choices=CaseKind.choices)
    office = models.CharField(max_length=10, choices=OfficeKind.choices, default=OfficeKind.COUNCIL)
    restricted = models.BooleanField(default=False)
    channel = models.CharField(max_length=10, choices=Channel.choices)
    received_on = models.DateField()
    subject = models.CharField(max_length=200)
    words = models.TextField(blank=True)
    requester_kind = models.CharField(max_length=10, choices=Requester.choices, default=Requester.PUBLIC)
    requester = models.CharField(max_length=200, blank=True)
    email = models.CharField(max_length=254, blank=True)
    phone = models.CharField(max_length=50, blank=True)
    address = models.CharField(max_length=400, blank=True)
    folded = models.TextField(blank=True)
    elector = models.ForeignKey("register.Elector", on_delete=models.PROTECT, null=True, related_name="+")
    property = models.ForeignKey("places.Property", on_delete=models.PROTECT, null=True, related_name="+")
    poll = models.ForeignKey("elections.Poll", on_delete=models.PROTECT, null=True, related_name="+")
    owner = models.ForeignKey("access.Person", on_delete=models.PROTECT, null=True, related_name="+")
    state = models.CharField(max_length=10, choices=CaseState.choices, default=CaseState.OPEN)
    stage = models.IntegerField(choices=Stage.choices, default=Stage.FIRST)
    stage_on = models.DateField()
    counted_from = models.DateField()
    acknowledge_by = models.DateField(null=True)
    acknowledged_on = models.DateField(null=True)
    deadline = models.DateField(null=True)
    due_on = models.DateField(null=True)
    waits_for = models.CharField(max_length=15, choices=Wait.choices, blank=True)
    asked_on = models.DateField(null=True)
    paused_from = models.DateField(null=True)
    paused_to = models.DateField(null=True)
    extended_on = models.DateField(null=True)
    search_minutes = models.IntegerField(null=True)
    grounds = ArrayField(models.CharField(max_length=10), default=list)
    answer = models.TextField(blank=True)
    outcome = models.CharField(max_length=15, choices=Outcome.choices, blank=True)
    proposed_by_id = models.BigIntegerField(null=True)
    proposed_by = models.CharField(max_length=150, blank=True)
    spokesperson = models.CharField(max_length=150, blank=True)
    answered_on = models.DateField(null=True)
    closed_on = models.DateField(null=True)
    at_once = models.BooleanField(default=False)
    lessons = models.CharField(max_length=500, blank=True)
    offence = models.CharField(max_length=150, blank=True)
    offence_on = models.DateField(null=True)
    referred_on = models.DateField(null=True)
    police_reference = models.CharField(max_length=60, blank=True)
    surveyed_on = models.DateField(null=True)
    satisfaction = models.IntegerField(null=True)
    satisfaction_words = models.CharField(max_length=500, blank=True)
    disclosed_on = models.DateField(null=True)
    disclosed_title = models.CharField(max_length=200, blank=True)
    disclosed_words = models.TextField(blank=True)
    removed_on = models.DateField(null=True)
    version = models.IntegerField(default=1)

    objects = ScopedManager(authority="authority")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["authority", "reference"], name="case_reference"),
            models.CheckConstraint(
                condition=Q(satisfaction__isnull=True) | Q(satisfaction__range=(1, 5)), name="satisfaction_of_a_case"
            ),
            models.CheckConstraint(
                condition=~Q(kind=CaseKind.ALLEGATION) | Q(restricted=True), name="allegations_are_restricted"
            ),
            models.CheckConstraint(
                condition=(Q(state=CaseState.CLOSED) & Q(closed_on__isnull=False))
                | (~Q(state=CaseState.CLOSED) & Q(closed_on__isnull=True)),
                name="case_closed_on_a_day",
            ),
            models.CheckConstraint(
                condition=Q(answered_on__isnull=True) | Q(answered_on__gte=F("received_on")), name="case_answered_after"
            ),
        ]
        indexes = [
            models.Index("authority", "state", "due_on", name="cases_in_hand"),
            models.Index("authority", "kind", "received_on", name="cases_by_kind"),
        ]


@ledgered(None)
class CaseStage(models.Model):
    """A stage of a case as it ended, before it was gone into again. Stage 1 of a request is what CO03 counts."""

    authority = models.ForeignKey("authorities.Authority", on_delete=models.PROTECT)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="stages")
    stage = models.IntegerField(choices=Stage.choices)
    began_on = models.DateField()
    counted_from = models.DateField()
    due_on = models.DateField(null=True)
    acknowledged_on = models.DateField(null=True)
    answered_on = models.DateField(null=True)
    outcome = models.CharField(max_length=15, choices=Outcome.choices, blank=True)

    objects = ScopedManager(authority="authority")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "stage"], name="case_stage_once")]


@ledgered(None)
class CaseEvidence(models.Model):
    """A thing that was handed in with an allegation, and who holds it now; its custody is told by notes (MM-L10)."""

    authority = models.ForeignKey("authorities.Authority", on_delete=models.PROTECT)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="evidence")
    number = models.IntegerField()
    what = models.CharField(max_length=300)
    holder = models.CharField(max_length=150)
    received_on = models.DateField()

    objects = ScopedManager(authority="authority")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "number"], name="evidence_number")]


@ledgered(None)
class CaseNote(models.Model):
    """What was noted on a case. Never changed: what was wrong is put right by another note."""

    authority = models.ForeignKey("authorities.Authority", on_delete=models.PROTECT)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="notes")
    kind = models.CharField(max_length=10, choices=NoteKind.choices, default=NoteKind.NOTE)
    at = models.DateTimeField()
    by_name = models.CharField(max_length=150)
    text = models.TextField()

    objects = ScopedManager(authority="authority")

    class Meta:
        indexes = [models.Index("case", "id", name="notes_of_a_case")]


@ledgered(None)
class CaseFile(models.Model):
    """A file of a case: a letter that was made, or something that was received."""

    authority = models.ForeignKey("authorities.Authority", on_delete=models.PROTECT)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="files")
    file = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, related_name="+")
    letter = models.CharField(max_length=20, choices=LetterKind.choices, blank=True)
    what = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField()
    by_name = models.CharField(max_length=150)

    objects = ScopedManager(authority="authority")


@ledgered()
class StandardAnswer(models.Model):
    """An answer that everybody who asks the same is given in the same words (MM-L12, REQ-161).

    :cvar kinds: of which kinds of cases it serves.
    :cvar review_on: by when somebody reads whether it is still right.
    """

    authority = models.ForeignKey("authorities.Authority", on_delete=models.PROTECT)
    reference = models.CharField(max_length=20)
    question = models.CharField(max_length=200)
    words = models.TextField()
    kinds = ArrayField(models.CharField(max_length=15), default=list)
    review_on = models.DateField()
    retired_on = models.DateField(null=True)
    version = models.IntegerField(default=1)

    objects = ScopedManager(authority="authority")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["authority", "reference"], name="standard_answer_reference")]


@ledgered(None)
class AdultCount(models.Model):
    """How many adults live in an area, as a published estimate says; the newest counts (MM-O03)."""

    authority = models.ForeignKey("authorities.Authority", on_delete=models.PROTECT)
    area = models.ForeignKey("places.Area", on_delete=models.PROTECT, related_name="+")
    estimated_on = models.DateField()
    adults = models.IntegerField()
    source = models.CharField(max_length=200)

    objects = ScopedManager(authority="authority")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["authority", "area", "estimated_on"], name="adults_of_an_area_once"),
            models.CheckConstraint(condition=Q(adults__gt=0), name="adults_above_nought"),
        ]


@ledgered()
class Campaign(models.Model):
    """Something that is done so that people register and vote (MM-O01), with what it cost and what came of it."""

    authority = models.ForeignKey("authorities.Authority", on_delete=models.PROTECT)
    reference = models.CharField(max_length=20)
    title = models.CharField(max_length=200)
    objective = models.CharField(max_length=500, blank=True)
    audience = models.CharField(max_length=15, choices=Audience.choices)
    message = models.CharField(max_length=500, blank=True)
    partners = models.CharField(max_length=300, blank=True)
    area = models.ForeignKey("places.Area", on_delete=models.PROTECT, null=True, related_name="+")
    owner = models.ForeignKey("access.Person", on_delete=models.PROTECT, null=True, related_name="+")
    starts_on = models.DateField()
    ends_on = models.DateField()
    budget_pence = models.BigIntegerField(null=True)
    equality = models.CharField(max_length=500, blank=True)
    outcome = models.CharField(max_length=500, blank=True)
    closed_on = models.DateField(null=True)
    version = models.IntegerField(default=1)

    objects = ScopedManager(authority="authority")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["authority", "reference"], name="campaign_reference"),
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="campaign_days"),
            models.CheckConstraint(
                condition=Q(budget_pence__isnull=True) | Q(budget_pence__gte=0), name="campaign_budget"
            ),
        ]


@ledgered()
class Activity(models.Model):
    """A workshop, stall, mailing or other thing done in a campaign (MM-O02)."""

    authority = models.ForeignKey("authorities.Authority", on_delete=models.PROTECT)
    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="activities")
    reference = models.CharField(max_length=20)
    kind = models.CharField(max_length=10, choices=ActivityKind.choices)
    title = models.CharField(max_length=200)
    place = models.CharField(max_length=200, blank=True)
    area = models.ForeignKey("places.Area", on_delete=models.PROTECT, null=True, related_name="+")
    held_on = models.DateField()
    staff = models.CharField(max_length=200, blank=True)
    safeguarding = models.BooleanField(null=True)
    attendance = models.IntegerField(null=True)
    sign_ups = models.IntegerField(null=True)
    cost_pence = models.BigIntegerField(null=True)
    follow_up = models.CharField(max_length=500, blank=True)
    version = models.IntegerField(default=1)

    objects = ScopedManager(authority="authority")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["authority", "reference"], name="activity_reference"),
            models.CheckConstraint(
                condition=(Q(attendance__isnull=True) | Q(attendance__gte=0))
                & (Q(sign_ups__isnull=True) | Q(sign_ups__gte=0))
                & (Q(cost_pence__isnull=True) | Q(cost_pence__gte=0)),
                name="activity_counts",
            ),
        ]
