"""Candidates, their papers and who signed them, their agents, and what was decided."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django_scopes import ScopedManager

from pollwright.audit.history import ledgered
from pollwright.nominations.states import AGENT_ENDS, CandidateState, PaperState


@ledgered()
class Candidate(models.Model):
    """A person who stands, or wants to stand, in one contest.

    The home address is in `CandidateHome`, apart: it is published only where the candidate allows it.

    :cvar used_forenames: with `used_surname`, the commonly used names asked for (N-19c).
    :cvar used_refused: why the officer does not allow those, blank where allowed.
    :cvar chosen_paper: which of several valid papers the statement's particulars are taken from (N-12).
    :cvar agent_ended_why: why the election agent before acts no longer, so that another may be named late (N-24).
    :cvar order_after: the officer's place among candidates of like name, where lots or the officer decided (N-21).
    """

    authority = models.ForeignKey("authorities.Authority", on_delete=models.PROTECT)
    contest = models.ForeignKey("elections.Contest", on_delete=models.PROTECT, related_name="candidates")
    reference = models.CharField(max_length=20)
    surname = models.CharField(max_length=300)
    forenames = models.CharField(max_length=300, blank=True)
    used_surname = models.CharField(max_length=300, blank=True)
    used_forenames = models.CharField(max_length=300, blank=True)
    used_refused = models.CharField(max_length=40, blank=True)
    state = models.CharField(max_length=12, choices=CandidateState.choices, default=CandidateState.DRAFT)
    state_reason = models.CharField(max_length=500, blank=True)
    state_at = models.DateTimeField(null=True)
    order_after = models.IntegerField(null=True)
    chosen_paper = models.CharField(max_length=20, blank=True)
    email = models.CharField(max_length=255, blank=True)
    phone = models.CharField(max_length=50, blank=True)
    agent_name = models.CharField(max_length=200, blank=True)
    agent_address = models.CharField(max_length=400, blank=True)
    agent_office = models.CharField(max_length=400, blank=True)
    agent_phone = models.CharField(max_length=50, blank=True)
    agent_appointed_at = models.DateTimeField(null=True)
    agent_ended_why = models.CharField(max_length=12, choices=AGENT_ENDS, blank=True)
    version = models.IntegerField(default=1)

    objects = ScopedManager(authority="authority")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["authority", "reference"], name="candidate_reference")]
        indexes = [models.Index("contest", "state", name="candidate_by_contest")]


@ledgered(leave_out=("address", "postcode"))
class CandidateHome(models.Model):
    """A candidate's home address, and how it is to be shown (N-20, N-23)."""

    candidate = models.OneToOneField(Candidate, on_delete=models.PROTECT, primary_key=True, related_name="home")
    authority = models.ForeignKey("authorities.Authority", on_delete=models.PROTECT)
    address = models.CharField(max_length=400)
    postcode = models.CharField(max_length=12, blank=True)
    published = models.BooleanField(help_text="The candidate lets the address be published.")
    area = models.CharField(max_length=200, blank=True, help_text="The relevant area that stands in its place.")
    constituency = models.CharField(max_length=200, blank=True)
    country = models.CharField(max_length=100, blank=True)

    objects = ScopedManager(authority="authority")


@ledgered(leave_out=("born_on",))
class NominationPaper(models.Model):
    """One nomination paper with what came with it; a candidate may deliver several (N-12).

    :cvar delivered_at: the moment of physical receipt, to the second (T-13); null while it is a draft.
    :cvar papers: the papers of the set that were delivered with it, as `law.nominations.papers.Paper`.
    :cvar consent: what the consent states, as codes of the law: dates, qualifications, disqualifications answered.
    :cvar party_reference: with `certificate` (the text that it authorises, blank: any registered) and
        `certificate_at`, the party whose name or description is asked for.
    :cvar checks: the findings of the last check, as shown when it was determined.
    """

    authority = models.ForeignKey("authorities.Authority", on_delete=models.PROTECT)
    candidate = models.ForeignKey(Candidate, on_delete=models.PROTECT, related_name="papers")
    reference = models.CharField(max_length=20)
    state = models.CharField(max_length=12, choices=PaperState.choices, default=PaperState.DRAFT)
    description = models.CharField(max_length=300, blank=True)
    party_reference = models.CharField(max_length=20, blank=True)
    certificate = models.CharField(max_length=300, blank=True)
    certificate_at = models.DateTimeField(null=True)
    emblem = models.CharField(max_length=300, blank=True)
    papers = ArrayField(models.CharField(max_length=30), default=list)
    consent_on = models.DateField(null=True)
    consent_witness = models.CharField(max_length=200, blank=True)
    born_on = models.DateField(null=True)
    citizenship = models.CharField(max_length=40, blank=True)
    qualifications = ArrayField(models.CharField(max_length=40), default=list)
    party_membership = models.CharField(max_length=300, blank=True)
    disqualifications_denied = models.BooleanField(default=False)
    deposit_pence = models.IntegerField(default=0)
    deposit_method = models.CharField(max_length=40, blank=True)
    deposit_receipt = models.CharField(max_length=60, blank=True)
    delivered_at = models.DateTimeField(null=True)
    delivered_by = models.CharField(max_length=20, blank=True)
    bearer_name = models.CharField(max_length=200, blank=True)
    received_by = models.CharField(max_length=120, blank=True)
    comments = models.TextField(blank=True, help_text="Of the informal check, for the candidate.")
    checks = models.JSONField(default=list)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.CharField(max_length=120, blank=True)
    capacity = models.CharField(max_length=80, blank=True)
    ground = models.CharField(max_length=40, blank=True)
    reasons = models.TextField(blank=True)
    version = models.IntegerField(default=1)

    objects = ScopedManager(authority="authority")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["authority", "reference"], name="nomination_reference"),
            models.CheckConstraint(
                condition=Q(state=PaperState.DRAFT, delivered_at__isnull=True)
                | (~Q(state=PaperState.DRAFT) & Q(delivered_at__isnull=False)),
                name="nomination_delivered_is_not_a_draft",
            ),
        ]


@ledgered()
class Subscriber(models.Model):
    """A signature on a paper: the number written beside it, and the entry that it was found to be.

    :cvar elector: the person found under that number in the register that decides; null where none was.
    :cvar council: at the election of a combined authority's mayor, the council on whose register the elector is.
    :cvar other_elector: who it is on another council's register, as its officer told it; "" on our own.
    """

    authority = models.ForeignKey("authorities.Authority", on_delete=models.PROTECT)
    paper = models.ForeignKey(NominationPaper, on_delete=models.PROTECT, related_name="subscribers")
    place = models.IntegerField()
    number = models.CharField(max_length=20)
    printed_name = models.CharField(max_length=200, blank=True)
    council = models.CharField(max_length=120, blank=True)
    other_elector = models.CharField(max_length=120, blank=True)
    elector = models.ForeignKey("register.Elector", on_delete=models.PROTECT, null=True, related_name="+")
    finding = models.CharField(max_length=30, blank=True)

    objects = ScopedManager(authority="authority")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["paper", "place"], name="subscriber_place")]


@ledgered(frozen=True)
class NominationObjection(models.Model):
    """An objection to a nomination, where the rules of the poll have them."""

    authority = models.ForeignKey("authorities.Authority", on_delete=models.PROTECT)
    paper = models.ForeignKey(NominationPaper, on_delete=models.PROTECT)
    reference = models.CharField(max_length=20)
    objector = models.CharField(max_length=200)
    made_at = models.DateTimeField()
    grounds = models.TextField()

    objects = ScopedManager(authority="authority")
