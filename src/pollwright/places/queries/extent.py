"""Which polling districts an area is made of."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import Q

from pollwright.places.models import DistrictArea


def districts_in_areas(authority_id: int, area_ids: Sequence[int]) -> list[int]:
    """Return the ids of the polling districts that lie in any of the areas now, in order."""
    held = DistrictArea.objects.filter(Q(valid_to__isnull=True), authority=authority_id, area__in=list(area_ids))
    return sorted(set(held.values_list("district_id", flat=True)))
