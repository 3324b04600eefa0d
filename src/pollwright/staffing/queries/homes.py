"""Where people live: a name as it is found again, and the place of a postcode."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from django.db.models import Avg

from pollwright.places.models import Property

METRES_OF_A_MILE = 1609.344


def folded(*names: str) -> str:
    """Return names in lower case without accents, with spaces parted once.

    >>> folded("Siân  Mair", "ŶNYS-Jones")
    'sian mair ynys-jones'
    """
    parted = unicodedata.normalize("NFKD", " ".join(names).casefold())
    plain = "".join(letter for letter in parted if not unicodedata.combining(letter))
    return " ".join(plain.replace("’", "'").split())


def homes_at(authority_id: int, postcodes: Iterable[str]) -> dict[str, tuple[float, float]]:
    """Return the middle of the properties of each postcode, in metres; postcodes without any are left out."""
    wanted = {postcode for postcode in postcodes if postcode}
    if not wanted:
        return {}
    rows = (
        Property.objects.filter(
            authority=authority_id, postcode__in=wanted, easting__isnull=False, northing__isnull=False, srid=27700
        )
        .order_by()
        .values_list("postcode")
        .annotate(Avg("easting"), Avg("northing"))
    )
    return {postcode: (float(easting), float(northing)) for postcode, easting, northing in rows}


def miles_between(home: tuple[float, float] | None, there: tuple[float, float] | None) -> float | None:
    """Return the miles of a straight line, or None where either end is not known."""
    if home is None or there is None:
        return None
    return float(((home[0] - there[0]) ** 2 + (home[1] - there[1]) ** 2) ** 0.5) / METRES_OF_A_MILE
