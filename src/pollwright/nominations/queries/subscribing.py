"""Who stands under a number in the register that decides who may subscribe (handbook N-07, N-08)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db import connection

from pollwright.law.nominations.subscribers import Registered, number_key
from pollwright.law.polls import Register
from pollwright.register.queries.published_as_at import as_at

LONGEST = 10
_NUMBER = re.compile(r"(\d+)(?:/\d*)?$")
# One row for each entry in force that has one of the numbers in its district: the district's letters are compared
# afterwards, as numbers are written in many ways.
_FOUND = """
SELECT d.code, n.number, n.suffix, e.elector_id, trim(e.forenames || ' ' || e.surname),
       e.section = '3-anonymous' OR el.anonymous, e.attains_on,
       CASE WHEN %(parliamentary)s THEN e.parliamentary ELSE e.local END
       AND EXISTS (SELECT FROM places_districtarea a WHERE a.district_id = e.district_id AND a.area_id = %(area)s
                   AND a.valid_from <= %(on)s AND (a.valid_to IS NULL OR a.valid_to > %(on)s))
FROM register_registernumber n
JOIN register_registerentry e ON coalesce(e.root_id, e.id) = n.entry_id AND e.authority_id = %(authority)s
     AND e.effective_from <= %(on)s AND (e.effective_to IS NULL OR e.effective_to > %(on)s)
JOIN register_elector el ON el.id = e.elector_id
JOIN places_pollingdistrict d ON d.id = n.district_id
WHERE n.publication_id = %(publication)s AND n.authority_id = %(authority)s AND n.number = ANY(%(numbers)s)
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
    figures = sorted({int(end[1]) for end in map(_NUMBER.search, wanted) if end and len(end[1]) < LONGEST})
    publication = as_at(deciding.authority_id, deciding.on).publication_id
    if not figures or publication is None or deciding.area_id is None:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(
            _FOUND,
            {
                "authority": deciding.authority_id,
                "area": deciding.area_id,
                "on": deciding.on,
                "publication": publication,
                "numbers": figures,
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
