"""States of rolls and of their papers, and how their voters vote."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class RollState(models.TextChoices):
    """Whether a roll is the electorate of its poll."""

    OPEN = "open", _("Being made")
    FROZEN = "frozen", _("Frozen")


class VotesBy(models.TextChoices):
    """How somebody on a roll votes."""

    POST = "post", _("By post")
    PERSON = "person", _("In person")


class PapersState(models.TextChoices):
    """How far the poll cards and registers of a roll are."""

    PREPARED = "prepared", _("Prepared")
    RELEASED = "released", _("Released")
    REPLACED = "replaced", _("Replaced by newer ones")
    WITHDRAWN = "withdrawn", _("Withdrawn")
