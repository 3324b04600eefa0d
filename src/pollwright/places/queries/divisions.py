"""Areas, polling districts, polling places and changes of districts as plain rows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection
from django.db.models import Count, Q, QuerySet

from pollwright.pages.tables import Page, TableRequest, Total, keyset_queryset
from pollwright.places.models import (
    Area,
    AreaBoundary,
    DistrictArea,
    DistrictChange,
    PollingDistrict,
    PollingPlace,
    PropertyMove,
)
from pollwright.places.queries.extent import districts_in_areas
from pollwright.places.queries.occupancy import electors_sql
from pollwright.places.queries.properties import InArea, areas_of
from pollwright.places.states import AreaKind, DistrictChangeState
from pollwright.refusals import NotFound

COUNTED = 1000


@dataclass(frozen=True, slots=True)
class AreaRow:
    """An area in a list, with how many districts lie in it."""

    id: int
    kind: str
    code: str
    name: str
    valid_from: date
    valid_to: date | None
    districts: int


@dataclass(frozen=True, slots=True)
class AreaFacts:
    """One area: its districts by code and name, and its boundary as GeoJSON where it is known."""

    id: int
    kind: AreaKind
    code: str
    name: str
    name_cy: str
    parent: str
    valid_from: date
    valid_to: date | None
    districts: tuple[tuple[str, str], ...]
    boundary: dict[str, Any] | None


@dataclass(frozen=True, slots=True)
class DistrictRow:
    """A polling district in a list, with how many properties are in it."""

    id: int
    code: str
    name: str
    polling_place: str | None
    polling_place_name: str | None
    properties: int


@dataclass(frozen=True, slots=True)
class DistrictFacts:
    """One polling district."""

    id: int
    code: str
    name: str
    polling_place: str
    polling_place_name: str
    order: str
    valid_from: date
    valid_to: date | None
    areas: tuple[InArea, ...]
    properties: int
    electors: int


@dataclass(frozen=True, slots=True)
class PollingPlaceRow:
    """A polling place in a list; `districts` are the codes of those that vote there."""

    id: int
    reference: str
    name: str
    address: str
    postcode: str
    districts: int


@dataclass(frozen=True, slots=True)
class DistrictDifference:
    """What a change does to one district: properties and electors before and after."""

    code: str
    name: str
    properties_before: int
    properties_after: int
    electors_before: int
    electors_after: int


@dataclass(frozen=True, slots=True)
class ChangeFacts:
    """One change of districts with the preview of what it does."""

    reference: str
    title: str
    reason: str
    state: DistrictChangeState
    notice_on: date | None
    effective_on: date | None
    properties: int
    differences: tuple[DistrictDifference, ...]


def areas(authority_id: int, asked: TableRequest) -> Page[AreaRow]:
    """Return a page of areas as a table asks for it."""
    found = _areas(authority_id, asked)
    total = Total.of(found.order_by()[: COUNTED + 1].count(), COUNTED)
    rows = keyset_queryset(found, asked.order, asked.cursor).values_list(*_AREA)[: asked.size + 1]
    return Page.gather(asked, [AreaRow(*row) for row in rows], total)


def every_area(authority_id: int, asked: TableRequest) -> Iterator[AreaRow]:
    """Yield all the areas that a table asks for."""
    return (
        AreaRow(*row) for row in keyset_queryset(_areas(authority_id, asked), asked.order, None).values_list(*_AREA)
    )


def area_page(authority_id: int, kind: str, code: str) -> AreaFacts:
    """Return the area of a kind and code: the one in force, else the last.

    :raises NotFound: where the authority has none.
    """
    found = Area.objects.filter(authority=authority_id, kind=kind, code=code).select_related("parent")
    area = found.order_by("-valid_from").first()
    if area is None:
        raise NotFound(kind="area", reference=code)
    inside = DistrictArea.objects.filter(area=area, valid_to__isnull=True, district__valid_to__isnull=True)
    boundary = AreaBoundary.objects.filter(area=area).values_list("geometry", flat=True).first()
    return AreaFacts(
        id=area.pk,
        kind=AreaKind(area.kind),
        code=area.code,
        name=area.name,
        name_cy=area.name_cy,
        parent=area.parent.name if area.parent else "",
        valid_from=area.valid_from,
        valid_to=area.valid_to,
        districts=tuple(inside.order_by("district__code").values_list("district__code", "district__name")),
        boundary=boundary,
    )


def area_choices(authority_id: int) -> tuple[tuple[str, str], ...]:
    """Return the areas in force as choices, by kind and name: id and words."""
    rows = Area.objects.filter(authority=authority_id, valid_to__isnull=True).order_by("kind", "name", "code")
    return tuple(
        (str(pk), f"{AreaKind(kind).label}: {name}") for pk, kind, name in rows.values_list("pk", "kind", "name")
    )


def district_choices(authority_id: int) -> tuple[tuple[str, str], ...]:
    """Return the polling districts in force as choices: code and words."""
    rows = PollingDistrict.objects.filter(authority=authority_id, valid_to__isnull=True).order_by("code")
    return tuple((code, code if name == code else f"{code} {name}") for code, name in rows.values_list("code", "name"))


def polling_place_choices(authority_id: int) -> tuple[tuple[str, str], ...]:
    """Return the polling places as choices: reference and words."""
    rows = PollingPlace.objects.filter(authority=authority_id).order_by("name", "reference")
    return tuple((reference, f"{name} ({reference})") for reference, name in rows.values_list("reference", "name"))


def districts(authority_id: int, asked: TableRequest) -> Page[DistrictRow]:
    """Return a page of polling districts in force as a table asks for it."""
    found = _districts(authority_id, asked)
    total = Total.of(found.order_by()[: COUNTED + 1].count(), COUNTED)
    rows = keyset_queryset(found, asked.order, asked.cursor).values_list(*_DISTRICT)[: asked.size + 1]
    return Page.gather(asked, [DistrictRow(*row) for row in rows], total)


def every_district(authority_id: int, asked: TableRequest) -> Iterator[DistrictRow]:
    """Yield all the polling districts that a table asks for."""
    found = keyset_queryset(_districts(authority_id, asked), asked.order, None)
    return (DistrictRow(*row) for row in found.values_list(*_DISTRICT))


def district_page(authority_id: int, code: str) -> DistrictFacts:
    """Return the polling district of a code: the one in force, else the last.

    :raises NotFound: where the authority has none.
    """
    found = PollingDistrict.objects.filter(authority=authority_id, code=code).select_related("polling_place")
    district = found.order_by("-valid_from").first()
    if district is None:
        raise NotFound(kind="polling district", reference=code)
    place = district.polling_place
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT count(*), coalesce(sum(e.electors), 0) FROM places_property p LEFT JOIN ({electors_sql()}) e"
            " ON e.property_id = p.id WHERE p.district_id = %(district)s AND p.valid_to IS NULL",
            {"authority": authority_id, "district": district.pk},
        )
        properties, electors = cursor.fetchone()
    return DistrictFacts(
        id=district.pk,
        code=district.code,
        name=district.name,
        polling_place=place.reference if place else "",
        polling_place_name=place.name if place else "",
        order=district.get_order_display(),
        valid_from=district.valid_from,
        valid_to=district.valid_to,
        areas=areas_of(authority_id, district.pk),
        properties=properties,
        electors=int(electors),
    )


def polling_places(authority_id: int, asked: TableRequest) -> Page[PollingPlaceRow]:
    """Return a page of polling places as a table asks for it."""
    found = _polling_places(authority_id, asked)
    total = Total.of(found.order_by()[: COUNTED + 1].count(), COUNTED)
    rows = keyset_queryset(found, asked.order, asked.cursor)[: asked.size + 1]
    return Page.gather(asked, [_polling_place(row) for row in rows], total)


def every_polling_place(authority_id: int, asked: TableRequest) -> Iterator[PollingPlaceRow]:
    """Yield all the polling places that a table asks for."""
    return (_polling_place(row) for row in keyset_queryset(_polling_places(authority_id, asked), asked.order, None))


def polling_place_facts(authority_id: int, reference: str) -> dict[str, Any]:
    """Return the particulars of one polling place, by field.

    :raises NotFound: where the authority has none of this reference.
    """
    fields = ("reference", "name", *(f"address{at}" for at in range(1, 6)), "postcode", "uprn")
    found = PollingPlace.objects.filter(authority=authority_id, reference=reference).values(*fields).first()
    if found is None:
        raise NotFound(kind="polling place", reference=reference)
    return dict(found)


def change_page(authority_id: int, reference: str) -> ChangeFacts:
    """Return one change with its preview: each district that it touches, before and after.

    :raises NotFound: where the authority has none of this reference.
    """
    change = DistrictChange.objects.filter(authority=authority_id, reference=reference).first()
    if change is None:
        raise NotFound(kind="change of districts", reference=reference)
    return ChangeFacts(
        reference=change.reference,
        title=change.title,
        reason=change.reason,
        state=DistrictChangeState(change.state),
        notice_on=change.notice_on,
        effective_on=change.effective_on,
        properties=PropertyMove.objects.filter(change=change).count(),
        differences=_differences(authority_id, change.pk) if change.state in _OPEN else (),
    )


_OPEN = (DistrictChangeState.DRAFT, DistrictChangeState.NOTICED)
_AREA = ("id", "kind", "code", "name", "valid_from", "valid_to", "districts")
_DISTRICT = ("id", "code", "name", "polling_place__reference", "polling_place__name", "properties")
_PREVIEW = """
WITH electors AS ({electors}),
moved AS (
    SELECT p.district_id AS from_id, m.to_district_id AS to_id, count(*) AS properties,
           coalesce(sum(e.electors), 0) AS electors
    FROM places_propertymove m JOIN places_property p ON p.id = m.property_id
    LEFT JOIN electors e ON e.property_id = p.id
    WHERE m.change_id = %(change)s AND p.district_id <> m.to_district_id GROUP BY 1, 2),
net AS (
    SELECT id, sum(properties) AS properties, sum(electors) AS electors FROM (
        SELECT from_id AS id, -properties AS properties, -electors AS electors FROM moved
        UNION ALL SELECT to_id, properties, electors FROM moved) AS each GROUP BY id),
held AS (
    SELECT p.district_id AS id, count(*) AS properties, coalesce(sum(e.electors), 0) AS electors
    FROM places_property p LEFT JOIN electors e ON e.property_id = p.id
    WHERE p.district_id IN (SELECT id FROM net) AND p.valid_to IS NULL GROUP BY 1)
SELECT d.code, d.name, coalesce(h.properties, 0)::int, (coalesce(h.properties, 0) + n.properties)::int,
       coalesce(h.electors, 0)::int, (coalesce(h.electors, 0) + n.electors)::int
FROM net n JOIN places_pollingdistrict d ON d.id = n.id AND d.authority_id = %(authority)s
LEFT JOIN held h ON h.id = n.id ORDER BY d.code
"""


def _differences(authority_id: int, change_id: int) -> tuple[DistrictDifference, ...]:
    with connection.cursor() as cursor:
        cursor.execute(_PREVIEW.format(electors=electors_sql()), {"authority": authority_id, "change": change_id})
        return tuple(DistrictDifference(*row) for row in cursor.fetchall())


def _areas(authority_id: int, asked: TableRequest) -> QuerySet[Area]:
    inside = Q(districtarea__valid_to__isnull=True)
    found = Area.objects.filter(authority=authority_id).annotate(districts=Count("districtarea", filter=inside))
    if asked.search:
        found = found.filter(Q(name__icontains=asked.search) | Q(code__iexact=asked.search))
    if kinds := asked.filters.get("kind"):
        found = found.filter(kind__in=kinds)
    return found if asked.filters.get("ended") else found.filter(valid_to__isnull=True)


def _districts(authority_id: int, asked: TableRequest) -> QuerySet[PollingDistrict]:
    there = Q(property__valid_to__isnull=True)
    found = PollingDistrict.objects.filter(authority=authority_id, valid_to__isnull=True)
    found = found.annotate(properties=Count("property", filter=there))
    if asked.search:
        named = Q(polling_place__name__icontains=asked.search)
        found = found.filter(Q(name__icontains=asked.search) | Q(code__istartswith=asked.search) | named)
    if "area" in asked.filters:
        found = found.filter(pk__in=districts_in_areas(authority_id, [int(asked.filters["area"])]))
    return found


def _polling_places(authority_id: int, asked: TableRequest) -> QuerySet[PollingPlace]:
    voting = Q(pollingdistrict__valid_to__isnull=True)
    found = PollingPlace.objects.filter(authority=authority_id)
    found = found.annotate(districts=Count("pollingdistrict", filter=voting))
    if asked.search:
        words = Q(name__icontains=asked.search) | Q(address1__icontains=asked.search)
        found = found.filter(words | Q(postcode__icontains=asked.search) | Q(reference__iexact=asked.search))
    return found


def _polling_place(row: Any) -> PollingPlaceRow:
    lines = (getattr(row, f"address{at}") for at in range(1, 6))
    address = ", ".join(line for line in lines if line)
    return PollingPlaceRow(row.pk, row.reference, row.name, address, row.postcode, row.districts)
