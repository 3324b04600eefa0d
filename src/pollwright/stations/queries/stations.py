"""The stations of a scheme as plain rows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Max, Q, Sum, Value
from django.db.models.functions import Coalesce

from pollwright.law.stations import staffing
from pollwright.pages.tables import Page, TableRequest, Total, keyset_queryset
from pollwright.pages.tables.paging import COUNT_CAP
from pollwright.refusals import NotFound
from pollwright.stations.models import Allotment, Amendment, Booking, Scheme, Station
from pollwright.stations.queries.polled import day_of_scheme
from pollwright.stations.queries.schemes import AmendmentRow, amendments_among, scheme_named
from pollwright.stations.queries.words import range_words, venue_line, venue_lines
from pollwright.stations.states import Purpose


@dataclass(frozen=True, slots=True)
class StationRow:
    """A station in a list, with what stands beside its number there."""

    id: int
    number: int
    venue: str
    venue_name: str
    postcode: str
    room: str
    access: str
    backup: str
    electors: int
    in_person: int
    districts: str
    booking: str
    staff: int


@dataclass(frozen=True, slots=True)
class PartRow:
    """Electors of a district who vote at a station."""

    district: str
    name: str
    words: str
    electors: int
    in_person: int


@dataclass(frozen=True, slots=True)
class StationFacts:
    """One station of a scheme."""

    id: int
    version: int
    number: int
    venue: str
    lines: tuple[str, ...]
    room: str
    access: str
    backup: str
    backup_line: str
    note: str
    parts: tuple[PartRow, ...]
    electors: int
    in_person: int
    presiding_officers: int
    poll_clerks: int
    staffing_source: str
    booking: str
    booking_state: str
    amendments: tuple[AmendmentRow, ...]


def stations_page(authority_id: int, reference: str, asked: TableRequest) -> Page[StationRow]:
    """Return a page of the stations of a scheme."""
    scheme = scheme_named(authority_id, reference)
    held = (
        Station.objects.filter(authority=authority_id, scheme=scheme)
        .select_related("venue", "backup")
        .annotate(
            electors=Coalesce(Sum("allotments__electors"), Value(0)),
            in_person=Coalesce(Sum("allotments__in_person"), Value(0)),
        )
    )
    if access := asked.filters.get("access"):
        held = held.filter(venue__access__in=list(access))
    for word in asked.search.split():
        named = Q(venue__name__icontains=word) | Q(venue__postcode__icontains=word) | Q(room__icontains=word)
        here = Allotment.objects.filter(scheme=scheme, district__code__iexact=word).values("station")
        numbered = Q(number=int(word)) if word.isdigit() and len(word) < 9 else Q()
        held = held.filter(named | numbered | Q(pk__in=here) if numbered else named | Q(pk__in=here))
    total = Total.of(held.order_by()[: COUNT_CAP + 1].count())
    found = list(keyset_queryset(held, asked.order, asked.cursor)[: asked.size + 1])
    return Page.gather(asked, _station_rows(scheme, found), total)


def station_facts(authority_id: int, reference: str, number: int) -> StationFacts:
    """Return one station of a scheme.

    :raises NotFound: where the scheme has none of that number.
    """
    scheme = scheme_named(authority_id, reference)
    held = Station.objects.select_related("venue", "backup").filter(authority=authority_id, scheme=scheme)
    station = held.filter(number=number).first()
    if station is None:
        raise NotFound(kind="station", reference=number)
    parts = tuple(_parts(station))
    in_person = sum(part.in_person for part in parts)
    day = day_of_scheme(scheme)
    staff = staffing(in_person, day)
    booking = (
        Booking.objects.filter(authority=authority_id, venue=station.venue, day=day, purpose=Purpose.STATION)
        .order_by("-pk")
        .first()
    )
    return StationFacts(
        id=station.pk,
        version=station.version,
        number=number,
        venue=station.venue.reference,
        lines=venue_lines(station.venue),
        room=station.room,
        access=station.venue.access,
        backup=station.backup.reference if station.backup else "",
        backup_line=venue_line(station.backup) if station.backup else "",
        note=station.note,
        parts=parts,
        electors=sum(part.electors for part in parts),
        in_person=in_person,
        presiding_officers=staff.presiding_officers,
        poll_clerks=staff.poll_clerks,
        staffing_source=staff.workings[0].source.describe(),
        booking=booking.reference if booking else "",
        booking_state=booking.state if booking else "",
        amendments=tuple(amendments_among(Amendment.objects.filter(authority=authority_id, station=station))),
    )


def _parts(station: Station) -> list[PartRow]:
    held = Allotment.objects.filter(authority=station.authority_id, station=station).select_related("district")
    return [
        PartRow(
            one.district.code,
            one.district.name,
            range_words(one.district.code, one.first_number, one.last_number),
            one.electors,
            one.in_person,
        )
        for one in held.order_by("district__code", "first_number")
    ]


def _station_rows(scheme: Scheme, found: list[Any]) -> list[StationRow]:
    day = day_of_scheme(scheme)
    parts: dict[int, list[str]] = {}
    held = Allotment.objects.filter(authority=scheme.authority_id, station__in=[one.pk for one in found])
    for station_id, code, first, last in held.order_by("district__code", "first_number").values_list(
        "station", "district__code", "first_number", "last_number"
    ):
        parts.setdefault(station_id, []).append(range_words(code, first, last))
    latest = (
        Booking.objects.filter(
            authority=scheme.authority_id, day=day, purpose=Purpose.STATION, venue__in=[one.venue_id for one in found]
        )
        .values("venue")
        .annotate(last=Max("pk"))
        .values("last")
    )
    booked = dict(Booking.objects.filter(pk__in=latest).values_list("venue", "state"))
    rows = []
    for one in found:
        staff = staffing(one.in_person, day)
        rows.append(
            StationRow(
                one.pk,
                one.number,
                one.venue.reference,
                one.venue.name,
                one.venue.postcode,
                one.room,
                one.venue.access,
                one.backup.reference if one.backup else "",
                one.electors,
                one.in_person,
                ", ".join(parts.get(one.pk, [])),
                booked.get(one.venue_id, ""),
                staff.presiding_officers + staff.poll_clerks,
            )
        )
    return rows
