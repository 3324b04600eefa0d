"""Where the districts of a review lie and the places that they would vote at, for its map."""

from __future__ import annotations

from django.db.models import Avg, Min, Q

from pollwright.place_reviews.models import ReviewedDistrict
from pollwright.place_reviews.states import Decision, Proposal
from pollwright.places.models import PollingPlace
from pollwright.stations.queries.maps import Spot


def review_spots(review_id: int) -> list[Spot]:
    """Return the districts of a review at the middle of their homes, then the places, numbered by their names."""
    there = Q(district__property__valid_to__isnull=True, district__property__easting__isnull=False)
    rows = list(
        ReviewedDistrict.objects.filter(review=review_id)
        .annotate(
            x=Avg("district__property__easting", filter=there),
            y=Avg("district__property__northing", filter=there),
            system=Min("district__property__srid", filter=there),
        )
        .order_by("code")
        .values_list("code", "district__name", "place", "to_place", "proposal", "decision", "x", "y", "system")
    )
    chosen = [_place(*row[2:6]) for row in rows]
    held = PollingPlace.objects.filter(pk__in={one for one in chosen if one}).order_by("name", "reference")
    places = {place.pk: (number, place) for number, place in enumerate(held, start=1)}
    districts = [
        Spot(
            "district",
            row[0],
            row[1],
            None,
            (places[at][0],) if at else (),
            _float(row[6]),
            _float(row[7]),
            row[8] or 0,
        )
        for row, at in zip(rows, chosen, strict=True)
    ]
    stations = [
        Spot("station", str(number), one.name, number, (number,), _float(one.easting), _float(one.northing), one.srid)
        for number, one in places.values()
    ]
    return [*districts, *stations]


def _place(place: int | None, to_place: int | None, proposal: str, decision: str) -> int | None:
    return to_place if proposal == Proposal.MOVE and decision != Decision.NOT_AGREED else place


def _float(value: object) -> float | None:
    return None if value is None else float(str(value))
