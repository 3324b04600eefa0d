"""Vacancies: their list, their facts, and what follows from each by the law as things stand (E-07 to E-13)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Q, QuerySet

from pollwright.authorities.calendars import calendar_of, nation_of
from pollwright.elections.models import Vacancy, VacancyRequest
from pollwright.elections.states import VacancyState
from pollwright.law import vacancies as law
from pollwright.law.notices import LONDON
from pollwright.law.poll_ids import VacancyReason, slug
from pollwright.law.timetables.kinds import Kind
from pollwright.law.vacancies import Following, Request, RequestVerdict
from pollwright.pages.tables import Page, TableRequest, Total, keyset_queryset
from pollwright.pages.tables.paging import COUNT_CAP
from pollwright.places.models import DistrictArea
from pollwright.refusals import NotFound
from pollwright.register.models import RegisterEntry


@dataclass(frozen=True, slots=True)
class VacancyRow:
    """One vacancy, in the list and on its page."""

    id: int
    reference: str
    kind: str
    body: str
    area: str
    area_kind: str
    area_code: str
    seat: str
    cause: str
    arose_on: date
    declared_on: date | None
    notice_on: date | None
    ordinary_on: date
    vacant: int
    members: int
    state: str
    closed_on: date | None
    poll: str | None
    version: int
    requests: int


@dataclass(frozen=True, slots=True)
class RequestRow:
    """One request for an election: whose, when it came, and its verdict."""

    elector: str
    received_at: datetime
    verdict: str


_ROW = (
    "pk", "reference", "kind", "body", "area__name", "area__kind", "area__code", "seat", "cause", "arose_on",
    "declared_on", "notice_on", "ordinary_on", "vacant", "members", "state", "closed_on", "poll__reference", "version",
    "asked",
)  # fmt: skip


def vacancies(authority_id: int, asked: TableRequest) -> Page[VacancyRow]:
    """Return a page of vacancies."""
    held = _vacancies(authority_id, asked)
    rows = keyset_queryset(_with_requests(held), asked.order, asked.cursor).values_list(*_ROW)[: asked.size + 1]
    return Page.gather(asked, [VacancyRow(*row) for row in rows], Total.of(held.order_by()[: COUNT_CAP + 1].count()))


def every_vacancy(authority_id: int, asked: TableRequest) -> Iterator[VacancyRow]:
    """Yield all vacancies of a list, in its order."""
    rows = keyset_queryset(_with_requests(_vacancies(authority_id, asked)), asked.order, None).values_list(*_ROW)
    yield from (VacancyRow(*row) for row in rows.iterator())


def open_vacancies(authority_id: int, kind: Kind, body: str, *, on: date) -> int:
    """Return how many seats of a council are vacant on a day: recorded, and not yet filled at a poll."""
    held = Vacancy.objects.filter(authority=authority_id, kind=kind, body_slug=slug(body))
    return held.exclude(state=VacancyState.CO_OPTION).filter(Q(poll__isnull=True) | Q(poll__day__gte=on)).count()


def vacant_by_area(authority_id: int, kind: Kind) -> dict[str, tuple[str, int]]:
    """Return name and vacant seats of each area whose vacancies wait for an election, by kind and code."""
    waiting = (VacancyState.OPEN, VacancyState.ELECTION)
    held = Vacancy.objects.filter(authority=authority_id, kind=kind, state__in=waiting, poll__isnull=True)
    rows = held.values_list("area__kind", "area__code", "area__name").annotate(many=Count("pk")).order_by("area__name")
    return {f"{of}.{code}": (name, many) for of, code, name, many in rows}


def vacancy_facts(authority_id: int, reference: str) -> VacancyRow:
    """Return one vacancy.

    :raises NotFound: where the authority has none of that reference.
    """
    held = Vacancy.objects.filter(authority=authority_id, reference=reference)
    row = _with_requests(held).values_list(*_ROW).first()
    if row is None:
        raise NotFound(kind="vacancy", reference=reference)
    return VacancyRow(*row)


def requests_of(authority_id: int, vacancy_id: int) -> list[Request]:
    """Return the requests about a vacancy as the law takes them, in order of receipt."""
    rows = (
        VacancyRequest.objects.filter(authority=authority_id, vacancy=vacancy_id)
        .order_by("received_at", "pk")
        .values_list("elector__reference", "received_at", "why", "vacancy__seat")
    )
    return [
        Request(
            elector,
            received_at.astimezone(LONDON).date(),
            on_register=why != RequestVerdict.NOT_AN_ELECTOR,
            in_area=why != RequestVerdict.OUTSIDE_AREA,
            seat=seat,
        )
        for elector, received_at, why, seat in rows
    ]


def what_follows(authority_id: int, vacancy: Vacancy | VacancyRow, *, on: date) -> Following:
    """Return what follows from a vacancy as things stand at the end of a day, with its workings."""
    vacancy_id = vacancy.id if isinstance(vacancy, VacancyRow) else vacancy.pk
    seat = law.Vacancy(
        Kind(vacancy.kind),
        nation_of(authority_id),
        VacancyReason(vacancy.cause),
        vacancy.arose_on,
        law.retires_on(vacancy.ordinary_on or vacancy.arose_on),
        vacancy.vacant,
        vacancy.members,
        vacancy.seat,
        vacancy.declared_on,
        vacancy.notice_on,
    )
    return law.what_follows(seat, requests_of(authority_id, vacancy_id), on, calendar_of(authority_id))


def standing_of(authority_id: int, vacancy: Vacancy, elector_reference: str, *, on: date) -> RequestVerdict:
    """Return whether an elector may ask for an election: registered as a local elector on a day, in the right area.

    For a principal council that is its whole area, for a parish the parish or parish ward (E-07, E-11).
    """
    rule = law.vacancy_rule(Kind(vacancy.kind), nation_of(authority_id), vacancy.arose_on)
    entries = RegisterEntry.objects.filter(
        Q(effective_to__isnull=True) | Q(effective_to__gt=on),
        authority=authority_id,
        elector__reference=elector_reference,
        local=True,
        effective_from__lte=on,
    )
    districts = list(entries.values_list("district_id", flat=True))
    if not districts:
        return RequestVerdict.NOT_AN_ELECTOR
    inside = DistrictArea.objects.filter(
        Q(valid_to__isnull=True) | Q(valid_to__gt=on), area=vacancy.area_id, district__in=districts, valid_from__lte=on
    )
    if rule.area is law.RequestArea.ELECTORAL_AREA and not inside.exists():
        return RequestVerdict.OUTSIDE_AREA
    return RequestVerdict.COUNTS


def request_rows(authority_id: int, vacancy_id: int, following: Following) -> list[RequestRow]:
    """Return the requests about a vacancy with the verdict of each, in order of receipt."""
    verdicts = {one.elector: verdict for one, verdict in following.requests.verdicts} if following.requests else {}
    rows = (
        VacancyRequest.objects.filter(authority=authority_id, vacancy=vacancy_id)
        .order_by("received_at", "pk")
        .values_list("elector__reference", "received_at", "why")
    )
    return [RequestRow(elector, at, verdicts.get(elector, RequestVerdict(why))) for elector, at, why in rows]


def _vacancies(authority_id: int, asked: TableRequest) -> QuerySet[Vacancy]:
    held = Vacancy.objects.filter(authority=authority_id)
    if asked.search:
        held = held.filter(
            Q(body__icontains=asked.search) | Q(area__name__icontains=asked.search) | Q(reference__iexact=asked.search)
        )
    if states := asked.filters.get("state"):
        held = held.filter(state__in=list(states))
    return held


def _with_requests(held: QuerySet[Vacancy]) -> QuerySet[Vacancy]:
    return held.annotate(asked=Count("requests"))
