"""How many places there are."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet

from pollwright.places.models import Area, PollingDistrict, PollingPlace, Property


@dataclass(frozen=True, slots=True)
class PlacesStats:
    """The places of an authority on a day. `by_district` names each district in force, those without homes too."""

    on: date
    properties: int
    districts: int
    polling_places: int
    areas: dict[str, int]
    by_kind: dict[str, int]
    by_status: dict[str, int]
    by_district: dict[str, int]


def places_stats(authority_id: int, *, on: date) -> PlacesStats:
    """Return the counts of what is in force on a day."""
    homes = Property.objects.filter(in_force(on), authority=authority_id)
    districts = PollingDistrict.objects.filter(in_force(on), authority=authority_id)
    there = Q(property__valid_to__isnull=True) | Q(property__valid_to__gt=on)
    counted = districts.annotate(homes=Count("property", filter=there & Q(property__valid_from__lte=on)))
    return PlacesStats(
        on=on,
        properties=homes.count(),
        districts=districts.count(),
        polling_places=PollingPlace.objects.filter(authority=authority_id).count(),
        areas=_by(Area.objects.filter(in_force(on), authority=authority_id), "kind"),
        by_kind=_by(homes, "kind"),
        by_status=_by(homes, "status"),
        by_district=dict(counted.order_by("code").values_list("code", "homes")),
    )


def in_force(on: date) -> Q:
    """Return the condition that a dated row holds on a day; the last day is not counted."""
    return Q(valid_from__lte=on) & (Q(valid_to__isnull=True) | Q(valid_to__gt=on))


def _by(rows: QuerySet, field: str) -> dict[str, int]:
    return dict(rows.order_by(field).values_list(field).annotate(Count("pk")))
