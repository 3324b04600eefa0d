"""The dates of this room for the calendar of the year: written delegations that end."""

from __future__ import annotations

from collections.abc import Iterator

from pollwright.access.queries.delegations import ending
from pollwright.acting import Permission
from pollwright.messages import Message
from pollwright.owing import Owed, Sort, Wanted, told

WHAT = "Last day of written delegation {reference}"


@told("delegation", Permission.USERS_VIEW)
def delegations(wanted: Wanted) -> Iterator[Owed]:
    """Tell the last day of every delegation that is in force or ahead; once it is past, nothing is owed."""
    for reference, person, last_day in ending(wanted.authority_id, on=wanted.on, last=wanted.last):
        yield Owed(
            f"delegation.{reference}",
            last_day,
            Message(WHAT, reference=reference),
            Sort.OFFICE,
            about=person,
            page=("access:delegation", reference),
        )
