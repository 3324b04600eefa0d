"""Reviews of polling districts and places (RPA 1983 s 18C and Sch A1; handbook G-03 to G-05)."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django_scopes import ScopedManager

from pollwright.audit.history import ledgered
from pollwright.stations.states import Proposal, ReviewState


@ledgered()
class DistrictReview(models.Model):
    """A review: its notice, the days for representations, what was decided and when the results were published."""

    authority = models.ForeignKey("authorities.Authority", on_delete=models.PROTECT)
    reference = models.CharField(max_length=20)
    title = models.CharField(max_length=200)
    compulsory = models.BooleanField()
    state = models.CharField(max_length=10, choices=ReviewState.choices, default=ReviewState.OPEN)
    notice_on = models.DateField()
    answers_by = models.DateField()
    decided_on = models.DateField(null=True)
    decision = models.TextField(blank=True)
    published_on = models.DateField(null=True)
    version = models.IntegerField(default=1)

    objects = ScopedManager(authority="authority")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["authority", "reference"], name="district_review_reference"),
            models.CheckConstraint(condition=Q(answers_by__gt=F("notice_on")), name="district_review_dates"),
            models.CheckConstraint(
                condition=~Q(state="published") | Q(published_on__gte=F("decided_on")),
                name="district_review_published_after_it_was_decided",
            ),
        ]


@ledgered()
class Representation(models.Model):
    """What somebody, or the Returning Officer, said in a review. `from_officer` ones must be published."""

    authority = models.ForeignKey("authorities.Authority", on_delete=models.PROTECT)
    review = models.ForeignKey(DistrictReview, on_delete=models.PROTECT, related_name="representations")
    number = models.IntegerField()
    made_by = models.CharField(max_length=200)
    from_officer = models.BooleanField(default=False)
    district = models.ForeignKey("places.PollingDistrict", on_delete=models.PROTECT, null=True, related_name="+")
    received_on = models.DateField()
    text = models.TextField()
    published_on = models.DateField(null=True)

    objects = ScopedManager(authority="authority")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["review", "number"], name="representation_number")]


@ledgered()
class DistrictProposal(models.Model):
    """What officers propose for one district in a review, why, and their notes of the place."""

    authority = models.ForeignKey("authorities.Authority", on_delete=models.PROTECT)
    review = models.ForeignKey(DistrictReview, on_delete=models.PROTECT, related_name="proposals")
    district = models.ForeignKey("places.PollingDistrict", on_delete=models.PROTECT, related_name="+")
    proposal = models.CharField(max_length=10, choices=Proposal.choices)
    place = models.ForeignKey("places.PollingPlace", on_delete=models.PROTECT, null=True, related_name="+")
    note = models.TextField(blank=True)

    objects = ScopedManager(authority="authority")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["review", "district"], name="one_proposal_for_a_district")]
