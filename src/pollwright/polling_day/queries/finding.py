"""Finding an elector and a home by what a caller can say: an elector number, a reference, a UPRN."""

from __future__ import annotations

import re

from django.db import connection

from pollwright.places.models import Property
from pollwright.refusals import NotFound
from pollwright.register.models import Elector
from pollwright.register.queries.search import CURRENT_NUMBERS

NUMBER = re.compile(r"(?P<district>[A-Z0-9]{1,10})-(?P<number>\d{1,6})(/(?P<suffix>\d{1,3}))?")
_NUMBERED = f"""
SELECT el.reference FROM register_registernumber n
JOIN places_pollingdistrict d ON d.id = n.district_id
JOIN register_registerentry e ON e.id = n.entry_id
JOIN register_elector el ON el.id = e.elector_id
WHERE n.publication_id = {CURRENT_NUMBERS} AND d.authority_id = %(authority)s AND upper(d.code) = %(district)s
  AND n.number = %(number)s AND n.suffix = %(suffix)s
"""


def elector_said(authority_id: int, said: str) -> str:
    """Return the reference of an elector by number (AA-12 or AA-12/1) or reference.

    :raises NotFound: where there is none.
    """
    typed = said.strip().upper()
    numbered = NUMBER.fullmatch(typed)
    if numbered:
        with connection.cursor() as cursor:
            cursor.execute(
                _NUMBERED,
                {
                    "authority": authority_id,
                    "district": numbered["district"],
                    "number": int(numbered["number"]),
                    "suffix": int(numbered["suffix"] or 0),
                },
            )
            row = cursor.fetchone()
        if row:
            return str(row[0])
    found = Elector.objects.filter(authority=authority_id, reference__iexact=typed).first()
    if found is None:
        raise NotFound(kind="elector", reference=said)
    return str(found.reference)


def home_said(authority_id: int, said: str) -> str:
    """Return the reference of a home by reference or UPRN.

    :raises NotFound: where there is none.
    """
    typed = said.strip().upper()
    held = Property.objects.filter(authority=authority_id)
    found = held.filter(reference__iexact=typed).first()
    if found is None and typed.isdigit() and len(typed) <= 12:
        found = held.filter(uprn=int(typed)).first()
    if found is None:
        raise NotFound(kind="property", reference=said)
    return str(found.reference)
