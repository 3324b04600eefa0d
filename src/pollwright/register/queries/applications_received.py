"""How many applications came in from an area, day by day: for whoever looks at what campaigns bring."""

from __future__ import annotations

from datetime import date

from django.db.models import Count
from django.db.models.functions import TruncDate

from pollwright.places.models import DistrictArea
from pollwright.register.models import Application


def applications_received(authority_id: int, area_id: int | None, first: date, last: date) -> list[tuple[date, int]]:
    """Return the days from the first to the last on which applications came, with how many, in order.

    :param area_id: only those whose polling district lies in this area now; None for the whole authority.
    """
    held = Application.objects.filter(authority=authority_id).annotate(day=TruncDate("received_at"))
    if area_id is not None:
        inside = DistrictArea.objects.filter(authority=authority_id, area=area_id, valid_to__isnull=True)
        held = held.filter(district__in=inside.values("district"))
    found = held.filter(day__gte=first, day__lte=last).values_list("day").annotate(many=Count("pk"))
    return list(found.order_by("day"))
