"""The states of a plan and the acts that lead from one to another."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class PlanState(models.TextChoices):
    """Where the working copy of a plan stands."""

    DRAFT = "draft", _("Draft")
    SUBMITTED = "submitted", _("Waiting for approval")
    APPROVED = "approved", _("Approved")


class PlanAct(models.TextChoices):
    """What can be done with the working copy of a plan."""

    SUBMIT = "submit", _("Send for approval")
    APPROVE = "approve", _("Approve")
    RETURN = "return", _("Send back to its author")
    PUBLISH = "publish", _("Publish")


LIFE = {
    (PlanState.DRAFT, PlanAct.SUBMIT): PlanState.SUBMITTED,
    (PlanState.SUBMITTED, PlanAct.APPROVE): PlanState.APPROVED,
    (PlanState.SUBMITTED, PlanAct.RETURN): PlanState.DRAFT,
    (PlanState.APPROVED, PlanAct.RETURN): PlanState.DRAFT,
    (PlanState.APPROVED, PlanAct.PUBLISH): PlanState.DRAFT,
}
"""After publication the working copy is a draft again, of the version to come; what was published is frozen apart."""


def after(state: PlanState, act: PlanAct) -> PlanState | None:
    """Return the state that an act leads to, or None where it is not open."""
    return LIFE.get((state, act))


class Origin(models.TextChoices):
    """How a plan came to be."""

    IMPORTED = "imported", _("Imported from a file")
    ROLLED = "rolled", _("Rolled over from an earlier plan")
    TEMPLATE = "template", _("Started from the sections of a plan")


class BlockKind(models.TextChoices):
    """What stands in a section."""

    PARAGRAPH = "paragraph", _("Paragraph")
    BULLET = "bullet", _("Item of a list")
    TABLE = "table", _("Table")


class Basis(models.TextChoices):
    """What the sum of a contract is for."""

    UNKNOWN = "unknown", _("Not said")
    YEAR = "year", _("A year")
    TOTAL = "total", _("The whole term")


class Extension(models.TextChoices):
    """Whether a contract may go on after its end."""

    UNKNOWN = "unknown", _("Not said")
    NO = "no", _("May not be extended")
    YES = "yes", _("May be extended")
    ROLLING = "rolling", _("Goes on from year to year")


class StepKind(models.TextChoices):
    """Why the end of a contract moved."""

    EXTENDED = "extended", _("Extended")
    RENEWED = "renewed", _("Goes on for another year")


class SupplierKind(models.TextChoices):
    """What is noted of a supplier."""

    REVIEW = "review", _("Review")
    ISSUE = "issue", _("Issue")
    PRAISE = "praise", _("What went well")


class Standing(models.TextChoices):
    """Where a contract stands on a day."""

    RUNNING = "running", _("Running")
    ENDING = "ending", _("Ends soon")
    ENDED = "ended", _("Ended")
    ROLLING = "rolling", _("Goes on from year to year")
    UNCONFIRMED = "unconfirmed", _("Renewal not confirmed")
    OPEN = "open", _("No end")


class Reached(models.TextChoices):
    """What came of asking for the page that a link leads to."""

    FOUND = "found", _("The page is there")
    SIGN_IN = "sign-in", _("Asks to sign in")
    INNER = "inner", _("On an inner network: look yourself")
    GONE = "gone", _("The page is not there")
    FAILED = "failed", _("Answers with an error")
    SILENT = "silent", _("Nothing answers")
