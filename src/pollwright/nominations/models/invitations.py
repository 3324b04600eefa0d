"""Invitations to the portal for drafts, what was filled in and sent there, and what was written back and forth."""

from __future__ import annotations

import pgtrigger
from django.db import models
from django.db.models import Q
from django_scopes import ScopedManager

from pollwright.audit.history import ONLY_BY_RETENTION, ledgered
from pollwright.nominations.states import DraftState, InvitedAs


@ledgered(leave_out=("typed", "token_sha256"))
class Invitation(models.Model):
    """That a candidate or agent may fill in a draft of nomination papers over the web. A draft is never a delivery.

    :cvar token_sha256: of the random token in the link; the token itself is kept nowhere.
    :cvar typed: what was filled in so far; emptied once an officer took it over, or the invitation is revoked.
    :cvar candidate: whom the draft was taken over for, and `paper` as what.
    """

    authority = models.ForeignKey("authorities.Authority", on_delete=models.PROTECT)
    contest = models.ForeignKey("elections.Contest", on_delete=models.PROTECT, related_name="invitations")
    reference = models.CharField(max_length=20)
    name = models.CharField(max_length=200)
    email = models.CharField(max_length=255, blank=True)
    invited_as = models.CharField(max_length=10, choices=InvitedAs.choices)
    token_sha256 = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)
    state = models.CharField(max_length=10, choices=DraftState.choices, default=DraftState.OPEN)
    typed = models.JSONField(default=dict)
    sent_at = models.DateTimeField(null=True)
    paper = models.ForeignKey("nominations.NominationPaper", on_delete=models.PROTECT, null=True, related_name="+")
    version = models.IntegerField(default=1)

    objects = ScopedManager(authority="authority")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["authority", "reference"], name="invitation_reference"),
            models.CheckConstraint(
                condition=~Q(state=DraftState.TAKEN) | Q(paper__isnull=False), name="draft_taken_is_a_paper"
            ),
        ]


@ledgered()
class DraftUpload(models.Model):
    """A scan that was sent with a draft, for the informal check only."""

    authority = models.ForeignKey("authorities.Authority", on_delete=models.PROTECT)
    invitation = models.ForeignKey(Invitation, on_delete=models.PROTECT, related_name="uploads")
    file = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, related_name="+")
    sent_at = models.DateTimeField()

    objects = ScopedManager(authority="authority")


@pgtrigger.register(ONLY_BY_RETENTION)
@ledgered(None)
class DraftMessage(models.Model):
    """Something that an officer wrote about a draft, or that was written back; it is never changed."""

    authority = models.ForeignKey("authorities.Authority", on_delete=models.PROTECT)
    invitation = models.ForeignKey(Invitation, on_delete=models.PROTECT, related_name="messages")
    at = models.DateTimeField()
    from_office = models.BooleanField()
    by = models.CharField(max_length=200)
    text = models.TextField()

    objects = ScopedManager(authority="authority")
