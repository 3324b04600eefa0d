"""Of which indicator and period a row of a table is."""

from __future__ import annotations

import re
from collections.abc import Mapping

from pollwright.acting import Actor
from pollwright.formats.plan_dates import financial_year
from pollwright.formats.small_tables import RowFault
from pollwright.performance.models import Indicator
from pollwright.performance.rating import Period

_QUARTER = re.compile(r"q?([1-4])(\.0)?", re.IGNORECASE)
_YEAR = re.compile(r"(\d{4})(\.0)?")


def indicator_and_period(actor: Actor, cells: Mapping[str, str]) -> tuple[str, Period]:
    """Return the indicator that `ref` names, and the period of `year` and `quarter`.

    :raises RowFault: where no indicator, or more than one, is named so, or the period is written otherwise.
    """
    period = _period(cells.get("year", ""), cells.get("quarter", ""))
    return _reference(actor, cells.get("ref", "")), period


def _reference(actor: Actor, typed: str) -> str:
    held = Indicator.objects.filter(authority=actor.authority_id)
    found = list(held.filter(reference=typed).values_list("reference", flat=True)) if typed else []
    if not found and typed:
        in_use = held.filter(code__iexact=typed, withdrawn_on__isnull=True)
        found = list(in_use.order_by("pk").values_list("reference", flat=True)[:2])
    if len(found) != 1:
        raise RowFault("no indicator in use, or more than one, has that reference")
    return found[0]


def _period(year: str, quarter: str) -> Period:
    plain, named = _YEAR.fullmatch(year), _QUARTER.fullmatch(quarter)
    begins = int(plain[1]) if plain else financial_year(year)
    if begins is None or not 2000 <= begins <= 2100:
        raise RowFault("the year is not written 2026/27")
    if quarter and named is None:
        raise RowFault("the quarter is none of 1, 2, 3 and 4")
    return Period(begins, int(named[1]) if named else 0)
