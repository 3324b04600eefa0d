"""The clock of an authority: the real one, but for a demonstration whose clock has been set to another day.

Only web, api, command line and jobs may ask; everything else is given the day or the moment.
"""

from __future__ import annotations

from datetime import date, datetime

from django.utils import timezone

from pollwright.authorities.models import Authority


def today(authority_id: int) -> date:
    """Return the day on which an authority's officers act now."""
    return _set_to(authority_id) or timezone.localdate()


def moment(authority_id: int) -> datetime:
    """Return the moment at which an authority's officers act now: on a set day, at the real time of day."""
    now = timezone.localtime()
    day = _set_to(authority_id)
    if day is None:
        return now
    naive = datetime.combine(day, now.time())
    return timezone.make_aware(naive)


def _set_to(authority_id: int) -> date | None:
    """Return the day that a demonstration's clock shows; the database lets only a demonstration have one."""
    return (
        Authority.objects.filter(pk=authority_id, demonstration=True, clock_on__isnull=False)
        .values_list("clock_on", flat=True)
        .first()
    )
