"""Keeping at hand where each home of a divided district votes, so that the public's finder reads no register."""

from __future__ import annotations

from datetime import date

from django.db import connection

from pollwright.stations.models import Allotment, DividedHome, Scheme
from pollwright.stations.queries.finder import DIVIDED, divided_given


def keep_divided_homes(scheme: Scheme, on: date, districts: list[int] | None = None) -> None:
    """Work out anew where the homes of divided districts vote, by the register of a day, in one statement.

    To be called inside an operation, once the scheme is adopted.

    :param districts: ids of the districts whose allotments were changed; None for all of the scheme.
    """
    held = DividedHome.objects.filter(authority=scheme.authority_id, scheme=scheme)
    (held if districts is None else held.filter(property__district__in=districts)).delete()
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
