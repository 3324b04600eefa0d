"""States of candidates, papers and statements."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


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
