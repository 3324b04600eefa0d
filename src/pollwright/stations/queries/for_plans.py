"""What the project plan of a poll says of its polling stations."""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import Count, Q, Sum

from pollwright.elections.queries.plan_ports import Found, declare_plan_facts
from pollwright.pages.wording import number, plural
from pollwright.stations.models import Allotment, Scheme, Station
from pollwright.stations.states import SchemeState


def stations_for_plan(authority_id: int, poll_ids: Collection[int]) -> Found:
    """Return the stations, venues and electors of the schemes of some polls."""
    of = Q(poll__in=poll_ids) | Q(combination__polls__in=poll_ids)
    held = {scheme.pk: scheme.state for scheme in Scheme.objects.filter(of, authority=authority_id).distinct()}
    if not held:
        return [("Polling stations", "No scheme yet")]
    adopted = sum(state == SchemeState.ADOPTED for state in held.values())
    counts = Station.objects.filter(scheme__in=held).aggregate(many=Count("pk"), venues=Count("venue", distinct=True))
    electors = Allotment.objects.filter(scheme__in=held).aggregate(all=Sum("electors"), come=Sum("in_person"))
    stations = f"{plural(counts['many'], 'station', 'stations')} at {plural(counts['venues'], 'venue', 'venues')}"
    schemes = f"schemes adopted: {adopted} of {len(held)}"
    voters = f"{number(electors['all'] or 0)} electors, {number(electors['come'] or 0)} in person"
    return [("Polling stations", f"{stations}; {voters}; {schemes}")]


declare_plan_facts(stations_for_plan)
