"""What dates of a record are for, and how the state of a record counts."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class DateKind(models.TextChoices):
    """What is due on a date of a record; fixed words, since they leave in calendar feeds."""

    REVIEW = "review", _("Review")
    DUE = "due", _("Due")
    TEST = "test", _("Test")
    NOTIFY = "notify", _("Notice to the Information Commissioner, where there is a risk to people")
    PROOF = "proof", _("Proof checked")
    DATA = "data", _("Data to the supplier")
    DISPATCH = "dispatch", _("Dispatch")
    PAYMENT = "payment", _("Invoice paid")
    IN_FORCE = "in-force", _("In force")
    TERM_ENDS = "term-ends", _("Term ends")
    ANSWER = "answer", _("Answer")
