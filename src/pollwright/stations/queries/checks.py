"""What is wrong with a scheme, or worth a look, before it is adopted (handbook 7.1 and 7.2)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection
from django.db.models import Count

from pollwright.findings import Finding, Level, declare
from pollwright.law.stations import staffing
from pollwright.stations.models import Allotment, Booking, DividedHome, Scheme, Station
from pollwright.stations.queries.polled import day_of_scheme, polled_districts, polls_of
from pollwright.stations.queries.ranges import Range, range_faults
from pollwright.stations.states import Access, BookingState, Purpose

_LOOK = "Put it right, or say why it stays when you adopt the scheme."
NO_ELECTORS = declare(
    "stations.station-empty",
    Level.ERROR,
    "No district votes at station {station}.",
    "Allot a district to it, or take it out.",
)
NOT_POLLED = declare(
    "stations.district-not-polled",
    Level.WARNING,
    "No poll is taken in district {district}, which is allotted to station {station}.",
    "If its contest has gone, the station may not be needed.",
)
TOO_MANY = declare(
    "stations.too-many-electors",
    Level.WARNING,
    "Station {station} has {electors} electors in person; the guidance is {most} at most.",
    "Divide a district or move one, or note at the station why it stays.",
)
EXPLAINED = declare(
    "stations.explained",
    Level.NOTE,
    "Station {station} stays as it is: {note}",
    "Nothing need be done.",
)
NOBODY_COUNTED = declare(
    "stations.nobody-counted",
    Level.WARNING,
    "No elector was counted at station {station}.",
    "Count the electors again; where the district was divided by old numbers, divide it anew.",
)
BOOKED_TWICE = declare(
    "stations.venue-twice",
    Level.WARNING,
    "Venue {venue} of station {station} is wanted for something else that day: {other}.",
    _LOOK,
)
NOT_CONFIRMED = declare(
    "stations.venue-not-confirmed",
    Level.WARNING,
    "Venue {venue} of station {station} is not confirmed for the day.",
    "Ask its keeper, and note the answer in the booking.",
)
INACCESSIBLE = declare(
    "stations.venue-inaccessible",
    Level.WARNING,
    "Somebody in a wheelchair can't vote at venue {venue} of station {station}.",
    "Find another venue, or note at the station what is done about it.",
)
NOT_ASSESSED = declare(
    "stations.venue-not-assessed",
    Level.WARNING,
    "Nobody has answered whether venue {venue} of station {station} is accessible.",
    "Answer the questions about the venue.",
)
OUTSIDE = declare(
    "stations.venue-outside",
    Level.WARNING,
    "Venue {venue} of station {station} lies in district {district}, none of those that vote there.",
    "Find a place inside, or note at the station why there is none.",
)
OUT_OF_USE = declare(
    "stations.venue-out-of-use",
    Level.ERROR,
    "Venue {venue} of station {station} is out of use.",
    "Choose another venue.",
)
NO_BACKUP = declare(
    "stations.no-backup",
    Level.NOTE,
    "Station {station} has no backup venue.",
    "Name one, so that a venue that is lost can be replaced at once.",
)
HOMES_MOVED = declare(
    "stations.homes-moved",
    Level.WARNING,
    "Since the register was published, {homes} homes of district {district} vote at another station than before.",
    "Tell their electors where cards went out, or divide the district anew; then count the electors again.",
)

_WHERE_VENUES_LIE = """
WITH here AS MATERIALIZED (
    SELECT s.id, v.uprn, v.postcode FROM stations_station s JOIN stations_venue v ON v.id = s.venue_id
    WHERE s.authority_id = %(authority)s AND s.scheme_id = %(scheme)s),
exact AS MATERIALIZED (
    SELECT h.id, p.district_id FROM here h JOIN places_property p ON p.uprn = h.uprn
    WHERE p.authority_id = %(authority)s AND p.valid_to IS NULL),
around AS MATERIALIZED (
    SELECT DISTINCT p.postcode, p.district_id FROM places_property p
    WHERE p.authority_id = %(authority)s AND p.valid_to IS NULL
      AND p.postcode IN (SELECT postcode FROM here WHERE postcode <> '')),
lying AS (
    SELECT id, district_id FROM exact
    UNION ALL SELECT h.id, n.district_id FROM here h JOIN around n ON n.postcode = h.postcode
    WHERE h.id NOT IN (SELECT id FROM exact))
SELECT l.id, min(d.code), bool_or(a.id IS NOT NULL) FROM lying l
JOIN places_pollingdistrict d ON d.id = l.district_id
LEFT JOIN stations_allotment a ON a.station_id = l.id AND a.district_id = l.district_id
GROUP BY l.id
"""
"""For each station whose venue's property or postcode is known: a district there, and whether one of them votes there."""

_ELSEWHERE = """
SELECT s.id, string_agg(DISTINCT other.what, ', ' ORDER BY other.what) FROM stations_station s
JOIN (
    SELECT st.venue_id, sc.id AS scheme_id, sc.reference AS what FROM stations_station st
    JOIN stations_scheme sc ON sc.id = st.scheme_id
    WHERE sc.authority_id = %(authority)s AND NOT %(rehearsal)s AND EXISTS (SELECT 1 FROM elections_poll p
        WHERE p.day = %(day)s AND NOT p.rehearsal AND p.state NOT IN ('cancelled', 'discarded', 'postponed')
          AND (p.id = sc.poll_id OR p.combination_id = sc.combination_id))
    UNION ALL
    SELECT b.venue_id, NULL, b.reference FROM stations_booking b
    WHERE b.authority_id = %(authority)s AND b.day = %(day)s AND b.purpose IN ('count', 'training')
      AND b.state IN ('requested', 'confirmed')
) AS other ON other.venue_id = s.venue_id AND other.scheme_id IS DISTINCT FROM %(scheme)s
WHERE s.authority_id = %(authority)s AND s.scheme_id = %(scheme)s GROUP BY s.id
"""


@dataclass(frozen=True, slots=True)
class _Facts:
    """What the checks of one station look at."""

    station: Station
    in_person: int
    districts: tuple[str, ...]
    confirmed: bool
    elsewhere: str
    lies_in: str
    inside: bool


def checked(scheme: Scheme) -> list[Finding]:
    """Return everything that was found in a scheme: by district first, then by station."""
    return [*_districts(scheme), *(finding for facts in _facts(scheme) for finding in _station(scheme, facts))]


def by_station(scheme: Scheme, number: int) -> list[Finding]:
    """Return what was found at one station."""
    return [
        finding for facts in _facts(scheme) if facts.station.number == number for finding in _station(scheme, facts)
    ]


def _districts(scheme: Scheme) -> Iterator[Finding]:
    ranges: dict[str, list[Range]] = defaultdict(list)
    for code, station, first, last in (
        Allotment.objects.filter(authority=scheme.authority_id, scheme=scheme)
        .order_by("district__code", "first_number")
        .values_list("district__code", "station__number", "first_number", "last_number")
    ):
        ranges[code].append(Range(station, first, last))
    here = [district.code for district in polled_districts(scheme.authority_id, polls_of(scheme))]
    for code in here:
        yield from range_faults(code, ranges.get(code, []))
    for code in sorted(ranges.keys() - set(here)):
        yield NOT_POLLED.at(district=code, station=ranges[code][0].station)
    moved = DividedHome.objects.filter(authority=scheme.authority_id, scheme=scheme, was__isnull=False)
    for code, homes in (
        moved.order_by("property__district__code").values_list("property__district__code").annotate(Count("pk"))
    ):
        yield HOMES_MOVED.at(district=code, homes=homes)


def _facts(scheme: Scheme) -> Iterator[_Facts]:
    day = day_of_scheme(scheme)
    rehearsal = any(poll.rehearsal for poll in polls_of(scheme))
    given: dict[str, Any] = {
        "authority": scheme.authority_id,
        "scheme": scheme.pk,
        "day": day,
        "rehearsal": rehearsal,
    }
    with connection.cursor() as cursor:
        cursor.execute(_WHERE_VENUES_LIE, given)
        lying = {station: (code, inside) for station, code, inside in cursor.fetchall()}
        cursor.execute(_ELSEWHERE, given)
        elsewhere = dict(cursor.fetchall())
    confirmed = _confirmed(scheme.authority_id, day)
    electors: dict[int, int] = defaultdict(int)
    codes: dict[int, list[str]] = defaultdict(list)
    for station_id, in_person, code in (
        Allotment.objects.filter(authority=scheme.authority_id, scheme=scheme)
        .order_by("district__code")
        .values_list("station", "in_person", "district__code")
    ):
        electors[station_id] += in_person
        codes[station_id].append(code)
    for station in scheme.stations.select_related("venue").order_by("number"):
        code, inside = lying.get(station.pk, ("", True))
        yield _Facts(
            station,
            electors[station.pk],
            tuple(codes[station.pk]),
            station.venue_id in confirmed,
            elsewhere.get(station.pk, ""),
            code,
            inside,
        )


def _confirmed(authority_id: int, day: date) -> set[int]:
    held = Booking.objects.filter(
        authority=authority_id, day=day, purpose=Purpose.STATION, state=BookingState.CONFIRMED
    )
    return set(held.values_list("venue", flat=True))


def _station(scheme: Scheme, facts: _Facts) -> Iterator[Finding]:
    number, venue = facts.station.number, facts.station.venue
    if not facts.districts:
        yield NO_ELECTORS.at(station=number)
    elif scheme.counted_on is not None and facts.in_person == 0:
        yield NOBODY_COUNTED.at(station=number)
    yield from _explained(scheme, facts)
    if venue.withdrawn_on is not None:
        yield OUT_OF_USE.at(station=number, venue=venue.reference)
    if not facts.confirmed:
        yield NOT_CONFIRMED.at(station=number, venue=venue.reference)
    if facts.elsewhere:
        yield BOOKED_TWICE.at(station=number, venue=venue.reference, other=facts.elsewhere)
    if venue.access == Access.UNKNOWN:
        yield NOT_ASSESSED.at(station=number, venue=venue.reference)
    if facts.station.backup_id is None:
        yield NO_BACKUP.at(station=number)


def _explained(scheme: Scheme, facts: _Facts) -> Iterator[Finding]:
    """Yield what a note at the station explains: too many electors, a place outside, no way in for a wheelchair."""
    number, venue = facts.station.number, facts.station.venue
    staff = staffing(facts.in_person, day_of_scheme(scheme))
    found = []
    if not staff.within_guidance:
        found.append(TOO_MANY.at(station=number, electors=facts.in_person, most=staff.most_electors))
    if not facts.inside:
        found.append(OUTSIDE.at(station=number, venue=venue.reference, district=facts.lies_in))
    if venue.access == Access.INACCESSIBLE:
        found.append(INACCESSIBLE.at(station=number, venue=venue.reference))
    if found and facts.station.note:
        yield EXPLAINED.at(station=number, note=facts.station.note)
    else:
        yield from found
