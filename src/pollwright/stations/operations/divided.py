"""Keeping at hand where each home of a divided district votes, so that the public's finder reads no register."""

from __future__ import annotations

from datetime import date

from django.db import connection
from django.db.models import QuerySet

from pollwright.stations.models import Allotment, DividedHome, Scheme
from pollwright.stations.queries.finder import DIVIDED, divided_given

_MOVED = f"""
UPDATE {DividedHome._meta.db_table} h SET was_id = before.station_id
FROM unnest(%s::bigint[], %s::bigint[]) AS before(property_id, station_id)
WHERE h.authority_id = %s AND h.scheme_id = %s AND h.property_id = before.property_id
  AND h.station_id <> before.station_id
"""


def keep_divided_homes(
    scheme: Scheme, on: date, districts: list[int] | None = None, *, following: bool = False
) -> None:
    """Work out anew where the homes of divided districts vote, by the register of a day, in one statement.

    To be called inside an operation, once the scheme is adopted.

    :param districts: ids of the districts whose allotments were changed; None for all of the scheme.
    :param following: the register was numbered anew: homes that vote elsewhere now keep where they voted before.
    """
    held = DividedHome.objects.filter(authority=scheme.authority_id, scheme=scheme)
    held = held if districts is None else held.filter(property__district__in=districts)
    before = _voted_at(held) if following else {}
    held.delete()
    divided = Allotment.objects.filter(authority=scheme.authority_id, scheme=scheme, last_number__isnull=False)
    if districts is not None:
        divided = divided.filter(district__in=districts)
    here = sorted(set(divided.values_list("district", flat=True)))
    if not here:
        return
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {DividedHome._meta.db_table} (authority_id, scheme_id, property_id, station_id) {DIVIDED}",
            divided_given(scheme, on, here),
        )
        if before:
            cursor.execute(_MOVED, [list(before), list(before.values()), scheme.authority_id, scheme.pk])


def _voted_at(held: QuerySet[DividedHome]) -> dict[int, int]:
    """Return the station of each property as people know it: before the first publication that moved it."""
    rows = held.values_list("property", "station", "was")
    return {home: station if was is None else was for home, station, was in rows}
