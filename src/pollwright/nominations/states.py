"""States of candidates, papers and statements."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from pollwright.law.nominations.agents import AgentEnd, AgentKind
from pollwright.law.nominations.deposits import DepositEnd

AGENT_KINDS = [(kind.value, kind.value) for kind in AgentKind]
AGENT_ENDS = [(end.value, end.value) for end in AgentEnd]


class PaperState(models.TextChoices):
    """How far a nomination paper is. A draft is looked at informally; it counts for nothing until it is delivered."""

    DRAFT = "draft", _("Informal check")
    DELIVERED = "delivered", _("To be determined")
    VALID = "valid", _("Valid")
    INVALID = "invalid", _("Invalid")
    SET_ASIDE = "set_aside", _("Another paper stands for the candidate")


class CandidateState(models.TextChoices):
    """How a candidate stands."""

    DRAFT = "draft", _("Not delivered")
    DELIVERED = "delivered", _("To be determined")
    STANDING = "standing", _("Standing")
    INVALID = "invalid", _("Invalid")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    DEEMED_WITHDRAWN = "deemed", _("Taken to have withdrawn")
    DIED = "died", _("Died")


class StatementState(models.TextChoices):
    """How far a statement of persons nominated is."""

    PREPARED = "prepared", _("Prepared")
    APPROVED = "approved", _("Approved")
    PUBLISHED = "published", _("Published")
    VOID = "void", _("Void")


class DepositState(models.TextChoices):
    """Where a deposit is."""

    HELD = "held", _("Held")
    RETURNED = DepositEnd.RETURNED.value, _("Returned")
    FORFEITED = DepositEnd.FORFEITED.value, _("Forfeited")


class InvitedAs(models.TextChoices):
    """As what somebody was invited to fill in a draft."""

    CANDIDATE = "candidate", _("Candidate")
    AGENT = "agent", _("Agent of the candidate")


class DraftState(models.TextChoices):
    """How far a draft in the portal is. None of these is a delivery."""

    OPEN = "open", _("Being filled in")
    SENT = "sent", _("Sent for an informal check")
    RETURNED = "returned", _("Returned with comments")
    TAKEN = "taken", _("Taken over by the office")


class Together(models.TextChoices):
    """What is asked for all contests of a poll, or of polls taken together, at once."""

    PREPARE = "prepare", _("Prepare the statements of persons nominated")
    APPROVE = "approve", _("Approve the statements of persons nominated")
    OUTCOME = "outcome", _("Settle whether polls are taken")
