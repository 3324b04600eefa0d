"""Polling schemes and their stations as plain rows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Q, QuerySet, Sum, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from pollwright.elections.models import Combination, Poll
from pollwright.elections.states import ENDED
from pollwright.law.stations import staffing
from pollwright.pages.tables import Page, TableRequest, Total, keyset_queryset
from pollwright.pages.tables.paging import COUNT_CAP
from pollwright.pages.wording import short_day
from pollwright.refusals import NotFound
from pollwright.stations.models import Allotment, Amendment, Booking, DividedHome, Scheme, Station
from pollwright.stations.queries.polled import day_of_scheme, polls_of
from pollwright.stations.queries.words import range_words
from pollwright.stations.states import BookingState, Purpose


@dataclass(frozen=True, slots=True)
class SchemeRow:
    """A scheme in a list."""

    id: int
    reference: str
    title: str
    day: date
    state: str
    amended: int
    stations: int
    electors: int


@dataclass(frozen=True, slots=True)
class PollOf:
    """A poll of a scheme."""

    reference: str
    title: str
    rehearsal: bool


@dataclass(frozen=True, slots=True)
class AmendmentRow:
    """An amendment of a scheme."""

    number: int
    kind: str
    station: int
    before: str
    after: str
    districts: str
    electors: int
    reason: str
    made_at: datetime


@dataclass(frozen=True, slots=True)
class SchemeFacts:
    """One scheme with its totals."""

    id: int
    reference: str
    version: int
    title: str
    day: date
    state: str
    made_from: str
    copied_from: str
    adopted_at: datetime | None
    proof: dict[str, Any]
    counted_on: date | None
    polls: tuple[PollOf, ...]
    combination: str
    stations: int
    venues: int
    confirmed: int
    hire_pence: int
    electors: int
    in_person: int
    presiding_officers: int
    poll_clerks: int
    amendments: tuple[AmendmentRow, ...]


def schemes(authority_id: int, asked: TableRequest) -> Page[SchemeRow]:
    """Return a page of schemes."""
    held = Scheme.objects.filter(authority=authority_id).annotate(day=Coalesce("poll__day", "combination__day"))
    if state := asked.filters.get("state"):
        held = held.filter(state__in=list(state))
    for word in asked.search.split():
        held = held.filter(Q(title__icontains=word) | Q(reference__iexact=word))
    total = Total.of(held.order_by()[: COUNT_CAP + 1].count())
    rows = keyset_queryset(held, asked.order, asked.cursor).values_list(
        "pk", "reference", "title", "day", "state", "amended"
    )[: asked.size + 1]
    found = list(rows)
    counts = _totals(authority_id, [row[0] for row in found])
    listed = []
    for row in found:
        stations, electors = counts.get(row[0], (0, 0))
        listed.append(SchemeRow(row[0], row[1], row[2], row[3], row[4], row[5], stations, electors))
    return Page.gather(asked, listed, total)


def scheme_facts(authority_id: int, reference: str) -> SchemeFacts:
    """Return one scheme with its totals and amendments.

    :raises NotFound: where the authority has none of that reference.
    """
    scheme = scheme_named(authority_id, reference)
    day = day_of_scheme(scheme)
    by_station = _in_person(scheme)
    staff = [staffing(in_person, day) for in_person in by_station]
    stations = Station.objects.filter(authority=authority_id, scheme=scheme)
    booked = Booking.objects.filter(
        authority=authority_id,
        day=day,
        purpose=Purpose.STATION,
        state=BookingState.CONFIRMED,
        venue__in=stations.values("venue"),
    ).aggregate(count=Count("pk"), cost=Coalesce(Sum("cost_pence"), 0))
    electors = Allotment.objects.filter(authority=authority_id, scheme=scheme).aggregate(
        electors=Coalesce(Sum("electors"), 0), in_person=Coalesce(Sum("in_person"), 0)
    )
    return SchemeFacts(
        id=scheme.pk,
        reference=reference,
        version=scheme.version,
        title=scheme.title,
        day=day,
        state=scheme.state,
        made_from=scheme.made_from,
        copied_from=scheme.copied_from.reference if scheme.copied_from else "",
        adopted_at=scheme.adopted_at,
        proof=scheme.proof,
        counted_on=scheme.counted_on,
        polls=tuple(PollOf(poll.reference, poll.title, poll.rehearsal) for poll in polls_of(scheme)),
        combination=scheme.combination.reference if scheme.combination else "",
        stations=len(by_station),
        venues=stations.values("venue").distinct().count(),
        confirmed=booked["count"],
        hire_pence=booked["cost"],
        electors=electors["electors"],
        in_person=electors["in_person"],
        presiding_officers=sum(one.presiding_officers for one in staff),
        poll_clerks=sum(one.poll_clerks for one in staff),
        amendments=tuple(amendments_among(Amendment.objects.filter(authority=authority_id, scheme=scheme))),
    )


def amendment_facts(authority_id: int, reference: str, number: int) -> AmendmentRow:
    """Return one amendment of a scheme.

    :raises NotFound: where the scheme has none of that number.
    """
    scheme = scheme_named(authority_id, reference)
    found = amendments_among(Amendment.objects.filter(authority=authority_id, scheme=scheme, number=number))
    if not found:
        raise NotFound(kind="amendment", reference=number)
    return found[0]


def scheme_named(authority_id: int, reference: str) -> Scheme:
    """Return a scheme of an authority.

    :raises NotFound: where it has none of that reference.
    """
    held = Scheme.objects.select_related("poll", "combination", "copied_from")
    scheme = held.filter(authority=authority_id, reference=reference).first()
    if scheme is None:
        raise NotFound(kind="scheme", reference=reference)
    return scheme


def scheme_of(authority_id: int, poll_id: int) -> str:
    """Return the reference of the scheme by which a poll is taken, alone or together; empty without one."""
    held = Scheme.objects.filter(Q(poll=poll_id) | Q(combination__polls=poll_id), authority=authority_id)
    return held.values_list("reference", flat=True).first() or ""


def without_scheme(authority_id: int, on: date) -> list[tuple[str, str]]:
    """Return reference and words of the polls and combinations from a day on that have no scheme, by day."""
    polls = (
        Poll.objects.filter(authority=authority_id, day__gte=on, combination__isnull=True, schemes__isnull=True)
        .exclude(state__in=ENDED)
        .order_by("day", "reference")
    )
    together = Combination.objects.filter(
        authority=authority_id, day__gte=on, schemes__isnull=True, polls__isnull=False
    )
    named = [(one.reference, one.day, f"{one.title} ({one.reference})") for one in polls]
    for one in together.distinct().annotate(many=Count("polls", distinct=True)).order_by("day", "reference"):
        words = _("%(count)s polls taken together on %(day)s (%(reference)s)")
        about = {"count": one.many, "day": short_day(one.day), "reference": one.reference}
        named.append((one.reference, one.day, words % about))
    return [(reference, words) for reference, _, words in sorted(named, key=lambda row: (row[1], row[0]))]


def scheme_choices(authority_id: int) -> list[tuple[str, str]]:
    """Return reference and words of every scheme, latest first, to copy from."""
    held = Scheme.objects.filter(authority=authority_id).order_by("-pk")[:200]
    return [(one.reference, f"{one.title} ({one.reference})") for one in held]


def totals_of(scheme: Scheme) -> dict[str, int]:
    """Return how many stations a scheme has, and how many electors were counted at them."""
    stations, electors = _totals(scheme.authority_id, [scheme.pk]).get(scheme.pk, (0, 0))
    return {"stations": stations, "electors": electors}


def _totals(authority_id: int, schemes: list[int]) -> dict[int, tuple[int, int]]:
    stations = Station.objects.filter(authority=authority_id, scheme__in=schemes).values("scheme")
    electors = Allotment.objects.filter(authority=authority_id, scheme__in=schemes).values("scheme")
    counted = dict(electors.annotate(sum=Sum("electors")).values_list("scheme", "sum"))
    return {
        scheme: (count, counted.get(scheme, 0))
        for scheme, count in stations.annotate(count=Count("pk")).values_list("scheme", "count")
    }


def _in_person(scheme: Scheme) -> list[int]:
    held = Station.objects.filter(authority=scheme.authority_id, scheme=scheme).order_by("number")
    return list(held.annotate(total=Coalesce(Sum("allotments__in_person"), Value(0))).values_list("total", flat=True))


def amendments_among(held: QuerySet[Amendment]) -> list[AmendmentRow]:
    """Return amendments, latest first."""
    return [
        AmendmentRow(
            one.number,
            one.kind,
            one.station.number,
            one.before,
            one.after,
            ", ".join(range_words(*part) for part in one.affected),
            one.electors,
            one.reason,
            one.made_at,
        )
        for one in held.select_related("station").order_by("-number")
    ]


def schemes_with_homes_moved(authority_id: int, *, on: date) -> list[tuple[str, str, int]]:
    """Return the schemes to come with homes that a publication sent to another station: reference, title, how many homes.

    A home counts until an officer has counted the electors of the scheme again.
    """
    held = DividedHome.objects.filter(authority=authority_id, was__isnull=False)
    to_come = Q(scheme__poll__day__gte=on) | Q(scheme__combination__day__gte=on)
    named = held.filter(to_come).values_list("scheme__reference", "scheme__title")
    return list(named.annotate(homes=Count("pk")).order_by("scheme__reference"))
