"""Which papers are made of a plan's appointments."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class PaperKind(models.TextChoices):
    """A paper for everybody, or for every station, of a plan."""

    OFFERS = "offers", _("Letters with the offers")
    REMINDERS = "reminders", _("Reminders: an answer, or what was not shown")
    LETTERS = "letters", _("Letters of appointment")
    BADGES = "badges", _("Identity badges")
    CONTACTS = "contacts", _("Contact sheets, one for each station")
    STOOD_DOWN = "stood-down", _("Letters that nobody is needed any more")


BEFORE_RELEASE = frozenset({PaperKind.OFFERS, PaperKind.REMINDERS, PaperKind.STOOD_DOWN})
"""What goes out though the appointments were not released."""
