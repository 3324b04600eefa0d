"""Who stands under a number in the register that decides who may subscribe (handbook N-07, N-08)."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.db import connection

from pollwright.law.nominations.subscribers import Registered, number_key
from pollwright.law.polls import Register
from pollwright.places.models import PollingDistrict
from pollwright.register.queries.published_as_at import as_at

LONGEST = 10
_NUMBER = re.compile(r"(\d+)(?:/\d*)?$")
# One row for each entry in force under one of the numbers, each looked up in the district that it names.
_FOUND = """
SELECT d.code, n.number, n.suffix, e.elector_id, trim(e.forenames || ' ' || e.surname),
       e.section = '3-anonymous' OR el.anonymous, e.attains_on,
       CASE WHEN %(parliamentary)s THEN e.parliamentary ELSE e.local END
       AND EXISTS (SELECT FROM places_districtarea a WHERE a.district_id = e.district_id AND a.area_id = %(area)s
                   AND a.valid_from <= %(on)s AND (a.valid_to IS NULL OR a.valid_to > %(on)s))
FROM unnest(%(districts)s::bigint[], %(numbers)s::int[]) AS named(district_id, number)
JOIN register_registernumber n ON n.publication_id = %(publication)s AND n.district_id = named.district_id
     AND n.number = named.number AND n.authority_id = %(authority)s
JOIN places_pollingdistrict d ON d.id = n.district_id
CROSS JOIN LATERAL (
    SELECT * FROM register_registerentry r WHERE r.id = n.entry_id AND r.root_id IS NULL
    UNION ALL
    SELECT * FROM register_registerentry r WHERE r.root_id = n.entry_id
) e
JOIN register_elector el ON el.id = e.elector_id
WHERE e.authority_id = %(authority)s AND e.effective_from <= %(on)s
  AND (e.effective_to IS NULL OR e.effective_to > %(on)s)
"""


@dataclass(frozen=True, slots=True)
class Deciding:
    """Whose signatures count at a contest: electors of an area on one of the registers, on a day."""

    authority_id: int
    area_id: int | None
    register: Register
    on: date


def registered(deciding: Deciding, numbers: Iterable[str]) -> dict[str, Registered]:
    """Return the entries under the numbers written on a paper, by number as numbers are compared.

    `Registered.elector` is the elector's id as text. Numbers that nobody has are left out; the names of anonymous
    electors are not given.
    """
    wanted = {number_key(number) for number in numbers}
    publication = as_at(deciding.authority_id, deciding.on).publication_id
    if not wanted or publication is None or deciding.area_id is None:
        return {}
    named = _named(deciding.authority_id, wanted)
    with connection.cursor() as cursor:
        cursor.execute(
            _FOUND,
            {
                "authority": deciding.authority_id,
                "area": deciding.area_id,
                "on": deciding.on,
                "publication": publication,
                "districts": [district for district, _number in named],
                "numbers": [number for _district, number in named],
                "parliamentary": deciding.register is Register.PARLIAMENTARY,
            },
        )
        rows = cursor.fetchall()
    found: dict[str, Registered] = {}
    for district, number, suffix, elector, name, anonymous, attains_on, in_area in rows:
        key = number_key(f"{district}-{number}/{suffix}" if suffix else f"{district}-{number}")
        if key in wanted:
            found[key] = Registered(str(elector), "" if anonymous else name, in_area, "", anonymous, attains_on)
    return found


def _named(authority_id: int, wanted: Collection[str]) -> list[tuple[int, int]]:
    """Return the districts, by key, and the numbers in them that some numbers can be read as."""
    ends = [(key, end) for key in wanted if (end := _NUMBER.search(key)) and len(end[1]) < LONGEST]
    asked = {(key[: end.start()], int(end[1])) for key, end in ends}
    districts = PollingDistrict.objects.filter(authority=authority_id).values_list("pk", "code")
    begins = [(pk, number_key(f"{code}-0")[:-1]) for pk, code in districts]
    return sorted((pk, figure) for begin, figure in asked for pk, known in begins if known == begin)
