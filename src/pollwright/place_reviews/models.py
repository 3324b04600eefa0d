"""Reviews, the districts in them, comments, papers, and appeals to the Electoral Commission."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django_scopes import ScopedManager

from pollwright.audit.history import ledgered
from pollwright.place_reviews.states import (
    AppealBy,
    AppealGround,
    Decision,
    PaperKind,
    PaperState,
    Proposal,
    ReviewState,
    View,
    Voice,
)


@ledgered()
class PlaceReview(models.Model):
    """A review of the polling districts and places of a council, or of one area of it (RPA 1983 s 18C).

    The days are those that are planned until a step is taken, then those on which it was.

    :cvar compulsory: it is to count as the review that each window of sixteen months needs (G-03).
    :cvar counted_on: the day of the register from which its electors were last counted.
    :cvar decided_by: the body that decided, with the minute where it stands.
    :cvar effective_on: from when what was agreed holds.
    :cvar change: the draft change of polling districts that divisions and joinings were put into.
    """

    authority = models.ForeignKey("authorities.Authority", on_delete=models.PROTECT)
    reference = models.CharField(max_length=20)
    title = models.CharField(max_length=200)
    area = models.ForeignKey("places.Area", on_delete=models.PROTECT, null=True, related_name="+")
    compulsory = models.BooleanField(default=True)
    state = models.CharField(max_length=10, choices=ReviewState.choices, default=ReviewState.DRAFT)
    notice_on = models.DateField()
    consultation_ends_on = models.DateField()
    proposals_on = models.DateField()
    decision_on = models.DateField()
    results_on = models.DateField()
    counted_on = models.DateField(null=True)
    decided_by = models.CharField(max_length=200, blank=True)
    minute = models.CharField(max_length=200, blank=True)
    effective_on = models.DateField(null=True)
    carried_out_on = models.DateField(null=True)
    change = models.ForeignKey("places.DistrictChange", on_delete=models.PROTECT, null=True, related_name="+")
    version = models.IntegerField(default=1)

    objects = ScopedManager(authority="authority")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["authority", "reference"], name="place_review_reference"),
            models.CheckConstraint(
                condition=Q(notice_on__lt=F("consultation_ends_on"))
                & Q(consultation_ends_on__lte=F("proposals_on"))
                & Q(proposals_on__lte=F("decision_on"))
                & Q(decision_on__lte=F("results_on")),
                name="place_review_days",
            ),
        ]


@ledgered()
class ReviewedDistrict(models.Model):
    """A polling district in a review: how it is now, what is proposed, and what was decided.

    :cvar electors, in_person: in the register of `PlaceReview.counted_on`; `in_person` are those without a postal vote.
    :cvar growth: by how many electors it is expected to grow (or, below nought, to shrink), with what says so.
    :cvar stations: how many it had in the scheme that was adopted last.
    :cvar mean_metres, far_metres: from its homes to the place, on average and from the farthest; null where unknown.
    :cvar inside: whether the place lies in the district; null where that is not known.
    :cvar to_place: of a division the place of the new district.
    :cvar streets: of a division, the streets that go to the new district, one a line.
    :cvar done: what carrying the decision out changed.
    """

    authority = models.ForeignKey("authorities.Authority", on_delete=models.PROTECT)
    review = models.ForeignKey(PlaceReview, on_delete=models.PROTECT, related_name="districts")
    district = models.ForeignKey("places.PollingDistrict", on_delete=models.PROTECT, related_name="+")
    code = models.CharField(max_length=10)
    place = models.ForeignKey("places.PollingPlace", on_delete=models.PROTECT, null=True, related_name="+")
    electors = models.IntegerField(default=0)
    in_person = models.IntegerField(default=0)
    growth = models.IntegerField(default=0)
    growth_note = models.CharField(max_length=300, blank=True)
    stations = models.IntegerField(default=0)
    mean_metres = models.IntegerField(null=True)
    far_metres = models.IntegerField(null=True)
    access = models.CharField(max_length=12, default="unknown")
    inside = models.BooleanField(null=True)
    proposal = models.CharField(max_length=10, choices=Proposal.choices, default=Proposal.KEEP)
    to_place = models.ForeignKey("places.PollingPlace", on_delete=models.PROTECT, null=True, related_name="+")
    to_mean_metres = models.IntegerField(null=True)
    to_far_metres = models.IntegerField(null=True)
    to_access = models.CharField(max_length=12, blank=True)
    to_inside = models.BooleanField(null=True)
    into = models.ForeignKey("places.PollingDistrict", on_delete=models.PROTECT, null=True, related_name="+")
    new_code = models.CharField(max_length=10, blank=True)
    new_name = models.CharField(max_length=120, blank=True)
    streets = models.TextField(blank=True)
    reasons = models.TextField(blank=True)
    decision = models.CharField(max_length=12, choices=Decision.choices, blank=True)
    decision_reasons = models.TextField(blank=True)
    done = models.CharField(max_length=300, blank=True)
    version = models.IntegerField(default=1)

    objects = ScopedManager(authority="authority")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["review", "district"], name="district_reviewed_once"),
            models.CheckConstraint(
                condition=~Q(proposal__in=["move", "split"]) | Q(to_place__isnull=False), name="proposed_place"
            ),
            models.CheckConstraint(condition=~Q(proposal="merge") | Q(into__isnull=False), name="proposed_joining"),
        ]
        indexes = [models.Index("review", "code", name="reviewed_by_code")]


@ledgered(leave_out=("name", "contact", "words"))
class Comment(models.Model):
    """What somebody said in a review: about one district, or about the whole.

    :cvar name, contact: who it was; papers say only as what they spoke.
    :cvar published_on: of the Returning Officer's comments, when they were published.
    :cvar answer: what the council says to it.
    """

    authority = models.ForeignKey("authorities.Authority", on_delete=models.PROTECT)
    review = models.ForeignKey(PlaceReview, on_delete=models.PROTECT, related_name="comments")
    reference = models.CharField(max_length=20)
    voice = models.CharField(max_length=20, choices=Voice.choices)
    name = models.CharField(max_length=200, blank=True)
    contact = models.CharField(max_length=400, blank=True)
    received_on = models.DateField()
    late = models.BooleanField(default=False)
    about = models.ForeignKey(ReviewedDistrict, on_delete=models.PROTECT, null=True, related_name="comments")
    view = models.CharField(max_length=10, choices=View.choices)
    words = models.TextField()
    answer = models.TextField(blank=True)
    published_on = models.DateField(null=True)
    removed_on = models.DateField(null=True)
    version = models.IntegerField(default=1)

    objects = ScopedManager(authority="authority")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["authority", "reference"], name="review_comment_reference")]


@ledgered()
class ReviewPaper(models.Model):
    """One version of a paper of a review.

    :cvar digest: SHA-256 of what it says without its reference and day; where the data changed it is made anew.
    """

    authority = models.ForeignKey("authorities.Authority", on_delete=models.PROTECT)
    review = models.ForeignKey(PlaceReview, on_delete=models.PROTECT, related_name="papers")
    reference = models.CharField(max_length=20)
    kind = models.CharField(max_length=10, choices=PaperKind.choices)
    number = models.IntegerField()
    state = models.CharField(max_length=10, choices=PaperState.choices, default=PaperState.PREPARED)
    digest = models.CharField(max_length=64)
    file = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, related_name="+")
    word = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, related_name="+")
    prepared_by = models.CharField(max_length=150)
    prepared_by_id = models.BigIntegerField(null=True)
    prepared_at = models.DateTimeField()
    published_by = models.CharField(max_length=150, blank=True)
    published_at = models.DateTimeField(null=True)
    version = models.IntegerField(default=1)

    objects = ScopedManager(authority="authority")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["authority", "reference"], name="review_paper_reference"),
            models.UniqueConstraint(fields=["review", "kind", "number"], name="review_paper_version"),
            models.UniqueConstraint(
                fields=["review", "kind"], condition=Q(state="published"), name="one_review_paper_published"
            ),
        ]


@ledgered(frozen=True)
class ReviewPosting(models.Model):
    """That a paper of a review was posted at a place, and by whom."""

    authority = models.ForeignKey("authorities.Authority", on_delete=models.PROTECT)
    paper = models.ForeignKey(ReviewPaper, on_delete=models.PROTECT, related_name="postings")
    place = models.ForeignKey("printing.PostingPlace", on_delete=models.PROTECT, related_name="+")
    posted_on = models.DateField()
    posted_by = models.CharField(max_length=150)

    objects = ScopedManager(authority="authority")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["paper", "place"], name="review_paper_posted_once")]


@ledgered()
class Appeal(models.Model):
    """That the Electoral Commission was asked to look at a finished review (RPA 1983 s 18D).

    :cvar act_by: the last day on which the council acts on a direction.
    """

    authority = models.ForeignKey("authorities.Authority", on_delete=models.PROTECT)
    review = models.ForeignKey(PlaceReview, on_delete=models.PROTECT, related_name="appeals")
    reference = models.CharField(max_length=20)
    told_on = models.DateField()
    by = models.CharField(max_length=15, choices=AppealBy.choices)
    electors = models.IntegerField(null=True)
    ground = models.CharField(max_length=20, choices=AppealGround.choices)
    words = models.TextField(blank=True)
    directed_on = models.DateField(null=True)
    direction = models.TextField(blank=True)
    act_by = models.DateField(null=True)
    closed_on = models.DateField(null=True)
    outcome = models.CharField(max_length=500, blank=True)
    version = models.IntegerField(default=1)

    objects = ScopedManager(authority="authority")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["authority", "reference"], name="review_appeal_reference")]
