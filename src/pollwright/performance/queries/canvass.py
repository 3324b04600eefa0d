"""ES01: how many canvassable properties have a completed outcome, and which (REG-541 to REG-543, MM-F03, MM-F04).

The one query that the annual canvass will feed: it reads `CanvassReturn`, whoever writes it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection

from pollwright.pages.tables import Page, TableRequest
from pollwright.performance.models import IndicatorDefinition
from pollwright.performance.queries.paging import page_of
from pollwright.places.states import PropertyKind, PropertyStatus
from pollwright.register.models import Publication
from pollwright.register.states import PaperState

NOT_HOMES = (
    PropertyStatus.NON_RESIDENTIAL.value,
    PropertyStatus.DEMOLISHED.value,
    PropertyStatus.NOT_BUILT.value,
)
"""Properties in these states are not canvassed."""


@dataclass(frozen=True, slots=True)
class Canvassed:
    """The counts of a canvass at the day of publication. `complete` goes by the version of the definition."""

    properties: int
    complete: int
    responded: int
    must_respond: int
    must_responded: int
    without_return: int
    published_on: date


@dataclass(frozen=True, slots=True)
class CanvassRow:
    """A canvassable property and what came of it; route and outcome are blank where no return tells of it."""

    id: int
    reference: str
    address: str
    route: int | None
    outcome: str
    on: date | None
    complete: bool


_ROWS = """
    SELECT p.id, p.reference, p.address, r.route, coalesce(r.outcome, '') AS outcome, r."on",
           coalesce(r.outcome IN ('responded', 'void')
                    OR (%(route_1)s AND r.route = 1 AND r.outcome = 'not_needed'), false) AS complete
    FROM places_property p
    LEFT JOIN performance_canvassreturn r
      ON r.property_id = p.id AND r.authority_id = p.authority_id AND r.canvass = %(canvass)s
     AND r."on" <= %(published_on)s
    WHERE p.authority_id = %(authority)s AND p.valid_from <= %(published_on)s
      AND (p.valid_to IS NULL OR p.valid_to > %(published_on)s)
      AND p.kind <> %(commercial)s AND NOT p.status = ANY(%(not_homes)s)
"""
_COUNTS = f"""
    SELECT count(*), count(*) FILTER (WHERE complete), count(*) FILTER (WHERE outcome = 'responded'),
           count(*) FILTER (WHERE route IN (2, 3)), count(*) FILTER (WHERE route IN (2, 3) AND outcome = 'responded'),
           count(*) FILTER (WHERE outcome = '')
    FROM ({_ROWS}) AS canvassed
"""


def canvassed(authority_id: int, canvass: int, definition: IndicatorDefinition) -> Canvassed:
    """Return the counts of the canvass of a year, as at the publication of its register."""
    given = _given(authority_id, canvass, definition)
    with connection.cursor() as cursor:
        cursor.execute(_COUNTS, given)
        properties, complete, responded, must, did, without = cursor.fetchone()
    return Canvassed(properties, complete, responded, must, did, without, given["published_on"])


def canvass_rows(
    authority_id: int, canvass: int, definition: IndicatorDefinition, asked: TableRequest
) -> Page[CanvassRow]:
    """Return a page of the properties behind the figure."""
    given = _given(authority_id, canvass, definition)
    where = "TRUE"
    if (complete := asked.filters.get("complete")) is not None:
        where, given["complete"] = "complete = %(complete)s", complete
    if asked.search:
        where += " AND (address ILIKE %(search)s OR reference ILIKE %(search)s)"
        given["search"] = f"%{asked.search}%"
    select = f"SELECT * FROM ({_ROWS}) AS canvassed WHERE {where}"
    return page_of(asked, select, given, CanvassRow)


def published_on(authority_id: int, canvass: int) -> date:
    """Return when the register of a canvass was published; 1 December until it is (MM-F03)."""
    found = (
        Publication.objects.filter(
            authority=authority_id, kind="revised", state=PaperState.ISSUED,
            published_on__gte=date(canvass, 11, 1), published_on__lte=date(canvass + 1, 2, 1),
        )
        .order_by("-published_on")
        .values_list("published_on", flat=True)
        .first()
    )  # fmt: skip
    return found or date(canvass, 12, 1)


def _given(authority_id: int, canvass: int, definition: IndicatorDefinition) -> dict[str, Any]:
    return {
        "authority": authority_id,
        "canvass": canvass,
        "published_on": published_on(authority_id, canvass),
        "route_1": definition.route_1_counts,
        "commercial": PropertyKind.COMMERCIAL.value,
        "not_homes": list(NOT_HOMES),
    }
