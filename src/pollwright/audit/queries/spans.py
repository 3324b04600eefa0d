"""Local days as spans of moments, for rows that keep the moment of an act."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from django.db.models import Q
from django.utils import timezone


def start_of(day: date) -> datetime:
    """Return the moment at which a local day begins."""
    return timezone.make_aware(datetime.combine(day, time()))


def during(field: str, start: date | None, end: date | None) -> Q:
    """Return the condition that `field` falls on the local days from `start` to `end`, both counted, either open."""
    condition = Q()
    if start is not None:
        condition &= Q(**{f"{field}__gte": start_of(start)})
    if end is not None:
        condition &= Q(**{f"{field}__lt": start_of(end + timedelta(days=1))})
    return condition
