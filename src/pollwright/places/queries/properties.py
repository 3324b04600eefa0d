"""Properties as plain rows: the list, one property with its areas, and what became of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db import connection
from django.db.models import Q, QuerySet

from pollwright.law.numbering import folded
from pollwright.pages.tables import Page, TableRequest, Total, keyset_queryset
from pollwright.places.models import DistrictArea, Property, PropertyChange, PropertyTask
from pollwright.places.queries.addresses import ADDRESS, Address, version_of
from pollwright.places.queries.extent import districts_in_areas
from pollwright.places.states import AreaKind
from pollwright.refusals import NotFound

COUNTED = 1000
FIELDS = (
    "id",
    "reference",
    "address",
    "postcode",
    "uprn",
    "district__code",
    "district_id",
    "kind",
    "status",
    "walk_order",
    "sort_key",
    "valid_from",
    "valid_to",
)


@dataclass(frozen=True, slots=True)
class PropertyRow:
    """A property in a list."""

    id: int
    reference: str
    address: str
    postcode: str
    uprn: int | None
    district: str
    district_id: int
    kind: str
    status: str
    walk_order: int | None
    sort_key: str
    valid_from: date
    valid_to: date | None


@dataclass(frozen=True, slots=True)
class InArea:
    """An area that a property or district lies in."""

    kind: AreaKind
    code: str
    name: str


@dataclass(frozen=True, slots=True)
class Succession:
    """What a property came from or became: the other property is None where there is none."""

    kind: str
    on: date
    reason: str
    before: str
    after: str | None


@dataclass(frozen=True, slots=True)
class OpenTask:
    """Something about a property that waits for a person."""

    id: int
    kind: str
    detail: str
    opened_on: date
    property: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class PropertyFacts:
    """All that places know of one property. `version` goes with every act on it."""

    id: int
    reference: str
    version: str
    line: str
    address: Address
    kind: str
    status: str
    district: str
    district_name: str
    polling_place: str
    polling_place_name: str
    areas: tuple[InArea, ...]
    easting: float | None
    northing: float | None
    valid_from: date
    valid_to: date | None
    successions: tuple[Succession, ...]
    tasks: tuple[OpenTask, ...]


def properties(authority_id: int, asked: TableRequest) -> Page[PropertyRow]:
    """Return a page of properties as a table asks for it, by district and walk order unless it says otherwise."""
    found = _wanted(authority_id, asked)
    counted = found.order_by()[: COUNTED + 1].count()
    if asked.search and counted <= COUNTED:
        found = Property.objects.filter(
            authority=authority_id, pk__in=list(found.order_by().values_list("pk", flat=True))
        )
    rows = keyset_queryset(found, asked.order, asked.cursor).values_list(*FIELDS)[: asked.size + 1]
    return Page.gather(asked, [PropertyRow(*row) for row in rows], Total.of(counted, COUNTED))


def every_property(authority_id: int, asked: TableRequest) -> Iterator[PropertyRow]:
    """Yield all the properties that a table asks for, for a download."""
    rows = keyset_queryset(_wanted(authority_id, asked), asked.order, None).values_list(*FIELDS)
    return (PropertyRow(*row) for row in rows.iterator())


def property_page(authority_id: int, reference: str) -> PropertyFacts:
    """Return one property.

    :raises NotFound: where the authority has none of this reference.
    """
    row = (
        Property.objects.select_related("district__polling_place")
        .filter(authority=authority_id, reference=reference)
        .first()
    )
    if row is None:
        raise NotFound(kind="property", reference=reference)
    place = row.district.polling_place
    return PropertyFacts(
        id=row.pk,
        reference=row.reference,
        version=version_of(row),
        line=row.address,
        address=Address(**{name: getattr(row, name) for name in ADDRESS}),
        kind=row.kind,
        status=row.status,
        district=row.district.code,
        district_name=row.district.name,
        polling_place=place.reference if place else "",
        polling_place_name=place.name if place else "",
        areas=areas_of(authority_id, row.district_id),
        easting=None if row.easting is None else float(row.easting),
        northing=None if row.northing is None else float(row.northing),
        valid_from=row.valid_from,
        valid_to=row.valid_to,
        successions=_successions(authority_id, row.pk),
        tasks=_tasks_of(authority_id, row.pk),
    )


def areas_of(authority_id: int, district_id: int) -> tuple[InArea, ...]:
    """Return the areas that a district lies in now, in the order of the kinds."""
    held = DistrictArea.objects.filter(authority=authority_id, district=district_id, valid_to__isnull=True)
    order = {kind.value: at for at, kind in enumerate(AreaKind)}
    rows = held.order_by("area__code").values_list("kind", "area__code", "area__name")
    return tuple(InArea(AreaKind(kind), code, name) for kind, code, name in sorted(rows, key=lambda row: order[row[0]]))


def task_of(authority_id: int, task: int) -> OpenTask:
    """Return one task, whether it waits or has been closed.

    :raises NotFound: where the authority has none of that number.
    """
    fields = ("pk", "kind", "detail", "opened_on", "property__reference", "property__address")
    rows = PropertyTask.objects.filter(authority=authority_id, pk=task)
    found = rows.values_list(*fields).first()
    if found is None:
        raise NotFound(kind="task", reference=str(task))
    return OpenTask(*found)


def _tasks_of(authority_id: int, property_id: int) -> tuple[OpenTask, ...]:
    rows = PropertyTask.objects.filter(authority=authority_id, property=property_id, resolved_on__isnull=True)
    return tuple(OpenTask(*row) for row in rows.order_by("pk").values_list("pk", "kind", "detail", "opened_on"))


def _successions(authority_id: int, property_id: int) -> tuple[Succession, ...]:
    rows = PropertyChange.objects.filter(Q(before=property_id) | Q(after=property_id), authority=authority_id)
    fields = ("kind", "on", "reason", "before__reference", "after__reference")
    return tuple(Succession(*row) for row in rows.order_by("on", "pk").values_list(*fields))


def _wanted(authority_id: int, asked: TableRequest) -> QuerySet[Property]:
    found = Property.objects.filter(authority=authority_id)
    chosen = asked.filters
    for word in folded(asked.search).split():
        found = found.filter(search__contains=word)
    for name, lookup in (("district", "district__code"), ("kind", "kind__in"), ("status", "status__in")):
        if name in chosen:
            found = found.filter(**{lookup: chosen[name]})
    if "area" in chosen:
        found = found.filter(district__in=districts_in_areas(authority_id, [int(chosen["area"])]))
    if not chosen.get("ended"):
        found = found.filter(valid_to__isnull=True)
    return found


def proposed_reference(authority_id: int) -> str:
    """Return the first reference of the form P-1, P-2 … that no property has, for a form to start from."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT coalesce(max(substr(reference, 3)::bigint), 0) + 1 FROM places_property"
            " WHERE authority_id = %s AND reference ~ '^P-[0-9]{1,15}$'",
            [authority_id],
        )
        return f"P-{cursor.fetchone()[0]}"
