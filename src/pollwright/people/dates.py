"""The dates of this room for the calendar of the year. They name staff files by reference alone, never people."""

from __future__ import annotations

from collections.abc import Iterator

from pollwright.acting import Permission
from pollwright.messages import Message, plain
from pollwright.owing import Owed, Sort, Wanted, told
from pollwright.people.queries.due import Due, due_dates

WORDS = {
    "training": "Training to be renewed",
    "missing": "Mandatory training not yet done",
    "check": "Check due again",
    "appraisal": "Appraisal due",
    "holding": "Holding of a post ends",
    "point": "Single point of failure to be looked at again",
}
WHAT = "{what}: {reference}"


@told("people", Permission.TEAM_KEEP)
def people(wanted: Wanted) -> Iterator[Owed]:
    """Tell what runs out, is due, or was not done in time in staff files and of single points of failure."""
    for one in due_dates(wanted.authority_id, last=wanted.last, on=wanted.on):
        yield Owed(
            f"people.{one.what}.{one.reference}.{one.number}",
            one.on,
            Message(WHAT, what=plain(WORDS[one.what]), reference=one.reference),
            Sort.OFFICE,
            about=one.about,
            page=_page(one),
        )


def _page(one: Due) -> tuple[str, ...]:
    return ("people:point" if one.what == "point" else "people:file", one.reference)
