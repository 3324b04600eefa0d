"""How far a review is, who is heard in it, and what is proposed and decided of a district."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class ReviewState(models.TextChoices):
    """How far a review is."""

    DRAFT = "draft", _("Being prepared")
    OPEN = "open", _("Open for comments")
    PROPOSED = "proposed", _("Proposals published")
    DECIDED = "decided", _("Decided")
    FINISHED = "finished", _("Results published")
    ABANDONED = "abandoned", _("Abandoned")


WORKING = (ReviewState.DRAFT, ReviewState.OPEN, ReviewState.PROPOSED)
"""While proposals can still be made."""
HEARING = (ReviewState.OPEN, ReviewState.PROPOSED)
"""While people are heard."""


class Proposal(models.TextChoices):
    """What is proposed for a polling district."""

    KEEP = "keep", _("Stays as it is")
    MOVE = "move", _("Another polling place")
    SPLIT = "split", _("Divided: streets become a new district")
    MERGE = "merge", _("Joined with another district")


class Decision(models.TextChoices):
    """What the council decided about a proposal."""

    AGREED = "agreed", _("Agreed")
    NOT_AGREED = "not-agreed", _("Not agreed: it stays as it is")


class Voice(models.TextChoices):
    """Who comments on a review, and as what they may be heard."""

    RETURNING_OFFICER = "returning-officer", _("(Acting) Returning Officer")
    ELECTOR = "elector", _("Elector of the constituency")
    EXPERTISE = "expertise", _("Somebody with expertise in access for disabled people")
    MEMBER = "member", _("Councillor or Member of Parliament")
    PARTY = "party", _("Political party")
    PARISH = "parish", _("Parish or community council")
    OTHER = "other", _("Somebody else")


class View(models.TextChoices):
    """What a comment comes to."""

    FOR = "for", _("For")
    AGAINST = "against", _("Against")
    NEITHER = "neither", _("Neither")


class PaperKind(models.TextChoices):
    """The papers of a review, in the order in which they are published."""

    NOTICE = "notice", _("Notice of the review")
    OFFICER = "officer", _("Comments of the (Acting) Returning Officer")
    PROPOSALS = "proposals", _("Proposals")
    REPORT = "report", _("Final report and decisions")


class PaperState(models.TextChoices):
    """How far a paper is."""

    PREPARED = "prepared", _("Waits for a second person")
    PUBLISHED = "published", _("Published")
    OVERTAKEN = "overtaken", _("Overtaken by a later version")
    DROPPED = "dropped", _("Dropped")


class AppealGround(models.TextChoices):
    """Why the Commission is asked to look again; the words of `pollwright.law.place_reviews.Ground`."""

    NEEDS = "reasonable-needs", _("The reasonable needs of electors were not met")
    ACCESS = "disabled-access", _("Not enough account was taken of disabled access")


class AppealBy(models.TextChoices):
    """Who asks; the words of `pollwright.law.place_reviews.Appellant`."""

    ELECTORS = "electors", _("30 or more electors")
    HEARD_BEFORE = "heard-before", _("Somebody who commented on the review")
    EXPERTISE = "expertise", _("Somebody with expertise in access for disabled people")
