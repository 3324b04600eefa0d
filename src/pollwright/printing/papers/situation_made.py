"""The situation of polling stations, from the adopted scheme; amended where venues changed since it was published."""

from __future__ import annotations

from django.db.models import Q

from pollwright.documents.papers.notices.facts import Station
from pollwright.documents.papers.notices.situation import Change, SituationOfPollingStations, TakenTogether
from pollwright.elections.models import Contest, Poll
from pollwright.elections.states import ENDED
from pollwright.places.models import DistrictArea
from pollwright.printing.models import Document
from pollwright.printing.papers.wanted import Wanted
from pollwright.printing.queries.station_lines import stations_across, stations_of
from pollwright.printing.states import Kind, State
from pollwright.stations.models import Amendment
from pollwright.stations.queries.polled import overlapping
from pollwright.stations.states import AmendmentKind


def situation(wanted: Wanted) -> SituationOfPollingStations:
    poll = wanted.ground.poll
    stations = stations_in(wanted, poll)
    amended, changes = _changes(wanted, {(one.number, one.place) for one in stations})
    shared = overlapping(poll)
    others = Poll.objects.filter(pk__in=shared).exclude(state__in=ENDED).order_by("pk")
    together = tuple(TakenTogether(one.title, shared[one.pk]) for one in others)
    return SituationOfPollingStations(
        imprint=wanted.imprint,
        poll=wanted.facts,
        published_by=wanted.ground.office.published_by,
        stations=stations,
        total=len(stations),
        together=together,
        replaces=amended if changes else "",
        changes=changes,
    )


def stations_in(wanted: Wanted, poll: Poll, contest: Contest | None = None) -> tuple[Station, ...]:
    scheme = wanted.ground.scheme
    if scheme is None:
        raise wanted.not_ready("No polling scheme has been adopted")
    codes = None if contest is None else districts_of(contest)
    found = stations_of(scheme, [poll], codes)
    found += stations_across(scheme.authority_id, [poll], contest.reference if contest else "")
    if not found:
        raise wanted.not_ready("The polling scheme has no station in the area")
    return tuple(Station(str(one.number), one.place, one.voters) for one in found)


def _changes(wanted: Wanted, listed: set[tuple[str, str]]) -> tuple[str, tuple[Change, ...]]:
    """Return the published notice that this one amends, with the venues that were changed since it was prepared."""
    scheme = wanted.ground.scheme
    before = Document.objects.filter(poll=wanted.ground.poll, kind=Kind.SITUATION, state=State.PUBLISHED).first()
    if before is None or scheme is None:
        return "", ()
    amended = Amendment.objects.filter(scheme=scheme, made_at__gt=before.prepared_at).select_related("station")
    latest: dict[str, Change] = {}
    for one in amended.order_by("number"):
        number = str(one.station.number)
        if one.kind == AmendmentKind.VENUE:
            formerly = latest[number].formerly if number in latest else one.before
            latest[number] = Change(number, formerly, one.after, one.reason)
    return before.reference, tuple(one for one in latest.values() if (one.number, one.now) in listed)


def districts_of(contest: Contest) -> list[str]:
    """Return the codes of the districts of a contest's area on the day of the poll."""
    held = DistrictArea.objects.filter(area=contest.area_id, valid_from__lte=contest.poll.day)
    held = held.filter(Q(valid_to__isnull=True) | Q(valid_to__gt=contest.poll.day))
    return sorted(held.values_list("district__code", flat=True))
