"""The dates that the law and the practice of electoral services give every year."""

from __future__ import annotations

from collections.abc import Iterator

from pollwright.acting import Permission
from pollwright.law.year import duties_between
from pollwright.owing import Owed, Sort, Wanted, told


@told("duty", Permission.YEAR_VIEW, recurring=True)
def duties(wanted: Wanted) -> Iterator[Owed]:
    """Tell what comes back every year (handbook MM-P06)."""
    for one in duties_between(wanted.first, wanted.last, wanted.calendar):
        yield Owed(
            f"duty.{one.code}.{one.period}",
            one.on,
            one.what,
            Sort(one.subject.value),
            statutory=one.statutory,
            source=one.source.describe(),
            begins=one.begins,
        )
