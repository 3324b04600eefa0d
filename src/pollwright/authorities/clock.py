"""Which day it is in an authority. Read only by web, api, command line and jobs; everything else is told.

A demonstration authority may have its clock set, so that a whole year of work can be shown in an hour; no other can (the
database refuses it).
"""

from __future__ import annotations

from datetime import date, datetime

from django.utils import timezone

from pollwright.authorities.models import Authority


def today(authority_id: int) -> date:
    """Return the legal day in London, or the day that a demonstration's clock shows."""
    shown = Authority.objects.values_list("clock_on", flat=True).get(pk=authority_id)
    return shown or timezone.localdate()


def moment(authority_id: int) -> datetime:
    """Return the moment: now, or the present time of day on the day that a demonstration's clock shows."""
    now = timezone.localtime()
    shown = Authority.objects.values_list("clock_on", flat=True).get(pk=authority_id)
    if shown is None:
        return now
    return now.replace(year=shown.year, month=shown.month, day=shown.day)
