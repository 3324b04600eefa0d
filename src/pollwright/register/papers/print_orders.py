"""What a print edition says besides the electors: the authority, the districts as at the day, and the proof."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

from django.db import connection
from django.db.models import Q

from pollwright.authorities.models import Authority
from pollwright.documents.imprint import Imprint, Language
from pollwright.documents.papers.editions import Edition
from pollwright.law.nations import Nation
from pollwright.places.models import DistrictArea, PollingDistrict
from pollwright.places.states import AreaKind
from pollwright.register.models import Publication
from pollwright.register.papers.print_edition import PrintedDistrict, PrintOrder
from pollwright.register.queries.published import PublishedRegister

PRINTED_AREAS = (
    AreaKind.WARD,
    AreaKind.DIVISION,
    AreaKind.PARISH,
    AreaKind.PARISH_WARD,
    AreaKind.CONSTITUENCY,
)
"""Kinds of area that the head of a part names, in this order."""

_STREETS = """
COPY (SELECT reference, street FROM places_property WHERE authority_id = %s AND street <> '') TO STDOUT (FORMAT csv)
"""


def print_order(register: PublishedRegister, edition: str, *, masked: int) -> PrintOrder:
    """Return what is to be printed of a register.

    :param edition: full, open, overseas or other-electors; the last two are parts of the full register.
    :param masked: how many electors are anonymous now whom it named when it was published.
    """
    authority = Authority.objects.get(pk=register.authority_id)
    publication = Publication.objects.get(authority=register.authority_id, pk=register.id)
    day = register.published_on
    bilingual = Nation(authority.nation) is Nation.WALES
    imprint = Imprint(
        authority.name,
        "Electoral Registration Officer",
        f"{authority.code}-{register.reference}",
        day,
        languages=(Language.ENGLISH, Language.WELSH) if bilingual else (Language.ENGLISH,),
    )
    year = day.year + 1 if day.month == 12 else day.year
    proof = {row["code"]: row for row in publication.proof.get("districts", ())}
    return PrintOrder(
        imprint,
        f"Register of electors {year}",
        Edition.OPEN if edition == "open" else Edition.FULL,
        _districts(register),
        proof,
        masked,
        others_only=edition == "other-electors",
    )


def streets_to(authority_id: int, path: Path) -> None:
    """Write the street of every property that has one as CSV: property reference, street."""
    with connection.cursor() as cursor, path.open("wb") as file, cursor.copy(_STREETS, [authority_id]) as copy:
        for piece in copy:
            file.write(piece)


def _districts(register: PublishedRegister) -> dict[str, PrintedDistrict]:
    """Return the districts of the authority by code; of two that had one code, the one in force on the day."""
    day = register.published_on
    areas: dict[int, list[tuple[str, str]]] = defaultdict(list)
    held = DistrictArea.objects.filter(
        Q(valid_to__isnull=True) | Q(valid_to__gt=day),
        authority=register.authority_id,
        valid_from__lte=day,
        kind__in=PRINTED_AREAS,
    )
    order = {str(kind): place for place, kind in enumerate(PRINTED_AREAS)}
    named = held.values_list("district_id", "kind", "area__name")
    for district_id, kind, name in sorted(named, key=lambda row: (row[0], order[row[1]], row[2])):
        areas[district_id].append((str(AreaKind(kind).label).lower(), name))
    districts = PollingDistrict.objects.filter(authority=register.authority_id).order_by("valid_from", "pk")
    found: dict[str, PrintedDistrict] = {}
    for district in districts:
        if district.code in found and district.valid_from > day:
            continue
        found[district.code] = PrintedDistrict(
            district.name, tuple(areas[district.pk]), alphabetical=district.order == "alphabetical"
        )
    return found
