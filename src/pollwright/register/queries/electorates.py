"""How many electors there are, by franchise, district and area, as the register stood on any day (REG-801 to 803)."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from django.db import connection

from pollwright.law.counts import COUNTING, electorate
from pollwright.law.markers import UnreadableMarker, parse_marker
from pollwright.law.nations import Nation

FULL = "full"
"""Stands for no letter, where a key may not be empty: may vote at every kind of poll."""
UNREADABLE = "?"
"""Stands for markers of another system that are not made of the register's letters; counted on neither register."""


@dataclass(frozen=True, slots=True)
class Count:
    """Electors of one district or area, or of all. Attainers are among the electors of each register."""

    electors: int
    attainers: int
    parliamentary: int
    local: int


@dataclass(frozen=True, slots=True)
class Place:
    """A district or an area with its count."""

    code: str
    name: str
    count: Count


@dataclass(frozen=True, slots=True)
class Electorates:
    """All counts of an authority on a day. `by_franchise` is by letter, anonymous entries among the others."""

    on: date
    whole: Count
    by_franchise: tuple[tuple[str, int], ...]
    by_district: tuple[Place, ...]
    by_area: Mapping[str, tuple[Place, ...]]

    def as_json(self) -> dict[str, Any]:
        """Return the counts as the command line prints them."""
        return {
            "on": self.on.isoformat(),
            **asdict(self.whole),
            "by_franchise": {letter or FULL: count for letter, count in self.by_franchise},
            "by_district": {place.code: {"name": place.name, **asdict(place.count)} for place in self.by_district},
            "by_area": {
                kind: {place.code: {"name": place.name, **asdict(place.count)} for place in places}
                for kind, places in self.by_area.items()
            },
            "source": COUNTING.describe(),
        }


@dataclass(frozen=True, slots=True)
class _Cell:
    """Entries of one district with one marker."""

    district_id: int
    marker: str
    electors: int
    attainers: int


_CELLS = """
SELECT district_id, marker, count(*), count(*) FILTER (WHERE attains_on > %(on)s)
FROM register_registerentry
WHERE authority_id = %(authority)s AND effective_from <= %(on)s AND (effective_to IS NULL OR effective_to > %(on)s)
GROUP BY district_id, marker
"""
_PLACES = """
SELECT d.id, '' AS kind, d.code, d.name FROM places_pollingdistrict d WHERE d.authority_id = %(authority)s
UNION ALL
SELECT l.district_id, l.kind, a.code, a.name FROM places_districtarea l JOIN places_area a ON a.id = l.area_id
WHERE l.authority_id = %(authority)s AND l.valid_from <= %(on)s AND (l.valid_to IS NULL OR l.valid_to > %(on)s)
ORDER BY 2, 3
"""


def electorates(authority_id: int, nation: Nation, *, on: date) -> Electorates:
    """Return the counts of the register as it stood at the beginning of a day, in two statements."""
    given: dict[str, Any] = {"authority": authority_id, "on": on}
    with connection.cursor() as cursor:
        cursor.execute(_CELLS, given)
        cells = [_Cell(*row) for row in cursor.fetchall()]
        cursor.execute(_PLACES, given)
        places = cursor.fetchall()
    by_district: dict[int, list[_Cell]] = defaultdict(list)
    for cell in cells:
        by_district[cell.district_id].append(cell)
    gathered: dict[tuple[str, str, str], list[_Cell]] = defaultdict(list)
    for district_id, kind, code, name in places:
        gathered[kind, code, name] += by_district[district_id]
    counted = {key: _count(found, nation, on) for key, found in gathered.items()}
    by_area: dict[str, tuple[Place, ...]] = {}
    for kind in sorted({kind for kind, _, _ in counted if kind}):
        by_area[kind] = tuple(Place(code, name, count) for (of, code, name), count in counted.items() if of == kind)
    return Electorates(
        on=on,
        whole=_count(cells, nation, on),
        by_franchise=_by_letter(cells),
        by_district=tuple(
            Place(code, name, count) for (kind, code, name), count in counted.items() if not kind and count.electors
        ),
        by_area=by_area,
    )


def _count(cells: Iterable[_Cell], nation: Nation, on: date) -> Count:
    markers: Counter[str] = Counter()
    attainers = 0
    for cell in cells:
        markers[cell.marker] += cell.electors
        attainers += cell.attainers
    readable = {marker: number for marker, number in markers.items() if _letter(marker) != UNREADABLE}
    both = electorate(readable, nation, on)
    return Count(markers.total(), attainers, both.parliamentary, both.local)


def _by_letter(cells: Iterable[_Cell]) -> tuple[tuple[str, int], ...]:
    letters: Counter[str] = Counter()
    for cell in cells:
        letters[_letter(cell.marker)] += cell.electors
    return tuple(sorted(letters.items()))


def _letter(marker: str) -> str:
    try:
        return str(parse_marker(marker).letter)
    except UnreadableMarker:
        return UNREADABLE
