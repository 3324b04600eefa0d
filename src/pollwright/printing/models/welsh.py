"""Welsh of the papers' words, as the authority took it from official forms."""

from __future__ import annotations

from django.db import models
from django_scopes import ScopedManager

from pollwright.audit.history import ledgered


@ledgered()
class WelshWording(models.Model):
    """What a text of the papers is in Welsh.

    :cvar english: the text as the papers have it, with places for values such as "{opens}".
    :cvar source: the official form or the translator that the Welsh is taken from.
    """

    authority = models.ForeignKey("authorities.Authority", on_delete=models.PROTECT)
    reference = models.CharField(max_length=20)
    english = models.TextField()
    welsh = models.TextField()
    source = models.CharField(max_length=200)
    entered_by = models.CharField(max_length=150)
    entered_at = models.DateTimeField()
    version = models.IntegerField(default=1)

    objects = ScopedManager(authority="authority")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["authority", "reference"], name="welsh_wording_reference"),
            models.UniqueConstraint(fields=["authority", "english"], name="welsh_of_a_text_once"),
        ]
