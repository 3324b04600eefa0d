"""The stations of a poll as their packs name them, with the totals of their registers."""

from __future__ import annotations

from pollwright.elections.queries.cards_stations import PollingScheme, StationRange
from pollwright.elections.queries.electorate_target import Target
from pollwright.places.models import PollingDistrict
from pollwright.printing.queries.pack_lines import NOWHERE, PlacedStation, StationElectors, Totals


def placed_stations(target: Target, scheme: PollingScheme, electors: StationElectors) -> list[PlacedStation]:
    """Return every station at which somebody of the electorate votes, by number."""
    totals: dict[str, list[Totals]] = {}
    for one in electors.totals():
        if one.station != NOWHERE:
            totals.setdefault(one.station, []).append(one)
    votes = electors.votes()
    places = {one.number: _place(one) for one in scheme.ranges}
    names = dict(
        PollingDistrict.objects.filter(code__in={one.district for one in scheme.ranges}).values_list("code", "name")
    )
    found = []
    for number in sorted(totals, key=int):
        counted = [
            (poll, [votes.get((number, contest.reference), (0, 0)) for contest in poll.contests])
            for poll in target.polls
        ]
        polled = [(poll, sum(here for here, _ in held), sum(post for _, post in held)) for poll, held in counted]
        here = [one for one in polled if one[1] + one[2]]
        found.append(
            PlacedStation(
                number,
                places[number],
                tuple((one.district, names.get(one.district, one.district)) for one in totals[number]),
                tuple(totals[number]),
                tuple(poll for poll, _, _ in here),
                tuple(count for _, count, _ in here),
                tuple(count for _, _, count in here),
            )
        )
    return found


def _place(one: StationRange) -> str:
    lines = dict.fromkeys((one.name, *one.address, one.postcode))
    return ", ".join(line for line in lines if line)
