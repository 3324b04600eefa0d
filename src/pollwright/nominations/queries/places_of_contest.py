"""Where electors of a contest vote: its polling districts and, once its scheme is adopted, its stations.

Stations are a room beside this one; elections tells what they declared there.
"""

from __future__ import annotations

from pollwright.elections.models import Contest
from pollwright.elections.queries.cards_stations import own_stations, stations_for
from pollwright.places.models import PollingDistrict
from pollwright.places.queries.extent import districts_in_areas


def station_numbers(contest: Contest) -> frozenset[str]:
    """Return the numbers of the stations at which electors of a contest vote; none while no scheme is adopted.

    Stations of a part on another council's register belong to it. Where no polling district is known to lie in its
    area, all stations of the scheme do.
    """
    held = stations_for(contest.authority_id, [contest.poll_id])
    if held is None or not held.adopted:
        return frozenset()
    ours = own_stations(contest.authority_id, [contest.poll_id])
    known = _districts(contest)
    outside = {one.district for one in ours.ranges} - known if ours and known else set()
    return frozenset(one.number for one in held.ranges if one.district not in outside)


def _districts(contest: Contest) -> set[str]:
    """Return the codes of the polling districts that lie in the area of a contest."""
    if contest.area_id is None:
        return set()
    ids = districts_in_areas(contest.authority_id, [contest.area_id])
    return set(PollingDistrict.objects.filter(pk__in=ids).values_list("code", flat=True))
